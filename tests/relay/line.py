"""The line between a post and headquarters: a TCP proxy that is cut, restored, and breaks in the middle of an answer."""

from __future__ import annotations

import contextlib
import socket
import threading
from random import Random


class Wire:
    """A port on this machine behind which another lies, while the line lives.

    cut_after  bytes of an answer after which a connection breaks, drawn anew for each; None: it holds
    """

    def __init__(self, target: int, seed: int = 1) -> None:
        self.target, self.is_up, self.cuts, self.bytes = target, True, 0, 0
        self.cut_after: int | None = None
        self._random = Random(seed)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take the wire down for good."""
        self.is_up = False
        self._server.close()

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._server.accept()
            except OSError:
                return
            if self.is_up:
                threading.Thread(target=self._carry, args=(caller,), daemon=True).start()
            else:
                caller.close()

    def _carry(self, caller: socket.socket) -> None:
        try:
            other = socket.create_connection(("127.0.0.1", self.target), timeout=5)
        except OSError:
            caller.close()
            return
        limit = self._random.randrange(1, self.cut_after) if self.cut_after else None
        back = threading.Thread(target=self._pour, args=(other, caller, limit), daemon=True)
        back.start()
        self._pour(caller, other, None)
        back.join()
        for one in (caller, other):
            one.close()

    def _pour(self, source: socket.socket, target: socket.socket, limit: int | None) -> None:
        """Pass bytes on until one side ends, the line is cut, or the limit is reached."""
        source.settimeout(0.2)
        passed = 0
        with contextlib.suppress(OSError):
            while self.is_up:
                try:
                    piece = source.recv(65536)
                except TimeoutError:
                    continue
                if not piece:
                    break
                if limit is not None and passed + len(piece) > limit:
                    target.sendall(piece[: limit - passed])
                    self.cuts += 1
                    break
                target.sendall(piece)
                passed += len(piece)
                self.bytes += len(piece)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
