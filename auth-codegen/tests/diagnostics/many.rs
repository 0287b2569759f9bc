//! Reports on specs too long to be written down.

use std::fmt::Write as _;

use crate::report;

/// To place a problem takes a reading of the text, so a report does not grow without end; it says how it goes on.
#[test]
fn a_thousand_mistakes() {
    let mut spec = "name: acme\ntitle: Acme\nbase_url: https://api.acme.example\nendpoints:\n".to_owned();
    for number in 0..1_000 {
        writeln!(
            spec,
            "  e{number}: {{ doc: Find., GET: /find, returns: {{ 200: nope }}, examples: [{{ response: 1 }}] }}"
        )
        .unwrap();
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
    assert_eq!(messages, ["this is nested too deeply", "this is nested too deeply", "this spec has too many values"]);
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
