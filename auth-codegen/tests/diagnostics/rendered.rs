//! Whole reports, as they are printed: how lines are cut out of a spec, and what is underlined.

use expect_test::{Expect, expect};

use crate::{complete, report};

fn check(spec: &str, expected: &Expect) {
    expected.assert_eq(&format!("{}\n", report(spec)));
}

#[test]
fn nothing() {
    check(
        "",
        &expect![[r#"
            error[AW0103]: a spec must be a mapping, found nothing
             --> acme.yaml:1:1
              |
            1 |
              | ^
              |
              = help: write `name: …`, `title: …`, `base_url: …` and `endpoints:`
        "#]],
    );
}

#[test]
fn the_end_of_a_comment() {
    check(
        "# nothing but a comment\n",
        &expect![[r#"
            error[AW0103]: a spec must be a mapping, found nothing
             --> acme.yaml:1:25
              |
            1 | # nothing but a comment
              |                        ^
              |
              = help: write `name: …`, `title: …`, `base_url: …` and `endpoints:`
        "#]],
    );
}

#[test]
fn an_end_that_comes_too_early() {
    check(
        "endpoints: {\n  ping: { doc: Ping, GET: /ping\n",
        &expect![[r#"
            error[AW0001]: this is not YAML: the bracket that opens here is not closed
             --> acme.yaml:2:9
              |
            2 |   ping: { doc: Ping, GET: /ping
              |         ^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: close it with `}`, or put a text that holds brackets in quotes
        "#]],
    );
}

#[test]
fn a_tab() {
    check(
        "endpoints:\n\tping:\n",
        &expect![[r#"
            error[AW0001]: this is not YAML: there is a tab in the indentation
             --> acme.yaml:2:1
              |
            2 |     ping:
              | ^^^^^^^^
              |
              = help: indent with spaces
        "#]],
    );
}

#[test]
fn a_control_character() {
    check(
        "title: Acm\u{7}e\n",
        &expect![[r#"
            error[AW0001]: this is not YAML: there is a control character here
             --> acme.yaml:1:11
              |
            1 | title: Acm␇e
              |           ^^
              |
              = help: remove it, or write it as an escape in double quotes, such as `"\u0007"`
        "#]],
    );
}

#[test]
fn wide_letters() {
    check(
        &complete("title: \"Ačmé — 🔑\"\ndoc: \"Ž\"\t# a tab\nhosts:\t[ä]"),
        &expect![[r#"
            error[AW0103]: `hosts` must be a mapping, found a list
             --> acme.yaml:3:8
              |
            3 | hosts:    [ä]
              |           ^^^
              |
              = help: write a line `name: …` for each, indented
        "#]],
    );
}

#[test]
fn a_value_of_several_lines() {
    check(
        &complete("docs: |\n  no page\n  at all"),
        &expect![[r#"
            error[AW0301]: `no page\nat all` is not the URL of a page
             --> acme.yaml:1:7
              |
            1 | docs: |
              |       ^
              |
              = help: write the whole URL, as in `https://docs.example.com`
        "#]],
    );
}

#[test]
fn two_problems_of_one_value() {
    check(
        &complete("hosts: { ä: \"https://ä.example/🔑?a=1\" }"),
        &expect![[r#"
            error[AW0302]: `ä` cannot be the name of a host
             --> acme.yaml:1:10
              |
            1 | hosts: { ä: "https://ä.example/🔑?a=1" }
              |          ^
              |
              = help: use lower-case words joined by `_`

            error[AW0301]: a base URL cannot have a query or a fragment
             --> acme.yaml:1:13
              |
            1 | hosts: { ä: "https://ä.example/🔑?a=1" }
              |             ^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: declare parameters under `query` of the endpoints
        "#]],
    );
}

#[test]
fn an_anchor() {
    check(
        &complete("doc: &x 'x'\nhosts: { a: \"http://x.example\", \"b\": *x }"),
        &expect![[r#"
            error[AW0301]: `x` is not a URL
             --> acme.yaml:1:6
              |
            1 | doc: &x 'x'
              |      ^^^^^^
              |
              = help: write the whole URL, as in `https://api.example.com`

            error[AW0206]: the host `a` is never used
             --> acme.yaml:2:10
              |
            2 | hosts: { a: "http://x.example", "b": *x }
              |          ^
              |
              = help: use it, or remove it

            error[AW0301]: `http://x.example` is not an https URL
             --> acme.yaml:2:13
              |
            2 | hosts: { a: "http://x.example", "b": *x }
              |             ^^^^^^^^^^^^^^^^^^
              |
              = help: credentials are sent over https only: write `https://…`

            error[AW0206]: the host `b` is never used
             --> acme.yaml:2:33
              |
            2 | hosts: { a: "http://x.example", "b": *x }
              |                                 ^^^
              |
              = help: use it, or remove it
        "#]],
    );
}

#[test]
fn several_problems() {
    check(
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
        &expect![[r#"
            error[AW0301]: `http://api.acme.example` is not an https URL
             --> acme.yaml:3:11
              |
            3 | base_url: http://api.acme.example
              |           ^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: credentials are sent over https only: write `https://…`

            error[AW0801]: this example disagrees with its type: there is no field `nmae`
              --> acme.yaml:11:20
               |
            11 |       - request: { nmae: a }
               |                    ^^^^
               |
               = help: did you mean `name`?

            error[AW0402]: `items` is not a path
              --> acme.yaml:14:10
               |
            14 |     GET: items
               |          ^^^^^
               |
               = help: begin it with `/`; it follows the URL of the host
        "#]],
    );
}

/// The carets underline a whole value, to the end of its first line.
#[test]
fn carets() {
    let parts = [
        "docs: 'it''s # no, page' # a comment",
        "docs: \"no \\\"page\\\", {at} all\" # a comment",
        "docs: no, page [at], all#1 # a comment",
        "docs: |\n  no page\n  at all",
        "docs: no page\n  at all",
        "doc: { a: '}', b: [1, \"]\"] } # a comment",
        "doc: { a: 1,\n  b: 2 }",
        "doc:\n  - a: 1\n  - b: 2",
        "doc:\n  a: 1",
        "hosts: { a: it's http, b: &x it }",
        "doc: &x 'x'\nhosts: { a: \"http://x.example\", \"b\": *x }",
    ];
    let marked = parts.map(|part| marked_lines(&report(&complete(part)).to_string()));
    expect![[r#"
        docs: 'it''s # no, page' # a comment
              ^^^^^^^^^^^^^^^^^^
        docs: "no \"page\", {at} all" # a comment
              ^^^^^^^^^^^^^^^^^^^^^^^
        docs: no, page [at], all#1 # a comment
              ^^^^^^^^^^^^^^^^^^^^
        docs: |
              ^
        docs: no page
              ^^^^^^^
        doc: { a: '}', b: [1, "]"] } # a comment
             ^^^^^^^^^^^^^^^^^^^^^^^
        doc: { a: 1,
             ^^^^^^^
          - a: 1
          ^
          a: 1
          ^
        hosts: { a: it's http, b: &x it }
                    ^^^^^^^^^
        hosts: { a: it's http, b: &x it }
                                  ^^^^^
        doc: &x 'x'
             ^^^^^^
        hosts: { a: "http://x.example", "b": *x }
                 ^
        hosts: { a: "http://x.example", "b": *x }
                    ^^^^^^^^^^^^^^^^^^
        hosts: { a: "http://x.example", "b": *x }
                                        ^^^
    "#]]
    .assert_eq(&marked.concat());
}

/// The lines of a report that show the spec and the carets below it.
fn marked_lines(report: &str) -> String {
    let lines = report.lines().filter(|line| !line.contains(" = help: "));
    let shown = lines.filter_map(|line| line.split_once("| ")).map(|(_, shown)| format!("{shown}\n"));
    shown.collect()
}
