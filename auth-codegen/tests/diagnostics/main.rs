//! What an author reads when a spec is wrong: text in, text out.
//!
//! A test shows the part of a spec that is wrong. [`check`] puts it first and completes it to a whole spec, so that the lines
//! of a report are the lines of the test. `UPDATE_EXPECT=1 cargo test -p auth-codegen` writes what is reported into the tests.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails may panic")]
#![allow(clippy::needless_raw_string_hashes, reason = "this is how expect-test writes texts")]
#![allow(clippy::too_many_lines, reason = "a table of mistakes is as long as it is")]
#![allow(clippy::needless_pass_by_value, reason = "`expect!` is written where it is used")]

mod credentials;
mod endpoints;
mod errors;
mod examples;
mod many;
mod names;
mod shape;
mod tokens;
mod types;
mod urls;
mod yaml;

use auth_codegen::{Problem, Report};
use expect_test::Expect;

/// What completes a part to a spec, by the key that each begins with.
const BASE: [&str; 4] = [
    "name: acme",
    "title: Acme",
    "base_url: https://api.acme.example",
    "endpoints:
  ping:
    doc: Ask whether the service is there.
    GET: /ping
    returns: { 204: nothing }",
];

/// Checks what is reported of a part of a spec, which is completed from [`BASE`] below.
fn check(part: &str, expected: Expect) {
    check_whole(&complete(part), expected);
}

/// Checks what is reported of a spec as it is.
fn check_whole(spec: &str, expected: Expect) {
    let report = report(spec);
    report.problems().iter().for_each(check_house_style);
    check_other_line_ends(spec, &report);
    expected.assert_eq(&format!("{report}\n"));
}

fn report(spec: &str) -> Report {
    auth_codegen::parse("acme.yaml", spec).expect_err("a spec with a mistake")
}

/// The part, and the keys that it does not have itself.
fn complete(part: &str) -> String {
    let part = part.trim_start_matches('\n');
    let has = |key: &str| part.lines().any(|line| line.starts_with(key));
    let missing = BASE.iter().filter(|text| !has(&text[..=text.find(':').unwrap()]));
    std::iter::once(part).chain(missing.copied()).fold(String::new(), |spec, text| spec + text.trim_end() + "\n")
}

/// Errors are for the author: lower case, no final full stop, never the word "invalid", and what to do.
fn check_house_style(problem: &Problem) {
    let Problem { message, help, .. } = problem;
    let help = help.as_deref().unwrap_or_default();
    assert!(!help.is_empty(), "`{message}` says nothing about what to do");
    for text in [message.as_str(), help] {
        assert!(!text.ends_with('.'), "`{text}` ends with a full stop");
        assert!(!text.to_lowercase().contains("invalid"), "`{text}` says invalid");
        assert!(!text.contains("  "), "`{text}` has two blanks");
    }
    let first = message.chars().next().unwrap();
    assert!(!first.is_uppercase() || message.starts_with("PKCE"), "`{message}` begins with a capital");
}

/// Line ends and a byte order mark are the editor's affair: the same problems stand at the same places.
fn check_other_line_ends(spec: &str, report: &Report) {
    let other = format!("\u{feff}{}", spec.replace('\n', "\r\n"));
    let other = self::report(&other);
    assert_eq!(report.problems(), other.problems(), "with CRLF and a byte order mark");
}
