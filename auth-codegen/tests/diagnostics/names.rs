//! Names that cannot be Rust, or that two things would have.

use expect_test::expect;

use crate::check;

#[test]
fn the_provider() {
    check(
        "name: Acme",
        expect![[r#"
        error: `Acme` cannot be the name of a Rust module
         --> acme.yaml:1:7
          |
        1 | name: Acme
          |       ^^^^
          |
          = help: use lower-case words joined by `_`, such as `acme`; the display name is `title`
    "#]],
    );
    check(
        "name: 1acme",
        expect![[r#"
        error: `1acme` cannot be the name of a Rust module
         --> acme.yaml:1:7
          |
        1 | name: 1acme
          |       ^^^^^
          |
          = help: use lower-case words joined by `_`, such as `acme`; the display name is `title`
    "#]],
    );
    check(
        "name: acme__auth",
        expect![[r#"
        error: `acme__auth` cannot be the name of a Rust module
         --> acme.yaml:1:7
          |
        1 | name: acme__auth
          |       ^^^^^^^^^^
          |
          = help: use lower-case words joined by `_`, such as `acme`; the display name is `title`
    "#]],
    );
    check(
        "name: all",
        expect![[r#"
        error: `all` is a cargo feature already
         --> acme.yaml:1:7
          |
        1 | name: all
          |       ^^^
          |
          = help: choose another name; the display name is `title`
    "#]],
    );
    check(
        "name: async",
        expect![[r#"
        error: `async` is a word of the Rust language
         --> acme.yaml:1:7
          |
        1 | name: async
          |       ^^^^^
          |
          = help: choose another name; the display name is `title`
    "#]],
    );
    check(
        "name: client",
        expect![[r#"
        error: the generated `Client` and the provider itself would both be `Client` in Rust
         --> acme.yaml:1:7
          |
        1 | name: client
          |       ^^^^^^
          |
          = help: rename one of them
    "#]],
    );
}

#[test]
fn methods() {
    let endpoint =
        |name: &str| format!("endpoints:\n  {name}: {{ doc: Ping., GET: /ping, returns: {{ 204: nothing }} }}");
    check(
        &endpoint("new"),
        expect![[r#"
        error: the client already has a method `new`
         --> acme.yaml:2:3
          |
        2 |   new: { doc: Ping., GET: /ping, returns: { 204: nothing } }
          |   ^^^
          |
          = help: say what is made or done: `create_token`
    "#]],
    );
    check(
        &endpoint("from"),
        expect![[r#"
        error: the client already has a method `from`
         --> acme.yaml:2:3
          |
        2 |   from: { doc: Ping., GET: /ping, returns: { 204: nothing } }
          |   ^^^^
          |
          = help: say what is made or done: `create_token`
    "#]],
    );
    check(
        &endpoint("self"),
        expect![[r#"
        error: `self` cannot be the name of a Rust method
         --> acme.yaml:2:3
          |
        2 |   self: { doc: Ping., GET: /ping, returns: { 204: nothing } }
          |   ^^^^
          |
          = help: write it like `create_token`
    "#]],
    );
    check(
        &endpoint("2fa"),
        expect![[r#"
        error: `2fa` cannot be the name of a Rust method
         --> acme.yaml:2:3
          |
        2 |   2fa: { doc: Ping., GET: /ping, returns: { 204: nothing } }
          |   ^^^
          |
          = help: write it like `create_token`
    "#]],
    );
    check(
        &endpoint("LogIn"),
        expect![[r#"
        error: `LogIn` cannot be the name of a Rust method
         --> acme.yaml:2:3
          |
        2 |   LogIn: { doc: Ping., GET: /ping, returns: { 204: nothing } }
          |   ^^^^^
          |
          = help: write it like `create_token`
    "#]],
    );
    check(
        &endpoint("log-in"),
        expect![[r#"
        error: `log-in` cannot be the name of a Rust method
         --> acme.yaml:2:3
          |
        2 |   log-in: { doc: Ping., GET: /ping, returns: { 204: nothing } }
          |   ^^^^^^
          |
          = help: write it like `create_token`
    "#]],
    );
    check(
        &endpoint("log__in"),
        expect![[r#"
        error: `log__in` cannot be the name of a Rust method
         --> acme.yaml:2:3
          |
        2 |   log__in: { doc: Ping., GET: /ping, returns: { 204: nothing } }
          |   ^^^^^^^
          |
          = help: write it like `create_token`
    "#]],
    );
}

#[test]
fn types_and_variants() {
    check(
        "types: { token: { fields: { a: string } } }",
        expect![[r#"
        error: `token` cannot be the name of a Rust type
         --> acme.yaml:1:10
          |
        1 | types: { token: { fields: { a: string } } }
          |          ^^^^^
          |
          = help: write it like `AccessToken`

        error: nothing refers to the type `token`
         --> acme.yaml:1:10
          |
        1 | types: { token: { fields: { a: string } } }
          |          ^^^^^
          |
          = help: refer to it, or remove it
    "#]],
    );
    check(
        "types: { Self: { fields: { a: string } } }",
        expect![[r#"
        error: `Self` cannot be the name of a Rust type
         --> acme.yaml:1:10
          |
        1 | types: { Self: { fields: { a: string } } }
          |          ^^^^
          |
          = help: write it like `AccessToken`

        error: nothing refers to the type `Self`
         --> acme.yaml:1:10
          |
        1 | types: { Self: { fields: { a: string } } }
          |          ^^^^
          |
          = help: refer to it, or remove it
    "#]],
    );
    check(
        "types: { 2Token: { fields: { a: string } } }",
        expect![[r#"
        error: `2Token` cannot be the name of a Rust type
         --> acme.yaml:1:10
          |
        1 | types: { 2Token: { fields: { a: string } } }
          |          ^^^^^^
          |
          = help: write it like `AccessToken`

        error: nothing refers to the type `2Token`
         --> acme.yaml:1:10
          |
        1 | types: { 2Token: { fields: { a: string } } }
          |          ^^^^^^
          |
          = help: refer to it, or remove it
    "#]],
    );
    check(
        "error_sets: { Self: { 404: { name: NotFound } } }",
        expect![[r#"
        error: `Self` cannot be the name of a Rust enum
         --> acme.yaml:1:15
          |
        1 | error_sets: { Self: { 404: { name: NotFound } } }
          |               ^^^^
          |
          = help: write it like `TokenError`

        error: no endpoint uses the error set `Self`
         --> acme.yaml:1:15
          |
        1 | error_sets: { Self: { 404: { name: NotFound } } }
          |               ^^^^
          |
          = help: say `errors: Self` at an endpoint, or remove it
    "#]],
    );
    check(
        "scopes: { other: Everything else. }",
        expect![[r#"
        error: `Other` is the variant for what the spec does not name
         --> acme.yaml:1:11
          |
        1 | scopes: { other: Everything else. }
          |           ^^^^^
          |
          = help: give this one another `name`

        error: nothing refers to the scopes
         --> acme.yaml:1:11
          |
        1 | scopes: { other: Everything else. }
          |           ^^^^^
          |
          = help: give a field the type `list of Scope`, or remove `scopes`
    "#]],
    );
    check(
        "scopes: { self: Oneself. }",
        expect![[r#"
        error: `self` cannot be a Rust variant
         --> acme.yaml:1:11
          |
        1 | scopes: { self: Oneself. }
          |           ^^^^
          |
          = help: write a `name` such as `RateLimited`

        error: nothing refers to the scopes
         --> acme.yaml:1:11
          |
        1 | scopes: { self: Oneself. }
          |           ^^^^
          |
          = help: give a field the type `list of Scope`, or remove `scopes`
    "#]],
    );
    check(
        "scopes: { '*': Everything. }",
        expect![[r#"
        error: `*` cannot be a Rust variant
         --> acme.yaml:1:11
          |
        1 | scopes: { '*': Everything. }
          |           ^^^
          |
          = help: write a `name` such as `RateLimited`

        error: nothing refers to the scopes
         --> acme.yaml:1:11
          |
        1 | scopes: { '*': Everything. }
          |           ^^^
          |
          = help: give a field the type `list of Scope`, or remove `scopes`
    "#]],
    );
    check(
        "scopes: { 2fa: A second factor. }",
        expect![[r#"
        error: `2fa` cannot be a Rust variant
         --> acme.yaml:1:11
          |
        1 | scopes: { 2fa: A second factor. }
          |           ^^^
          |
          = help: write a `name` such as `RateLimited`

        error: nothing refers to the scopes
         --> acme.yaml:1:11
          |
        1 | scopes: { 2fa: A second factor. }
          |           ^^^
          |
          = help: give a field the type `list of Scope`, or remove `scopes`
    "#]],
    );
    check(
        "scopes: { read: { doc: Read., name: read_all } }",
        expect![[r#"
        error: nothing refers to the scopes
         --> acme.yaml:1:11
          |
        1 | scopes: { read: { doc: Read., name: read_all } }
          |           ^^^^
          |
          = help: give a field the type `list of Scope`, or remove `scopes`

        error: `read_all` cannot be a Rust variant
         --> acme.yaml:1:37
          |
        1 | scopes: { read: { doc: Read., name: read_all } }
          |                                     ^^^^^^^^
          |
          = help: write a `name` such as `RateLimited`
    "#]],
    );
    check(
        "errors: { 404: { name: not_found } }",
        expect![[r#"
        error: `not_found` cannot be a Rust variant
         --> acme.yaml:1:24
          |
        1 | errors: { 404: { name: not_found } }
          |                        ^^^^^^^^^
          |
          = help: write a `name` such as `RateLimited`
    "#]],
    );
    check(
        "errors: { 404: { name: Other } }",
        expect![[r#"
        error: `Other` is the variant for what the spec does not name
         --> acme.yaml:1:24
          |
        1 | errors: { 404: { name: Other } }
          |                        ^^^^^
          |
          = help: give this one another `name`
    "#]],
    );
    check(
        "errors: { 404: { name: Self } }",
        expect![[r#"
        error: `Self` cannot be a Rust variant
         --> acme.yaml:1:24
          |
        1 | errors: { 404: { name: Self } }
          |                        ^^^^
          |
          = help: write a `name` such as `RateLimited`
    "#]],
    );
}

#[test]
fn hosts_headers_and_credentials() {
    check(
        "hosts: { Auth: https://auth.acme.example }",
        expect![[r#"
        error: `Auth` cannot name a host
         --> acme.yaml:1:10
          |
        1 | hosts: { Auth: https://auth.acme.example }
          |          ^^^^
          |
          = help: use lower-case words joined by `_`

        error: nothing refers to the host `Auth`
         --> acme.yaml:1:10
          |
        1 | hosts: { Auth: https://auth.acme.example }
          |          ^^^^
          |
          = help: refer to it, or remove it
    "#]],
    );
    check(
        "hosts: { base: https://auth.acme.example }",
        expect![[r#"
        error: `base` is the host of `base_url`
         --> acme.yaml:1:10
          |
        1 | hosts: { base: https://auth.acme.example }
          |          ^^^^
          |
          = help: give this host another name
    "#]],
    );
    check(
        "reply_headers: { 'X Request Id': The request. }",
        expect![[r#"
        error: `X Request Id` cannot be the name of a header
         --> acme.yaml:1:18
          |
        1 | reply_headers: { 'X Request Id': The request. }
          |                  ^^^^^^^^^^^^^^
          |
          = help: use letters, digits and hyphens: `X-Api-Key`
    "#]],
    );
    check(
        "reply_headers: { X-Request-Id: The request., x_request_id: The same. }",
        expect![[r#"
        error: the header `x_request_id` and the header `X-Request-Id` would both be `X_REQUEST_ID` in Rust
         --> acme.yaml:1:46
          |
        1 | reply_headers: { X-Request-Id: The request., x_request_id: The same. }
          |                                              ^^^^^^^^^^^^
          |
          = help: rename one of them
    "#]],
    );
    check(
        "credentials: { ApiKey: { doc: A key., key: {}, attach: bearer } }",
        expect![[r#"
        error: `ApiKey` cannot name a credential
         --> acme.yaml:1:16
          |
        1 | credentials: { ApiKey: { doc: A key., key: {}, attach: bearer } }
          |                ^^^^^^
          |
          = help: use lower-case words joined by `_`
    "#]],
    );
}

#[test]
fn two_of_a_name() {
    check(
        "
types:
  LogIn: { fields: { secretKey: string, secret_key: string } }
  Client: { fields: { a: LogIn } }
endpoints:
  log_in: { doc: Log in., POST: /token, json: { id: string }, path: { Id: string }, returns: { 200: Client } }
credentials:
  log_in: { doc: A key., key: {}, attach: bearer }
",
        expect![[r#"
            error: `secret_key` and `secretKey` would both be `secret_key` in Rust
             --> acme.yaml:2:41
              |
            2 |   LogIn: { fields: { secretKey: string, secret_key: string } }
              |                                         ^^^^^^^^^^
              |
              = help: give one of them another name with `rust: …`

            error: the type `Client` and the generated `Client` would both be `Client` in Rust
             --> acme.yaml:3:3
              |
            3 |   Client: { fields: { a: LogIn } }
              |   ^^^^^^
              |
              = help: rename one of them

            error: the request of the endpoint `log_in` and the type `LogIn` would both be `LogIn` in Rust
             --> acme.yaml:5:3
              |
            5 |   log_in: { doc: Log in., POST: /token, json: { id: string }, path: { Id: string }, returns: { 200: Client } }
              |   ^^^^^^
              |
              = help: rename one of them

            error: `id` and `Id` would both be `id` in Rust
             --> acme.yaml:5:49
              |
            5 |   log_in: { doc: Log in., POST: /token, json: { id: string }, path: { Id: string }, returns: { 200: Client } }
              |                                                 ^^
              |
              = help: give one of them another name with `rust: …`

            error: the path has no parameter `Id`
             --> acme.yaml:5:71
              |
            5 |   log_in: { doc: Log in., POST: /token, json: { id: string }, path: { Id: string }, returns: { 200: Client } }
              |                                                                       ^^
              |
              = help: write `{Id}` into the path, or remove it

            error: the credential `log_in` and the type `LogIn` would both be `LogIn` in Rust
             --> acme.yaml:7:3
              |
            7 |   log_in: { doc: A key., key: {}, attach: bearer }
              |   ^^^^^^
              |
              = help: rename one of them
        "#]],
    );
    check(
        "scopes: { read: Read., READ: Read more. }",
        expect![[r#"
        error: nothing refers to the scopes
         --> acme.yaml:1:11
          |
        1 | scopes: { read: Read., READ: Read more. }
          |           ^^^^
          |
          = help: give a field the type `list of Scope`, or remove `scopes`

        error: `READ` and `read` would both be `Read` in Rust
         --> acme.yaml:1:24
          |
        1 | scopes: { read: Read., READ: Read more. }
          |                        ^^^^
          |
          = help: give one of them a `name`
    "#]],
    );
    check(
        "errors:\n  404: { name: NotFound }\n  410: { name: NotFound }",
        expect![[r#"
        error: `NotFound` is already the name of an error with status 404
         --> acme.yaml:3:16
          |
        3 |   410: { name: NotFound }
          |                ^^^^^^^^
          |
          = help: give one of them another name
    "#]],
    );
    check(
        "types: { C: { fields: { a: string } } }",
        expect![[r#"
        error: the type `C` and the parameter of the generated `Client<C>` would both be `C` in Rust
         --> acme.yaml:1:10
          |
        1 | types: { C: { fields: { a: string } } }
          |          ^
          |
          = help: rename one of them

        error: nothing refers to the type `C`
         --> acme.yaml:1:10
          |
        1 | types: { C: { fields: { a: string } } }
          |          ^
          |
          = help: refer to it, or remove it
    "#]],
    );
    check(
        "
error_sets: { PingError: { 404: { name: NotFound } } }
endpoints:
  ping: { doc: Ping., GET: /ping, returns: { 204: nothing }, errors: { 404: { name: Gone } } }
  pong: { doc: Pong., GET: /pong, returns: { 204: nothing }, errors: PingError }
",
        expect![[r#"
            error: the errors of the endpoint `ping` and the type `PingError` would both be `PingError` in Rust
             --> acme.yaml:3:3
              |
            3 |   ping: { doc: Ping., GET: /ping, returns: { 204: nothing }, errors: { 404: { name: Gone } } }
              |   ^^^^
              |
              = help: rename one of them
        "#]],
    );
}

#[test]
fn fields() {
    let query = |fields: &str| {
        format!(
            "endpoints:\n  ping:\n    doc: Ping.\n    GET: /ping\n    query: {fields}\n    returns: {{ 204: nothing }}"
        )
    };
    check(
        &query("{ new: optional string }"),
        expect![[r#"
            error: what is built already has a method `new`
             --> acme.yaml:5:14
              |
            5 |     query: { new: optional string }
              |              ^^^
              |
              = help: give the field another name with `rust: …`
        "#]],
    );
    check(
        &query("{ secretKey: { type: string, rust: secretKey } }"),
        expect![[r#"
        error: `secretKey` cannot be a Rust field
         --> acme.yaml:5:47
          |
        5 |     query: { secretKey: { type: string, rust: secretKey } }
          |                                               ^^^^^^^^^
          |
          = help: write it like `secret_key`
    "#]],
    );
    check(
        &query("{ page: string, PAGE: string }"),
        expect![[r#"
        error: `PAGE` and `page` would both be `page` in Rust
         --> acme.yaml:5:28
          |
        5 |     query: { page: string, PAGE: string }
          |                            ^^^^
          |
          = help: give one of them another name with `rust: …`
    "#]],
    );
}
