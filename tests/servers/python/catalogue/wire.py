"""Keeps the requests of SDKs as they are sent, and sends them to the mock server instead of the real hosts.

The SDKs are not changed and keep their own hosts: whatever library they use, it is caught where it would open a connection.
"""

import json
import urllib.request
from urllib.parse import parse_qsl, urlencode

import httpx
import httpx2
import jwt
from requests.adapters import HTTPAdapter


class Wire:
    """`hosts` has the URL of each host of the specs, and where the mock server plays it."""

    def __init__(self, hosts: dict[str, str]) -> None:
        self.hosts = sorted(hosts.items(), key=lambda host: len(host[0]), reverse=True)
        self.sent: list[dict] = []
        self.fit: dict = {}

    def keep(self, method: str, url: str, headers, body: str | bytes | None = None) -> str:
        """Keeps a request, and returns where it is sent instead."""
        text = body.decode() if isinstance(body, bytes) else body or ""
        pairs = [[name.lower(), value.decode() if isinstance(value, bytes) else value] for name, value in headers]
        self.sent.append({"method": method, "url": url, "headers": pairs, "body": text})
        for real, mock in self.hosts:
            if url == real or url.startswith((real + "/", real + "?")):
                return mock + url[len(real) :]
        raise LookupError(f"no host of the specs begins {url}")

    def visit(self, url: str) -> None:
        """Keeps the URL of a page that a browser would visit."""
        self.keep("GET", url, [])

    def real(self, url: str) -> str:
        """The real URL of one on the mock server, for what is signed with the URL that it is sent to."""
        for real, mock in self.hosts:
            if url.startswith(mock):
                return real + url[len(mock) :]
        raise LookupError(f"no host of the mock server begins {url}")

    def mock(self, url: str) -> str:
        """Where the mock server plays a host."""
        return dict(self.hosts)[url]

    def fitted(self, body: str | bytes | None, url: str) -> str | bytes | None:
        """The body as the spec has it: without what `fit` drops, and with what it adds. The kept request has the difference."""
        drop, add = self.fit.get("drop", []), self.fit.get("add", {})
        if drop == "body":
            return None
        if not self.fit:
            return body
        text = body.decode() if isinstance(body, bytes) else body
        is_json = text.startswith("{")
        members = json.loads(text) if is_json else dict(parse_qsl(text, keep_blank_values=True))
        members = {name: value for name, value in members.items() if name not in drop} | add
        if key := self.fit.get("key"):
            members["client_assertion"] = signed_for(url, members["client_assertion"], key)
        return json.dumps(members) if is_json else urlencode(members)

    def catch(self) -> None:
        """Catches whatever is sent from now on by requests, httpx, httpx2 and urllib."""
        self._catch_requests()
        for library in (httpx, httpx2):
            self._catch_httpx(library)
        self._catch_urllib()

    def _catch_requests(self) -> None:
        send = HTTPAdapter.send

        def caught(adapter, request, **options):
            request.url = self.keep(request.method, request.url, request.headers.items(), request.body)
            request.body = self.fitted(request.body, request.url)
            request.headers.pop("Content-Length", None)
            request.prepare_content_length(request.body)
            return send(adapter, request, **options)

        HTTPAdapter.send = caught

    def _catch_httpx(self, library) -> None:
        send = library.HTTPTransport.handle_request

        def caught(transport, request):
            headers = [(name, value) for name, value in request.headers.items() if name != "host"]
            request.url = library.URL(self.keep(request.method, str(request.url), headers, request.read()))
            request.headers["host"] = request.url.netloc.decode()
            request.headers.update(self.fit.get("headers", {}))
            return send(transport, request)

        library.HTTPTransport.handle_request = caught

    def _catch_urllib(self) -> None:
        send = urllib.request.OpenerDirector.open

        def caught(opener, request, *arguments, **options):
            url = self.keep(request.get_method(), request.full_url, request.header_items(), request.data)
            request.full_url = url
            return send(opener, request, *arguments, **options)

        urllib.request.OpenerDirector.open = caught


def signed_for(url: str, assertion: str, key: str) -> str:
    """Signs a JWT again for another audience, which is the URL that the mock server has received it at."""
    header, claims = jwt.get_unverified_header(assertion), jwt.decode(assertion, options={"verify_signature": False})
    return jwt.encode(claims | {"aud": url}, key, algorithm=header["alg"], headers=header)
