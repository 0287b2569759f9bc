//! Specs that one front end accepted and the other refused, each put into a spec that is right otherwise.

use super::{Seen, derives, generate, rustc};

/// A field of the error body, an endpoint, and what the parser says; nothing, if it accepts them.
type Row = (&'static str, &'static str, &'static str);

const PING: &str = "GET: /ping, returns: { 204: nothing }";

const ROWS: [Row; 14] = [
    ("errorCode: { type: optional string, at: error.errorCode }", PING, ""),
    ("codes: { type: optional list of string, separator: \",\" }", PING, ""),
    (
        "a: { type: optional string, doc: \"a\\u202Eb\" }",
        PING,
        "the mark U+202E changes the direction of the text after it",
    ),
    ("\"a\\u2066b\": optional string", PING, "the mark U+2066 changes the direction of the text after it"),
    ("Secret: optional string", PING, ""),
    ("a: optional string", "GET: /ping, json: {}, returns: { 204: nothing }", "a GET request has no body"),
    (
        "a: optional string",
        "GET: /ping, form: { a: { const: b } }, returns: { 204: nothing }",
        "a GET request has no body",
    ),
    ("a: optional string", "GET: /käse, returns: { 204: nothing }", "a path can hold only visible ASCII characters"),
    (
        "a: optional string",
        "GET: \"/a\\tb\", returns: { 204: nothing }",
        "a path can hold only visible ASCII characters",
    ),
    (
        "a: optional string",
        "GET: \"/a/{x}/b/{x}\", path: { x: string }, returns: { 204: nothing }",
        "`{x}` is in this path twice",
    ),
    (
        "a: optional string",
        "GET: /a, query: { l: { type: optional list of string, at_least: 0 } }, returns: { 204: nothing }",
        "every list has at least 0 items",
    ),
    (
        "a: optional string",
        "POST: /a, json: { a: { const: \"{b}\" }, c: { const: 1.5 } }, returns: { 204: nothing }",
        "",
    ),
    ("a: optional string", "GET: /a, headers: { X-A: { const: \"{b}\" } }, returns: { 204: nothing }", ""),
    ("a.b: optional string", "GET: \"/a/{{b}}\", returns: { 204: nothing }", ""),
];

fn spec(field: &str, endpoint: &str) -> String {
    format!(
        "name: acme\ntitle: Acme\nbase_url: https://api.acme.example\nerror_body: Fault\n\
         types:\n  Fault:\n    fields:\n      {field}\n\
         errors:\n  400: {{ name: BadRequest }}\n\
         endpoints:\n  call: {{ doc: Call., {endpoint} }}\n"
    )
}

#[test]
fn each_row_is_accepted_by_all_or_refused_by_the_parser() {
    let mut modules = Vec::new();
    for (field, endpoint, refusal) in ROWS {
        let spec = spec(field, endpoint);
        match auth_codegen::parse("parity.yaml", &spec) {
            Ok(_) => {
                assert_eq!(refusal, "", "accepted: {spec}");
                let code = generate(&spec).expect("an accepted spec");
                assert_eq!(derives::refusals(&code, &Seen::default()), Vec::<String>::new(), "{spec}");
                modules.push(code);
            }
            Err(report) => {
                let is_said = report.problems().iter().any(|problem| problem.message.starts_with(refusal));
                assert!(is_said && !refusal.is_empty(), "{report}");
            }
        }
    }
    rustc::compile(&modules).unwrap_or_else(|said| panic!("{said}"));
}
