//! Judges how a mistake is answered.

use auth_codegen::Problem;

use super::make::{Kind, Mistake};

/// How a mistake is answered.
pub(crate) struct Verdict {
    /// The first problem is at the key or value that is wrong.
    pub(crate) is_exact: bool,
    /// No problem is on the line of the mistake, or names what is wrong there.
    pub(crate) is_astray: bool,
    /// A further problem is about something else.
    pub(crate) is_doubled: bool,
}

pub(crate) fn judge(mistake: &Mistake, problems: &[Problem]) -> Verdict {
    // What was the only line of something leaves that empty.
    let is_empty = matches!(problems, [only] if mistake.kind == Kind::LineGone && only.line == mistake.outer);
    let is_about = |problem: &Problem| is_near(mistake, problem) || names(mistake, problem);
    Verdict {
        is_exact: problems.iter().any(|problem| is_at(mistake, problem) || names(mistake, problem)) || is_empty,
        is_astray: !problems.iter().any(is_about) && !is_empty,
        is_doubled: problems.len() > 1 && !problems.iter().all(is_about),
    }
}

/// Whether a problem is at the words that were changed, or at the key before a value.
fn is_at(mistake: &Mistake, problem: &Problem) -> bool {
    let width = mistake.is.chars().count().max(mistake.columns.len());
    let is_line =
        matches!(mistake.kind, Kind::LineGone | Kind::LineTwice | Kind::Indentation | Kind::Tab | Kind::BracketGone);
    if is_line {
        return is_near(mistake, problem);
    }
    let before = if matches!(mistake.kind, Kind::NoColon | Kind::NoSpace) { 40 } else { 0 };
    let start = mistake.columns.start.min(mistake.key);
    problem.line == mistake.line && problem.column + before >= start && problem.column <= mistake.columns.start + width
}

/// Whether a problem is on the line, or on the next where a line was added, removed or moved.
fn is_near(mistake: &Mistake, problem: &Problem) -> bool {
    let after = match mistake.kind {
        Kind::LineTwice | Kind::LineGone | Kind::Indentation | Kind::BracketGone | Kind::NoColon | Kind::NoSpace => 1,
        _ => 0,
    };
    (mistake.line..=mistake.line + after).contains(&problem.line)
}

/// Whether a problem names what was there, or what is there now.
fn names(mistake: &Mistake, problem: &Problem) -> bool {
    let said = format!("{} {}", problem.message, problem.help.as_deref().unwrap_or_default());
    // A line has words such as `is`, which are in messages, too; what is between backticks is a name.
    let least = if mistake.columns.start == 1 { 2 } else { 1 };
    let named: Vec<&str> = said.split('`').skip(1).step_by(2).flat_map(words).collect();
    let said: Vec<&str> = words(&said).filter(|word| word.len() > least).chain(named).collect();
    words(&mistake.was).chain(words(&mistake.is)).any(|word| word.len() > 1 && said.contains(&word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).filter(|word| !word.is_empty())
}
