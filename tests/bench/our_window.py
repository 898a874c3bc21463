"""Start the program as its command does; print when the window and the first page were there."""

import json
import logging
import sys

from tests.bench.marks import since_start

MARKS = ("window drawn", "first page shown")


class _Marks(logging.Handler):
    """Notes when the program's log says that a step of the start is done; ends it after the last.

    Both lines are written from an idle event loop.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Note the time of one of MARKS."""
        text = record.getMessage()
        if text not in MARKS:
            return
        self.found[text] = since_start()
        if text == MARKS[-1]:
            from PySide6.QtCore import QCoreApplication

            QCoreApplication.quit()


def main() -> int:
    """Open the window of the office at MEDIATION_DESK_HOME; print the two times."""
    marks = _Marks()
    logging.getLogger("mediation_desk").addHandler(marks)
    from mediation_desk.cli import main as start

    code = start([])
    print(json.dumps([marks.found[name] for name in MARKS]))
    return code


if __name__ == "__main__":
    sys.exit(main())
