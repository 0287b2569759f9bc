from botocore import UNSIGNED
from botocore.config import Config
from botocore.session import get_session

PROVIDER, SDK = "aws_sts", "botocore"
HOST = "https://sts.us-east-1.amazonaws.com"
ROLE = {"RoleArn": "arn:aws:iam::2:role/reader", "RoleSessionName": "ada"}


def calls(wire):
    # A signature is over the host and the path, which therefore cannot be changed afterwards.
    at = {"region_name": "us-east-1", "endpoint_url": wire.mock(HOST) + "/"}
    key = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "secret_access_key_example_1"}
    owner = get_session().create_client("sts", **at, **key)
    anyone = get_session().create_client("sts", **at, config=Config(signature_version=UNSIGNED))

    def keep(request, **_):
        wire.keep(request.method, wire.real(request.url), request.headers.items(), request.body)

    for client in (owner, anyone):
        client.meta.events.register("before-send", keep)
    yield "get_caller_identity", ["get_caller_identity"], owner.get_caller_identity
    yield "assume_role", ["assume_role"], lambda: owner.assume_role(**ROLE, DurationSeconds=900)
    yield "assume_role_with_web_identity", ["assume_role_with_web_identity"], lambda: anyone.assume_role_with_web_identity(**ROLE, WebIdentityToken="id_token_example_1")
