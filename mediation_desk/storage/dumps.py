"""Keeping an opened store's keys out of crash dumps: the system is told to write none."""

import sys
from contextlib import suppress

if sys.platform == "linux":
    _SET_DUMPABLE = 4

    def write_no_dumps() -> None:
        """Let the system write no core file of this process, nor let others look into it."""
        import ctypes
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)

else:

    def write_no_dumps() -> None:
        """Nothing to be done that a program may do for itself; BitLocker and its like help here."""
