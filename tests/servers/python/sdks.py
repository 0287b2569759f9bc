"""Makes every call that both the providers' own SDKs and our specs know, and prints a line of JSON for each.

    python sdks.py ONE_CLAW_URL INTERHUMAN_URL

The values are those of the examples in `specs/one_claw.yaml` and `specs/interhuman.yaml`, so that the mock server knows them.
"""

import asyncio
import inspect
import json
import sys

import interhumanai
import oneclaw
from interhumanai.auth import AuthClient
from oneclaw.resources.api_keys import ApiKeysResource
from oneclaw.resources.auth import AuthResource

ONE_CLAW, INTERHUMAN = sys.argv[1:]
TOKEN = "jwt_example_aaa111"
AGENT = "8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11"
PASSWORD, NEXT = "correct-horse-example", "battery-staple-example"
GRACE = ("grace@example.com", "hopper-horse-example")


def say(sdk: str, call: str, endpoints: list[str], error: object) -> None:
    """Says what was called, the endpoints of the spec that it should have reached, and why it failed."""
    print(json.dumps({"sdk": sdk, "call": call, "endpoints": endpoints, "error": error and str(error)}), flush=True)


def one_claw() -> None:
    """Each row: the method of the SDK, the endpoint of the spec, the arguments."""
    client = oneclaw.create_client(base_url=ONE_CLAW, token=TOKEN)
    auth, keys, oauth = client.auth, client.api_keys, client.oauth_connect
    rows = [
        (auth.me, "get_profile", {}),
        (auth.refresh, "refresh_token", {}),
        (auth.change_password, "change_password", {"current_password": PASSWORD, "new_password": NEXT}),
        (auth.forgot_password, "forgot_password", {"email": "ada@example.com"}),
        (auth.reset_password, "reset_password", {"token": "reset_example_1", "new_password": NEXT}),
        (auth.mfa_status, "get_mfa_status", {}),
        (auth.mfa_setup, "set_up_mfa", {}),
        (auth.mfa_verify_setup, "verify_mfa_setup", {"code": "245811"}),
        (auth.mfa_disable, "disable_mfa", {"code": "245812"}),
        (auth.federated_token, "create_federated_token", {"audience": "https://orders.example", "scope": "orders"}),
        (keys.create, "create_api_key", {"name": "CI", "scopes": ["vaults:read"], "expires_at": "2027-01-01T00:00:00Z"}),
        (keys.list, "list_api_keys", {}),
        (keys.delete, "delete_api_key", {"key_id": "key_1"}),
        (oauth.revoke_token, "revoke_oauth_token", {"token": "app_token_example_1", "token_type_hint": "access_token"}),
        (oauth.revoke_consent, "revoke_consent", {"app_id": "app_41"}),
        (auth.login, "log_in", {"email": "ada@example.com", "password": PASSWORD}),
        (auth.login, "log_in", {"email": GRACE[0], "password": GRACE[1]}),
        (auth.mfa_verify, "verify_mfa", {"mfa_token": "mfa_example_17", "code": "245810"}),
        (auth.api_key_token, "exchange_api_key", {"api_key": "1ck_example_Qq8"}),
        (auth.agent_token, "exchange_agent_key", {"api_key": "ocv_example_Rr9", "agent_id": AGENT}),
        (auth.signup, "sign_up", {"email": "ada@example.com", "password": PASSWORD, "display_name": "Ada"}),
        (auth.signup, "sign_up", {"email": GRACE[0], "password": GRACE[1]}),
        (auth.send_email_otp, "send_email_code", {"email": "ada@example.com"}),
        (auth.verify_email_otp, "verify_email_code", {"email": "ada@example.com", "code": "245813"}),
        (auth.social_login, "log_in_socially", {"provider": "apple", "id_token": "apple_id_example_56"}),
        (auth.revoke_token, "revoke_token", {}),
    ]
    called = set()
    for method, endpoint, arguments in rows:
        called.add(method.__func__)
        say("oneclaw", method.__func__.__qualname__, [endpoint], method(**arguments).error)
    # With a key, the SDK logs in by itself: at once with a person's, at the first call with an agent's.
    person = oneclaw.create_client(base_url=ONE_CLAW, api_key="1ck_example_Qq8")
    say("oneclaw", "create_client(api_key=1ck_…)", ["exchange_api_key", "get_profile"], person.auth.me().error)
    agent = oneclaw.create_client(base_url=ONE_CLAW, api_key="ocv_example_Rr9", agent_id=AGENT)
    say("oneclaw", "create_client(api_key=ocv_…)", ["exchange_agent_key", "get_profile"], agent.auth.me().error)
    for resource in (AuthResource, ApiKeysResource):
        for name, method in inspect.getmembers(resource, inspect.isfunction):
            if not name.startswith("_") and method not in called:
                say("oneclaw", method.__qualname__, [], None)


async def interhuman() -> None:
    """The same for the SDK of Interhuman, whose calls are asynchronous."""
    auth = AuthClient(base_url=INTERHUMAN)
    pair = {"key_id": "ihk_7Qm2", "key_secret": "ihs_example_9fK2vLq8"}
    scopes = [interhumanai.Scope.UPLOAD, interhumanai.Scope.REALTIME]
    key = "ih_example_Wq31xPzN"
    limits = {"scopes": [interhumanai.Scope.STREAM], "expires_in": 600, "max_concurrent": 2, "allowed_origins": ["https://app.example"]}
    by_key = interhumanai.InterhumanClient(access_token=key, base_url=INTERHUMAN)
    by_pair = interhumanai.InterhumanClient(**pair, scopes=scopes, base_url=INTERHUMAN)
    rows = [
        ("AuthClient.create_token", ["create_token_v1"], lambda: auth.create_token(**pair, scopes=scopes)),
        ("AuthClient.create_client_token", ["create_client_token"], lambda: auth.create_client_token(api_key=key, **limits)),
        ("AuthClient.revoke_client_token", ["revoke_client_token"], lambda: auth.revoke_client_token(api_key=key, token="ihc_example_Lm20VbTs")),
        ("InterhumanClient(access_token=…)", ["get_upload_job"], lambda: by_key.upload.get_job("job_1")),
        ("InterhumanClient(key_id=…)", ["create_token_v1", "get_upload_job"], lambda: by_pair.upload.get_job("job_1")),
    ]
    for call, endpoints, make in rows:
        try:
            await make()
            say("interhumanai", call, endpoints, None)
        except Exception as error:  # whatever it is, the test says it
            say("interhumanai", call, endpoints, repr(error))


one_claw()
asyncio.run(interhuman())
