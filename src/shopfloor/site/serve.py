"""Showing a site on this machine as a web host would: compressed, with the right types, below a path if wanted."""

import gzip
import hashlib
import mimetypes
import posixpath
from contextlib import suppress
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR
from threading import Lock
from urllib.parse import unquote, urlsplit

from shopfloor.grading.problem import Problem

# What the operating system's own list may not know, or call by another name.
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".ipynb": "application/json",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".md": "text/markdown; charset=utf-8",
}
# Compressed already.
_AS_IT_IS = (".whl", ".zip", ".zst", ".xz", ".png", ".jpg", ".woff", ".woff2", ".gz", ".xlsx")
_TRIED = 20


class Server(ThreadingHTTPServer):
    """Serves the folder ``site`` below ``path`` on this machine; ``sent`` counts the bytes of the answers."""

    daemon_threads = True

    def __init__(self, site, port=0, path="/"):
        self.site, self.path, self.sent = Path(site).resolve(), f"/{path.strip('/')}/".replace("//", "/"), 0
        self._counting, self._connections = Lock(), set()
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}{self.path}"

    def count(self, size):
        """Note that so many bytes are on their way."""
        with self._counting:
            self.sent += size

    def process_request(self, request, client_address):
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        self._connections.discard(request)
        super().shutdown_request(request)

    def server_close(self):
        """Answer nobody any more, over the connections that browsers keep open neither."""
        super().server_close()
        for connection in [*self._connections]:
            with suppress(OSError):  # closed meanwhile
                connection.shutdown(SHUT_RDWR)

    def handle_error(self, request, client_address):
        """A browser that closes a connection is no error to be shown."""


def serve(site, port, say=print, opened=None):
    """Serve a site on this machine until Ctrl+C; a busy port is passed over. ``opened`` is told the address."""
    server = _on_free_port(site, port)
    with server:
        say(f"The site is shown at\n\n    {server.url}\n\nCtrl+C ends it.")
        if opened:
            opened(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("The site is closed.")


def _on_free_port(site, port):
    if not 0 <= port <= 65535:
        raise Problem(
            f"there is no port {port}", remedy="choose one between 1024 and 65535, as in --port 8000"
        )
    for number in range(port, min(port + _TRIED, 65536)) if port else [0]:
        try:
            return Server(site, number)
        except OSError:
            continue
    raise Problem(
        f"the ports {port} to {port + _TRIED - 1} are all in use", remedy="name another, as in --port 9000"
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # noqa: N802
        self._answer(body=True)

    def do_HEAD(self):  # noqa: N802
        self._answer(body=False)

    def _answer(self, body):
        address = urlsplit(self.path)
        place = posixpath.normpath(unquote(address.path)) + ("/" if address.path.endswith("/") else "")
        if not place.replace("//", "/").startswith(self.server.path):
            return self._short(HTTPStatus.NOT_FOUND)
        path = (self.server.site / place.replace("//", "/")[len(self.server.path) :]).resolve()
        if not path.is_relative_to(self.server.site):
            return self._short(HTTPStatus.NOT_FOUND)
        if path.is_dir():
            if not address.path.endswith("/"):
                query = f"?{address.query}" if address.query else ""
                return self._short(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{address.path}/{query}"})
            path /= "index.html"
        if not path.is_file():
            return self._short(HTTPStatus.NOT_FOUND)
        squeezed = "gzip" in self.headers.get("Accept-Encoding", "") and path.suffix not in _AS_IT_IS
        content, mark = _content(path, path.stat().st_mtime_ns, squeezed)
        # Asked again each time, so that a new version is seen; what is the same is not sent again.
        headers = {"ETag": mark, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if self.headers.get("If-None-Match") == mark:
            return self._short(HTTPStatus.NOT_MODIFIED, headers)
        kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers |= {"Content-Type": kind, "Content-Length": str(len(content))}
        if squeezed:
            headers["Content-Encoding"] = "gzip"
        self._begin(HTTPStatus.OK, headers)
        if body:
            self.server.count(len(content))
            self.wfile.write(content)

    def _short(self, status, headers=None):
        length = {} if status == HTTPStatus.NOT_MODIFIED else {"Content-Length": "0"}
        self._begin(status, {**(headers or {}), **length})

    def _begin(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing: who serves a site looks at the site."""


@lru_cache(maxsize=2048)
def _content(path, _changed, squeezed):
    content = path.read_bytes()
    mark = f'"{hashlib.sha256(content).hexdigest()[:16]}{"-gzip" if squeezed else ""}"'
    return (gzip.compress(content, 6, mtime=0) if squeezed else content), mark
