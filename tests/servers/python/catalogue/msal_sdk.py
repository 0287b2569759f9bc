from msal import ConfidentialClientApplication, PublicClientApplication

from catalogue.keys import certificate, private_key

PROVIDER, SDK = "microsoft", "msal"
AT = {"authority": "https://login.microsoftonline.com/common", "instance_discovery": False}
BACK = "https://app.example/back"
DEFAULT = ["https://graph.microsoft.com/.default"]


def calls(wire):
    made = {}

    def make():
        by_certificate = {"private_key": private_key("microsoft"), "public_certificate": certificate("microsoft")}
        made["web"] = ConfidentialClientApplication("app_1", client_credential="cs_example_1", **AT)
        made["secret"] = ConfidentialClientApplication("app_2", client_credential="cs_example_2", **AT)
        made["certificate"] = ConfidentialClientApplication("app_3", client_credential=by_certificate, **AT)
        made["device"] = PublicClientApplication("app_1", **AT)

    def answered(reply: dict) -> dict:
        if "error" in reply:
            raise RuntimeError(reply)
        return reply

    def visit():
        made["flow"] = made["web"].initiate_auth_code_flow(["User.Read"], redirect_uri=BACK, response_mode="query")
        wire.visit(made["flow"]["auth_uri"])

    def exchange():
        flow = made["flow"] | {"code_verifier": "verifier_example_1"}
        answered(made["web"].acquire_token_by_auth_code_flow(flow, {"state": flow["state"], "code": "code_example_1"}))

    def renew():
        answered(made["web"].acquire_token_by_refresh_token("rt_example_1", ["User.Read"]))

    def start():
        made["code"] = answered(made["device"].initiate_device_flow(["User.Read"]))

    def poll():
        answered(made["device"].acquire_token_by_device_flow(made["code"]))

    yield "ConfidentialClientApplication", ["get_metadata"] * 4, make
    yield "initiate_auth_code_flow", ["authorize"], visit
    yield "acquire_token_by_auth_code_flow", ["exchange_code"], exchange, {"drop": ["client_info", "scope"]}
    yield "acquire_token_by_refresh_token", ["renew"], renew, {"drop": ["client_info", "scope"]}
    yield "initiate_device_flow", ["request_device_code"], start
    yield "acquire_token_by_device_flow", ["poll"], poll, {"drop": ["client_info", "code"]}
    yield "acquire_token_for_client(secret)", ["create_token"], lambda: answered(made["secret"].acquire_token_for_client(DEFAULT)), {"drop": ["client_info"]}
    yield "acquire_token_for_client(certificate)", ["create_token_by_certificate"], lambda: answered(made["certificate"].acquire_token_for_client(DEFAULT)), {"drop": ["client_info"], "key": private_key("microsoft")}
