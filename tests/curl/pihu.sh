#! https://pihu.ai/api-docs

# create_api_key
curl -X POST https://api.pihu.ai/v1/auth/api-keys \
  -H 'Authorization: Bearer ph_live_example_zz9' -H 'Content-Type: application/json' \
  -d '{"name": "CI", "expiration": "30d", "permissions": ["interview:write", "candidate:read"]}'

# list_api_keys
curl https://api.pihu.ai/v1/auth/api-keys -H 'Authorization: Bearer ph_live_example_zz9'
