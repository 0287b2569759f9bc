import openai

PROVIDER, SDK = "openai", "openai"


def calls(wire):
    client = openai.OpenAI(api_key="sk-proj-example-1", organization="org-example-1", project="proj_example_1", max_retries=0)
    yield "models.list", ["list_models"], client.models.list
    yield "responses.create", ["create_response"], lambda: client.responses.create(model="model-1", input="Hello")
