from square import Square

PROVIDER, SDK = "square", "squareup"
APP = {"client_id": "app_1", "client_secret": "cs_example_1"}
VERSION = "2025-10-16"


def calls(wire):
    client = Square(token="EAAA_example_9", version=VERSION)
    code = {"grant_type": "authorization_code", "code": "code_example_1", "redirect_uri": "https://app.example/back"}
    renewal = {"grant_type": "refresh_token", "refresh_token": "EQAA_example_1"}
    ended = {"client_id": "app_1", "access_token": "EAAA_example_1"}
    as_app = {"additional_headers": {"Authorization": "Client cs_example_1"}}
    yield "o_auth.obtain_token(code)", ["exchange_code"], lambda: client.o_auth.obtain_token(**APP, **code)
    yield "o_auth.obtain_token(refresh_token)", ["renew"], lambda: client.o_auth.obtain_token(**APP, **renewal)
    yield "o_auth.revoke_token", ["revoke"], lambda: client.o_auth.revoke_token(**ended, request_options=as_app)
    yield "o_auth.retrieve_token_status", ["get_token_info"], client.o_auth.retrieve_token_status
    yield "merchants.list", ["list_merchants"], lambda: list(client.merchants.list())
