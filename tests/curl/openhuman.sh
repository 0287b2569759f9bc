#! OpenHuman API → Authentication

# authorize
curl 'https://auth.tinyhumans.ai/oauth/authorize?client_id=app_41&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&response_type=code&scope=read+write'

# exchange_code
curl -X POST https://auth.tinyhumans.ai/oauth/token \
  -d grant_type=authorization_code \
  -d code=oc_example_3Jt6 \
  -d client_id=app_41 \
  -d client_secret=ocs_example_x0PqW7 \
  --data-urlencode redirect_uri=https://app.example/callback

# refresh_token
curl -X POST https://auth.tinyhumans.ai/oauth/token \
  -d grant_type=refresh_token \
  -d refresh_token=rt_example_Vb93Qe \
  -d client_id=app_41 \
  -d client_secret=ocs_example_x0PqW7

# list_agents
curl https://api.tinyhumans.ai/v1/agents -H 'Authorization: Bearer sk_example_Tz64Wn'
