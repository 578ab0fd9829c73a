"""A web server that stands for the court's."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from docassemble.PostConvictionRelief.forms import FormCard


class CourtSite:
    """Publishes files by their path, and counts what it is asked.

    Attributes:
        requests: the paths that were asked for.
    """

    def __init__(self, files: Mapping[str, bytes], pause: float) -> None:
        self.requests: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append(self.path)
                data = files.get(self.path)
                self.send_response(404 if data is None else 200)
                self.end_headers()
                for byte in data or b"":  # a drop at a time, where the site is slow
                    if not pause:
                        self.wfile.write(data or b"")
                        return
                    try:
                        self.wfile.write(bytes([byte]))
                    except OSError:
                        return
                    time.sleep(pause)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def publishing(self, card: FormCard, path: str) -> FormCard:
        """The card, with the address of a file here."""
        source = card.source.model_copy(update={"file": self.address + path})
        return card.model_copy(update={"source": source})


@contextmanager
def court_site(files: Mapping[str, bytes], pause: float = 0) -> Iterator[CourtSite]:
    """A site that publishes these files; with a pause, a byte at a time."""
    site = CourtSite(files, pause)
    thread = threading.Thread(target=site.server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        thread.join()
        site.server.server_close()
