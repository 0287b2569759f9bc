from box_sdk_gen import (
    AccessToken,
    BoxCCGAuth,
    BoxClient,
    BoxDeveloperTokenAuth,
    BoxJWTAuth,
    BoxOAuth,
    CCGConfig,
    GetAuthorizeUrlOptions,
    JwtAlgorithm,
    JWTConfig,
    OAuthConfig,
)

from catalogue.keys import private_key

PROVIDER, SDK = "box_com", "box-sdk-gen"
APP = {"client_id": "app_1", "client_secret": "cs_example_1"}
PAGE = GetAuthorizeUrlOptions(redirect_uri="https://app.example/back", state="state_1")
PAIR = AccessToken(access_token="at_example_1", refresh_token="rt_example_1")


def user(token: AccessToken = PAIR) -> BoxOAuth:
    auth = BoxOAuth(OAuthConfig(**APP))
    auth.token_storage.store(token)
    return auth


def calls(wire):
    key = {"jwt_key_id": "k_1", "private_key": private_key("box_com", "phrase"), "private_key_passphrase": "phrase"}
    signed = BoxJWTAuth(JWTConfig(**APP, **key, enterprise_id="7", algorithm=JwtAlgorithm.RS512))
    secret = BoxCCGAuth(CCGConfig(**APP, enterprise_id="7"))
    client = BoxClient(auth=BoxDeveloperTokenAuth("at_example_1"))
    yield "BoxOAuth.get_authorize_url", ["authorize"], lambda: wire.visit(user().get_authorize_url(options=PAGE))
    yield "BoxOAuth.get_tokens_authorization_code_grant", ["exchange_code"], lambda: user().get_tokens_authorization_code_grant("code_example_1")
    yield "BoxOAuth.refresh_token", ["renew"], user().refresh_token
    yield "BoxCCGAuth.refresh_token", ["create_token"], secret.refresh_token
    yield "BoxJWTAuth.refresh_token", ["create_token_by_jwt"], signed.refresh_token
    yield "BoxOAuth.downscope_token", ["narrow"], lambda: user().downscope_token(["item_preview"])
    yield "BoxOAuth.revoke_token", ["revoke"], user().revoke_token
    yield "users.get_user_me", ["get_me"], client.users.get_user_me
    yield "folders.get_folder_items", ["list_items"], lambda: client.folders.get_folder_items("0")
