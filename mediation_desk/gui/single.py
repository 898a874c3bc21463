"""One window per office (单实例): a second start shows the window that is open, and ends.

The store's own lock decides who opens it; this only helps people find the window they have.
Imported when the window is drawn: QtNetwork is not needed before.
"""

import logging
import sys

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)

PATIENCE_MS = 2000
"""A window that does not answer in this time is closing, or hangs: then the lock has the word."""


class SingleWindow(QObject):
    """Asks for the window that is open; the first window answers whoever asks after it.

    After `ask` comes one signal: `first`, nobody is there, or `answered`, the other is in front.
    """

    first = Signal()
    answered = Signal()

    def __init__(self, window: QWidget, address: str) -> None:
        """Speak for `window`; `address` is the same for all windows of an office."""
        super().__init__(window)
        self._window = window
        self._address = address
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)
        self._socket = QLocalSocket(self)
        self._socket.readyRead.connect(self._heard)
        self._socket.errorOccurred.connect(self._alone)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._alone)

    def ask(self) -> None:
        """Ask the window that may be open to show itself: connecting is the question."""
        _let_others_come_forward()
        self._patience.start()
        self._socket.connectToServer(self._address)

    def _heard(self) -> None:
        if self._settled():
            log.info("the window that is open was shown instead")
            self.answered.emit()

    def _alone(self) -> None:
        """Listen from now on; what a killed program left at the address is taken away."""
        if not self._settled():
            return
        QLocalServer.removeServer(self._address)
        if not self._server.listen(self._address):
            log.warning("a second start will not find this window: %s", self._server.serverError())
        # Closing may take a while (the last backup): nobody is sent to a window that goes.
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._server.close)
        self.first.emit()

    def _settled(self) -> bool:
        """Stop waiting; return whether this was the first news."""
        waiting = self._patience.isActive()
        self._patience.stop()
        return waiting

    def _asked(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.disconnected.connect(caller.deleteLater)
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        caller.write(b"shown")
        caller.disconnectFromServer()


if sys.platform == "win32":

    def _let_others_come_forward() -> None:
        """Windows lets a program come to the front only if the one in front allows it."""
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # any process
else:

    def _let_others_come_forward() -> None:
        """Elsewhere nobody has to be asked."""
