#! https://docs.interhuman.ai/api-reference/authentication

# create_token
curl -X POST https://api.interhuman.ai/v0/auth \
  -H 'Content-Type: application/json' \
  -d '{"key_id": "ihk_7Qm2", "key_secret": "ihs_example_9fK2vLq8", "scopes": ["interhumanai.upload"]}'
