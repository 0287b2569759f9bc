import dropbox

PROVIDER, SDK = "dropbox", "dropbox"
DEFAULTS = [
    "recursive",
    "include_media_info",
    "include_deleted",
    "include_has_explicit_shared_members",
    "include_mounted_folders",
    "include_non_downloadable_files",
    "include_restorable_info",
]


def calls(wire):
    session = {}
    options = {"use_pkce": True, "token_access_type": "offline", "scope": ["account_info.read"]}
    flow = dropbox.DropboxOAuth2Flow("app_1", "https://app.example/back", session, "state", **options)
    client = dropbox.Dropbox("sl.example_9")
    grant = dropbox.Dropbox(oauth2_refresh_token="rt_example_1", app_key="app_1")

    def finish():
        flow.code_verifier = "verifier_example_1"
        flow.finish({"state": session["state"], "code": "code_example_1"})

    def unread(call, why: str) -> None:
        """Makes a call whose answer the SDK refuses to read."""
        try:
            call()
        except Exception as refused:
            assert why in str(refused), refused

    # The spec has what says who it is, and the SDK wants the whole profile.
    def get_account():
        unread(client.users_get_current_account, "missing required field")

    # The spec says that the answer is not looked at, and the SDK wants it to be JSON.
    def revoke():
        unread(client.auth_token_revoke, "Expected content-type to be application/json")

    yield "DropboxOAuth2Flow.start", ["authorize"], lambda: wire.visit(flow.start())
    yield "DropboxOAuth2Flow.finish", ["exchange_code"], finish
    yield "Dropbox.refresh_access_token", ["renew"], grant.refresh_access_token
    yield "Dropbox.users_get_current_account", ["get_account"], get_account, {"drop": "body"}
    yield "Dropbox.files_list_folder", ["list_folder"], lambda: client.files_list_folder(""), {"drop": DEFAULTS}
    yield "Dropbox.auth_token_revoke", ["revoke"], revoke, {"drop": "body"}
