"""The OAuth 1.0a provider of oauthlib, on loopback: one client for each signature method, and a person who agrees to everything.

It prints its port. Two-legged requests go to `/signed`, those with a token to `/person`.
"""

import json
import string
import sys
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.x509 import load_pem_x509_certificate
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from oauthlib.oauth1 import RequestValidator, SignatureOnlyEndpoint, WebApplicationServer

SECRET = "cs example:+%/&="
METHODS = ["HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512", "RSA-SHA1", "RSA-SHA256", "RSA-SHA512", "PLAINTEXT"]
CERTIFICATE = Path(__file__).parent.parent / "certificates" / "rsa.pem"


class Everything(RequestValidator):
    """What the provider knows. Nothing may be used twice."""

    allowed_signature_methods = METHODS
    client_key_length = (4, 30)
    safe_characters = set(string.ascii_letters + string.digits + "-_")
    nonce_length = (20, 64)
    enforce_ssl = False
    realms = ["people"]
    dummy_client = "dummy"
    dummy_request_token = "dummy"
    dummy_access_token = "dummy"

    def __init__(self):
        super().__init__()
        self.seen, self.requested, self.granted = set(), {}, {}

    def validate_client_key(self, client_key, request):
        return client_key == f"app-{request.signature_method}"

    def get_client_secret(self, client_key, request):
        return SECRET

    def get_rsa_key(self, client_key, request):
        key = load_pem_x509_certificate(CERTIFICATE.read_bytes()).public_key()
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def validate_timestamp_and_nonce(self, client_key, timestamp, nonce, request, request_token=None, access_token=None):
        once = (client_key, timestamp, nonce, request_token, access_token)
        return once not in self.seen and not self.seen.add(once)

    # The first leg.
    def validate_redirect_uri(self, client_key, redirect_uri, request):
        return redirect_uri == "https://app.example/back?a=1&b=%20"

    def validate_requested_realms(self, client_key, realms, request):
        return set(realms) <= set(self.realms)

    def get_default_realms(self, client_key, request):
        return []

    def save_request_token(self, token, request):
        self.requested[token["oauth_token"]] = {**token, "client": request.client_key, "back": request.redirect_uri}

    # The second leg.
    def verify_request_token(self, token, request):
        return token in self.requested

    def verify_realms(self, token, realms, request):
        return True

    def get_realms(self, token, request):
        return []

    def get_redirect_uri(self, token, request):
        return self.requested[token]["back"]

    def save_verifier(self, token, verifier, request):
        self.requested[token]["verifier"] = verifier["oauth_verifier"]

    # The third leg.
    def validate_request_token(self, client_key, token, request):
        return self.requested.get(token, {}).get("client") == client_key

    def get_request_token_secret(self, client_key, token, request):
        return self.requested.get(token, {}).get("oauth_token_secret", "")

    def validate_verifier(self, client_key, token, verifier, request):
        return self.requested[token].get("verifier") == verifier

    def invalidate_request_token(self, client_key, request_token, request):
        del self.requested[request_token]

    def save_access_token(self, token, request):
        self.granted[token["oauth_token"]] = {**token, "client": request.client_key}

    # Calls.
    def validate_access_token(self, client_key, token, request):
        return self.granted.get(token, {}).get("client") == client_key

    def get_access_token_secret(self, client_key, token, request):
        return self.granted.get(token, {}).get("oauth_token_secret", "")

    def validate_realms(self, client_key, token, request, uri=None, realms=None):
        return True


known = Everything()
provider, signed = WebApplicationServer(known), SignatureOnlyEndpoint(known)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Handler(BaseHTTPRequestHandler):
    """Hands each request to oauthlib as it was received."""

    def log_message(self, *_):
        pass

    def answer(self, status, headers, body):
        self.send_response(status)
        body = (body or "").encode()
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        uri = f"http://{self.headers['Host']}{self.path}"
        request = (uri, self.command, body, dict(self.headers))
        try:
            self.answer(*self.reply(urlsplit(self.path), *request))
        except Exception:
            traceback.print_exc()
            self.answer(500, {}, "")

    do_POST = do_PUT = do_GET

    def reply(self, url, uri, method, body, headers):
        if url.path == "/request_token":
            headers, body, status = provider.create_request_token_response(uri, method, body, headers)
            return status, headers, body
        if url.path == "/authorize":
            headers, body, status = provider.create_authorization_response(uri, method, body, headers)
            return status, headers, body
        if url.path == "/access_token":
            headers, body, status = provider.create_access_token_response(uri, method, body, headers)
            return status, headers, body
        if url.path.startswith("/signed"):
            valid, _ = signed.validate_request(uri, method, body, headers)
        else:
            valid, _ = provider.validate_protected_resource_request(uri, method, body, headers, [])
        if not valid:
            print("refused", method, uri, headers.get("Authorization") or headers.get("authorization"), file=sys.stderr)
            return 401, FORM, urlencode({"error": "refused"})
        return 200, {"Content-Type": "application/json"}, json.dumps({"query": parse_qs(url.query), "body": parse_qs(body)})


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()  # It ends with the test that started it.
