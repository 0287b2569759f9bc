from twilio.rest import Client

PROVIDER, SDK = "twilio", "twilio"
ACCOUNT = "AC00000000000000000000000000000001"


def calls(wire):
    owner = Client(ACCOUNT, "auth_token_example_1")
    program = Client("SK0001", "key_secret_example_1", ACCOUNT)
    message = {"to": "+15550001", "from_": "+15550002", "body": "Hello"}
    yield "accounts.fetch", ["get_account"], lambda: owner.api.accounts(ACCOUNT).fetch()
    yield "new_keys.create", ["create_key"], lambda: owner.new_keys.create(friendly_name="CI")
    yield "keys.delete", ["delete_key"], lambda: owner.keys("SK0002").delete()
    yield "messages.list", ["list_messages"], program.messages.list
    yield "messages.create", ["send_message"], lambda: program.messages.create(**message)
