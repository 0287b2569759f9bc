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
curl -X DELETE https://api.1claw.xyz/v1/auth/token -H 'Authorization: Bearer jwt_example_ggg777'

# refresh_token
curl -X POST https://api.1claw.xyz/v1/auth/refresh -H 'Authorization: Bearer jwt_example_ggg777'

# get_profile
curl https://api.1claw.xyz/v1/auth/me -H 'Authorization: Bearer jwt_example_ggg777'

# change_password
curl -X POST https://api.1claw.xyz/v1/auth/change-password \
  -H 'Authorization: Bearer jwt_example_ggg777' -H 'Content-Type: application/json' \
  -d '{"current_password": "correct-horse-example", "new_password": "battery-staple-example"}'

# create_api_key
curl -X POST https://api.1claw.xyz/v1/auth/api-keys \
  -H 'Authorization: Bearer jwt_example_ggg777' -H 'Content-Type: application/json' \
  -d '{"name": "CI", "scopes": ["vaults:read"], "expires_at": "2027-01-01T00:00:00Z"}'

# list_api_keys
curl https://api.1claw.xyz/v1/auth/api-keys -H 'Authorization: Bearer jwt_example_ggg777'

# delete_api_key
curl -X DELETE https://api.1claw.xyz/v1/auth/api-keys/key_1 -H 'Authorization: Bearer jwt_example_ggg777'

# #! What the provider's Python SDK sends, oneclaw 0.61.14.

# verify_mfa
curl -X POST https://api.1claw.xyz/v1/auth/mfa/verify -H 'Content-Type: application/json' \
  -d '{"mfa_token": "mfa_example_17", "code": "245810"}'

# get_mfa_status
curl https://api.1claw.xyz/v1/auth/mfa/status -H 'Authorization: Bearer jwt_example_ggg777'

# set_up_mfa
curl -X POST https://api.1claw.xyz/v1/auth/mfa/setup -H 'Authorization: Bearer jwt_example_ggg777'

# verify_mfa_setup
curl -X POST https://api.1claw.xyz/v1/auth/mfa/verify-setup \
  -H 'Authorization: Bearer jwt_example_ggg777' -H 'Content-Type: application/json' -d '{"code": "245811"}'

# disable_mfa
curl -X DELETE https://api.1claw.xyz/v1/auth/mfa \
  -H 'Authorization: Bearer jwt_example_ggg777' -H 'Content-Type: application/json' -d '{"code": "245812"}'

# forgot_password
curl -X POST https://api.1claw.xyz/v1/auth/forgot-password -H 'Content-Type: application/json' \
  -d '{"email": "ada@example.com"}'

# reset_password
curl -X POST https://api.1claw.xyz/v1/auth/reset-password -H 'Content-Type: application/json' \
  -d '{"token": "reset_example_1", "new_password": "battery-staple-example"}'

# send_email_code
curl -X POST https://api.1claw.xyz/v1/auth/email-otp/send -H 'Content-Type: application/json' \
  -d '{"email": "ada@example.com"}'

# verify_email_code
curl -X POST https://api.1claw.xyz/v1/auth/email-otp/verify -H 'Content-Type: application/json' \
  -d '{"email": "ada@example.com", "code": "245813"}'

# log_in_socially
curl -X POST https://api.1claw.xyz/v1/auth/social-login -H 'Content-Type: application/json' \
  -d '{"provider": "apple", "id_token": "apple_id_example_56"}'

# create_federated_token
curl -X POST https://api.1claw.xyz/v1/auth/federated-token \
  -H 'Authorization: Bearer jwt_example_ggg777' -H 'Content-Type: application/json' \
  -d '{"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "audience": "https://orders.example",
    "subject_token_type": "urn:ietf:params:oauth:token-type:jwt", "scope": "orders"}'

# revoke_oauth_token
curl -X POST https://api.1claw.xyz/v1/oauth/revoke \
  -H 'Authorization: Bearer jwt_example_ggg777' -H 'Content-Type: application/json' \
  -d '{"token": "app_token_example_1", "token_type_hint": "access_token"}'

# revoke_consent
curl -X DELETE https://api.1claw.xyz/v1/oauth/consents/app_41 -H 'Authorization: Bearer jwt_example_ggg777'
