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
