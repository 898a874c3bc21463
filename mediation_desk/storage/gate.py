"""A gate that many pass and one can shut: the store's file is exchanged when nobody is inside."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Open by default; who is inside may enter again while somebody waits to shut it."""

    def __init__(self) -> None:
        """Stand open."""
        self._inside = 0
        self._shut = False
        self._moved = threading.Condition()
        self._mine = threading.local()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Be inside; waits while the gate is shut."""
        depth = getattr(self._mine, "depth", 0)
        if not depth:
            with self._moved:
                self._moved.wait_for(lambda: not self._shut)
                self._inside += 1
        self._mine.depth = depth + 1
        try:
            yield
        finally:
            self._mine.depth = depth
            if not depth:
                with self._moved:
                    self._inside -= 1
                    self._moved.notify_all()

    @contextmanager
    def shut(self) -> Iterator[None]:
        """Be inside alone: waits until the others have left, lets nobody in."""
        with self._moved:
            self._moved.wait_for(lambda: not self._shut)
            self._shut = True
            self._moved.wait_for(lambda: not self._inside)
        self._mine.depth = 1
        try:
            yield
        finally:
            self._mine.depth = 0
            with self._moved:
                self._shut = False
                self._moved.notify_all()
