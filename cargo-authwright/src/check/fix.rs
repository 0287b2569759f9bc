//! `check --fix`: applies the edits that problems propose.

use std::collections::HashSet;

use anyhow::{Context, Result, bail};
use auth_codegen::{Code, Edit, Problem, Report, parse};

use crate::spec::Spec;
use crate::spec::files;
use crate::terminal::{complain, plural};

/// Mends the files of specs as far as edits can, and reads them again. Everything else of a file stays as it is, comments
/// included. Prints each edit to standard error.
pub(super) fn fix(specs: &mut [Spec]) -> Result<()> {
    let mut edits = 0;
    for spec in specs.iter_mut() {
        let mended = Mended::of(&spec.shown, &spec.text);
        if mended.lines.is_empty() {
            continue;
        }
        let Some(file) = &spec.file else { bail!("standard input cannot be mended: name a file") };
        files::write(file, &mended.text).with_context(|| format!("cannot write {}", file.display()))?;
        mended.lines.iter().for_each(|line| complain!("{line}"));
        edits += mended.lines.len();
        spec.text = mended.text;
    }
    if edits > 0 {
        complain!("{}\n", plural(edits, "edit"));
    }
    Ok(())
}

/// Returns how many edits [`fix`] would make.
pub(super) fn edits(spec: &Spec) -> usize {
    Mended::of(&spec.shown, &spec.text).lines.len()
}

/// A text after the edits, and a line about each of them.
#[derive(Debug, PartialEq, Eq)]
struct Mended {
    text: String,
    lines: Vec<String>,
}

impl Mended {
    /// Applies one edit after the other and reads the text after each: the next problem is one of the new text. An edit that
    /// does not solve its problem, or leads to a duplicate key, is not applied.
    fn of(path: &str, text: &str) -> Self {
        let mut mended = Self { text: text.to_owned(), lines: Vec::new() };
        let mut seen = HashSet::from([mended.text.clone()]);
        let mut refused = HashSet::new();
        while let Err(report) = parse(path, &mended.text) {
            let is_open = |problem: &&Problem| problem.edit.is_some() && !refused.contains(&key(problem));
            let Some(problem) = report.problems().iter().find(is_open) else { break };
            let Some(edit) = &problem.edit else { break };
            let after = edit.apply(&mended.text);
            // An edit that took a comma away would take what is after it, too.
            let is_cut = after.matches(',').count() < mended.text.matches(',').count();
            if is_cut || seen.contains(&after) || is_worse(&report, problem, parse(path, &after).err().as_ref()) {
                refused.insert(key(problem));
                continue;
            }
            mended.lines.push(describe(path, problem, edit));
            seen.insert(after.clone());
            mended.text = after;
        }
        mended
    }
}

/// What tells a problem from others, also after edits before it in its line.
fn key(problem: &Problem) -> (usize, String) {
    (problem.line, problem.message.clone())
}

fn is_worse(before: &Report, problem: &Problem, after: Option<&Report>) -> bool {
    let count = |code: Code| before.problems().iter().filter(|problem| problem.code == code).count();
    let after: Vec<&Problem> = after.into_iter().flat_map(Report::problems).collect();
    let is_more = |code: Code| after.iter().filter(|problem| problem.code == code).count() > count(code);
    let stays = after.iter().any(|found| (found.column, key(found)) == (problem.column, key(problem)));
    stays || is_more(Code::DUPLICATE_KEY) || is_more(Code::YAML)
}

fn describe(path: &str, problem: &Problem, edit: &Edit) -> String {
    let Problem { line, column, message, .. } = problem;
    format!("{path}:{line}:{column}: {message}: wrote `{}`", edit.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACME: &str = "\
\u{feff}name: acme   # the name\r
titel: Acmé\r
base_url: https://api.acme.example\r
endpoints:\r
  ping: { GTE: /ping, dco: Ask., retruns: { 204: nothing } } # `GTE` stays here\r
";

    #[test]
    fn several_edits_of_a_line_keep_all_else() {
        let mended = Mended::of("acme.yaml", ACME);
        let edits = [("titel", "title"), ("GTE: /", "GET: /"), ("dco", "doc"), ("retruns", "returns")];
        let expected = edits.iter().fold(ACME.to_owned(), |text, (wrong, right)| text.replacen(wrong, right, 1));
        assert_eq!(mended.text, expected, "{mended:#?}");
        assert_eq!(mended.lines.len(), 4);
        assert_eq!(mended.lines[0], "acme.yaml:2:1: a spec has no key `titel`: wrote `title`");
        assert!(parse("acme.yaml", &mended.text).is_ok());
    }

    /// What follows in the same line, or in the same brackets, stays.
    #[test]
    fn an_edit_ends_at_a_comma_of_brackets_that_are_opened_above() {
        let text =
            ACME.replace("titel", "title").replace("GTE", "GET").replace("dco", "doc").replace("retruns", "returns");
        let text =
            format!("{text}types: {{\r\n  Token: {{ fields: {{\r\n    id:string, name:string\r\n  }} }}\r\n}}\r\n");
        let mended = Mended::of("acme.yaml", &text);
        assert!(mended.text.contains("    id: string, name: string\r\n"), "{}", mended.text);
    }

    /// Both keys may have been meant: neither edit is made if it leads to a duplicate.
    #[test]
    fn an_edit_does_no_harm() {
        let text = ACME
            .replace("titel", "title")
            .replace("retruns: { 204: nothing }", "returns: { 204: nothing }, docs: Ping.")
            .replace("GTE", "GET");
        let mended = Mended::of("acme.yaml", &text.replace("dco", "doc"));
        assert_eq!(mended.lines, Vec::<String>::new(), "{}", mended.text);
        assert!(Mended::of("acme.yaml", "a: [").lines.is_empty());
        assert!(Mended::of("acme.yaml", "").lines.is_empty());
    }
}
