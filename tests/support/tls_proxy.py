"""A front to a real OpenSearch such as its security plugin is: TLS, a user and a password. Records the headers it was sent."""

import base64
import contextlib
import http.client
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_NOT_PASSED_ON = {"authorization", "connection", "host", "keep-alive", "transfer-encoding"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.server.seen.append(dict(self.headers))
        if self.server.login is not None and self.headers.get("authorization") != self.server.login:
            self._reply(401, [("www-authenticate", 'Basic realm="OpenSearch Security"')], b"Unauthorized")
            return
        upstream = http.client.HTTPConnection(self.server.upstream, timeout=30)
        with contextlib.closing(upstream):
            passed_on = {k: v for k, v in self.headers.items() if k.lower() not in _NOT_PASSED_ON}
            upstream.request(self.command, self.path, body or None, passed_on)
            answer = upstream.getresponse()
            headers = [(k, v) for k, v in answer.getheaders() if k.lower() not in {*_NOT_PASSED_ON, "content-length"}]
            self._reply(answer.status, headers, answer.read())

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - as http.server calls them

    def _reply(self, status, headers, body):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def finish_request(self, request, client_address):
        # The handshake belongs in the connection's own thread, and may fail there: that is what is tested.
        faults = contextlib.suppress(ssl.SSLError, ConnectionError)
        with faults, self.tls.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)


@contextlib.contextmanager
def tls_proxy(upstream, certificate, user=None, password=None):
    """Serves `upstream` (its URL) over TLS with a trustme certificate; yields the server, whose `url` and `seen` say the rest."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.upstream = urlsplit(upstream).netloc
    server.url = f"https://127.0.0.1:{server.server_port}"
    server.seen = []
    server.login = None
    if user is not None:
        server.login = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(server.tls)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
