"""None, True and False outlive every call into Qt.

PySide 6.12.0 is built as if they were immortal, which they are from Python 3.12 on. On 3.11 each
call that returns nothing, and each signal that is emitted, gives away a reference nobody took;
after some hundred thousand of them Python ends the program with "deallocating None".
"""

import sys

_PLENTY = 1 << 40
"""More than any session uses up."""


def keep_singletons() -> None:
    """Give the three so many references that they are never used up, as Python 3.12 does."""
    if sys.version_info >= (3, 12):
        return
    import ctypes

    for one in (None, True, False):
        if sys.getrefcount(one) < _PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(one)).value += _PLENTY
