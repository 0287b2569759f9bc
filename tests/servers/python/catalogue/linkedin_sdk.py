from linkedin_api.clients.auth.client import AuthClient
from linkedin_api.clients.restli.client import RestliClient

PROVIDER, SDK = "linkedin", "linkedin-api-client"
POST = {"author": "urn:li:person:7", "commentary": "Hello", "visibility": "PUBLIC", "lifecycleState": "PUBLISHED"}


def calls(wire):
    member = AuthClient("app_1", "cs_example_1", redirect_url="https://app.example/back")
    app, rest = AuthClient("app_2", "cs_example_2"), RestliClient()
    token = {"access_token": "at_example_1"}
    post = {"resource_path": "/posts", "entity": POST, "version_string": "202511"} | token
    yield "AuthClient.generate_member_auth_url", ["authorize"], lambda: wire.visit(member.generate_member_auth_url(["openid", "profile"], "state_1"))
    yield "AuthClient.exchange_auth_code_for_access_token", ["exchange_code"], lambda: member.exchange_auth_code_for_access_token("code_example_1")
    yield "AuthClient.exchange_refresh_token_for_access_token", ["renew"], lambda: member.exchange_refresh_token_for_access_token("rt_example_1")
    yield "AuthClient.get_two_legged_access_token", ["create_token"], app.get_two_legged_access_token
    yield "AuthClient.introspect_access_token", ["introspect"], lambda: member.introspect_access_token("at_example_1")
    yield "RestliClient.get", ["get_profile"], lambda: rest.get(resource_path="/userinfo", **token)
    yield "RestliClient.create", ["create_post"], lambda: rest.create(**post)
