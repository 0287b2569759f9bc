//! What holds for every report.

use auth_codegen::{Problem, Report};

pub(crate) fn check(spec: &str, report: &Report) {
    let problems = report.problems().iter();
    problems.flat_map(|problem| problem.related.iter().chain([problem])).for_each(check_house_style);
    // What is the same in each is tried of each fourth.
    if crate::is_thorough() || spec.len().is_multiple_of(4) {
        check_other_line_ends(spec, report);
    }
}

/// Errors are for the author: lower case, no final full stop, never the word "invalid", and what to do.
fn check_house_style(problem: &Problem) {
    let Problem { message, help, .. } = problem;
    let help = help.as_deref().unwrap_or_default();
    assert!(!help.is_empty(), "`{message}` says nothing about what to do");
    for text in [message.as_str(), help] {
        assert!(!text.ends_with('.'), "`{text}` ends with a full stop");
        assert!(!text.to_lowercase().contains("invalid"), "`{text}` says invalid");
        assert!(!text.contains("  "), "`{text}` has two spaces in a row");
    }
    let first = message.chars().next().unwrap();
    assert!(!first.is_uppercase() || message.starts_with("PKCE"), "`{message}` begins with a capital");
}

/// Line ends and a byte order mark change neither the problems nor their places.
fn check_other_line_ends(spec: &str, report: &Report) {
    let other = format!("\u{feff}{}", spec.replace('\n', "\r\n"));
    let other = auth_codegen::parse("acme.yaml", &other).expect_err("a spec with a mistake");
    assert_eq!(report.problems(), other.problems(), "with CRLF and a byte order mark");
}
