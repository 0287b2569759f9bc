from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.credentials import Credentials
from google.oauth2.service_account import Credentials as ServiceAccount

from catalogue.keys import private_key

PROVIDER, SDK = "google", "google-auth"
TOKENS = "https://oauth2.googleapis.com/token"
FILES = "https://www.googleapis.com/drive/v3/files"
APP = {"client_id": "app_1.apps.googleusercontent.com", "client_secret": "cs_example_1"}


def calls(wire):
    account = {"client_email": "robot@acme.iam.gserviceaccount.com", "private_key_id": "kid_1", "token_uri": TOKENS}
    info = account | {"type": "service_account", "private_key": private_key("google")}
    robot = ServiceAccount.from_service_account_info(info, scopes=["https://www.googleapis.com/auth/drive.readonly"])
    user = Credentials(None, refresh_token="1//example_1", token_uri=TOKENS, **APP)
    yield "Credentials.refresh", ["renew"], lambda: user.refresh(Request())
    yield "service_account.Credentials.refresh", ["create_token"], lambda: robot.refresh(Request())
    yield "AuthorizedSession.get", ["list_files"], lambda: AuthorizedSession(user).get(FILES).raise_for_status()
