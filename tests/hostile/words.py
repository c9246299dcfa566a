"""Words that a document or a person may bring, and that must stay words."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

HERE = "http://127.0.0.1:{port}/seen"

WORDS: dict[str, str] = {
    "an image on the net": f'<img src="{HERE}.png">',
    "an image on disk": '<img src="file:///etc/hosts" width=9 height=9>',
    "a page with a style sheet": f'<html><head><link rel=stylesheet href="{HERE}.css"></head><b>x</b></html>',
    "a style that imports": f"<style>@import url({HERE}.css); p {{background: url({HERE})}}</style><p>x",
    "a link": f'<a href="{HERE}">x</a>',
    "an image in Markdown": f"![x]({HERE}.png)",
    "a formula": f'=HYPERLINK("{HERE}","x")',
    "a formula after plus": "+1+cmd|' /C calc'!A0",
    "a formula after minus": "-2+3",
    "a formula after at": "@SUM(1)",
    "a formula after a tab": "\t=1+1",
    "a formula after a return": "\r=1+1",
    "NUL": "be\0fore",
    "right to left": "invoice\u202egnp.exe",
    "isolates": "\u2066\u2067\u2068a\u2069",
    "escape sequences": "\x1b]0;owned\x07\x1b[2J\x1b[31mred",
    "no characters": "\ufdd0\uffff\U0001fffe",
    "tags": "\U000e0041\U000e0042",
    "many marks on one letter": "e" + "\u0301" * 3000,
    "one long word": "w" * 100_000,
    "many lines": "\n" * 2000 + "x",
    "separators": "one\u2028two\u2029three\x85four",
    "a byte order mark": "\ufeffx",
    "quotes and SQL": "'\"; DROP TABLE event; --",
    "mnemonics": "R&D && more [*]",
    "format fields": "%s %n {0} {session} %1",
}
BROKEN = {
    "half a pair": "a\ud83d",
    "the other half": "\ude00b",
    "halves the wrong way round": "\ude00\ud83d",
}


class Listener:
    """A place on this machine that counts who calls."""

    def __init__(self) -> None:
        self.calls = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._server.accept()
            with closing(connection):
                if connection.recv(4096) == b"stop":
                    return
                self.calls += 1

    def stop(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            last.sendall(b"stop")
        self._thread.join()
        self._server.close()


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()
    try:
        yield listener
    finally:
        listener.stop()
