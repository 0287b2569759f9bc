//! What makes, renews and revokes a token.

use expect_test::expect;

use crate::check;

/// A spec whose credential says this, with calls that could be about a token.
fn credential(lines: &[&str]) -> String {
    format!(
        "credentials:
  session:
    doc: A token.
    {}
    attach: bearer
types:
  Token: {{ fields: {{ access_token: secret, spare: optional secret }} }}
endpoints:
  log_in:
    doc: Log in.
    POST: /token
    json: {{ id_token: secret, client_id: string, hint: optional string }}
    returns: {{ 200: Token }}
    examples: [{{ request: {{ id_token: i, client_id: c }}, response: {{ access_token: a, spare: b }} }}]
  renew:
    doc: Renew.
    POST: /renew
    json: {{ refresh_token: secret, client_id: integer }}
    returns: {{ 200: Token }}
    examples: [{{ request: {{ refresh_token: r, client_id: 1 }}, response: {{ access_token: a }} }}]
  again:
    doc: Renew with the first input.
    POST: /again
    json: {{ access_token: secret, id_token: secret }}
    returns: {{ 200: Token }}
    examples: [{{ request: {{ access_token: r, id_token: i }}, response: {{ access_token: a }} }}]
  inside: {{ doc: With a token., POST: /inside, auth: required, returns: {{ 200: Token }}, examples: [{{ response: {{ access_token: a }} }}] }}
  forget: {{ doc: Forget., POST: /forget, json: {{ id: string }}, returns: {{ 204: nothing }}, examples: [{{ request: {{ id: i }} }}] }}
  authorize: {{ doc: Consent., visit: /authorize, examples: [{{ response: {{ code: c }} }}] }}",
        lines.join("\n    ")
    )
}

fn log_in(more: &str) -> String {
    format!("token: {{ from: log_in, value: access_token{more} }}")
}

#[test]
fn first_token() {
    check(
        &credential(&["token: { from: inside, value: access_token }"]),
        expect![[r#"
        error: `inside` needs a token itself
         --> acme.yaml:4:20
          |
        4 |     token: { from: inside, value: access_token }
          |                    ^^^^^^
          |
          = help: name an endpoint without `auth: required`
    "#]],
    );
    check(
        &credential(&["token: { from: log_in, value: spare }"]),
        expect![[r#"
        error: `spare` of `Token` may be absent, and a token is never
         --> acme.yaml:4:35
          |
        4 |     token: { from: log_in, value: spare }
          |                                   ^^^^^
          |
          = help: declare it without `optional`, or name another field
    "#]],
    );
    check(
        &credential(&[&log_in(""), "authorize: authorize"]),
        expect![[r#"
        error: `log_in` has no `code` for what `authorize` gives
         --> acme.yaml:5:16
          |
        5 |     authorize: authorize
          |                ^^^^^^^^^
          |
          = help: declare a field `code: secret` there (RFC 6749 §4.1.3)
    "#]],
    );
}

#[test]
fn calls_about_a_token() {
    check(
        &credential(&[&log_in(""), "refresh: log_in"]),
        expect![[r#"
            error: `log_in` does not say which token it is about
             --> acme.yaml:5:14
              |
            5 |     refresh: log_in
              |              ^^^^^^
              |
              = help: say `auth: required` there, or declare a field `access_token` of type `secret`
        "#]],
    );
    check(
        &credential(&[&log_in(", refresh_token: spare"), "refresh: log_in"]),
        expect![[r#"
            error: `log_in` does not say which token it is about
             --> acme.yaml:5:14
              |
            5 |     refresh: log_in
              |              ^^^^^^
              |
              = help: say `auth: required` there, or declare a field `spare` or `refresh_token` or `access_token` of type `secret`
        "#]],
    );
    check(
        &credential(&[&log_in(""), "revoke: forget"]),
        expect![[r#"
            error: `forget` does not say which token it is about
             --> acme.yaml:5:13
              |
            5 |     revoke: forget
              |             ^^^^^^
              |
              = help: say `auth: required` there, or declare a field `token` or `access_token` of type `secret`
        "#]],
    );
    check(
        &credential(&[&log_in(", refresh_token: spare"), "refresh: renew"]),
        expect![[r#"
        error: `client_id` has another type in `renew` than in `log_in`
         --> acme.yaml:5:14
          |
        5 |     refresh: renew
          |              ^^^^^
          |
          = help: a credential has one value for both: declare them alike
    "#]],
    );
}

#[test]
fn inputs_that_are_used_once() {
    check(
        &credential(&[&log_in(", once: idtoken")]),
        expect![[r#"
        error: `log_in` has no field `idtoken`
         --> acme.yaml:4:55
          |
        4 |     token: { from: log_in, value: access_token, once: idtoken }
          |                                                       ^^^^^^^
          |
          = help: did you mean `id_token`?
    "#]],
    );
    check(
        &credential(&[&log_in(", once: [id_token, hint]")]),
        expect![[r#"
        error: `hint` is optional, and what is used once is needed each time
         --> acme.yaml:4:66
          |
        4 |     token: { from: log_in, value: access_token, once: [id_token, hint] }
          |                                                                  ^^^^
          |
          = help: declare it without `optional`, or remove it from `once`
    "#]],
    );
    check(
        &credential(&[&log_in(", once: id_token"), "refresh: again"]),
        expect![[r#"
        error: `id_token` is used once, but also sent by `refresh` or `revoke`
         --> acme.yaml:4:55
          |
        4 |     token: { from: log_in, value: access_token, once: id_token }
          |                                                       ^^^^^^^^
          |
          = help: remove it from `once`, or name it otherwise there
    "#]],
    );
}

/// A spec whose credential says this, with a token that says how long it lives, and calls that take what a consent gives.
fn consent(lines: &[&str]) -> String {
    format!(
        "credentials:
  user:
    doc: A token.
    {}
    attach: bearer
types:
  Token: {{ fields: {{ access_token: secret, ttl: seconds, idle: optional seconds, refresh_token: optional secret }} }}
  Lamp: {{ fields: {{ id: string }} }}
endpoints:
  authorize:
    doc: Consent.
    visit: /authorize
    pkce: S256
    query: {{ redirect_uri: url }}
    examples: [{{ request: {{ redirect_uri: \"https://app.example\" }}, response: {{ code: c }} }}]
  exchange_code:
    doc: Exchange a code.
    POST: /token
    json: {{ code: secret, code_verifier: secret }}
    returns: {{ 200: Token }}
    examples: [{{ request: {{ code: c, code_verifier: v }}, response: {{ access_token: a, ttl: 1 }} }}]
  exchange_bare_code:
    doc: Exchange a code without a verifier.
    POST: /bare
    json: {{ code: secret }}
    returns: {{ 200: Token }}
    examples: [{{ request: {{ code: c }}, response: {{ access_token: a, ttl: 1 }} }}]
  renew:
    doc: Renew.
    POST: /renew
    json: {{ refresh_token: secret }}
    returns: {{ 200: Token }}
    examples: [{{ request: {{ refresh_token: r }}, response: {{ access_token: a, ttl: 1 }} }}]
  list_lamps:
    doc: List lamps.
    GET: /lamps
    auth: required
    returns: {{ 200: Lamp }}
    examples: [{{ response: {{ id: l }} }}]",
        lines.join("\n    ")
    )
}

fn accept(part: &str) {
    let parsed = auth_codegen::parse("acme.yaml", &crate::complete(part));
    assert_eq!(parsed.map(drop).map_err(|report| report.to_string()), Ok(()));
}

#[test]
fn what_a_consent_gives() {
    check(
        &consent(&["token: { from: exchange_code, value: access_token, expires_in: ttl }"]),
        expect![[r#"
        error: `exchange_code` takes a `code`, which can be used once
         --> acme.yaml:4:20
          |
        4 |     token: { from: exchange_code, value: access_token, expires_in: ttl }
          |                    ^^^^^^^^^^^^^
          |
          = help: add `authorize: authorize`, or `once: code`
    "#]],
    );
    check(
        &consent(&["authorise: authorize", "token: { from: exchange_code, value: access_token, expires_in: ttl }"]),
        expect![[r#"
            error: a credential has no key `authorise`
             --> acme.yaml:4:5
              |
            4 |     authorise: authorize
              |     ^^^^^^^^^
              |
              = help: did you mean `authorize`?
        "#]],
    );
    check(
        &consent(&[
            "authorize: authorize",
            "token: { from: exchange_bare_code, value: access_token, expires_in: ttl }",
        ]),
        expect![[r#"
            error: `authorize` has `pkce: S256`, and `exchange_bare_code` sends no `code_verifier`
             --> acme.yaml:4:16
              |
            4 |     authorize: authorize
              |                ^^^^^^^^^
              |
              = help: declare a field `code_verifier: secret` there (RFC 7636 §4.5)
        "#]],
    );
    check(
        &consent(&["authorize: renew", "token: { from: exchange_code, value: access_token, expires_in: ttl }"]),
        expect![[r#"
            error: `renew` is not a `visit`
             --> acme.yaml:4:16
              |
            4 |     authorize: renew
              |                ^^^^^
              |
              = help: the visits are `authorize`
        "#]],
    );
}

/// A code that no visit gives is an input that is used once.
#[test]
fn a_code_without_a_visit() {
    accept(&consent(&["token: { from: exchange_code, value: access_token, expires_in: ttl, once: code }"]));
}

#[test]
fn a_refresh_token_that_is_not_named() {
    let token = "token: { from: exchange_code, value: access_token, expires_in: ttl }";
    check(
        &consent(&["authorize: authorize", token, "refresh: renew"]),
        expect![[r#"
        error: `token` does not name the refresh token that `renew` sends
         --> acme.yaml:5:5
          |
        5 |     token: { from: exchange_code, value: access_token, expires_in: ttl }
          |     ^^^^^
          |
          = help: add `refresh_token: refresh_token` to `token`
    "#]],
    );
    check(
        &credential(&[&log_in(""), "refresh: renew"]),
        expect![[r#"
        error: `token` does not name the refresh token that `renew` sends
         --> acme.yaml:4:5
          |
        4 |     token: { from: log_in, value: access_token }
          |     ^^^^^
          |
          = help: add `refresh_token: FIELD` to `token`
    "#]],
    );
}

#[test]
fn lifetimes() {
    let token = |more: &str| {
        let token = format!("token: {{ from: exchange_code, value: access_token{more} }}");
        consent(&["authorize: authorize", &token])
    };
    check(
        &token(""),
        expect![[r#"
        error: nothing says how long the token lives, and `Token` has `ttl`
         --> acme.yaml:5:5
          |
        5 |     token: { from: exchange_code, value: access_token }
          |     ^^^^^
          |
          = help: add `expires_in: ttl`, or `lifetime: 15m`
    "#]],
    );
    check(
        &token(", expires_in: ttl, lifetime: 15m"),
        expect![[r#"
        error: this never applies: `ttl` of `Token` is always there
         --> acme.yaml:5:83
          |
        5 |     token: { from: exchange_code, value: access_token, expires_in: ttl, lifetime: 15m }
          |                                                                                   ^^^
          |
          = help: remove `lifetime`, or declare `ttl` as `optional seconds`
    "#]],
    );
    for right in [", lifetime: 15m", ", expires_in: ttl", ", expires_in: idle, lifetime: 15m"] {
        accept(&token(right));
    }
}

/// Of an endpoint that cannot make a token, nothing else is said.
#[test]
fn an_endpoint_that_is_refused() {
    let token = "token: { from: list_lamps, value: access_token, expires_in: ttl, refresh_token: refresh_token }";
    check(
        &consent(&["authorize: authorize", token, "refresh: renew"]),
        expect![[r#"
        error: `list_lamps` needs a token itself
         --> acme.yaml:5:20
          |
        5 |     token: { from: list_lamps, value: access_token, expires_in: ttl, refresh_token: refresh_token }
          |                    ^^^^^^^^^^
          |
          = help: name an endpoint without `auth: required`
    "#]],
    );
}
