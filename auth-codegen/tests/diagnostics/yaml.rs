//! What is not YAML, or YAML that a spec does not use.

use expect_test::expect;

use crate::{check, check_whole};

#[test]
fn no_spec_at_all() {
    check_whole(
        "",
        expect![[r#"
        error: a spec is a mapping, found nothing
         --> acme.yaml:1:1
          |
        1 |
          | ^
          |
          = help: write `name: …`, `title: …`, `base_url: …` and `endpoints:`
    "#]],
    );
    check_whole(
        "# nothing but a comment\n",
        expect![[r#"
        error: a spec is a mapping, found nothing
         --> acme.yaml:1:25
          |
        1 | # nothing but a comment
          |                        ^
          |
          = help: write `name: …`, `title: …`, `base_url: …` and `endpoints:`
    "#]],
    );
    check_whole(
        "- name: acme\n- title: Acme\n",
        expect![[r#"
        error: a spec is a mapping, found a list
         --> acme.yaml:1:1
          |
        1 | - name: acme
          | ^
          |
          = help: write `name: …`, `title: …`, `base_url: …` and `endpoints:`
    "#]],
    );
    check_whole(
        "acme\n",
        expect![[r#"
        error: a spec is a mapping, found text
         --> acme.yaml:1:1
          |
        1 | acme
          | ^^^^
          |
          = help: write `name: …`, `title: …`, `base_url: …` and `endpoints:`
    "#]],
    );
}

#[test]
fn several_documents() {
    check(
        "name: acme\n---\nname: zenith",
        expect![[r#"
        error: a spec is one YAML document, and here a second one begins
         --> acme.yaml:3:1
          |
        3 | name: zenith
          | ^^^^
          |
          = help: remove it and the `---` before it, or put it into a file of its own
    "#]],
    );
    check_whole(
        "name: acme\n---\n",
        expect![[r#"
        error: a spec is one YAML document, and here a second one begins
         --> acme.yaml:2:5
          |
        2 | ---
          |    ^
          |
          = help: remove it and the `---` before it, or put it into a file of its own
    "#]],
    );
}

#[test]
fn quotes() {
    check_whole(
        "name: acme\ntitle: \"Acme\nbase_url: https://api.acme.example\n",
        expect![[r#"
        error: this is not YAML: the quote that opens here is not closed
         --> acme.yaml:2:8
          |
        2 | title: "Acme
          |        ^^^^^
          |
          = help: close it, and double a quote that belongs to the text: `'it''s'`
    "#]],
    );
    check_whole(
        "title: 'it's Acme'\n",
        expect![[r#"
        error: this is not YAML: the next key or `- item` is expected here
         --> acme.yaml:1:12
          |
        1 | title: 'it's Acme'
          |            ^^^^^^^
          |
          = help: align it with the keys or items above, and put a text that holds quotes in other quotes
    "#]],
    );
    check_whole(
        r#"title: "C:\Acme""#,
        expect![[r#"
        error: this is not YAML: no such escape stands in double quotes
         --> acme.yaml:1:11
          |
        1 | title: "C:\Acme"
          |           ^^^^^^
          |
          = help: write `\\` for a backslash, or use single quotes
    "#]],
    );
}

#[test]
fn brackets() {
    check_whole(
        "endpoints: {\n  ping: { doc: Ping, GET: /ping\n",
        expect![[r#"
        error: this is not YAML: a `,` or the closing bracket is expected here
         --> acme.yaml:2:33
          |
        2 |   ping: { doc: Ping, GET: /ping
          |                                ^
          |
          = help: put a text that holds brackets, commas or `: ` in quotes
    "#]],
    );
    check_whole(
        "types:\n  Token: { fields: { a: string b: string } }\n",
        expect![[r#"
        error: this is not YAML: a `,` or the closing bracket is expected here
         --> acme.yaml:2:33
          |
        2 |   Token: { fields: { a: string b: string } }
          |                                 ^
          |
          = help: put a text that holds brackets, commas or `: ` in quotes
    "#]],
    );
}

#[test]
fn indentation() {
    check_whole(
        "name: acme\n  title: Acme\n",
        expect![[r#"
        error: this is not YAML: no `:` can stand here
         --> acme.yaml:2:8
          |
        2 |   title: Acme
          |        ^
          |
          = help: put a text that holds `: ` in quotes; a key stands below the first letter of the key before it
    "#]],
    );
    check_whole(
        "endpoints:\n    ping:\n  pong:\n",
        expect![[r#"
        error: this is not YAML: the next key or `- item` is expected here
         --> acme.yaml:3:3
          |
        3 |   pong:
          |   ^^^^
          |
          = help: align it with the keys or items above, and put a text that holds quotes in other quotes
    "#]],
    );
    check_whole(
        "endpoints:\n\tping:\n",
        expect![[r#"
        error: this is not YAML: a tab stands in the indentation
         --> acme.yaml:2:1
          |
        2 |     ping:
          | ^^^^^^^^
          |
          = help: indent with blanks
    "#]],
    );
    check_whole(
        "hosts:\n  - a\n  b: c\n",
        expect![[r#"
        error: this is not YAML: the next key or `- item` is expected here
         --> acme.yaml:3:3
          |
        3 |   b: c
          |   ^
          |
          = help: align it with the keys or items above, and put a text that holds quotes in other quotes
    "#]],
    );
}

#[test]
fn characters() {
    check_whole(
        "title: Acme: the API\n",
        expect![[r#"
        error: this is not YAML: no `:` can stand here
         --> acme.yaml:1:12
          |
        1 | title: Acme: the API
          |            ^
          |
          = help: put a text that holds `: ` in quotes; a key stands below the first letter of the key before it
    "#]],
    );
    check_whole(
        "title: @acme\n",
        expect![[r#"
        error: this is not YAML: nothing can begin with this character
         --> acme.yaml:1:8
          |
        1 | title: @acme
          |        ^^^^^
          |
          = help: put a text that begins with it in quotes
    "#]],
    );
    check_whole(
        "title: `acme`\n",
        expect![[r#"
        error: this is not YAML: nothing can begin with this character
         --> acme.yaml:1:8
          |
        1 | title: `acme`
          |        ^^^^^^
          |
          = help: put a text that begins with it in quotes
    "#]],
    );
    check_whole(
        "title: Acm\u{7}e\n",
        expect![[r#"
        error: this is not YAML: a control character stands here
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
fn anchors() {
    check_whole(
        "title: *acme\n",
        expect![[r#"
        error: nothing above has this anchor
         --> acme.yaml:1:8
          |
        1 | title: *acme
          |        ^^^^^
          |
          = help: declare it with `&name` at a value above, or put a text that begins with `*` in quotes
    "#]],
    );
    check_whole(
        "types: &types { Token: { fields: *types } }\n",
        expect![[r#"
        error: this is nested too deeply
         --> acme.yaml:1:24
          |
        1 | types: &types { Token: { fields: *types } }
          |                        ^^^^^^^^^^^^^^^^^^
          |
          = help: a spec is a few levels deep, and no value contains itself by `*anchor`
    "#]],
    );
}

#[test]
fn tags() {
    check(
        "title: !acme Acme",
        expect![[r#"
        error: the tag `!acme` means nothing in a spec
         --> acme.yaml:1:8
          |
        1 | title: !acme Acme
          |        ^^^^^^^^^^
          |
          = help: remove it, or put a text that begins with `!acme` in quotes
    "#]],
    );
    check(
        "doc: !!int twelve",
        expect![[r#"
        error: this value is not what its tag says
         --> acme.yaml:1:6
          |
        1 | doc: !!int twelve
          |      ^^^^^^^^^^^^
          |
          = help: remove the tag
    "#]],
    );
    check(
        "
hosts: !hosts
  auth: http://auth.acme.example
",
        expect![[r#"
            error: the tag `!hosts` means nothing in a spec
             --> acme.yaml:1:8
              |
            1 | hosts: !hosts
              |        ^^^^^^
              |
              = help: remove it, or put a text that begins with `!hosts` in quotes

            error: `http://auth.acme.example` is not an https URL
             --> acme.yaml:2:9
              |
            2 |   auth: http://auth.acme.example
              |         ^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: credentials travel over https only: write `https://…`
        "#]],
    );
}

#[test]
fn merge_keys() {
    check(
        "
types:
  Token: &token
    fields: { access_token: secret }
  AgentToken:
    <<: *token
",
        expect![[r#"
            error: merge keys are not part of the language
             --> acme.yaml:5:5
              |
            5 |     <<: *token
              |     ^^
              |
              = help: write the keys out, or refer to a whole value by `*anchor`
        "#]],
    );
}

#[test]
fn duplicate_keys() {
    check(
        "title: Acme\ndoc: An API.\ntitle: Zenith",
        expect![[r#"
        error: `title` stands twice in this mapping
         --> acme.yaml:3:1
          |
        3 | title: Zenith
          | ^^^^^
          |
          = help: remove one of the two
    "#]],
    );
    check(
        "
types:
  Token:
    fields: { access_token: secret, expires_in: seconds, access_token: string }
endpoints:
  log_in:
    doc: Log in.
    POST: /token
    returns: { 200: Token }
",
        expect![[r#"
            error: `access_token` stands twice in this mapping
             --> acme.yaml:3:58
              |
            3 |     fields: { access_token: secret, expires_in: seconds, access_token: string }
              |                                                          ^^^^^^^^^^^^
              |
              = help: remove one of the two
        "#]],
    );
}

#[test]
fn keys_that_are_no_text() {
    check(
        "[name, title]: acme",
        expect![[r#"
        error: a key is text, and this is a list or a mapping
         --> acme.yaml:1:1
          |
        1 | [name, title]: acme
          | ^^^^^^^^^^^^^
          |
          = help: write one word before the `:`
    "#]],
    );
    check(
        "{ name: title }: acme",
        expect![[r#"
        error: a key is text, and this is a list or a mapping
         --> acme.yaml:1:1
          |
        1 | { name: title }: acme
          | ^^^^^^^^^^^^^^^
          |
          = help: write one word before the `:`
    "#]],
    );
    check(
        "hosts: { '': https://auth.acme.example }",
        expect![[r#"
        error: this name is empty
         --> acme.yaml:1:10
          |
        1 | hosts: { '': https://auth.acme.example }
          |          ^^
          |
          = help: write a name before the `:`
    "#]],
    );
}

#[test]
fn letters_of_several_bytes_and_tabs() {
    check(
        "title: \"Ačmé — 🔑\"\ndoc: \"Ž\"\t# a tab\nhosts:\t[ä]",
        expect![[r#"
        error: `hosts` is a mapping, found a list
         --> acme.yaml:3:8
          |
        3 | hosts:    [ä]
          |           ^^^
          |
          = help: write a line `name: …` for each, indented, or remove the key
    "#]],
    );
    check(
        "hosts: { ä: \"https://ä.example/🔑?a=1\", 🔑: http://x.example }",
        expect![[r#"
        error: `ä` cannot name a host
         --> acme.yaml:1:10
          |
        1 | hosts: { ä: "https://ä.example/🔑?a=1", 🔑: http://x.example }
          |          ^
          |
          = help: use lower-case words joined by `_`

        error: nothing refers to the host `ä`
         --> acme.yaml:1:10
          |
        1 | hosts: { ä: "https://ä.example/🔑?a=1", 🔑: http://x.example }
          |          ^
          |
          = help: refer to it, or remove it

        error: a base URL has no query and no fragment
         --> acme.yaml:1:13
          |
        1 | hosts: { ä: "https://ä.example/🔑?a=1", 🔑: http://x.example }
          |             ^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: declare parameters under `query` of the endpoints

        error: `🔑` cannot name a host
         --> acme.yaml:1:40
          |
        1 | hosts: { ä: "https://ä.example/🔑?a=1", 🔑: http://x.example }
          |                                         ^^
          |
          = help: use lower-case words joined by `_`

        error: nothing refers to the host `🔑`
         --> acme.yaml:1:40
          |
        1 | hosts: { ä: "https://ä.example/🔑?a=1", 🔑: http://x.example }
          |                                         ^^
          |
          = help: refer to it, or remove it

        error: `http://x.example` is not an https URL
         --> acme.yaml:1:43
          |
        1 | hosts: { ä: "https://ä.example/🔑?a=1", 🔑: http://x.example }
          |                                             ^^^^^^^^^^^^^^^^
          |
          = help: credentials travel over https only: write `https://…`
    "#]],
    );
}

/// A caret underlines a whole value, as far as it stands on the line.
#[test]
fn carets() {
    check(
        "docs: 'it''s # no, page' # a comment",
        expect![[r#"
        error: `it's # no, page` is not the URL of a page
         --> acme.yaml:1:7
          |
        1 | docs: 'it''s # no, page' # a comment
          |       ^^^^^^^^^^^^^^^^^^
          |
          = help: write the whole of it: `https://docs.example.com`
    "#]],
    );
    check(
        r#"docs: "no \"page\", {at} all" # a comment"#,
        expect![[r#"
        error: `no "page", {at} all` is not the URL of a page
         --> acme.yaml:1:7
          |
        1 | docs: "no \"page\", {at} all" # a comment
          |       ^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: write the whole of it: `https://docs.example.com`
    "#]],
    );
    check(
        "docs: no, page [at], all#1 # a comment",
        expect![[r#"
        error: `no, page [at], all#1` is not the URL of a page
         --> acme.yaml:1:7
          |
        1 | docs: no, page [at], all#1 # a comment
          |       ^^^^^^^^^^^^^^^^^^^^
          |
          = help: write the whole of it: `https://docs.example.com`
    "#]],
    );
    check(
        "docs: |\n  no page\n  at all",
        expect![[r#"
        error: `no page\nat all\n` is not the URL of a page
         --> acme.yaml:1:7
          |
        1 | docs: |
          |       ^
          |
          = help: write the whole of it: `https://docs.example.com`
    "#]],
    );
    check(
        "docs: no page\n  at all",
        expect![[r#"
        error: `no page at all` is not the URL of a page
         --> acme.yaml:1:7
          |
        1 | docs: no page
          |       ^^^^^^^
          |
          = help: write the whole of it: `https://docs.example.com`
    "#]],
    );
    check(
        "doc: { a: '}', b: [1, \"]\"] } # a comment",
        expect![[r#"
        error: expected text, found a mapping
         --> acme.yaml:1:6
          |
        1 | doc: { a: '}', b: [1, "]"] } # a comment
          |      ^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: write text here
    "#]],
    );
    check(
        "doc: { a: 1,\n  b: 2 }",
        expect![[r#"
        error: expected text, found a mapping
         --> acme.yaml:1:6
          |
        1 | doc: { a: 1,
          |      ^^^^^^^
          |
          = help: write text here
    "#]],
    );
    check(
        "doc:\n  - a: 1\n  - b: 2",
        expect![[r#"
        error: expected text, found a list
         --> acme.yaml:2:3
          |
        2 |   - a: 1
          |   ^
          |
          = help: write text here
    "#]],
    );
    check(
        "doc:\n  a: 1",
        expect![[r#"
        error: expected text, found a mapping
         --> acme.yaml:2:3
          |
        2 |   a: 1
          |   ^
          |
          = help: write text here
    "#]],
    );
    check(
        "hosts: { a: it's http, b: &x it }",
        expect![[r#"
        error: nothing refers to the host `a`
         --> acme.yaml:1:10
          |
        1 | hosts: { a: it's http, b: &x it }
          |          ^
          |
          = help: refer to it, or remove it

        error: `it's http` is not a URL
         --> acme.yaml:1:13
          |
        1 | hosts: { a: it's http, b: &x it }
          |             ^^^^^^^^^
          |
          = help: write the whole of it: `https://api.example.com`

        error: nothing refers to the host `b`
         --> acme.yaml:1:24
          |
        1 | hosts: { a: it's http, b: &x it }
          |                        ^
          |
          = help: refer to it, or remove it

        error: `it` is not a URL
         --> acme.yaml:1:27
          |
        1 | hosts: { a: it's http, b: &x it }
          |                           ^^^^^
          |
          = help: write the whole of it: `https://api.example.com`
    "#]],
    );
    check(
        "doc: &x 'x'\nhosts: { a: \"http://x.example\", \"b\": *x }",
        expect![[r#"
        error: `x` is not a URL
         --> acme.yaml:1:6
          |
        1 | doc: &x 'x'
          |      ^^^^^^
          |
          = help: write the whole of it: `https://api.example.com`

        error: nothing refers to the host `a`
         --> acme.yaml:2:10
          |
        2 | hosts: { a: "http://x.example", "b": *x }
          |          ^
          |
          = help: refer to it, or remove it

        error: `http://x.example` is not an https URL
         --> acme.yaml:2:13
          |
        2 | hosts: { a: "http://x.example", "b": *x }
          |             ^^^^^^^^^^^^^^^^^^
          |
          = help: credentials travel over https only: write `https://…`

        error: nothing refers to the host `b`
         --> acme.yaml:2:33
          |
        2 | hosts: { a: "http://x.example", "b": *x }
          |                                 ^^^
          |
          = help: refer to it, or remove it
    "#]],
    );
}
