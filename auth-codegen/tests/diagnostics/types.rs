//! Types, enumerations and fields.

use expect_test::expect;

use crate::check;

/// A spec whose one endpoint returns `Token` with these fields.
fn token(fields: &str) -> String {
    format!(
        "types:\n  Token:\n    fields: {fields}\nendpoints:\n  log_in:\n    doc: Log in.\n    POST: /token\n    returns: {{ 200: Token }}\n    examples: [{{ response: {{ a: text }} }}]"
    )
}

/// A spec whose one endpoint sends these fields in its query.
fn query(fields: &str) -> String {
    format!("endpoints:\n  find:\n    doc: Find.\n    GET: /find\n    query: {fields}\n    returns: {{ 204: nothing }}")
}

#[test]
fn expressions() {
    check(
        &token("{ a: list of optional string }"),
        expect![[r#"
        error: `list of optional string` is not a type
         --> acme.yaml:3:18
          |
        3 |     fields: { a: list of optional string }
          |                  ^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: a type is read aloud: `string`, `optional uuid`, `list of Scope`, `optional list of string`
    "#]],
    );
    check(
        &token("{ a: optional }"),
        expect![[r#"
        error: there is no type `optional`
         --> acme.yaml:3:18
          |
        3 |     fields: { a: optional }
          |                  ^^^^^^^^
          |
          = help: declare it under `types`; the types so far are `Token`, `boolean`, `duration`, `integer`, `json`, `number`, `seconds`, `secret`, `string`, `timestamp`, `url`, `uuid`
    "#]],
    );
    check(
        &token("{ a: string | null }"),
        expect![[r#"
        error: `string | null` is not a type
         --> acme.yaml:3:18
          |
        3 |     fields: { a: string | null }
          |                  ^^^^^^^^^^^^^
          |
          = help: a type is read aloud: `string`, `optional uuid`, `list of Scope`, `optional list of string`
    "#]],
    );
}

#[test]
fn unknown_types() {
    check(
        &token("{ a: strng }"),
        expect![[r#"
        error: there is no type `strng`
         --> acme.yaml:3:18
          |
        3 |     fields: { a: strng }
          |                  ^^^^^
          |
          = help: did you mean `string`?
    "#]],
    );
    check(
        &token("{ a: Scope }"),
        expect![[r#"
        error: there is no type `Scope`
         --> acme.yaml:3:18
          |
        3 |     fields: { a: Scope }
          |                  ^^^^^
          |
          = help: declare `scopes`; the types so far are `Token`, `boolean`, `duration`, `integer`, `json`, `number`, `seconds`, `secret`, `string`, `timestamp`, `url`, `uuid`
    "#]],
    );
    check(
        &token("{ a: nothing }"),
        expect![[r#"
        error: there is no type `nothing`
         --> acme.yaml:3:18
          |
        3 |     fields: { a: nothing }
          |                  ^^^^^^^
          |
          = help: declare it under `types`; the types so far are `Token`, `boolean`, `duration`, `integer`, `json`, `number`, `seconds`, `secret`, `string`, `timestamp`, `url`, `uuid`
    "#]],
    );
    check(
        "
types:
  Token: { fields: { access_token: secret } }
endpoints:
  log_in: { doc: Log in., POST: /token, returns: { 200: Tokn } }
credentials:
  key: { doc: A key., token: { from: log_in, value: access_token }, attach: bearer }
",
        expect![[r#"
            error: there is no type `Tokn`
             --> acme.yaml:4:57
              |
            4 |   log_in: { doc: Log in., POST: /token, returns: { 200: Tokn } }
              |                                                         ^^^^
              |
              = help: did you mean `Token`?
        "#]],
    );
}

#[test]
fn types_that_contain_themselves() {
    check(
        &token("{ a: string, next: optional Token }"),
        expect![[r#"
        error: `Token` contains itself
         --> acme.yaml:2:3
          |
        2 |   Token:
          |   ^^^^^
          |
          = help: make the inner one `json`
    "#]],
    );
    check(
        "
types:
  A: { fields: { b: list of B } }
  B: { fields: { a: optional A } }
endpoints:
  ping: { doc: Ping., GET: /ping, returns: { 200: A } }
",
        expect![[r#"
            error: `A` contains itself
             --> acme.yaml:2:3
              |
            2 |   A: { fields: { b: list of B } }
              |   ^
              |
              = help: make the inner one `json`

            error: `B` contains itself
             --> acme.yaml:3:3
              |
            3 |   B: { fields: { a: optional A } }
              |   ^
              |
              = help: make the inner one `json`
        "#]],
    );
}

#[test]
fn empty_types() {
    check(
        &token("{}"),
        expect![[r#"
        error: `Token` has no fields
         --> acme.yaml:2:3
          |
        2 |   Token:
          |   ^^^^^
          |
          = help: add one, or use `json` where it is referred to
    "#]],
    );
    check(
        "enums: { Plan: { values: {} } }",
        expect![[r#"
        error: `Plan` has no values
         --> acme.yaml:1:10
          |
        1 | enums: { Plan: { values: {} } }
          |          ^^^^
          |
          = help: add one under `values`, or use `string`

        error: nothing refers to the type `Plan`
         --> acme.yaml:1:10
          |
        1 | enums: { Plan: { values: {} } }
          |          ^^^^
          |
          = help: refer to it, or remove it
    "#]],
    );
}

#[test]
fn unused() {
    check(
        "types: { Token: { fields: { a: string } } }",
        expect![[r#"
        error: nothing refers to the type `Token`
         --> acme.yaml:1:10
          |
        1 | types: { Token: { fields: { a: string } } }
          |          ^^^^^
          |
          = help: refer to it, or remove it
    "#]],
    );
    check(
        "enums: { Plan: { values: { free: Free. } } }",
        expect![[r#"
        error: nothing refers to the type `Plan`
         --> acme.yaml:1:10
          |
        1 | enums: { Plan: { values: { free: Free. } } }
          |          ^^^^
          |
          = help: refer to it, or remove it
    "#]],
    );
    check(
        "scopes: { read: Read. }",
        expect![[r#"
        error: nothing refers to the scopes
         --> acme.yaml:1:11
          |
        1 | scopes: { read: Read. }
          |           ^^^^
          |
          = help: give a field the type `list of Scope`, or remove `scopes`
    "#]],
    );
    check(
        "hosts: { auth: https://auth.acme.example }",
        expect![[r#"
        error: nothing refers to the host `auth`
         --> acme.yaml:1:10
          |
        1 | hosts: { auth: https://auth.acme.example }
          |          ^^^^
          |
          = help: refer to it, or remove it
    "#]],
    );
    check(
        "error_sets: { TokenError: { 404: { name: NotFound } } }",
        expect![[r#"
        error: no endpoint uses the error set `TokenError`
         --> acme.yaml:1:15
          |
        1 | error_sets: { TokenError: { 404: { name: NotFound } } }
          |               ^^^^^^^^^^
          |
          = help: say `errors: TokenError` at an endpoint, or remove it
    "#]],
    );
}

#[test]
fn properties() {
    check(
        &token("{ a: { const: bearer } }"),
        expect![[r#"
        error: a constant belongs into a request
         --> acme.yaml:3:15
          |
        3 |     fields: { a: { const: bearer } }
          |               ^
          |
          = help: give the field a `type`
    "#]],
    );
    check(
        &token("{ a: { type: optional string, default: x } }"),
        expect![[r#"
        error: a field with a default is always there
         --> acme.yaml:3:52
          |
        3 |     fields: { a: { type: optional string, default: x } }
          |                                                    ^
          |
          = help: remove `optional` or `default`
    "#]],
    );
    check(
        &token("{ a: { type: integer, default: '5' } }"),
        expect![[r#"
        error: a default is text, and this field is not
         --> acme.yaml:3:44
          |
        3 |     fields: { a: { type: integer, default: '5' } }
          |                                            ^^^
          |
          = help: make the field `optional` instead
    "#]],
    );
    check(
        &token("{ a: { type: string, separator: ' ' } }"),
        expect![[r#"
        error: this is about the items of a list, and the field is none
         --> acme.yaml:3:45
          |
        3 |     fields: { a: { type: string, separator: ' ' } }
          |                                             ^^^
          |
          = help: make its type `list of …`, or remove this
    "#]],
    );
    check(
        &token("{ a: { type: list of json, separator: ' ' } }"),
        expect![[r#"
        error: only a list of simple values can be one text
         --> acme.yaml:3:51
          |
        3 |     fields: { a: { type: list of json, separator: ' ' } }
          |                                                   ^^^
          |
          = help: remove `separator`
    "#]],
    );
    check(
        &token("{ a: { type: list of string, at_least: 1 } }"),
        expect![[r#"
        error: `at_least` is checked before a request is sent, and this is a type
         --> acme.yaml:3:52
          |
        3 |     fields: { a: { type: list of string, at_least: 1 } }
          |                                                    ^
          |
          = help: move it to the endpoint's field
    "#]],
    );
    check(
        &token("{ a: { type: string, at: data..bearer } }"),
        expect![[r#"
        error: `data..bearer` is not a path
         --> acme.yaml:3:38
          |
        3 |     fields: { a: { type: string, at: data..bearer } }
          |                                      ^^^^^^^^^^^^
          |
          = help: join the names of members by dots: `data.bearer`
    "#]],
    );
    check(
        &token("{ a: { type: optional string, means: title } }"),
        expect![[r#"
        error: a field cannot mean `title`
         --> acme.yaml:3:50
          |
        3 |     fields: { a: { type: optional string, means: title } }
          |                                                  ^^^^^
          |
          = help: write `code` or `message`
    "#]],
    );
    check(
        &token("{ a: { type: string, means: code } }"),
        expect![[r#"
        error: a code or message is text that may be missing
         --> acme.yaml:3:41
          |
        3 |     fields: { a: { type: string, means: code } }
          |                                         ^^^^
          |
          = help: make its type `optional string`
    "#]],
    );
    check(
        &token("{ a: { type: optional string, means: code }, b: { type: optional string, means: code } }"),
        expect![[r#"
            error: `a` is the code already
             --> acme.yaml:3:93
              |
            3 |     fields: { a: { type: optional string, means: code }, b: { type: optional string, means: code } }
              |                                                                                             ^^^^
              |
              = help: keep one of the two; `at` may name several places for it
        "#]],
    );
}

#[test]
fn properties_in_a_request() {
    check(
        &query("{ a: { type: string, at: b, default: c } }"),
        expect![[r#"
        error: this is about reading a reply, and the field is sent
         --> acme.yaml:5:37
          |
        5 |     query: { a: { type: string, at: b, default: c } }
          |                                     ^
          |
          = help: remove it, or move it to a type

        error: this is about reading a reply, and the field is sent
         --> acme.yaml:5:49
          |
        5 |     query: { a: { type: string, at: b, default: c } }
          |                                                 ^
          |
          = help: remove it, or move it to a type
    "#]],
    );
    check(
        &query("{ a: json }"),
        expect![[r#"
        error: an object cannot stand in the query
         --> acme.yaml:5:17
          |
        5 |     query: { a: json }
          |                 ^^^^
          |
          = help: send it in a `json` body
    "#]],
    );
    check(
        &query("{ a: secret }"),
        expect![[r#"
        error: a secret must not stand in the query: URLs end up in logs
         --> acme.yaml:5:17
          |
        5 |     query: { a: secret }
          |                 ^^^^^^
          |
          = help: send it in a header or in the body
    "#]],
    );
    check(
        &query("{ a: list of secret }"),
        expect![[r#"
        error: a secret must not stand in the query: URLs end up in logs
         --> acme.yaml:5:17
          |
        5 |     query: { a: list of secret }
          |                 ^^^^^^^^^^^^^^
          |
          = help: send it in a header or in the body
    "#]],
    );
    check(
        &query("{ a: { const: b, separator: ',', at_least: 1 } }"),
        expect![[r#"
        error: this is about a field, and a constant is none
         --> acme.yaml:5:40
          |
        5 |     query: { a: { const: b, separator: ',', at_least: 1 } }
          |                                        ^^^
          |
          = help: remove it, or say `type` instead of `const`

        error: this is about a field, and a constant is none
         --> acme.yaml:5:55
          |
        5 |     query: { a: { const: b, separator: ',', at_least: 1 } }
          |                                                       ^
          |
          = help: remove it, or say `type` instead of `const`
    "#]],
    );
}
