from slack_sdk import WebClient
from slack_sdk.oauth import AuthorizeUrlGenerator

PROVIDER, SDK = "slack", "slack_sdk"
APP = {"client_id": "11.22", "client_secret": "cs_example_1"}
BACK = "https://app.example/back"


def calls(wire):
    pages = AuthorizeUrlGenerator(client_id="11.22", redirect_uri=BACK, scopes=["chat:write"], user_scopes=["search:read"])
    bot = WebClient(token="xoxb-example-9")
    code = {"code": "code_example_1", "redirect_uri": BACK}
    renewal = {"grant_type": "refresh_token", "refresh_token": "xoxe-1-example-1"}
    yield "AuthorizeUrlGenerator.generate", ["authorize"], lambda: wire.visit(pages.generate("state_1"))
    yield "WebClient.oauth_v2_access(code)", ["exchange_code"], lambda: WebClient().oauth_v2_access(**APP, **code)
    yield "WebClient.oauth_v2_access(refresh_token)", ["renew"], lambda: WebClient().oauth_v2_access(**APP, **renewal)
    yield "WebClient.auth_test", ["test_auth"], bot.auth_test
    yield "WebClient.chat_postMessage", ["post_message"], lambda: bot.chat_postMessage(channel="C1", text="Hello")
    yield "WebClient.auth_revoke", ["revoke"], bot.auth_revoke
