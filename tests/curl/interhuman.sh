#! https://docs.interhuman.ai/api-reference/authentication

# create_token
curl -X POST https://api.interhuman.ai/v0/auth \
  -H 'Content-Type: application/json' \
  -d '{"key_id": "ihk_7Qm2", "key_secret": "ihs_example_9fK2vLq8", "scopes": ["interhumanai.upload"]}'

# #! What the provider's Python SDK sends, interhumanai 1.3.4.

# create_token_v1
curl -X POST https://api.interhuman.ai/v1/auth -H 'Content-Type: application/json' \
  -d '{"key_id": "ihk_7Qm2", "key_secret": "ihs_example_9fK2vLq8", "scopes": ["interhumanai.upload", "interhumanai.realtime"]}'

# create_client_token
curl -X POST https://api.interhuman.ai/v1/client_tokens -H 'Content-Type: application/json' \
  -d '{"api_key": "ih_example_Wq31xPzN", "scopes": ["interhumanai.stream"], "expires_in": 600, "max_concurrent": 2,
    "allowed_origins": ["https://app.example"]}'

# revoke_client_token
curl -X POST https://api.interhuman.ai/v1/client_tokens/revoke -H 'Content-Type: application/json' \
  -d '{"api_key": "ih_example_Wq31xPzN", "token": "ihc_example_Lm20VbTs"}'

# get_upload_job
curl https://api.interhuman.ai/v2/upload/jobs/job_1 -H 'Authorization: Bearer iha_example_Zk81TqLw'
