#! https://docs.unith.ai/user

# create_token
curl -X POST https://platform-api.unith.ai/auth/token \
  -H 'Accept: application/json' -H 'Content-Type: application/json' \
  -d '{"email": "ada@example.com", "secretKey": "usk_example_P4c9"}'

# delete_secret_key
curl -X DELETE https://platform-api.unith.ai/user/delete-secret-key \
  -H 'Accept: application/json' -H 'Authorization: Bearer ut_example_Gd77Rs'

# generate_secret_key
curl -X PUT https://platform-api.unith.ai/user/generate-secret-key \
  -H 'Accept: application/json' -H 'Authorization: Bearer ut_example_Gd77Rs'
