//! A change that a report proposes mends its problem, whatever else is in the text. Advice without a change names no replacement.

use std::collections::BTreeSet;

use auth_codegen::{Edit, Problem, Report};

use crate::table::Table;

/// What is said about a word that may be meant, where it is only a part of what is at the position.
const PARTS: [&str; 3] = ["unknown name", "of this path is not declared", " has no field "];

#[test]
fn a_change_mends_its_problem() {
    let (mut changed, mut prose) = (0, BTreeSet::new());
    for path in crate::files() {
        let text = std::fs::read_to_string(path).unwrap();
        for spec in Table::read(&text).specs() {
            let Some(report) = crate::report_of_case(&spec) else { continue };
            for problem in report.problems() {
                match &problem.edit {
                    Some(edit) => {
                        changed += 1;
                        check(&spec, &report, problem, edit);
                    }
                    None => prose.extend(names_a_replacement(problem)),
                }
            }
        }
    }
    assert!(changed > 40, "{changed} changes were proposed");
    assert!(prose.is_empty(), "these name a replacement, and propose no change: {prose:#?}");
}

fn check(spec: &str, before: &Report, problem: &Problem, edit: &Edit) {
    let after = apply(spec, edit);
    let report = auth_codegen::parse("acme.yaml", &after).err();
    let remaining = report.as_ref().map(|report| has(report, problem));
    assert!(remaining != Some(true), "{problem:?} is there after its change:\n{after}");
    for new in report.iter().flat_map(Report::problems).filter(|new| !has(before, new)) {
        assert!(is_hidden(new, problem), "{problem:?}: its change makes {new:?}:\n{after}");
    }
    let replaced = replaced(spec, edit);
    let is_literal = |text: &str| text.parse::<f64>().is_ok() || matches!(text, "true" | "false" | "null");
    let is_quoted = edit.text.starts_with(['"', '\'']);
    assert!(!(is_literal(&replaced) && is_quoted), "{problem:?} changes the type of {replaced}");
}

/// What was broken was not looked at: what is wrong with it, or refers to it, comes to light when it is mended.
fn is_hidden(new: &Problem, mended: &Problem) -> bool {
    new.line >= mended.line
        || new.message.contains("has no example")
        || ["is never used", "are never used", " missing", "nothing "].iter().any(|part| new.message.contains(part))
}

fn replaced(spec: &str, edit: &Edit) -> String {
    let line: Vec<char> = spec.lines().nth(edit.line - 1).unwrap_or_default().chars().collect();
    line[edit.columns.start - 1..edit.columns.end - 1].iter().collect()
}

fn has(report: &Report, problem: &Problem) -> bool {
    report.problems().iter().any(|found| (found.line, &found.message) == (problem.line, &problem.message))
}

fn apply(spec: &str, edit: &Edit) -> String {
    let mut lines: Vec<String> = spec.lines().map(str::to_owned).collect();
    let line = &mut lines[edit.line - 1];
    let letters: Vec<char> = line.chars().collect();
    let (before, after) = (&letters[..edit.columns.start - 1], &letters[edit.columns.end - 1..]);
    *line = before.iter().copied().chain(edit.text.chars()).chain(after.iter().copied()).collect();
    lines.join("\n")
}

fn names_a_replacement(problem: &Problem) -> Option<String> {
    let is_named = problem.help.as_ref().is_some_and(|help| help.starts_with("did you mean"));
    let is_part = PARTS.iter().any(|part| problem.message.contains(part));
    (is_named && !is_part).then(|| problem.message.clone())
}
