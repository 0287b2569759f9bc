//! Methods, bodies, replies, headers and visits.

use expect_test::expect;

use crate::check;

fn ping(lines: &[&str]) -> String {
    format!("endpoints:\n  ping:\n    doc: Ping.\n    {}", lines.join("\n    "))
}

#[test]
fn methods() {
    check(
        &ping(&["GET: /ping", "POST: /ping", "returns: { 204: nothing }"]),
        expect![[r#"
        error: an endpoint has one method
         --> acme.yaml:5:5
          |
        5 |     POST: /ping
          |     ^^^^
          |
          = help: remove one, or make two endpoints of it
    "#]],
    );
    check(
        &ping(&["HEAD: /ping", "returns: { 204: nothing }"]),
        expect![[r#"
        error: an endpoint needs a method and a path
         --> acme.yaml:3:5
          |
        3 |     doc: Ping.
          |     ^^^
          |
          = help: add `POST: /path`, for example

        error: an endpoint has no key `HEAD`
         --> acme.yaml:4:5
          |
        4 |     HEAD: /ping
          |     ^^^^
          |
          = help: did you mean `headers`?
    "#]],
    );
}

#[test]
fn bodies() {
    check(
        &ping(&["POST: /ping", "json: { a: string }", "form: { b: string }", "returns: { 204: nothing }"]),
        expect![[r#"
            error: a request has one body
             --> acme.yaml:6:5
              |
            6 |     form: { b: string }
              |     ^^^^
              |
              = help: remove `json` or `form`
        "#]],
    );
    check(
        &ping(&["POST: /ping", "form: { a: json }", "returns: { 204: nothing }"]),
        expect![[r#"
        error: an object cannot stand in a form
         --> acme.yaml:5:16
          |
        5 |     form: { a: json }
          |                ^^^^
          |
          = help: send it in a `json` body
    "#]],
    );
}

#[test]
fn replies() {
    check(
        &ping(&["GET: /ping", "returns: { 404: nothing }"]),
        expect![[r#"
        error: `404` is not the status of a success
         --> acme.yaml:5:16
          |
        5 |     returns: { 404: nothing }
          |                ^^^
          |
          = help: write a number from 200 to 299; refusals go under `errors`
    "#]],
    );
    check(
        &ping(&["GET: /ping", "returns: { ok: nothing }"]),
        expect![[r#"
        error: `ok` is not the status of a success
         --> acme.yaml:5:16
          |
        5 |     returns: { ok: nothing }
          |                ^^
          |
          = help: write a number from 200 to 299; refusals go under `errors`
    "#]],
    );
    check(
        &ping(&["GET: /ping", "returns: { +200: nothing }"]),
        expect![[r#"
        error: `+200` is not the status of a success
         --> acme.yaml:5:16
          |
        5 |     returns: { +200: nothing }
          |                ^^^^
          |
          = help: write a number from 200 to 299; refusals go under `errors`
    "#]],
    );
    check(
        &ping(&["GET: /ping", "returns: { 200: optional json }"]),
        expect![[r#"
        error: a reply is not optional
         --> acme.yaml:5:21
          |
        5 |     returns: { 200: optional json }
          |                     ^^^^^^^^^^^^^
          |
          = help: remove `optional`, or return `nothing`
    "#]],
    );
    check(
        &ping(&["GET: /ping", "returns: { 200: json, 202: nothing }"]),
        expect![[r#"
        error: an endpoint returns one type
         --> acme.yaml:5:27
          |
        5 |     returns: { 200: json, 202: nothing }
          |                           ^^^
          |
          = help: keep the documented one: any other 2xx status is read in the same way
    "#]],
    );
    check(
        &ping(&["GET: /ping", "returns: nothing"]),
        expect![[r#"
        error: `returns` is a mapping, found text
         --> acme.yaml:5:14
          |
        5 |     returns: nothing
          |              ^^^^^^^
          |
          = help: write `{ 200: TYPE }`; `nothing` and `json` are types too
    "#]],
    );
}

#[test]
fn headers() {
    let headers = |fields: &str| ping(&["GET: /ping", &format!("headers: {fields}"), "returns: { 204: nothing }"]);
    check(
        &headers("{ 'X Trace': string }"),
        expect![[r#"
        error: `X Trace` cannot be the name of a header
         --> acme.yaml:5:16
          |
        5 |     headers: { 'X Trace': string }
          |                ^^^^^^^^^
          |
          = help: use letters, digits and hyphens: `X-Api-Key`
    "#]],
    );
    check(
        &headers("{ authorization: secret }"),
        expect![[r#"
        error: the runtime sets `authorization`
         --> acme.yaml:5:16
          |
        5 |     headers: { authorization: secret }
          |                ^^^^^^^^^^^^^
          |
          = help: remove it; a credential says under `attach` how it travels
    "#]],
    );
    check(
        &headers("{ X-Trace: string, x-trace: { const: a } }"),
        expect![[r#"
        error: the header `x-trace` stands twice
         --> acme.yaml:5:33
          |
        5 |     headers: { X-Trace: string, x-trace: { const: a } }
          |                                 ^^^^^^^
          |
          = help: remove one of the two
    "#]],
    );
    check(
        &headers("{ X-Trace: { const: \"a\\r\\nHost: b\" } }"),
        expect![[r#"
        error: a header holds visible ASCII characters and blanks
         --> acme.yaml:5:34
          |
        5 |     headers: { X-Trace: { const: "a\r\nHost: b" } }
          |                                  ^^^^^^^^^^^^^^
          |
          = help: remove line ends and letters of other alphabets
    "#]],
    );
    check(
        &headers("{ X-Trace: list of string }"),
        expect![[r#"
        error: a list in a header is one text
         --> acme.yaml:5:25
          |
        5 |     headers: { X-Trace: list of string }
          |                         ^^^^^^^^^^^^^^
          |
          = help: say what joins it: `separator: ","`
    "#]],
    );
}

#[test]
fn credentials_of_a_call() {
    check(
        &ping(&["GET: /ping", "auth: required", "returns: { 204: nothing }"]),
        expect![[r#"
        error: this call needs a credential, and the spec has none
         --> acme.yaml:5:11
          |
        5 |     auth: required
          |           ^^^^^^^^
          |
          = help: declare one under `credentials`
    "#]],
    );
    check(
        "
endpoints:
  ping: { doc: Ping., GET: /ping, auth: bearer, returns: { 204: nothing } }
credentials:
  key: { doc: A key., key: {}, attach: bearer }
",
        expect![[r#"
            error: `auth` cannot be `bearer`
             --> acme.yaml:2:41
              |
            2 |   ping: { doc: Ping., GET: /ping, auth: bearer, returns: { 204: nothing } }
              |                                         ^^^^^^
              |
              = help: write `required`, or remove the key for a call without a credential
        "#]],
    );
}

#[test]
fn visits() {
    let visit = |lines: &[&str]| {
        let mut all = vec!["visit: /authorize"];
        all.extend(lines);
        all.push("examples: [{ response: { code: c } }]");
        ping(&all)
    };
    check(
        &visit(&["json: { a: string }"]),
        expect![[r#"
        error: a `visit` has no body
         --> acme.yaml:5:5
          |
        5 |     json: { a: string }
          |     ^^^^
          |
          = help: a browser only follows the URL; remove it
    "#]],
    );
    check(
        &visit(&["headers: { X-Trace: string }"]),
        expect![[r#"
        error: a `visit` has a query and nothing else
         --> acme.yaml:5:16
          |
        5 |     headers: { X-Trace: string }
          |                ^^^^^^^
          |
          = help: a browser only follows the URL; remove it
    "#]],
    );
    check(
        &visit(&["auth: required"]),
        expect![[r#"
        error: a `visit` carries no credential
         --> acme.yaml:5:11
          |
        5 |     auth: required
          |           ^^^^^^^^
          |
          = help: a browser only follows the URL; remove it
    "#]],
    );
    check(
        &visit(&["returns: { 200: json }"]),
        expect![[r#"
        error: a `visit` returns by the callback
         --> acme.yaml:5:16
          |
        5 |     returns: { 200: json }
          |                ^^^
          |
          = help: a browser only follows the URL; remove it
    "#]],
    );
    check(
        &visit(&["errors: { 400: { name: BadRequest } }"]),
        expect![[r#"
        error: a `visit` fails by the callback (RFC 6749 §4.1.2.1)
         --> acme.yaml:5:15
          |
        5 |     errors: { 400: { name: BadRequest } }
          |               ^^^
          |
          = help: a browser only follows the URL; remove it
    "#]],
    );
    check(
        &visit(&["pkce: plain"]),
        expect![[r#"
        error: PKCE cannot be `plain`
         --> acme.yaml:5:11
          |
        5 |     pkce: plain
          |           ^^^^^
          |
          = help: write `S256`, or `off` to leave it to the caller
    "#]],
    );
    check(
        &visit(&["query: { state: string }"]),
        expect![[r#"
        error: the runtime sends `state` itself
         --> acme.yaml:5:14
          |
        5 |     query: { state: string }
          |              ^^^^^
          |
          = help: remove it
    "#]],
    );
    check(
        &visit(&["query: { client_secret: secret }"]),
        expect![[r#"
        error: a secret must not stand in the query: URLs end up in logs
         --> acme.yaml:5:29
          |
        5 |     query: { client_secret: secret }
          |                             ^^^^^^
          |
          = help: send it in a header or in the body
    "#]],
    );
    check(
        &ping(&["GET: /ping", "pkce: S256", "returns: { 204: nothing }"]),
        expect![[r#"
        error: PKCE belongs to the endpoint that a browser visits
         --> acme.yaml:5:11
          |
        5 |     pkce: S256
          |           ^^^^
          |
          = help: move `pkce` to the `visit` endpoint
    "#]],
    );
}
