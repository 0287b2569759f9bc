//! Curl commands.

use cargo_authwright::import::from_curl;

use crate::{acme, expect, generated, read};

#[test]
fn a_page_with_every_kind_of_command() {
    let imported = from_curl(&read("pages/acme.txt"), &acme()).expect("a spec");
    expect("pages/acme.yaml", &imported);
    let secrets = ["hunter2", "sk_live_", "s3cr3t", "ada@acme-corp.com", "xoxb-1", "PHPSESSID_1"];
    for secret in secrets {
        assert!(!imported.spec.contains(secret), "{secret} was taken over");
    }
}

/// Each command, and what the spec must say.
#[test]
fn one_command_at_a_time() {
    let rows = [
        ("curl https://a.example/v1/me -H 'X-Api-Key: $KEY'", "attach: { header: X-Api-Key }"),
        ("curl 'https://a.example/v1/me?api_key=YOUR_KEY'", "query: { api_key: \"{key}\" }"),
        ("curl -u YOUR_KEY: https://a.example/v1/charges", "basic: { username: \"{key}\", password: \"\" }"),
        (
            "curl -u \"$SID:$AUTH_TOKEN\" https://a.example/x",
            "basic: { username: \"{sid}\", password: \"{auth_token}\" }",
        ),
        (
            "curl -H 'Authorization: Token abcdef' https://a.example/x",
            "attach: { header: Authorization, prefix: \"Token \" }",
        ),
        ("curl -b session=$SESSION https://a.example/x", "cookies: { session: \"{key}\" }"),
        (
            "curl --digest -u user:pass https://a.example/x",
            "digest: { username: \"{username}\", password: \"{password}\" }",
        ),
        (
            "curl -H 'DD-API-KEY: k' -H 'DD-APPLICATION-KEY: a' https://a.example/x",
            "DD-APPLICATION-KEY: \"{dd_application_key}\"",
        ),
        ("curl https://YOUR_DOMAIN.a.example/x", "base_url: https://{domain}.a.example"),
        ("curl http://localhost:8080/x", "base_url: https://{host}"),
        ("curl $BASE_URL/x", "base_url: https://{base_url}"),
        ("BASE=https://a.example/v2\ncurl $BASE/x", "GET: /v2/x"),
        ("curl https://a.example/users/:id", "GET: /users/{user_id}"),
        ("curl -I https://a.example/x", "HEAD: /x"),
        ("curl -X PUT https://a.example/f -F file=@a.png -F name=x", "multipart: { file: bytes, name: string }"),
        ("curl https://a.example/x --json '[\"a\"]'", "json: list of string"),
        ("curl https://a.example/x -H 'X-Version: 2024-01-01'", "X-Version: { const: 2024-01-01 }"),
        ("curl https://a.example/x\n[{\"id\": 1}]", "returns: { 200: list of X }"),
        ("curl https://a.example/x\n{\"exp\": 1700000000}", "exp: unix seconds"),
        ("curl https://a.example/token -d a=b\naccess_token=abc&scope=x&expires_in=3600", "response: form"),
        ("curl https://a.example/x\nHTTP/1.1 200 OK\nContent-Type: text/plain\n\npong\n", "response: text"),
        ("curl https://a.example/k/{name} -d '{\"name\": \"b\"}'", "name_2: b"),
        ("curl --request POST \\ --url https://a.example/t \\ --data 'a=b'", "form: { a: string }"),
        ("curl https://a.example/x\n#{\n# \"id\": 1\n#}", "id: integer"),
        ("## Step 2: Take a look\n\ncurl https://a.example/x", "doc: Take a look."),
        (
            "curl https://a.example/login -d password=$P\n{\"access_token\": \"a\"}\n\ncurl https://a.example/deauthorize -d access_token=$T\n{\"access_token\": \"a\"}\n\ncurl https://a.example/me -H 'Authorization: Bearer $T'",
            "revoke: create_deauthorize\n",
        ),
        (
            "curl https://a.example/login -d password=$P\n{\"access_token\": \"a\"}\n\ncurl https://a.example/get -d access_token=$T -d id=$ID",
            "write `attach: { json: { access_token: \"{access_token}\" } }`",
        ),
        ("#1 - Take the token\ncurl https://a.example/x -F 'a=\"b\"'", "request: { a: b }"),
        ("curl https://a.example/x\r\n\r\n{\"a\": \u{201c}b\u{201d}}", "a: string"),
        // The standard input, the client of a token endpoint, and a key as the password of one user name.
        ("curl https://a.example/x --json @- <<EOF\n{\"a\": 1}\nEOF\n{\"b\": true}", "json: { a: integer }"),
        (
            "curl https://a.example/token -H 'Authorization: Basic {base64 of id:secret}' -d grant_type=client_credentials\n{\"access_token\": \"a\"}",
            "client_authentication: client_secret_basic\n",
        ),
        (
            "curl -u $ID:$SECRET https://a.example/token -d grant_type=client_credentials\n{\"access_token\": \"a\"}\n\ncurl -u $ID:$SECRET https://a.example/end -d access_token=$T",
            "client_authentication: client_secret_basic\n    form: { access_token: secret }",
        ),
        ("curl -u api:YOUR_API_KEY https://a.example/x", "basic: { username: { const: api }, password: \"{key}\" }"),
        // What is said of a reply.
        (
            "curl https://a.example/x\n\n401 response\n\n```\nForbidden\n```\n",
            "401: { name: Unauthorized, doc: Forbidden. }",
        ),
        (
            "curl https://a.example/x\n\n400\n{\"errCode\": \"too_long\", \"errMsg\": \"It is too long\"}",
            "name: TooLong",
        ),
        (
            "curl https://a.example/token -d grant_type=x\n{\"access_token\": \"a\", \"scope\": \"read write\"}",
            "scope: { type: list of Scope, separator: \" \" }",
        ),
        (
            "curl -X POST 'https://a.example/token?grant_type=authorization_code&code=c_1&secret=abcdefabcdef'\n{\"access_token\": \"a\"}",
            "query: { grant_type: { const: authorization_code }, code: secret in url, secret: secret in url }",
        ),
        (
            "# Log in\ncurl https://a.example/login -d password=$P\n{\"session\": {\"sid\": \"a1\"}}\n\ncurl https://a.example/me -H 'X-App-SID: a1'",
            "value: sid }\n    attach: { header: X-App-SID }",
        ),
        (
            "curl https://a.example/x\n\n401\n{\"error\": {\"key\": \"unauthorized\", \"message\": \"Unauthorized\"}}",
            "message: { type: optional string, at: error.message, means: message }",
        ),
        ("# Take it\n\nPOST /x HTTP/1.1\nHost: a.example\n\ncurl https://a.example/x", "doc: Take it."),
        ("curl https://a.example/things/{id}\n{\"data\": {\"size\": 1}}", "data: ThingData"),
        ("## Take a look\n\nGET https://a.example/x\n\ncurl https://a.example/x", "doc: Take a look."),
    ];
    for (page, expected) in rows {
        let imported = from_curl(page, &acme()).unwrap_or_else(|fault| panic!("{page}: {fault}"));
        let spec = generated(&imported);
        assert!(spec.contains(expected), "{page}: {expected} is not in\n{spec}");
    }
}
