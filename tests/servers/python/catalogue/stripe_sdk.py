import stripe

PROVIDER, SDK = "stripe", "stripe"
VERSION = "2025-09-30.clover"
CUSTOMER = {"email": "ada@acme.example"}


def client(key: str, account: str | None = None) -> stripe.StripeClient:
    return stripe.StripeClient(key, client_id="ca_example_1", stripe_account=account, stripe_version=VERSION)


def calls(wire):
    app, on_behalf = client("sk_test_example_1"), client("sk_test_example_1", "acct_1")
    consent = {"redirect_uri": "https://app.example/back", "scope": "read_write", "state": "state_1"}
    grant = {"grant_type": "authorization_code", "code": "ac_example_1"}
    yield "oauth.authorize_url", ["authorize"], lambda: wire.visit(app.oauth.authorize_url(dict(consent)))
    yield "oauth.token", ["exchange_code"], lambda: app.oauth.token(params=dict(grant)), {"add": {"client_secret": "sk_test_example_1"}}
    yield "oauth.deauthorize", ["deauthorize"], lambda: app.oauth.deauthorize(params={"stripe_user_id": "acct_1"})
    yield "accounts.retrieve_current", ["get_account"], on_behalf.v1.accounts.retrieve_current
    yield "customers.create", ["create_customer"], lambda: on_behalf.v1.customers.create(params=dict(CUSTOMER))
