import anthropic

PROVIDER, SDK = "anthropic", "anthropic"
KEY = "sk-ant-api03-example-1"
BY_HEADER = {"headers": {"x-api-key": KEY, "anthropic-version": "2023-06-01"}}
MESSAGE = {"model": "model-1", "max_tokens": 10, "messages": [{"role": "user", "content": "Hello"}]}


def calls(wire):
    client = anthropic.Anthropic(api_key=KEY, max_retries=0)
    yield "models.list", ["list_models"], client.models.list, BY_HEADER
    yield "messages.create", ["create_message"], lambda: client.messages.create(**MESSAGE), BY_HEADER
