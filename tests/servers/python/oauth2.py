"""The OAuth 2.0 server of Authlib, on loopback, with every grant that it has but the implicit one, whose token would be in a URL
(RFC 9700 §2.1.2): code with PKCE, refresh token, client credentials, password, device code and JWT bearer.

It prints its port. A person agrees to everything.
"""

import json
import logging
import os
import secrets
import sys
import threading
import time
from pathlib import Path

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector, current_token
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, AuthorizationCodeMixin, grants
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion, JWTBearerGrant
from authlib.oauth2.rfc7591 import ClientRegistrationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from authlib.oauth2.rfc8628 import DeviceAuthorizationEndpoint, DeviceCodeGrant, DeviceCredentialDict
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, jsonify, request
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from werkzeug.serving import make_server

CERTIFICATES = Path(__file__).parent.parent / "certificates"
ISSUER = "https://authlib.example"
BACK, SECRET = "https://app.example/back", "cs_example_0123456789_0123456789_0123456789"
DEVICE, BEARER = DeviceCodeGrant.GRANT_TYPE, JWTBearerGrant.GRANT_TYPE
ASSERTION = json.loads((CERTIFICATES / "assertion.jwk").read_text())
PUBLIC = ECKey.import_key({name: value for name, value in ASSERTION.items() if name != "d"})
SIGNING = RSAKey.import_key((CERTIFICATES / "rsa.key.pem").read_text(), {"kid": "k1", "alg": "RS256", "use": "sig"})


class Client(ClientMixin):
    """A client, as it was registered."""

    def __init__(self, client_id, method, *grant_types, secret=SECRET):
        self.client_id, self.method, self.grant_types, self.secret = client_id, method, grant_types, secret
        self.id_token_signed_response_alg = "RS256"

    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return BACK

    def get_allowed_scope(self, scope):
        return scope or ""

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri == BACK

    def check_client_secret(self, client_secret):
        return client_secret == self.secret

    def check_endpoint_auth_method(self, method, endpoint):
        jwt = method == Assertion.CLIENT_AUTH_METHOD and self.method.endswith("_jwt")
        return jwt or method == self.method

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type in self.grant_types


class Token(TokenMixin):
    """What was granted."""

    def __init__(self, client, user, **token):
        self.client, self.user, self.token, self.ends = client, user, token, time.time() + token["expires_in"]
        self.revoked = False

    def check_client(self, client):
        return self.client.client_id == client.client_id

    def get_scope(self):
        return self.token.get("scope", "")

    def get_expires_in(self):
        return self.token["expires_in"]

    def is_expired(self):
        return self.ends < time.time()

    def is_revoked(self):
        return self.revoked

    def get_user(self):
        return self.user

    def get_client(self):
        return self.client


class Code(AuthorizationCodeMixin):
    """An authorization code."""

    def __init__(self, asked, code):
        payload = asked.payload
        self.code, self.client_id, self.redirect_uri, self.scope = code, asked.client.client_id, payload.redirect_uri, payload.scope
        self.nonce = payload.data.get("nonce")
        self.code_challenge = payload.data.get("code_challenge")
        self.code_challenge_method = payload.data.get("code_challenge_method")

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return int(time.time())

    def get_acr(self):
        return None

    def get_amr(self):
        return None


# Authlib does not read `+` in HTTP Basic as a blank (RFC 6749, appendix B), so that no client here has one.
clients = {
    client.client_id: client
    for client in [
        Client("machine-basic", "client_secret_basic", "client_credentials", "password", "refresh_token", secret="cs-example:+%/é"),
        Client("machine-post", "client_secret_post", "client_credentials"),
        Client("machine-secret-jwt", "client_secret_jwt", "client_credentials"),
        Client("machine-key-jwt", "private_key_jwt", "client_credentials"),
        Client("robot", "private_key_jwt", BEARER),
        Client("person-basic", "client_secret_basic", "authorization_code", "refresh_token"),
        Client("person-none", "none", "authorization_code", "refresh_token", secret=""),
        Client("device-none", "none", DEVICE, "refresh_token", secret=""),
    ]
}
tokens, codes, devices, entered, seen, nonces = [], {}, {}, set(), set(), set()


def save_token(token, asked):
    tokens.append(Token(asked.client, getattr(asked, "user", None), **token))


app = Flask("authlib")
server = AuthorizationServer(app, query_client=clients.get, save_token=save_token)
server.register_token_generator("default", server.create_bearer_token_generator({"OAUTH2_REFRESH_TOKEN_GENERATOR": True}))


def find(**what):
    (name, value), = what.items()
    return next((token for token in tokens if token.token.get(name) == value), None)


def base():
    return request.host_url.rstrip("/")


class Assertion(JWTBearerClientAssertion):
    """A client that signs an assertion. One is accepted once."""

    def get_audiences(self):
        return [request.base_url]

    def validate_jti(self, claims, jti):
        return jti not in seen and not seen.add(jti)

    def resolve_client_public_key(self, client):
        return OctKey.import_key(client.secret) if client.method == "client_secret_jwt" else PUBLIC


METHODS = ["client_secret_basic", "client_secret_post", "none", Assertion.CLIENT_AUTH_METHOD]
server.register_client_auth_method(Assertion.CLIENT_AUTH_METHOD, Assertion())


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS

    def save_authorization_code(self, code, asked):
        codes[code] = Code(asked, code)
        nonces.add(codes[code].nonce)

    def query_authorization_code(self, code, client):
        found = codes.get(code)
        return found if found and found.client_id == client.client_id else None

    def delete_authorization_code(self, authorization_code):
        del codes[authorization_code.code]

    def authenticate_user(self, authorization_code):
        return "ada"


class IdToken(OpenIDCode):
    def exists_nonce(self, nonce, asked):
        return nonce in nonces

    def get_client_claims(self, client):
        return {"iss": base()}

    def resolve_client_private_key(self, client):
        return SIGNING

    def get_encode_header(self, client):
        return {"alg": "RS256", "kid": "k1"}

    def generate_user_info(self, user, scope):
        return UserInfo(sub=user)


class Refresh(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token):
        token = find(refresh_token=refresh_token)
        return token if token and not token.revoked else None

    def authenticate_user(self, refresh_token):
        return refresh_token.user

    def revoke_old_credential(self, refresh_token):
        refresh_token.revoked = True


class Password(grants.ResourceOwnerPasswordCredentialsGrant):
    def authenticate_user(self, username, password):
        return "ada" if (username, password) == ("ada", "pw example:+%/&=é") else None


class Machine(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS


class Robot(JWTBearerGrant):
    def resolve_issuer_client(self, issuer):
        return clients.get(issuer)

    def resolve_client_public_key(self, client):
        return PUBLIC

    def get_audiences(self):
        return [f"{ISSUER}/token"]

    def authenticate_user(self, subject):
        return "ada" if subject == "ada" else None

    def has_granted_permission(self, client, user):
        return True


class DeviceGrant(DeviceCodeGrant):
    def query_device_credential(self, device_code):
        return devices.get(device_code)

    def query_user_grant(self, user_code):
        return ("ada", True) if user_code in entered else None

    def should_slow_down(self, credential):
        return False


class Device(DeviceAuthorizationEndpoint):
    INTERVAL = 1

    def get_verification_uri(self):
        return f"{base()}/enter"

    def save_device_credential(self, client_id, scope, data):
        devices[data["device_code"]] = DeviceCredentialDict(client_id=client_id, scope=scope, **data)


class Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = METHODS

    def query_token(self, token_string, token_type_hint):
        return find(access_token=token_string) or find(refresh_token=token_string)

    def revoke_token(self, token, asked):
        token.revoked = True


class Introspection(IntrospectionEndpoint):
    def query_token(self, token_string, token_type_hint):
        return find(access_token=token_string)

    def check_permission(self, token, client, asked):
        return True

    def introspect_token(self, token):
        return {"active": True, "client_id": token.client.client_id, "exp": int(token.ends)}


class Registration(ClientRegistrationEndpoint):
    def get_server_metadata(self):
        return {}

    def authenticate_token(self, asked):
        return "anybody"

    def generate_client_id(self, asked):
        return f"registered-{secrets.token_hex(4)}"

    def generate_client_secret(self, asked):
        return SECRET

    def save_client(self, client_info, client_metadata, asked):
        method, grant_types = client_metadata["token_endpoint_auth_method"], client_metadata["grant_types"]
        client = Client(client_info["client_id"], method, *grant_types)
        return clients.setdefault(client.client_id, client)


class Bearer(BearerTokenValidator):
    def authenticate_token(self, token_string):
        return find(access_token=token_string)


server.register_grant(CodeGrant, [CodeChallenge(required=True), IdToken(require_nonce=True)])
for grant in (Refresh, Password, Machine, Robot, DeviceGrant):
    server.register_grant(grant)
for endpoint in (Device, Revocation, Introspection, Registration):
    server.register_endpoint(endpoint)
protected = ResourceProtector()
protected.register_token_validator(Bearer())

app.post("/token", endpoint="token")(lambda: server.create_token_response())
app.post("/device", endpoint="device")(lambda: server.create_endpoint_response(Device.ENDPOINT_NAME))
app.post("/revoke", endpoint="revoke")(lambda: server.create_endpoint_response(Revocation.ENDPOINT_NAME))
app.post("/introspect", endpoint="introspect")(lambda: server.create_endpoint_response(Introspection.ENDPOINT_NAME))
app.post("/register", endpoint="register")(lambda: server.create_endpoint_response(Registration.ENDPOINT_NAME))
app.get("/jwks", endpoint="jwks")(lambda: jsonify(KeySet([SIGNING]).as_dict(private=False)))


@app.get("/authorize")
def authorize():
    return server.create_authorization_response(grant=server.get_consent_grant("ada"), grant_user="ada")


@app.get("/enter")
def enter():
    entered.add(request.args["user_code"])
    return "entered"


@app.get("/me")
@protected()
def me():
    return jsonify(sub=current_token.user or current_token.client.client_id)


logging.getLogger("werkzeug").setLevel(logging.ERROR)
logging.getLogger("authlib").setLevel(logging.DEBUG)
logging.basicConfig(stream=sys.stderr)
listening = make_server("127.0.0.1", 0, app, threaded=True)
print(listening.server_port, flush=True)
threading.Thread(target=listening.serve_forever, daemon=True).start()
sys.stdin.read()  # It ends with the test that started it.
