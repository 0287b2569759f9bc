//! URLs and paths.

use expect_test::expect;

use crate::check;

#[test]
fn base_urls() {
    check(
        "base_url: api.acme.example",
        expect![[r#"
        error: `api.acme.example` is not a URL
         --> acme.yaml:1:11
          |
        1 | base_url: api.acme.example
          |           ^^^^^^^^^^^^^^^^
          |
          = help: write the whole of it: `https://api.example.com`
    "#]],
    );
    check(
        "base_url: http://api.acme.example",
        expect![[r#"
        error: `http://api.acme.example` is not an https URL
         --> acme.yaml:1:11
          |
        1 | base_url: http://api.acme.example
          |           ^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: credentials travel over https only: write `https://…`
    "#]],
    );
    check(
        "base_url: https://api.acme.example?version=2",
        expect![[r#"
        error: a base URL has no query and no fragment
         --> acme.yaml:1:11
          |
        1 | base_url: https://api.acme.example?version=2
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: declare parameters under `query` of the endpoints
    "#]],
    );
    check(
        "base_url: https://api.acme.example/#v2",
        expect![[r#"
        error: a base URL has no query and no fragment
         --> acme.yaml:1:11
          |
        1 | base_url: https://api.acme.example/#v2
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: declare parameters under `query` of the endpoints
    "#]],
    );
    check(
        "base_url: https://ada:secret@api.acme.example",
        expect![[r#"
        error: a base URL carries no user name or password
         --> acme.yaml:1:11
          |
        1 | base_url: https://ada:secret@api.acme.example
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: remove what stands before the `@`; secrets are credentials
    "#]],
    );
    check(
        "base_url: https://api.acme.example/{tenant}",
        expect![[r#"
        error: a base URL has no parameters
         --> acme.yaml:1:11
          |
        1 | base_url: https://api.acme.example/{tenant}
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: write `{parameters}` into the paths of the endpoints
    "#]],
    );
    check(
        "base_url: https://api.acme example",
        expect![[r#"
        error: `https://api.acme example` is not a URL
         --> acme.yaml:1:11
          |
        1 | base_url: https://api.acme example
          |           ^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: write the whole of it: `https://api.example.com`
    "#]],
    );
    check(
        "base_url: \"https://api.acme.example\\n/v1\"",
        expect![[r#"
        error: `https://api.acme.example\n/v1` is not a URL
         --> acme.yaml:1:11
          |
        1 | base_url: "https://api.acme.example\n/v1"
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: write the whole of it: `https://api.example.com`
    "#]],
    );
    check(
        "docs: acme.example/docs",
        expect![[r#"
        error: `acme.example/docs` is not the URL of a page
         --> acme.yaml:1:7
          |
        1 | docs: acme.example/docs
          |       ^^^^^^^^^^^^^^^^^
          |
          = help: write the whole of it: `https://docs.example.com`
    "#]],
    );
}

#[test]
fn hosts() {
    check(
        "hosts: { auth: http://auth.acme.example }",
        expect![[r#"
        error: nothing refers to the host `auth`
         --> acme.yaml:1:10
          |
        1 | hosts: { auth: http://auth.acme.example }
          |          ^^^^
          |
          = help: refer to it, or remove it

        error: `http://auth.acme.example` is not an https URL
         --> acme.yaml:1:16
          |
        1 | hosts: { auth: http://auth.acme.example }
          |                ^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: credentials travel over https only: write `https://…`
    "#]],
    );
    check(
        "
hosts: { auth: https://auth.acme.example }
endpoints:
  ping: { doc: Ping., host: aut, GET: /ping, returns: { 204: nothing } }
",
        expect![[r#"
            error: there is no host `aut`
             --> acme.yaml:3:29
              |
            3 |   ping: { doc: Ping., host: aut, GET: /ping, returns: { 204: nothing } }
              |                             ^^^
              |
              = help: did you mean `auth`?
        "#]],
    );
    check(
        "endpoints:\n  ping: { doc: Ping., host: id, GET: /ping, returns: { 204: nothing } }",
        expect![[r#"
            error: there is no host `id`
             --> acme.yaml:2:29
              |
            2 |   ping: { doc: Ping., host: id, GET: /ping, returns: { 204: nothing } }
              |                             ^^
              |
              = help: declare it under `hosts`; the hosts so far are `base`
        "#]],
    );
}

#[test]
fn paths() {
    let path = |path: &str| {
        format!(
            "endpoints:\n  find:\n    doc: Find.\n    GET: {path}\n    path: {{ id: string }}\n    returns: {{ 204: nothing }}\n    examples: [{{ request: {{ id: a }} }}]"
        )
    };
    check(
        &path("items/{id}"),
        expect![[r#"
        error: `items/{id}` is not a path
         --> acme.yaml:4:10
          |
        4 |     GET: items/{id}
          |          ^^^^^^^^^^
          |
          = help: begin it with `/`; another host is declared under `hosts` and named with `host:`
    "#]],
    );
    check(
        &path("https://api.acme.example/items/{id}"),
        expect![[r#"
        error: `https://api.acme.example/items/{id}` is not a path
         --> acme.yaml:4:10
          |
        4 |     GET: https://api.acme.example/items/{id}
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: begin it with `/`; another host is declared under `hosts` and named with `host:`
    "#]],
    );
    check(
        &path("/items/{id}?all=true"),
        expect![[r#"
        error: a path has no query, no fragment and no blanks
         --> acme.yaml:4:10
          |
        4 |     GET: /items/{id}?all=true
          |          ^^^^^^^^^^^^^^^^^^^^
          |
          = help: declare parameters under `query`
    "#]],
    );
    check(
        &path("/items/{id"),
        expect![[r#"
        error: the braces of this path do not match
         --> acme.yaml:4:10
          |
        4 |     GET: /items/{id
          |          ^^^^^^^^^^
          |
          = help: write a parameter as `{key_id}`
    "#]],
    );
    check(
        &path("/items/id}"),
        expect![[r#"
        error: the braces of this path do not match
         --> acme.yaml:4:10
          |
        4 |     GET: /items/id}
          |          ^^^^^^^^^
          |
          = help: write a parameter as `{key_id}`
    "#]],
    );
    check(
        &path("/items/{}"),
        expect![[r#"
        error: the braces of this path do not match
         --> acme.yaml:4:10
          |
        4 |     GET: /items/{}
          |          ^^^^^^^^^
          |
          = help: write a parameter as `{key_id}`
    "#]],
    );
    check(
        &path("/items/{id}/{part}"),
        expect![[r#"
        error: the path's parameter `part` is not declared
         --> acme.yaml:4:10
          |
        4 |     GET: /items/{id}/{part}
          |          ^^^^^^^^^^^^^^^^^^
          |
          = help: add `path: { part: string }`
    "#]],
    );
    check(
        &path("/items"),
        expect![[r#"
        error: the path has no parameter `id`
         --> acme.yaml:5:13
          |
        5 |     path: { id: string }
          |             ^^
          |
          = help: write `{id}` into the path, or remove it
    "#]],
    );
}

#[test]
fn parameters_of_a_path() {
    let id = |ty: &str| {
        format!(
            "endpoints:\n  find:\n    doc: Find.\n    GET: /items/{{id}}\n    path: {{ id: {ty} }}\n    returns: {{ 204: nothing }}"
        )
    };
    check(
        &id("optional string"),
        expect![[r#"
        error: a parameter of the path is always there
         --> acme.yaml:5:17
          |
        5 |     path: { id: optional string }
          |                 ^^^^^^^^^^^^^^^
          |
          = help: remove `optional`, or make two endpoints of it
    "#]],
    );
    check(
        &id("secret"),
        expect![[r#"
        error: a secret must not stand in the path: URLs end up in logs
         --> acme.yaml:5:17
          |
        5 |     path: { id: secret }
          |                 ^^^^^^
          |
          = help: send it in a header or in the body
    "#]],
    );
    check(
        &id("list of string"),
        expect![[r#"
            error: a parameter of the path is one value
             --> acme.yaml:5:17
              |
            5 |     path: { id: list of string }
              |                 ^^^^^^^^^^^^^^
              |
              = help: remove `list of`: a caller joins the items
        "#]],
    );
    check(
        &id("json"),
        expect![[r#"
        error: an object cannot stand in the path
         --> acme.yaml:5:17
          |
        5 |     path: { id: json }
          |                 ^^^^
          |
          = help: send it in a `json` body
    "#]],
    );
    check(
        &id("{ const: a }"),
        expect![[r#"
        error: a constant in the path is part of the path
         --> acme.yaml:5:13
          |
        5 |     path: { id: { const: a } }
          |             ^^
          |
          = help: write it into the path itself
    "#]],
    );
}
