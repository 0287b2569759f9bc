//! Made-up specs of any size.

use std::fmt::Write as _;

/// A spec with this many endpoints, each with a request and a reply type of its own, as real specs have them: every third has a
/// path parameter, a query and a list.
#[must_use]
pub fn synthetic(endpoints: usize) -> String {
    let mut types = String::new();
    let mut calls = String::new();
    for number in 0..endpoints {
        write_type(&mut types, number);
        write_endpoint(&mut calls, number);
    }
    format!("{HEAD}\ntypes:\n{FAULT}{types}\nendpoints:\n{calls}{TAIL}")
}

const HEAD: &str = "\
name: synthetic
title: Synthetic
base_url: https://api.synthetic.example/v1
error_body: Fault
errors:
  400: { name: BadRequest, doc: The request is malformed. }
  401: { name: Unauthorized, doc: The token is wrong. }
  429: { name: RateLimited, doc: Too many requests. }
";

const FAULT: &str = "  Fault:
    doc: Why a request was refused.
    fields:
      code: { type: optional string, means: code }
      message: { type: optional string, means: message }
";

const TAIL: &str = "
credentials:
  api_key:
    doc: A key.
    key: { example: key_example_1 }
    attach: bearer
";

fn write_type(out: &mut String, number: usize) {
    let _ = writeln!(
        out,
        "  Thing{number}:
    doc: The reply of call {number}.
    fields:
      id: {{ type: string, doc: Its name. }}
      count: {{ type: integer, doc: How many. }}
      created: {{ type: timestamp, doc: When it was made. }}
      labels: {{ type: optional list of string, doc: What it is about. }}"
    );
}

fn write_endpoint(out: &mut String, number: usize) {
    let (path, parameters, given) = match number % 3 {
        0 => ("/{tenant}", "\n    path: { tenant: string }\n    query: { page: optional integer }", "tenant: acme, page: 2, "),
        _ => ("", "", ""),
    };
    let _ = writeln!(
        out,
        "  make_thing{number}:
    doc: Make thing {number}.
    POST: /things/{number}{path}
    auth: required{parameters}
    json:
      name: string
      secret_value: secret
      size: integer
      note: optional string
    returns: {{ 200: Thing{number} }}
    examples:
      - request: {{ {given}name: one, secret_value: secret_example_{number}, size: 3 }}
        response: {{ id: thing_1, count: 2, created: 2024-01-21T12:00:00Z, labels: [a, b] }}"
    );
}
