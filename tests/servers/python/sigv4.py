"""Checks AWS Signature Version 4 by botocore, the signer of AWS's own SDK for Python: each request is signed once more from what was
received, and the signatures are compared.

It prints its port. The service is the first segment of the path, and the rest is echoed.
"""

import datetime
import hmac
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEYS = {"AKIDEXAMPLE": ("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", None), "ASIAEXAMPLE": ("temporary/secret+1", "token/example+1==")}


def refuse(why):
    raise PermissionError(why)


def names(query):
    return dict(parse_qsl(query, keep_blank_values=True))


def by_header(method, url, headers, body):
    """The signature that a request has in `Authorization`, and the one that it should have."""
    scheme, _, rest = headers["Authorization"].partition(" ")
    given = dict(part.strip().split("=", 1) for part in rest.split(","))
    key, date, region, service, end = given["Credential"].split("/")
    if (scheme, end) != ("AWS4-HMAC-SHA256", "aws4_request"):
        refuse(f"{scheme} {end}")
    secret, token = KEYS.get(key) or refuse(f"no such key: {key}")
    signed = {name: headers[name] for name in given["SignedHeaders"].split(";")}
    if "host" not in signed or headers.get("X-Amz-Security-Token") != token or (token and "x-amz-security-token" not in signed):
        refuse(f"signed are only {sorted(signed)}")
    signer = (S3SigV4Auth if service == "s3" else SigV4Auth)(Credentials(key, secret, token), service, region)
    return signer, AWSRequest(method, url, signed, body), headers["X-Amz-Date"], given["Signature"], date


def by_query(method, url, headers, body):
    """The same for a presigned URL."""
    parts = urlsplit(url)
    given = names(parts.query)
    key, date, region, service, end = given["X-Amz-Credential"].split("/")
    secret, token = KEYS.get(key) or refuse(f"no such key: {key}")
    if given.get("X-Amz-Security-Token") != token or int(given["X-Amz-Expires"]) != 3600:
        refuse("another token or lifetime")
    rest = "&".join(pair for pair in parts.query.split("&") if not pair.startswith("X-Amz-Signature="))
    signed = {name: headers[name] for name in given["X-Amz-SignedHeaders"].split(";")}
    signer = (S3SigV4QueryAuth if service == "s3" else SigV4QueryAuth)(Credentials(key, secret, token), service, region)
    return signer, AWSRequest(method, parts._replace(query=rest).geturl(), signed, body), given["X-Amz-Date"], given["X-Amz-Signature"], date


def check(method, url, headers, body):
    """Raises if the signature is another one than botocore's, or old."""
    find = by_header if "Authorization" in headers else by_query
    signer, again, at, signature, date = find(method, url, headers, body)
    again.context["timestamp"] = at
    canonical = signer.canonical_request(again)
    expected = signer.signature(signer.string_to_sign(again, canonical), again)
    then = datetime.datetime.strptime(at, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
    age = abs((datetime.datetime.now(datetime.timezone.utc) - then).total_seconds())
    if not hmac.compare_digest(expected, signature) or at[:8] != date or age > 300:
        refuse(f"another signature or time; botocore signs:\n{canonical}")


class Handler(BaseHTTPRequestHandler):
    """Answers what was received, or why the signature is wrong."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = f"http://{self.headers['Host']}{self.path}"
        try:
            check(self.command, url, self.headers, body)
            status, answer = 200, {"path": unquote(urlsplit(url).path), "query": names(urlsplit(url).query), "body": body.decode()}
        except (PermissionError, KeyError, ValueError) as error:
            print("refused", self.command, self.path, error, file=sys.stderr, flush=True)
            status, answer = 403, {"code": type(error).__name__}
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_PUT = do_DELETE = do_GET


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()  # It ends with the test that started it.
