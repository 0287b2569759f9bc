//! Credentials.

use expect_test::expect;

use crate::check;

/// A spec with one credential that a token call makes.
fn credential(lines: &[&str]) -> String {
    format!(
        "credentials:
  session:
    doc: A token.
    {}
types:
  Token: {{ fields: {{ access_token: secret, refresh_expires_in: seconds, token_type: string }} }}
endpoints:
  log_in:
    doc: Log in.
    POST: /token
    returns: {{ 200: Token }}
    examples: [{{ response: {{ access_token: a, refresh_expires_in: 1, token_type: b }} }}]
  ping: {{ doc: Ping., GET: /ping, returns: {{ 204: nothing }} }}
  authorize: {{ doc: Consent., visit: /authorize, examples: [{{ response: {{ code: c }} }}] }}",
        lines.join("\n    ")
    )
}

#[test]
fn sources() {
    check(
        &credential(&["attach: bearer"]),
        expect![[r#"
        error: `session` does not say where its secret comes from
         --> acme.yaml:2:3
          |
        2 |   session:
          |   ^^^^^^^
          |
          = help: add `key: {}` for a key that does not change, or `token: { from: ENDPOINT, value: FIELD }`
    "#]],
    );
    check(
        &credential(&["key: {}", "token: { from: log_in, value: access_token }", "attach: bearer"]),
        expect![[r#"
            error: a credential has a `key` or a `token`, not both
             --> acme.yaml:5:5
              |
            5 |     token: { from: log_in, value: access_token }
              |     ^^^^^
              |
              = help: remove one, or make two credentials of it
        "#]],
    );
    check(
        &credential(&["token: { from: log_in, value: access_token }", "key: {}", "attach: bearer"]),
        expect![[r#"
        error: a credential has a `key` or a `token`, not both
         --> acme.yaml:5:5
          |
        5 |     key: {}
          |     ^^^
          |
          = help: remove one, or make two credentials of it
    "#]],
    );
    check(
        &credential(&["key: {}", "refresh: log_in", "attach: bearer"]),
        expect![[r#"
        error: a key that does not change is not made by endpoints
         --> acme.yaml:5:14
          |
        5 |     refresh: log_in
          |              ^^^^^^
          |
          = help: remove this, or say `token` instead of `key`
    "#]],
    );
}

#[test]
fn endpoints() {
    let token = |from: &str| format!("token: {{ from: {from}, value: access_token }}");
    check(
        &credential(&[&token("login"), "attach: bearer"]),
        expect![[r#"
        error: there is no endpoint `login`
         --> acme.yaml:4:20
          |
        4 |     token: { from: login, value: access_token }
          |                    ^^^^^
          |
          = help: did you mean `log_in`?
    "#]],
    );
    check(
        &credential(&[&token("exchange"), "attach: bearer"]),
        expect![[r#"
        error: there is no endpoint `exchange`
         --> acme.yaml:4:20
          |
        4 |     token: { from: exchange, value: access_token }
          |                    ^^^^^^^^
          |
          = help: the endpoints are `log_in`, `ping`, `authorize`
    "#]],
    );
    check(
        &credential(&[&token("ping"), "attach: bearer"]),
        expect![[r#"
        error: `ping` does not return a type with fields
         --> acme.yaml:4:20
          |
        4 |     token: { from: ping, value: access_token }
          |                    ^^^^
          |
          = help: declare its reply under `types` and name it in `returns`
    "#]],
    );
    check(
        &credential(&[&token("authorize"), "attach: bearer"]),
        expect![[r#"
            error: `authorize` is visited by a browser
             --> acme.yaml:4:20
              |
            4 |     token: { from: authorize, value: access_token }
              |                    ^^^^^^^^^
              |
              = help: name an endpoint that is called
        "#]],
    );
    check(
        &credential(&[&token("log_in"), "authorize: ping", "attach: bearer"]),
        expect![[r#"
            error: `ping` is not a `visit`
             --> acme.yaml:5:16
              |
            5 |     authorize: ping
              |                ^^^^
              |
              = help: the visits are `authorize`
        "#]],
    );
    check(
        &credential(&[&token("log_in"), "refresh: ping", "attach: bearer"]),
        expect![[r#"
        error: `ping` does not return `Token`, as the first token does
         --> acme.yaml:5:14
          |
        5 |     refresh: ping
          |              ^^^^
          |
          = help: let it return `Token`
    "#]],
    );
    check(
        &credential(&[&token("log_in"), "revoke: forget", "attach: bearer"]),
        expect![[r#"
        error: there is no endpoint `forget`
         --> acme.yaml:5:13
          |
        5 |     revoke: forget
          |             ^^^^^^
          |
          = help: the endpoints are `log_in`, `ping`, `authorize`
    "#]],
    );
}

/// Other languages say more of an endpoint or a field here.
#[test]
fn names_of_something() {
    let token = "token: { from: log_in, value: access_token }";
    check(
        &credential(&[token, "refresh: { from: log_in }", "attach: bearer"]),
        expect![[r#"
        error: `refresh` names an endpoint, found a mapping
         --> acme.yaml:5:14
          |
        5 |     refresh: { from: log_in }
          |              ^^^^^^^^^^^^^^^^
          |
          = help: write `refresh: NAME`
    "#]],
    );
    check(
        &credential(&[token, "revoke: [log_in, ping]", "attach: bearer"]),
        expect![[r#"
        error: `revoke` names an endpoint, found a list
         --> acme.yaml:5:13
          |
        5 |     revoke: [log_in, ping]
          |             ^^^^^^^^^^^^^^
          |
          = help: write `revoke: NAME`
    "#]],
    );
    check(
        &credential(&[token, "authorize: { visit: authorize }", "attach: bearer"]),
        expect![[r#"
        error: `authorize` names an endpoint, found a mapping
         --> acme.yaml:5:16
          |
        5 |     authorize: { visit: authorize }
          |                ^^^^^^^^^^^^^^^^^^^^
          |
          = help: write `authorize: NAME`
    "#]],
    );
    check(
        &credential(&["token: { from: { endpoint: log_in }, value: { field: access_token } }", "attach: bearer"]),
        expect![[r#"
            error: `from` names an endpoint, found a mapping
             --> acme.yaml:4:20
              |
            4 |     token: { from: { endpoint: log_in }, value: { field: access_token } }
              |                    ^^^^^^^^^^^^^^^^^^^^
              |
              = help: write `from: NAME`

            error: `value` names a field, found a mapping
             --> acme.yaml:4:49
              |
            4 |     token: { from: { endpoint: log_in }, value: { field: access_token } }
              |                                                 ^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: write `value: NAME`
        "#]],
    );
}

#[test]
fn fields() {
    let token = |fields: &str| credential(&[&format!("token: {{ from: log_in, {fields} }}"), "attach: bearer"]);
    check(
        &token("value: token"),
        expect![[r#"
        error: `Token` has no field `token`
         --> acme.yaml:4:35
          |
        4 |     token: { from: log_in, value: token }
          |                                   ^^^^^
          |
          = help: did you mean `token_type`?
    "#]],
    );
    check(
        &token("value: token_type"),
        expect![[r#"
        error: `token_type` of `Token` is not of type `secret`
         --> acme.yaml:4:35
          |
        4 |     token: { from: log_in, value: token_type }
          |                                   ^^^^^^^^^^
          |
          = help: declare it as `secret`, or name another field
    "#]],
    );
    check(
        &token("value: access_token, expires_in: token_type"),
        expect![[r#"
        error: `token_type` of `Token` is not of type `seconds`
         --> acme.yaml:4:61
          |
        4 |     token: { from: log_in, value: access_token, expires_in: token_type }
          |                                                             ^^^^^^^^^^
          |
          = help: declare it as `seconds`, or name another field
    "#]],
    );
    check(
        &token("value: access_token, scope: refresh_expires_in"),
        expect![[r#"
            error: `refresh_expires_in` of `Token` is not of type `list of Scope`
             --> acme.yaml:4:56
              |
            4 |     token: { from: log_in, value: access_token, scope: refresh_expires_in }
              |                                                        ^^^^^^^^^^^^^^^^^^
              |
              = help: declare it as `list of Scope`, or name another field
        "#]],
    );
    check(
        &token("expires_in: expires_in"),
        expect![[r#"
        error: a token needs `value`
         --> acme.yaml:4:14
          |
        4 |     token: { from: log_in, expires_in: expires_in }
          |              ^^^^
          |
          = help: add `value: …` to this mapping
    "#]],
    );
}

#[test]
fn lifetimes() {
    let lifetime = |text: &str| {
        credential(&[&format!("token: {{ from: log_in, value: access_token, lifetime: {text} }}"), "attach: bearer"])
    };
    check(
        &lifetime("a while"),
        expect![[r#"
        error: `a while` is not a length of time
         --> acme.yaml:4:59
          |
        4 |     token: { from: log_in, value: access_token, lifetime: a while }
          |                                                           ^^^^^^^
          |
          = help: write a number and a unit: `90s`, `15m`, `12h`, `7d`
    "#]],
    );
    check(
        &lifetime("7 days"),
        expect![[r#"
        error: `7 days` is not a length of time
         --> acme.yaml:4:59
          |
        4 |     token: { from: log_in, value: access_token, lifetime: 7 days }
          |                                                           ^^^^^^
          |
          = help: write a number and a unit: `90s`, `15m`, `12h`, `7d`
    "#]],
    );
    check(
        &lifetime("0s"),
        expect![[r#"
        error: `0s` is not a length of time
         --> acme.yaml:4:59
          |
        4 |     token: { from: log_in, value: access_token, lifetime: 0s }
          |                                                           ^^
          |
          = help: write a number and a unit: `90s`, `15m`, `12h`, `7d`
    "#]],
    );
    check(
        &lifetime("900"),
        expect![[r#"
        error: expected a length of time such as `15m`, found a number
         --> acme.yaml:4:59
          |
        4 |     token: { from: log_in, value: access_token, lifetime: 900 }
          |                                                           ^^^
          |
          = help: write a length of time such as `15m` here
    "#]],
    );
    check(
        &lifetime("99999999999999999999d"),
        expect![[r#"
        error: `99999999999999999999d` is not a length of time
         --> acme.yaml:4:59
          |
        4 |     token: { from: log_in, value: access_token, lifetime: 99999999999999999999d }
          |                                                           ^^^^^^^^^^^^^^^^^^^^^
          |
          = help: write a number and a unit: `90s`, `15m`, `12h`, `7d`
    "#]],
    );
}

#[test]
fn attachments() {
    let attach = |text: &str| credential(&["token: { from: log_in, value: access_token }", &format!("attach: {text}")]);
    check(
        &attach("Bearer"),
        expect![[r#"
            error: a secret cannot be attached as `Bearer`
             --> acme.yaml:5:13
              |
            5 |     attach: Bearer
              |             ^^^^^^
              |
              = help: did you mean `bearer`?
        "#]],
    );
    check(
        &attach("X-Api-Key"),
        expect![[r#"
        error: a secret cannot be attached as `X-Api-Key`
         --> acme.yaml:5:13
          |
        5 |     attach: X-Api-Key
          |             ^^^^^^^^^
          |
          = help: write `{ header: X-Api-Key }`
    "#]],
    );
    check(
        &attach("cookie"),
        expect![[r#"
        error: a secret cannot be attached as `cookie`
         --> acme.yaml:5:13
          |
        5 |     attach: cookie
          |             ^^^^^^
          |
          = help: write `bearer`, or `{ header: X-Api-Key }`
    "#]],
    );
    check(
        &attach("{ query: key }"),
        expect![[r#"
        error: a secret travels in a header, not in a URL
         --> acme.yaml:5:15
          |
        5 |     attach: { query: key }
          |               ^^^^^
          |
          = help: write `bearer`, or `{ header: X-Api-Key }`: servers and proxies log URLs (RFC 6750 §5.3)
    "#]],
    );
    check(
        &attach("{ header: X-Key, prefix: Lumen }"),
        expect![[r#"
        error: `Lumen` and the secret would be one word
         --> acme.yaml:5:38
          |
        5 |     attach: { header: X-Key, prefix: Lumen }
          |                                      ^^^^^
          |
          = help: write `"Lumen "`, with a blank at the end
    "#]],
    );
    check(
        &attach("{ header: authorization, prefix: \"bearer \" }"),
        expect![[r#"
        error: this is what `bearer` stands for (RFC 6750)
         --> acme.yaml:5:46
          |
        5 |     attach: { header: authorization, prefix: "bearer " }
          |                                              ^^^^^^^^^
          |
          = help: write `attach: bearer`
    "#]],
    );
    check(
        &attach("{ header: Authorization, prefix: Bearer }"),
        expect![[r#"
        error: this is what `bearer` stands for (RFC 6750)
         --> acme.yaml:5:46
          |
        5 |     attach: { header: Authorization, prefix: Bearer }
          |                                              ^^^^^^
          |
          = help: write `attach: bearer`
    "#]],
    );
    check(
        &attach("{ header: 'X Key' }"),
        expect![[r#"
        error: `X Key` cannot be the name of a header
         --> acme.yaml:5:23
          |
        5 |     attach: { header: 'X Key' }
          |                       ^^^^^^^
          |
          = help: use letters, digits and hyphens: `X-Api-Key`
    "#]],
    );
    check(
        &attach("{ header: Content-Type }"),
        expect![[r#"
        error: the runtime sets `Content-Type`
         --> acme.yaml:5:23
          |
        5 |     attach: { header: Content-Type }
          |                       ^^^^^^^^^^^^
          |
          = help: name the header that carries the secret, such as `X-Api-Key`
    "#]],
    );
    check(
        &attach("{ header: X-Key, prefix: \"Clé \" }"),
        expect![[r#"
        error: a header holds visible ASCII characters and blanks
         --> acme.yaml:5:38
          |
        5 |     attach: { header: X-Key, prefix: "Clé " }
          |                                      ^^^^^^
          |
          = help: remove line ends and letters of other alphabets
    "#]],
    );
    check(
        &attach("{ prefix: Key }"),
        expect![[r#"
        error: an attachment needs `header`
         --> acme.yaml:5:15
          |
        5 |     attach: { prefix: Key }
          |               ^^^^^^
          |
          = help: add `header: …` to this mapping
    "#]],
    );
}
