//! Refusals.

use expect_test::expect;

use crate::check;

#[test]
fn statuses() {
    check(
        "errors: { 200: { name: Fine } }",
        expect![[r#"
        error: `200` is not the status of an error
         --> acme.yaml:1:11
          |
        1 | errors: { 200: { name: Fine } }
          |           ^^^
          |
          = help: write a number from 400 to 599
    "#]],
    );
    check(
        "errors: { not_found: { name: NotFound } }",
        expect![[r#"
        error: `not_found` is not the status of an error
         --> acme.yaml:1:11
          |
        1 | errors: { not_found: { name: NotFound } }
          |           ^^^^^^^^^
          |
          = help: write a number from 400 to 599
    "#]],
    );
    check(
        "errors: { 0404: { name: NotFound } }",
        expect![[r#"
        error: `0404` is not the status of an error
         --> acme.yaml:1:11
          |
        1 | errors: { 0404: { name: NotFound } }
          |           ^^^^
          |
          = help: write a number from 400 to 599
    "#]],
    );
}

#[test]
fn bodies() {
    check(
        "error_body: problem_detail\nerrors: { 404: { name: NotFound } }",
        expect![[r#"
        error: there is no type `problem_detail`
         --> acme.yaml:1:13
          |
        1 | error_body: problem_detail
          |             ^^^^^^^^^^^^^^
          |
          = help: did you mean `problem_details`?
    "#]],
    );
    check(
        "errors: { 404: { name: NotFound, body: Fault } }",
        expect![[r#"
        error: there is no type `Fault`
         --> acme.yaml:1:40
          |
        1 | errors: { 404: { name: NotFound, body: Fault } }
          |                                        ^^^^^
          |
          = help: the bodies of errors are `problem_details`
    "#]],
    );
    check(
        "
types: { Fault: { fields: { code: string, message: optional string } } }
error_body: Fault
errors: { 404: { name: NotFound } }
",
        expect![[r#"
            error: `code` of `Fault` is not optional, and an error may come from a gateway that does not send it
             --> acme.yaml:2:13
              |
            2 | error_body: Fault
              |             ^^^^^
              |
              = help: make every field of `Fault` `optional`
        "#]],
    );
}

#[test]
fn conditions() {
    check(
        "
types: { Fault: { fields: { code: { type: optional string, means: code }, count: optional integer } } }
error_body: Fault
errors:
  404:
    - { name: A, when: { kode: a }, example: { code: a } }
    - { name: B, when: { count: b }, example: { code: b } }
",
        expect![[r#"
            error: the body has no text field `kode`
             --> acme.yaml:5:26
              |
            5 |     - { name: A, when: { kode: a }, example: { code: a } }
              |                          ^^^^
              |
              = help: did you mean `code`?

            error: the body has no text field `count`
             --> acme.yaml:6:26
              |
            6 |     - { name: B, when: { count: b }, example: { code: b } }
              |                          ^^^^^
              |
              = help: the text fields of this error's body are `code`
        "#]],
    );
    check(
        "errors: { 404: { name: NotFound, when: { code: a } } }",
        expect![[r#"
        error: the body has no text field `code`
         --> acme.yaml:1:42
          |
        1 | errors: { 404: { name: NotFound, when: { code: a } } }
          |                                          ^^^^
          |
          = help: say what the body is: `body: problem_details`, or one of `types`
    "#]],
    );
    check(
        "error_body: problem_details\nerrors: { 404: { name: NotFound, when: { type: 5 } } }",
        expect![[r#"
        error: expected text, found a number
         --> acme.yaml:2:48
          |
        2 | errors: { 404: { name: NotFound, when: { type: 5 } } }
          |                                                ^
          |
          = help: put it in quotes to make it text
    "#]],
    );
}

#[test]
fn classes() {
    check(
        "errors: { 404: { name: NotFound, class: retri } }",
        expect![[r#"
        error: there is no class `retri`
         --> acme.yaml:1:41
          |
        1 | errors: { 404: { name: NotFound, class: retri } }
          |                                         ^^^^^
          |
          = help: did you mean `retry`?
    "#]],
    );
    check(
        "errors: { 404: { name: NotFound, class: [retry] } }",
        expect![[r#"
        error: expected a class such as `reauthenticate`, found a list
         --> acme.yaml:1:41
          |
        1 | errors: { 404: { name: NotFound, class: [retry] } }
          |                                         ^^^^^^^
          |
          = help: write a class such as `reauthenticate` here
    "#]],
    );
}

#[test]
fn cases_that_no_body_reaches() {
    check(
        "errors:\n  404:\n    - { name: A }\n    - { name: B }\n    - { name: C }",
        expect![[r#"
        error: `B` can never be reached: `A` takes every 404
         --> acme.yaml:4:15
          |
        4 |     - { name: B }
          |               ^
          |
          = help: give the first a `when`, or move it to the end

        error: `C` can never be reached: `A` takes every 404
         --> acme.yaml:5:15
          |
        5 |     - { name: C }
          |               ^
          |
          = help: give the first a `when`, or move it to the end
    "#]],
    );
    check(
        "
error_body: problem_details
errors:
  403:
    - { name: A, when: { type: a }, example: { type: a } }
    - { name: B, when: { title: b }, example: { title: b } }
    - { name: C, when: { type: a, title: c }, example: { type: a, title: c } }
",
        expect![[r#"
            error: `C` can never be reached: `A` takes every such 403
             --> acme.yaml:6:15
              |
            6 |     - { name: C, when: { type: a, title: c }, example: { type: a, title: c } }
              |               ^
              |
              = help: give the first another `when`, or move it to the end
        "#]],
    );
}

#[test]
fn sets() {
    check(
        "
error_sets: { TokenError: { 404: { name: NotFound } } }
endpoints:
  ping: { doc: Ping., GET: /ping, returns: { 204: nothing }, errors: TokenErorr }
",
        expect![[r#"
            error: there is no error set `TokenErorr`
             --> acme.yaml:3:70
              |
            3 |   ping: { doc: Ping., GET: /ping, returns: { 204: nothing }, errors: TokenErorr }
              |                                                                      ^^^^^^^^^^
              |
              = help: did you mean `TokenError`?
        "#]],
    );
    check(
        "endpoints:\n  ping: { doc: Ping., GET: /ping, returns: { 204: nothing }, errors: PingError }",
        expect![[r#"
            error: there is no error set `PingError`
             --> acme.yaml:2:70
              |
            2 |   ping: { doc: Ping., GET: /ping, returns: { 204: nothing }, errors: PingError }
              |                                                                      ^^^^^^^^^
              |
              = help: declare it under `error_sets`; there is none so far
        "#]],
    );
}
