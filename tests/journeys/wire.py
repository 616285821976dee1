"""A line between a phone and the site that a test can cut, mend, or make deaf in one direction."""

import contextlib
import socket
import struct
import threading

RESET = struct.pack("ii", 1, 0)


class Wire:
    """Listens on `port` and passes bytes on to the site's port, until it is cut."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._is_cut = self._answers_are_lost = self._asks_are_lost = False
        self._ends: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        """Where a browser finds the site through this line."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Break every connection, and let no new one through."""
        self._is_cut = True
        for end in list(self._ends):
            self._reset(end)

    def mend(self) -> None:
        """Let new connections through, in both directions."""
        self._is_cut = self._answers_are_lost = self._asks_are_lost = False

    def lose_answers(self) -> None:
        """From now on the site hears the phone, and the phone no longer hears the site."""
        self._answers_are_lost = True

    def lose_asks(self) -> None:
        """From now on nothing that the phone sends arrives."""
        self._asks_are_lost = True

    def close(self) -> None:
        """End for good."""
        self.cut()
        self._listener.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                phone, _ = self._listener.accept()
                self._connect(phone)

    def _connect(self, phone: socket.socket) -> None:
        if self._is_cut:
            return self._reset(phone)
        try:
            site = socket.create_connection(("127.0.0.1", self._to), timeout=5)
        except OSError:
            return self._reset(phone)
        site.settimeout(None)
        self._ends |= {phone, site}
        for pump in ((phone, site, True), (site, phone, False)):
            threading.Thread(target=self._pump, args=pump, daemon=True).start()
        return None

    def _pump(self, source: socket.socket, sink: socket.socket, asks: bool) -> None:
        with contextlib.suppress(OSError):
            while said := source.recv(65_536):
                if not (self._asks_are_lost if asks else self._answers_are_lost):
                    sink.sendall(said)
        # One that ends its side politely is passed on politely: only a cut is abrupt.
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def _reset(self, end: socket.socket) -> None:
        self._ends.discard(end)
        with contextlib.suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            end.shutdown(socket.SHUT_RDWR)
        end.close()
