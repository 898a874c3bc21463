"""`python -m mediation_desk`: the same program as the `mediation-desk` command."""

import sys

from mediation_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
