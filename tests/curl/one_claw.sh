#! https://docs.1claw.xyz/docs/human-api/authentication

# log_in
curl -X POST https://api.1claw.xyz/v1/auth/token -H 'Content-Type: application/json' \
  -d '{"email": "ada@example.com", "password": "correct-horse-example"}'

# log_in_with_google
curl -X POST https://api.1claw.xyz/v1/auth/google -H 'Content-Type: application/json' \
  -d '{"id_token": "google_id_example_55"}'

# exchange_api_key
curl -X POST https://api.1claw.xyz/v1/auth/api-key-token -H 'Content-Type: application/json' \
  -d '{"api_key": "1ck_example_Qq8"}'

# exchange_agent_key
curl -X POST https://api.1claw.xyz/v1/auth/agent-token -H 'Content-Type: application/json' \
  -d '{"api_key": "ocv_example_Rr9", "agent_id": "8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11"}'

# sign_up
curl -X POST https://api.1claw.xyz/v1/auth/signup -H 'Content-Type: application/json' \
  -d '{"email": "ada@example.com", "password": "correct-horse-example", "display_name": "Ada"}'

# revoke_token
curl -X DELETE https://api.1claw.xyz/v1/auth/token -H 'Authorization: Bearer jwt_example_aaa111'

# refresh_token
curl -X POST https://api.1claw.xyz/v1/auth/refresh -H 'Authorization: Bearer jwt_example_aaa111'

# get_profile
curl https://api.1claw.xyz/v1/auth/me -H 'Authorization: Bearer jwt_example_aaa111'

# change_password
curl -X POST https://api.1claw.xyz/v1/auth/change-password \
  -H 'Authorization: Bearer jwt_example_aaa111' -H 'Content-Type: application/json' \
  -d '{"current_password": "correct-horse-example", "new_password": "battery-staple-example"}'

# create_api_key
curl -X POST https://api.1claw.xyz/v1/auth/api-keys \
  -H 'Authorization: Bearer jwt_example_aaa111' -H 'Content-Type: application/json' \
  -d '{"name": "CI", "scopes": ["vaults:read"], "expires_at": "2027-01-01T00:00:00Z"}'

# list_api_keys
curl https://api.1claw.xyz/v1/auth/api-keys -H 'Authorization: Bearer jwt_example_aaa111'

# delete_api_key
curl -X DELETE https://api.1claw.xyz/v1/auth/api-keys/key_1 -H 'Authorization: Bearer jwt_example_aaa111'
