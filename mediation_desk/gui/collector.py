"""Python's cyclic garbage is collected on the GUI thread only.

Garbage may hold widgets and models. Left to itself Python collects it on whichever thread happens
to allocate, and a widget destroyed on a worker thread takes the program down with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Collector(QObject):
    """Collects from time to time, as Python's own thresholds ask, while worker threads run."""

    def __init__(self, parent: QObject) -> None:
        """Take over from Python's automatic collection until `stop`."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(EVERY_MS)

    def stop(self) -> None:
        """Give collection back to Python; no worker thread may run any more."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
