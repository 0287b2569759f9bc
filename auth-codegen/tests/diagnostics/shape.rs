//! Keys that are missing or unknown, and values of another kind than a key takes.

use expect_test::expect;

use crate::{check, check_whole};

#[test]
fn missing_keys() {
    check_whole(
        "doc: An API.\n",
        expect![[r#"
            error: a spec needs `endpoints`
             --> acme.yaml:1:1
              |
            1 | doc: An API.
              | ^^^
              |
              = help: add `endpoints:` with at least one endpoint

            error: a spec needs `name`
             --> acme.yaml:1:1
              |
            1 | doc: An API.
              | ^^^
              |
              = help: add `name: …` to this mapping

            error: a spec needs `title`
             --> acme.yaml:1:1
              |
            1 | doc: An API.
              | ^^^
              |
              = help: add `title: …` to this mapping

            error: a spec needs `base_url`
             --> acme.yaml:1:1
              |
            1 | doc: An API.
              | ^^^
              |
              = help: add `base_url: …` to this mapping
        "#]],
    );
    check(
        "endpoints:\n  ping:\n    GET: /ping\n    returns: { 204: nothing }",
        expect![[r#"
        error: an endpoint needs `doc`
         --> acme.yaml:3:5
          |
        3 |     GET: /ping
          |     ^^^
          |
          = help: add `doc: …` to this mapping
    "#]],
    );
    check(
        "endpoints:\n  ping:\n    doc: Ping.\n    returns: { 204: nothing }",
        expect![[r#"
        error: an endpoint needs a method and a path
         --> acme.yaml:3:5
          |
        3 |     doc: Ping.
          |     ^^^
          |
          = help: add `POST: /path`, for example
    "#]],
    );
    check(
        "endpoints:\n  ping:\n    doc: Ping.\n    GET: /ping",
        expect![[r#"
        error: `ping` does not say what it `returns`
         --> acme.yaml:2:3
          |
        2 |   ping:
          |   ^^^^
          |
          = help: add `returns: { 200: TYPE }`; `nothing` and `json` are types too
    "#]],
    );
    check(
        "types:\n  Token:\n    doc: A token.",
        expect![[r#"
        error: a type needs `fields`
         --> acme.yaml:3:5
          |
        3 |     doc: A token.
          |     ^^^
          |
          = help: add `fields: …` to this mapping
    "#]],
    );
    check(
        "enums:\n  Plan:\n    doc: A plan.",
        expect![[r#"
        error: an enumeration needs `values`
         --> acme.yaml:3:5
          |
        3 |     doc: A plan.
          |     ^^^
          |
          = help: add `values: …` to this mapping
    "#]],
    );
    check(
        "errors:\n  404: { doc: There is no such thing. }",
        expect![[r#"
        error: an error needs `name`
         --> acme.yaml:2:10
          |
        2 |   404: { doc: There is no such thing. }
          |          ^^^
          |
          = help: add `name: …` to this mapping
    "#]],
    );
    check(
        "credentials:\n  key:\n    key: {}",
        expect![[r#"
        error: a credential needs `doc`
         --> acme.yaml:3:5
          |
        3 |     key: {}
          |     ^^^
          |
          = help: add `doc: …` to this mapping

        error: a credential needs `attach`
         --> acme.yaml:3:5
          |
        3 |     key: {}
          |     ^^^
          |
          = help: add `attach: …` to this mapping
    "#]],
    );
    check(
        "endpoints: {}",
        expect![[r#"
        error: a spec needs `endpoints`
         --> acme.yaml:2:7
          |
        2 | name: acme
          |       ^^^^
          |
          = help: add `endpoints:` with at least one endpoint
    "#]],
    );
}

#[test]
fn unknown_keys() {
    check(
        "titel: Acme",
        expect![[r#"
        error: a spec has no key `titel`
         --> acme.yaml:1:1
          |
        1 | titel: Acme
          | ^^^^^
          |
          = help: did you mean `title`?
    "#]],
    );
    check(
        "colour: red",
        expect![[r#"
        error: a spec has no key `colour`
         --> acme.yaml:1:1
          |
        1 | colour: red
          | ^^^^^^
          |
          = help: the keys here are `name`, `title`, `base_url`, `doc`, `docs`, `hosts`, `scopes`, `reply_headers`, `enums`, `types`, `error_body`, `errors`, `error_sets`, `endpoints`, `credentials`
    "#]],
    );
    check(
        "titel: Acme\ntitle: Acme",
        expect![[r#"
        error: a spec has no key `titel`
         --> acme.yaml:1:1
          |
        1 | titel: Acme
          | ^^^^^
          |
          = help: did you mean `title`?
    "#]],
    );
    check(
        "endpoints:\n  ping:\n    doc: Ping.\n    Get: /ping\n    returns: { 204: nothing }",
        expect![[r#"
        error: an endpoint has no key `Get`
         --> acme.yaml:4:5
          |
        4 |     Get: /ping
          |     ^^^
          |
          = help: did you mean `GET`?
    "#]],
    );
    check(
        "endpoints:\n  ping:\n    doc: Ping.\n    GET: /ping\n    retuns: { 204: nothing }",
        expect![[r#"
        error: an endpoint has no key `retuns`
         --> acme.yaml:5:5
          |
        5 |     retuns: { 204: nothing }
          |     ^^^^^^
          |
          = help: did you mean `returns`?
    "#]],
    );
    check(
        "endpoints:\n  ping:\n    doc: Ping.\n    GET: /ping/{id}\n    paths: { id: string }\n    returns: { 204: nothing }",
        expect![[r#"
            error: an endpoint has no key `paths`
             --> acme.yaml:5:5
              |
            5 |     paths: { id: string }
              |     ^^^^^
              |
              = help: did you mean `path`?
        "#]],
    );
    check(
        "errors:\n  404: { name: NotFound, dock: There is no such thing. }",
        expect![[r#"
        error: an error has no key `dock`
         --> acme.yaml:2:26
          |
        2 |   404: { name: NotFound, dock: There is no such thing. }
          |                          ^^^^
          |
          = help: did you mean `doc`?
    "#]],
    );
    check(
        "credentials:\n  key: { doc: A key., key: { sample: k }, attach: bearer }",
        expect![[r#"
        error: a key has no key `sample`
         --> acme.yaml:2:30
          |
        2 |   key: { doc: A key., key: { sample: k }, attach: bearer }
          |                              ^^^^^^
          |
          = help: did you mean `example`?
    "#]],
    );
    check(
        "credentials:\n  key: { doc: A key., key: {}, attach: { header: X-Key, prefixed: Key } }",
        expect![[r#"
        error: an attachment has no key `prefixed`
         --> acme.yaml:2:57
          |
        2 |   key: { doc: A key., key: {}, attach: { header: X-Key, prefixed: Key } }
          |                                                         ^^^^^^^^
          |
          = help: did you mean `prefix`?
    "#]],
    );
    check(
        "types:\n  Token: { fields: { a: { typ: string } } }",
        expect![[r#"
        error: a field has no key `typ`
         --> acme.yaml:2:27
          |
        2 |   Token: { fields: { a: { typ: string } } }
          |                           ^^^
          |
          = help: did you mean `type`?
    "#]],
    );
    check(
        "scopes:\n  read: { doc: Read., nmae: Read }",
        expect![[r#"
        error: a value has no key `nmae`
         --> acme.yaml:2:23
          |
        2 |   read: { doc: Read., nmae: Read }
          |                       ^^^^
          |
          = help: did you mean `name`?
    "#]],
    );
}

#[test]
fn bare_nulls() {
    check(
        "doc:",
        expect![[r#"
        error: expected text, found nothing
         --> acme.yaml:1:5
          |
        1 | doc:
          |     ^
          |
          = help: write text, or remove the key
    "#]],
    );
    check(
        "doc: ~",
        expect![[r#"
        error: expected text, found nothing
         --> acme.yaml:1:6
          |
        1 | doc: ~
          |      ^
          |
          = help: write text, or remove the key
    "#]],
    );
    check(
        "hosts:",
        expect![[r#"
        error: `hosts` is a mapping, found nothing
         --> acme.yaml:1:7
          |
        1 | hosts:
          |       ^
          |
          = help: write a line `name: …` for each, indented, or remove the key
    "#]],
    );
    check(
        "endpoints:",
        expect![[r#"
        error: `endpoints` is a mapping, found nothing
         --> acme.yaml:1:11
          |
        1 | endpoints:
          |           ^
          |
          = help: write a line `name: …` for each, indented, or remove the key
    "#]],
    );
    check(
        "credentials:\n  key: { doc: A key., key: , attach: bearer }",
        expect![[r#"
        error: a key is a mapping, found nothing
         --> acme.yaml:2:28
          |
        2 |   key: { doc: A key., key: , attach: bearer }
          |                            ^
          |
          = help: write `{}`, or `{ example: … }` with a made-up key
    "#]],
    );
    check(
        "endpoints:\n  ping:\n    doc: Ping.\n    GET:\n    returns: { 204: nothing }",
        expect![[r#"
        error: expected text, found nothing
         --> acme.yaml:4:9
          |
        4 |     GET:
          |         ^
          |
          = help: write text, or remove the key
    "#]],
    );
}

#[test]
fn other_kinds() {
    check(
        "title: 5",
        expect![[r#"
        error: expected text, found a number
         --> acme.yaml:1:8
          |
        1 | title: 5
          |        ^
          |
          = help: put it in quotes to make it text
    "#]],
    );
    check(
        "title: true",
        expect![[r#"
        error: expected text, found a boolean
         --> acme.yaml:1:8
          |
        1 | title: true
          |        ^^^^
          |
          = help: put it in quotes to make it text
    "#]],
    );
    check(
        "title: [Acme]",
        expect![[r#"
        error: expected text, found a list
         --> acme.yaml:1:8
          |
        1 | title: [Acme]
          |        ^^^^^^
          |
          = help: write text here
    "#]],
    );
    check(
        "title: { en: Acme }",
        expect![[r#"
        error: expected text, found a mapping
         --> acme.yaml:1:8
          |
        1 | title: { en: Acme }
          |        ^^^^^^^^^^^^
          |
          = help: write text here
    "#]],
    );
    check(
        "title: ''",
        expect![[r#"
        error: this text is empty
         --> acme.yaml:1:8
          |
        1 | title: ''
          |        ^^
          |
          = help: write something, or remove the key
    "#]],
    );
    check(
        "hosts: https://auth.acme.example",
        expect![[r#"
        error: `hosts` is a mapping, found text
         --> acme.yaml:1:8
          |
        1 | hosts: https://auth.acme.example
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: write a line `name: …` for each, indented, or remove the key
    "#]],
    );
    check(
        "scopes: [read, write]",
        expect![[r#"
        error: `scopes` is a mapping, found a list
         --> acme.yaml:1:9
          |
        1 | scopes: [read, write]
          |         ^^^^^^^^^^^^^
          |
          = help: write a line `name: meaning` for each
    "#]],
    );
    check(
        "types: { Token: secret }",
        expect![[r#"
        error: a type is a mapping, found text
         --> acme.yaml:1:17
          |
        1 | types: { Token: secret }
          |                 ^^^^^^
          |
          = help: write `fields:`, and below it a line `name: type` for each field
    "#]],
    );
    check(
        "enums: { Plan: { open: maybe, values: { free: Free. } } }",
        expect![[r#"
        error: expected `true` or `false`, found text
         --> acme.yaml:1:24
          |
        1 | enums: { Plan: { open: maybe, values: { free: Free. } } }
          |                        ^^^^^
          |
          = help: write `true` or `false` here
    "#]],
    );
    check(
        "error_body: 5",
        expect![[r#"
        error: expected text, found a number
         --> acme.yaml:1:13
          |
        1 | error_body: 5
          |             ^
          |
          = help: put it in quotes to make it text
    "#]],
    );
    check(
        "errors: [NotFound]",
        expect![[r#"
        error: `errors` is a mapping, found a list
         --> acme.yaml:1:9
          |
        1 | errors: [NotFound]
          |         ^^^^^^^^^^
          |
          = help: write a line `name: …` for each, indented, or remove the key
    "#]],
    );
    check(
        "errors: { 404: NotFound }",
        expect![[r#"
        error: an error is a mapping, found text
         --> acme.yaml:1:16
          |
        1 | errors: { 404: NotFound }
          |                ^^^^^^^^
          |
          = help: write `{ name: NotFound }`, with `doc`, `when`, `body`, `class` and `example` as needed
    "#]],
    );
    check(
        "errors: { 404: [] }",
        expect![[r#"
        error: 404 has no error
         --> acme.yaml:1:11
          |
        1 | errors: { 404: [] }
          |           ^^^
          |
          = help: add `- name: …`, or remove the status
    "#]],
    );
    check(
        "endpoints: [ping]",
        expect![[r#"
        error: `endpoints` is a mapping, found a list
         --> acme.yaml:1:12
          |
        1 | endpoints: [ping]
          |            ^^^^^^
          |
          = help: write a line `name: …` for each, indented, or remove the key
    "#]],
    );
    check(
        "endpoints: { ping: /ping }",
        expect![[r#"
        error: an endpoint is a mapping, found text
         --> acme.yaml:1:20
          |
        1 | endpoints: { ping: /ping }
          |                    ^^^^^
          |
          = help: write `doc: …`, `GET: /path` and `returns: { 200: TYPE }`, for example
    "#]],
    );
    check(
        "credentials: { key: bearer }",
        expect![[r#"
        error: a credential is a mapping, found text
         --> acme.yaml:1:21
          |
        1 | credentials: { key: bearer }
          |                     ^^^^^^
          |
          = help: write `doc: …`, `key: {}` or `token: { … }`, and `attach: bearer`
    "#]],
    );
    check(
        "credentials: { key: { doc: A key., key: k_1, attach: bearer } }",
        expect![[r#"
        error: a key is a mapping, found text
         --> acme.yaml:1:41
          |
        1 | credentials: { key: { doc: A key., key: k_1, attach: bearer } }
          |                                         ^^^
          |
          = help: write `{}`, or `{ example: … }` with a made-up key
    "#]],
    );
    check(
        "credentials: { key: { doc: A key., key: {}, attach: basic } }",
        expect![[r#"
        error: a secret cannot be attached as `basic`
         --> acme.yaml:1:53
          |
        1 | credentials: { key: { doc: A key., key: {}, attach: basic } }
          |                                                     ^^^^^
          |
          = help: write `bearer`, or `{ header: X-Api-Key }`
    "#]],
    );
    check(
        "credentials: { key: { doc: A key., token: log_in, attach: bearer } }",
        expect![[r#"
        error: a token is a mapping, found text
         --> acme.yaml:1:43
          |
        1 | credentials: { key: { doc: A key., token: log_in, attach: bearer } }
          |                                           ^^^^^^
          |
          = help: write `{ from: ENDPOINT, value: FIELD }`
    "#]],
    );
}

#[test]
fn other_kinds_in_an_endpoint() {
    let ping = |line: &str| {
        format!("endpoints:\n  ping:\n    doc: Ping.\n    POST: /ping\n    returns: {{ 204: nothing }}\n    {line}")
    };
    check(
        &ping("auth: true"),
        expect![[r#"
        error: expected `required`, found a boolean
         --> acme.yaml:6:11
          |
        6 |     auth: true
          |           ^^^^
          |
          = help: write `required` here
    "#]],
    );
    check(
        &ping("pkce: true"),
        expect![[r#"
        error: expected `S256` or `off`, found a boolean
         --> acme.yaml:6:11
          |
        6 |     pkce: true
          |           ^^^^
          |
          = help: write `S256` or `off` here
    "#]],
    );
    check(
        &ping("json: Ping"),
        expect![[r#"
        error: `json` is a mapping, found text
         --> acme.yaml:6:11
          |
        6 |     json: Ping
          |           ^^^^
          |
          = help: write a line `name: type` for each field
    "#]],
    );
    check(
        &ping("json: [ping]"),
        expect![[r#"
        error: `json` is a mapping, found a list
         --> acme.yaml:6:11
          |
        6 |     json: [ping]
          |           ^^^^^^
          |
          = help: write a line `name: type` for each field
    "#]],
    );
    check(
        &ping("query: { page: 5 }"),
        expect![[r#"
        error: expected a type such as `string`, or a mapping with `type`, found a number
         --> acme.yaml:6:20
          |
        6 |     query: { page: 5 }
          |                    ^
          |
          = help: write a type such as `string`, or a mapping with `type` here
    "#]],
    );
    check(
        &ping("query: { page: [integer] }"),
        expect![[r#"
        error: expected a type such as `string`, or a mapping with `type`, found a list
         --> acme.yaml:6:20
          |
        6 |     query: { page: [integer] }
          |                    ^^^^^^^^^
          |
          = help: write a type such as `string`, or a mapping with `type` here
    "#]],
    );
    check(
        &ping("query: { page: { type: integer, at_least: one } }"),
        expect![[r#"
        error: expected a whole number, found text
         --> acme.yaml:6:47
          |
        6 |     query: { page: { type: integer, at_least: one } }
          |                                               ^^^
          |
          = help: write a whole number here
    "#]],
    );
    check(
        &ping("query: { page: { type: list of integer, at_least: -1 } }"),
        expect![[r#"
            error: a count is a number from 0 to 4294967295, and this is -1
             --> acme.yaml:6:55
              |
            6 |     query: { page: { type: list of integer, at_least: -1 } }
              |                                                       ^^
              |
              = help: write another number
        "#]],
    );
    check(
        &ping("query: { page: { type: list of integer, separator: 5 } }"),
        expect![[r#"
        error: expected a text in quotes, such as `" "`, found a number
         --> acme.yaml:6:56
          |
        6 |     query: { page: { type: list of integer, separator: 5 } }
          |                                                        ^
          |
          = help: write a text in quotes, such as `" "` here
    "#]],
    );
    check(
        &ping("query: { version: { const: 2 } }"),
        expect![[r#"
        error: expected text, found a number
         --> acme.yaml:6:32
          |
        6 |     query: { version: { const: 2 } }
          |                                ^
          |
          = help: put it in quotes to make it text
    "#]],
    );
    check(
        &ping("query: { version: { type: string, const: v2 } }"),
        expect![[r#"
        error: a constant has no type of its own
         --> acme.yaml:6:46
          |
        6 |     query: { version: { type: string, const: v2 } }
          |                                              ^^
          |
          = help: remove `type` or `const`
    "#]],
    );
    check(
        &ping("query: { version: { doc: The version. } }"),
        expect![[r#"
        error: a field needs `type` or `const`
         --> acme.yaml:6:25
          |
        6 |     query: { version: { doc: The version. } }
          |                         ^^^
          |
          = help: add `type: string`, for example
    "#]],
    );
    check(
        &ping("errors: 404"),
        expect![[r#"
        error: expected the name of an error set, or a mapping from status to error, found a number
         --> acme.yaml:6:13
          |
        6 |     errors: 404
          |             ^^^
          |
          = help: write the name of an error set, or a mapping from status to error here
    "#]],
    );
    check(
        &ping("examples: { request: {} }"),
        expect![[r#"
        error: expected a list of examples (`- request: …`), found a mapping
         --> acme.yaml:6:15
          |
        6 |     examples: { request: {} }
          |               ^^^^^^^^^^^^^^^
          |
          = help: write a list of examples (`- request: …`) here
    "#]],
    );
    check(
        &ping("examples: [ping]"),
        expect![[r#"
        error: an example is a mapping, found text
         --> acme.yaml:6:16
          |
        6 |     examples: [ping]
          |                ^^^^
          |
          = help: write `request: { … }` and `response: { … }`
    "#]],
    );
}
