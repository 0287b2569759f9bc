//! Examples that disagree with the types.

use expect_test::expect;

use crate::check;

/// A spec with one endpoint that takes and gives all kinds of values, and this example.
fn example(text: &str) -> String {
    format!(
        "endpoints:
  create:
    doc: Create.
    POST: /items
    json: {{ name: string, tags: optional list of string, plan: optional Plan, item: optional Item }}
    returns: {{ 200: Item }}
    examples:
      - {}
types:
  Item: {{ fields: {{ id: uuid, code: {{ type: optional string, at: error.code }} }} }}
enums:
  Plan: {{ values: {{ free: Free., paid: Paid. }} }}",
        text.trim()
    )
}

const ID: &str = "0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11";

#[test]
fn requests() {
    let request = |fields: &str| example(&format!("{{ request: {fields}, response: {{ id: {ID} }} }}"));
    check(
        &request("{ tags: [a] }"),
        expect![[r#"
        error: this example disagrees with its type: `name` is missing
         --> acme.yaml:8:20
          |
        8 |       - { request: { tags: [a] }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |                    ^^^^^^^^^^^^^
          |
          = help: add `name`, or make the field `optional`
    "#]],
    );
    check(
        &request("{ name: a, nmae: b }"),
        expect![[r#"
        error: this example disagrees with its type: there is no field `nmae`
         --> acme.yaml:8:31
          |
        8 |       - { request: { name: a, nmae: b }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |                               ^^^^
          |
          = help: did you mean `name`?
    "#]],
    );
    check(
        &request("{ name: 5 }"),
        expect![[r#"
        error: this example disagrees with its type: expected text, found a number
         --> acme.yaml:8:28
          |
        8 |       - { request: { name: 5 }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |                            ^
          |
          = help: put it in quotes to make it text
    "#]],
    );
    check(
        &request("{ name: }"),
        expect![[r#"
        error: this example disagrees with its type: `name` is missing
         --> acme.yaml:8:20
          |
        8 |       - { request: { name: }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |                    ^^^^^^^^^
          |
          = help: add `name`, or make the field `optional`
    "#]],
    );
    check(
        &request("{ name: a, tags: b }"),
        expect![[r#"
        error: this example disagrees with its type: expected a list, found text
         --> acme.yaml:8:37
          |
        8 |       - { request: { name: a, tags: b }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |                                     ^
          |
          = help: write it as `[…]`
    "#]],
    );
    check(
        &request("{ name: a, tags: [b, 5] }"),
        expect![[r#"
        error: this example disagrees with its type: expected text, found a number
         --> acme.yaml:8:41
          |
        8 |       - { request: { name: a, tags: [b, 5] }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |                                         ^
          |
          = help: put it in quotes to make it text
    "#]],
    );
    check(
        &request("{ name: a, plan: fre }"),
        expect![[r#"
        error: this example disagrees with its type: `Plan` has no value `fre`
         --> acme.yaml:8:37
          |
        8 |       - { request: { name: a, plan: fre }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |                                     ^^^
          |
          = help: did you mean `free`?
    "#]],
    );
    check(
        &request("{ name: a, plan: 5 }"),
        expect![[r#"
        error: this example disagrees with its type: expected a value of `Plan`, found a number
         --> acme.yaml:8:37
          |
        8 |       - { request: { name: a, plan: 5 }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |                                     ^
          |
          = help: write it as text
    "#]],
    );
    check(
        &request("{ name: a, item: { id: x } }"),
        expect![[r#"
        error: this example disagrees with its type: expected a UUID (RFC 9562), found other text
         --> acme.yaml:8:43
          |
        8 |       - { request: { name: a, item: { id: x } }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |                                           ^
          |
          = help: write a UUID (RFC 9562)
    "#]],
    );
    check(
        &request("text"),
        expect![[r#"
        error: this example disagrees with its type: expected an object, found text
         --> acme.yaml:8:20
          |
        8 |       - { request: text, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |                    ^^^^
          |
          = help: write it as a mapping
    "#]],
    );
    check(
        &example(&format!("{{ response: {{ id: {ID} }} }}")),
        expect![[r#"
        error: this example has no `request`
         --> acme.yaml:8:9
          |
        8 |       - { response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11 } }
          |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: add the fields that a caller must give
    "#]],
    );
}

#[test]
fn responses() {
    let response = |fields: &str| example(&format!("{{ request: {{ name: a }}, response: {fields} }}"));
    check(
        &response("{}"),
        expect![[r#"
        error: this example disagrees with its type: `id` is missing
         --> acme.yaml:8:43
          |
        8 |       - { request: { name: a }, response: {} }
          |                                           ^^
          |
          = help: add `id`, or make the field `optional`
    "#]],
    );
    check(
        &response("{ id: x }"),
        expect![[r#"
        error: this example disagrees with its type: expected a UUID (RFC 9562), found other text
         --> acme.yaml:8:49
          |
        8 |       - { request: { name: a }, response: { id: x } }
          |                                                 ^
          |
          = help: write a UUID (RFC 9562)
    "#]],
    );
    check(
        &response(&format!("{{ id: {ID}, error: {{ cod: a }} }}")),
        expect![[r#"
        error: this example disagrees with its type: there is no field `error.cod`
         --> acme.yaml:8:96
          |
        8 |       - { request: { name: a }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11, error: { cod: a } } }
          |                                                                                                ^^^
          |
          = help: did you mean `error.code`?
    "#]],
    );
    check(
        &response(&format!("{{ id: {ID}, error: {{ code: 5 }} }}")),
        expect![[r#"
        error: this example disagrees with its type: expected text, found a number
         --> acme.yaml:8:102
          |
        8 |       - { request: { name: a }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11, error: { code: 5 } } }
          |                                                                                                      ^
          |
          = help: put it in quotes to make it text
    "#]],
    );
    check(
        &response(&format!("{{ id: {ID}, error: a }}")),
        expect![[r#"
        error: this example disagrees with its type: there is no field `error`
         --> acme.yaml:8:87
          |
        8 |       - { request: { name: a }, response: { id: 0d9b1c34-5f1e-4a51-8f6e-5f3a3c6b0c11, error: a } }
          |                                                                                       ^^^^^
          |
          = help: did you mean `error.code`?
    "#]],
    );
    check(
        &response("[]"),
        expect![[r#"
        error: this example disagrees with its type: expected an object, found a list
         --> acme.yaml:8:43
          |
        8 |       - { request: { name: a }, response: [] }
          |                                           ^^
          |
          = help: write it as a mapping
    "#]],
    );
    check(
        &example("{ request: { name: a } }"),
        expect![[r#"
        error: this example has no `response`
         --> acme.yaml:8:9
          |
        8 |       - { request: { name: a } }
          |         ^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: add the body that is answered
    "#]],
    );
}

#[test]
fn kinds_of_values() {
    let value = |ty: &str, text: &str| {
        format!(
            "endpoints:\n  find:\n    doc: Find.\n    POST: /items\n    json: {{ a: {ty} }}\n    returns: {{ 204: nothing }}\n    examples:\n      - request: {{ a: {text} }}"
        )
    };
    check(
        &value("integer", "1.5"),
        expect![[r#"
        error: this example disagrees with its type: expected a whole number, found a number with a fraction
         --> acme.yaml:8:23
          |
        8 |       - request: { a: 1.5 }
          |                       ^^^
          |
          = help: write a whole number
    "#]],
    );
    check(
        &value("number", "'1'"),
        expect![[r#"
        error: this example disagrees with its type: expected a number, found text
         --> acme.yaml:8:23
          |
        8 |       - request: { a: '1' }
          |                       ^^^
          |
          = help: write a number
    "#]],
    );
    check(
        &value("boolean", "'yes'"),
        expect![[r#"
        error: this example disagrees with its type: expected `true` or `false`, found other text
         --> acme.yaml:8:23
          |
        8 |       - request: { a: 'yes' }
          |                       ^^^^^
          |
          = help: write `true` or `false`
    "#]],
    );
    check(
        &value("seconds", "-1"),
        expect![[r#"
        error: this example disagrees with its type: expected a number of seconds, found a number below zero
         --> acme.yaml:8:23
          |
        8 |       - request: { a: -1 }
          |                       ^^
          |
          = help: write a number of seconds
    "#]],
    );
    check(
        &value("duration", "30 days"),
        expect![[r#"
        error: this example disagrees with its type: expected a length of time such as `30d`, found other text
         --> acme.yaml:8:23
          |
        8 |       - request: { a: 30 days }
          |                       ^^^^^^^
          |
          = help: write a length of time such as `30d`
    "#]],
    );
    check(
        &value("timestamp", "2027-13-01"),
        expect![[r#"
        error: this example disagrees with its type: expected a time such as `2024-02-20T12:00:00Z` (RFC 3339), found other text
         --> acme.yaml:8:23
          |
        8 |       - request: { a: 2027-13-01 }
          |                       ^^^^^^^^^^
          |
          = help: write a time such as `2024-02-20T12:00:00Z` (RFC 3339)
    "#]],
    );
    check(
        &value("uuid", "17"),
        expect![[r#"
        error: this example disagrees with its type: expected a UUID (RFC 9562), found a number
         --> acme.yaml:8:23
          |
        8 |       - request: { a: 17 }
          |                       ^^
          |
          = help: write a UUID (RFC 9562)
    "#]],
    );
    check(
        &value("url", "acme"),
        expect![[r#"
        error: this example disagrees with its type: expected an absolute URL, found other text
         --> acme.yaml:8:23
          |
        8 |       - request: { a: acme }
          |                       ^^^^
          |
          = help: write an absolute URL
    "#]],
    );
    check(
        &value("secret", "''"),
        expect![[r#"
        error: this example disagrees with its type: expected text that is not empty, found empty text
         --> acme.yaml:8:23
          |
        8 |       - request: { a: '' }
          |                       ^^
          |
          = help: write text that is not empty
    "#]],
    );
    check(
        &value("list of integer", "[1, [2]]"),
        expect![[r#"
        error: this example disagrees with its type: expected a whole number, found a list
         --> acme.yaml:8:27
          |
        8 |       - request: { a: [1, [2]] }
          |                           ^^^
          |
          = help: write a whole number
    "#]],
    );
    check(
        &value("{ type: list of integer, separator: ',' }", "'1,b'"),
        expect![[r#"
        error: this example disagrees with its type: expected a whole number, found text
         --> acme.yaml:8:23
          |
        8 |       - request: { a: '1,b' }
          |                       ^^^^^
          |
          = help: write a whole number
    "#]],
    );
}

#[test]
fn endpoints_without() {
    check(
        "endpoints:\n  find: { doc: Find., GET: /find, returns: { 200: json } }",
        expect![[r#"
        error: `find` has no example
         --> acme.yaml:2:3
          |
        2 |   find: { doc: Find., GET: /find, returns: { 200: json } }
          |   ^^^^
          |
          = help: add `examples:` with a `request` and a `response`, as the documentation shows them
    "#]],
    );
    check(
        "endpoints:\n  ping:\n    doc: Ping.\n    GET: /ping\n    returns: { 204: nothing }\n    examples: [{ response: { a: b } }]",
        expect![[r#"
            error: this endpoint returns `nothing`
             --> acme.yaml:6:28
              |
            6 |     examples: [{ response: { a: b } }]
              |                            ^^^^^^^^
              |
              = help: remove `response`
        "#]],
    );
    check(
        "endpoints:\n  authorize:\n    doc: Consent.\n    visit: /authorize\n    examples: [{ response: { token: b } }]",
        expect![[r#"
            error: a callback carries a `code` (RFC 6749 §4.1.2)
             --> acme.yaml:5:28
              |
            5 |     examples: [{ response: { token: b } }]
              |                            ^^^^^^^^^^^^
              |
              = help: add `code: …`
        "#]],
    );
    check(
        "endpoints:\n  authorize:\n    doc: Consent.\n    visit: /authorize\n    examples: [{}]",
        expect![[r#"
        error: this example has no `response`
         --> acme.yaml:5:16
          |
        5 |     examples: [{}]
          |                ^^
          |
          = help: add `response: { code: … }`
    "#]],
    );
}

#[test]
fn errors() {
    let errors = |cases: &str| format!("error_body: problem_details\nerrors:\n  403:\n{cases}");
    check(
        &errors("    - { name: A, when: { type: a }, example: { type: b } }\n    - { name: B }"),
        expect![[r#"
            error: this example leads to `B`, not to `A`
             --> acme.yaml:4:46
              |
            4 |     - { name: A, when: { type: a }, example: { type: b } }
              |                                              ^^^^^^^^^^^
              |
              = help: change the example, or the `when` of the two
        "#]],
    );
    check(
        &errors("    - { name: A, when: { type: a }, example: { type: b } }"),
        expect![[r#"
        error: this example does not lead to `A`
         --> acme.yaml:4:46
          |
        4 |     - { name: A, when: { type: a }, example: { type: b } }
          |                                              ^^^^^^^^^^^
          |
          = help: give it the values that `when` asks for
    "#]],
    );
    check(
        &errors("    - { name: A, when: { type: a } }"),
        expect![[r#"
        error: `A` is told by its body and has no example
         --> acme.yaml:4:15
          |
        4 |     - { name: A, when: { type: a } }
          |               ^
          |
          = help: add an `example` of that body
    "#]],
    );
    check(
        &errors("    - { name: A, example: { status: '403' } }"),
        expect![[r#"
        error: this example disagrees with its type: `status` is not what RFC 9457 §3.1 says
         --> acme.yaml:4:37
          |
        4 |     - { name: A, example: { status: '403' } }
          |                                     ^^^^^
          |
          = help: `status` is a number, `type`, `title`, `detail` and `instance` are text
    "#]],
    );
    check(
        &errors("    - { name: A, example: [a] }"),
        expect![[r#"
        error: problem details are a mapping (RFC 9457)
         --> acme.yaml:4:27
          |
        4 |     - { name: A, example: [a] }
          |                           ^^^
          |
          = help: write `{ type: …, title: …, status: …, detail: … }`
    "#]],
    );
    check(
        "
types: { Fault: { fields: { code: { type: optional string, at: error.code } } } }
error_body: Fault
errors:
  404: { name: NotFound, example: { error: { code: a, cause: b } } }
",
        expect![[r#"
            error: this example disagrees with its type: there is no field `error.cause`
             --> acme.yaml:4:55
              |
            4 |   404: { name: NotFound, example: { error: { code: a, cause: b } } }
              |                                                       ^^^^^
              |
              = help: did you mean `error.code`?
        "#]],
    );
    check(
        "
endpoints:
  ping:
    doc: Ping.
    GET: /ping
    returns: { 204: nothing }
    errors:
      404: { name: NotFound, body: problem_details, example: { title: 5 } }
",
        expect![[r#"
            error: this example disagrees with its type: `title` is not what RFC 9457 §3.1 says
             --> acme.yaml:7:71
              |
            7 |       404: { name: NotFound, body: problem_details, example: { title: 5 } }
              |                                                                       ^
              |
              = help: `status` is a number, `type`, `title`, `detail` and `instance` are text
        "#]],
    );
}
