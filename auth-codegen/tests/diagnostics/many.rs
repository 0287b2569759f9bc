//! Many mistakes at once: all of them in one run, in the order of the text, and none that only follows from another.

use std::fmt::Write as _;

use expect_test::expect;

use crate::{check_whole, report};

#[test]
fn ten_mistakes() {
    check_whole(
        "name: acme
title: Acme
base_url: http://api.acme.example
colour: red
scopes:
  read: Read resources.
types:
  Token:
    fields:
      access_token: secret
      expires_in: secnds
  Orphan: { fields: { a: string } }
errors:
  200: { name: Fine }
endpoints:
  log_in:
    doc: Log in.
    POST: /token/{id}
    json: { password: secret, scopes: list of Scope }
    returns: { 200: Token }
    examples:
      - request: { password: p }
  ping:
    doc: Ping.
    GET: /ping
    query: { password: secret }
    returns: { 204: nothing }
  pong:
    doc: Pong.
    GET: /pong
    host: auth
    auth: required
    returns: { 204: nothing }
credentials:
  session:
    doc: A token.
    token: { from: login, value: access_token, lifetime: forever }
    attach: bearer
",
        expect![[r#"
            error: `http://api.acme.example` is not an https URL
             --> acme.yaml:3:11
              |
            3 | base_url: http://api.acme.example
              |           ^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: credentials travel over https only: write `https://…`

            error: a spec has no key `colour`
             --> acme.yaml:4:1
              |
            4 | colour: red
              | ^^^^^^
              |
              = help: the keys here are `name`, `title`, `base_url`, `doc`, `docs`, `hosts`, `scopes`, `reply_headers`, `enums`, `types`, `error_body`, `errors`, `error_sets`, `endpoints`, `credentials`

            error: there is no type `secnds`
              --> acme.yaml:11:19
               |
            11 |       expires_in: secnds
               |                   ^^^^^^
               |
               = help: did you mean `seconds`?

            error: nothing refers to the type `Orphan`
              --> acme.yaml:12:3
               |
            12 |   Orphan: { fields: { a: string } }
               |   ^^^^^^
               |
               = help: refer to it, or remove it

            error: `200` is not the status of an error
              --> acme.yaml:14:3
               |
            14 |   200: { name: Fine }
               |   ^^^
               |
               = help: write a number from 400 to 599

            error: the path's parameter `id` is not declared
              --> acme.yaml:18:11
               |
            18 |     POST: /token/{id}
               |           ^^^^^^^^^^^
               |
               = help: add `path: { id: string }`

            error: a secret must not stand in the query: URLs end up in logs
              --> acme.yaml:26:24
               |
            26 |     query: { password: secret }
               |                        ^^^^^^
               |
               = help: send it in a header or in the body

            error: there is no host `auth`
              --> acme.yaml:31:11
               |
            31 |     host: auth
               |           ^^^^
               |
               = help: declare it under `hosts`; the hosts so far are `base`

            error: there is no endpoint `login`
              --> acme.yaml:37:20
               |
            37 |     token: { from: login, value: access_token, lifetime: forever }
               |                    ^^^^^
               |
               = help: did you mean `log_in`?

            error: `forever` is not a length of time
              --> acme.yaml:37:58
               |
            37 |     token: { from: login, value: access_token, lifetime: forever }
               |                                                          ^^^^^^^
               |
               = help: write a number and a unit: `90s`, `15m`, `12h`, `7d`
        "#]],
    );
}

#[test]
fn examples_are_checked_beside_other_mistakes() {
    check_whole(
        "name: acme
title: Acme
base_url: http://api.acme.example
endpoints:
  create:
    doc: Create.
    POST: /items
    json: { name: string }
    returns: { 204: nothing }
    examples:
      - request: { nmae: a }
  find:
    doc: Find.
    GET: items
    returns: { 204: nothing }
",
        expect![[r#"
            error: `http://api.acme.example` is not an https URL
             --> acme.yaml:3:11
              |
            3 | base_url: http://api.acme.example
              |           ^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: credentials travel over https only: write `https://…`

            error: this example disagrees with its type: `name` is missing
              --> acme.yaml:11:18
               |
            11 |       - request: { nmae: a }
               |                  ^^^^^^^^^^^
               |
               = help: add `name`, or make the field `optional`

            error: this example disagrees with its type: there is no field `nmae`
              --> acme.yaml:11:20
               |
            11 |       - request: { nmae: a }
               |                    ^^^^
               |
               = help: did you mean `name`?

            error: `items` is not a path
              --> acme.yaml:14:10
               |
            14 |     GET: items
               |          ^^^^^
               |
               = help: begin it with `/`; another host is declared under `hosts` and named with `host:`
        "#]],
    );
}

/// To place a problem takes a reading of the text, so a report does not grow without end; it says how it goes on.
#[test]
fn a_thousand_mistakes() {
    let mut spec = "name: acme\ntitle: Acme\nbase_url: https://api.acme.example\nendpoints:\n".to_owned();
    for number in 0..1_000 {
        writeln!(spec, "  e{number}: {{ doc: Find., GET: /find, returns: {{ 200: nope }} }}").unwrap();
    }
    let report = report(&spec);
    let problems = report.problems();
    assert_eq!(problems.len(), 101);
    assert_eq!((problems[99].line, problems[99].message.as_str()), (104, "there is no type `nope`"));
    assert_eq!((problems[100].line, problems[100].message.as_str()), (105, "from here on there are 900 more problems"));
}

#[test]
fn deep_and_repeated_texts() {
    let depth = 1_000;
    let flow = format!("title: {}x{}", "[".repeat(depth), "]".repeat(depth));
    let block = (0..depth).map(|level| "  ".repeat(level) + "a:\n").collect::<String>();
    let laughs = format!("a: &a [{}]\nb: [{}]", "x,".repeat(1_000), "*a,".repeat(1_000));
    let messages = [flow, block, laughs].map(|spec| report(&spec).problems()[0].message.clone());
    assert_eq!(
        messages,
        ["this is nested too deeply", "this is nested too deeply", "this spec has more values than a spec can have"]
    );
}

/// A chain of types is as long as its author likes.
#[test]
fn a_long_chain_of_types() {
    let mut spec = "name: acme\ntitle: Acme\nbase_url: https://api.acme.example\ntypes:\n".to_owned();
    for number in 0..3_000 {
        writeln!(spec, "  T{number}: {{ fields: {{ next: optional T{} }} }}", number + 1).unwrap();
    }
    spec += "  T3000: { fields: { a: optional string } }
endpoints:
  find: { doc: Find., GET: /find, returns: { 200: T0 }, examples: [{ response: {} }] }
";
    assert!(auth_codegen::parse("acme.yaml", &spec).is_ok());
}

/// A declaration with a mistake is still a declaration: what refers to it is no mistake, and what stands in it is read.
#[test]
fn no_mistake_hides_or_causes_another() {
    check_whole(
        "name: acme
base_url: https://api.acme.example
credentials:
  session: { doc: A session., token: { from: log_in, value: token, expires_in: expiry }, attach: bearer }
endpoints:
  log_in:
    dco: Log in.
    POST: /token
    json: { password: secrt }
    returns: { 200: Token }
types:
  Token: { fields: { token: secret, expiry: { typ: seconds } } }
",
        expect![[r#"
            error: a spec needs `title`
             --> acme.yaml:1:1
              |
            1 | name: acme
              | ^^^^
              |
              = help: add `title: …` to this mapping

            error: an endpoint has no key `dco`
             --> acme.yaml:7:5
              |
            7 |     dco: Log in.
              |     ^^^
              |
              = help: did you mean `doc`?

            error: there is no type `secrt`
             --> acme.yaml:9:23
              |
            9 |     json: { password: secrt }
              |                       ^^^^^
              |
              = help: did you mean `secret`?

            error: a field has no key `typ`
              --> acme.yaml:12:47
               |
            12 |   Token: { fields: { token: secret, expiry: { typ: seconds } } }
               |                                               ^^^
               |
               = help: did you mean `type`?
        "#]],
    );
}
