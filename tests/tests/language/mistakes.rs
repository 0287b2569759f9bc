//! Mistakes that authors make, of every kind and at every kind of place: each is answered where it was made, and once.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that fails may panic")]

mod judge;
mod make;
mod sources;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use auth_tests::{by_samples, in_parallel};

use self::judge::{Verdict, judge};
use self::make::{Kind, Mistake, mistakes};
use self::sources::{Source, sources};

/// One of so many mistakes is tried, over all sources: of 47, or of 23 with `SAMPLES=large`, as in `.ci/run`. `MISTAKES=1` tries
/// every one, which takes minutes.
fn step() -> usize {
    let chosen = std::env::var("MISTAKES").ok().and_then(|step| step.parse().ok());
    chosen.unwrap_or_else(|| by_samples(23, 47))
}

/// What was found of the mistakes of one kind.
#[derive(Default)]
struct Count {
    refused: usize,
    exact: usize,
    /// Answered neither on the line of the mistake nor by a problem that names what is wrong there.
    astray: Vec<String>,
    /// Answered by a further problem that is not about the mistake.
    doubled: Vec<String>,
}

/// The counts of all mistakes of some sources.
type Counts = BTreeMap<Kind, Count>;

#[test]
fn every_mistake_is_answered_where_it_was_made_and_once() {
    let trials = trials(step());
    let reports = in_parallel(&trials, |trial| auth_codegen::parse("mistake.yaml", &trial.mistake.text).err());
    let (mut of_sketches, mut of_others) = (Counts::new(), Counts::new());
    for (Trial { name, is_sketch, mistake }, report) in trials.iter().zip(reports) {
        let counts = if *is_sketch { &mut of_sketches } else { &mut of_others };
        if let Some(report) = report {
            count(counts.entry(mistake.kind).or_default(), name, mistake, report.problems());
        }
    }
    print(&of_sketches);
    print(&of_others);
    check(&of_sketches, 1000);
    check(&of_others, 250);
}

/// A mistake in a spec.
struct Trial {
    name: String,
    is_sketch: bool,
    mistake: Mistake,
}

/// One of `step` mistakes. Each source has mutants in every run, and they are not always of the same kinds.
fn trials(step: usize) -> Vec<Trial> {
    let mut trials = Vec::new();
    for Source { name, text, is_sketch } in sources() {
        let before = trials.len();
        let some = mistakes(&text).into_iter().skip(before % step).step_by(step);
        trials.extend(some.map(|mistake| Trial { name: name.clone(), is_sketch, mistake }));
        assert!(trials.len() > before, "{name} has no mutants");
    }
    trials
}

fn count(count: &mut Count, name: &str, mistake: &Mistake, problems: &[auth_codegen::Problem]) {
    let Verdict { is_exact, is_astray, is_doubled } = judge(mistake, problems);
    count.refused += 1;
    count.exact += usize::from(is_exact);
    let describe = || {
        let mut text = format!("{name}:{} {:?} -> {:?}", mistake.line, mistake.was, mistake.is);
        for found in problems {
            let help = found.help.as_deref().unwrap_or("-");
            let _ = write!(text, "\n    {}:{} {} | {help}", found.line, found.column, found.message);
        }
        text
    };
    count.astray.extend(is_astray.then(describe));
    count.doubled.extend(is_doubled.then(describe));
}

/// Prints the counts, and what is left to mend.
fn print(counts: &Counts) {
    for (kind, Count { refused, exact, astray, doubled }) in counts {
        println!("{kind:?}: {refused} refused, {exact} exact, {} astray, {} doubled", astray.len(), doubled.len());
        for row in astray.iter().chain(doubled) {
            println!("  {row}");
        }
    }
}

/// At least 99 of 100 are answered at the key or value that is wrong, at most one of 200 is answered elsewhere, and none gets a
/// second answer about something else.
fn check(counts: &Counts, least: usize) {
    let sum = |of: fn(&Count) -> usize| counts.values().map(of).sum::<usize>();
    let (refused, exact) = (sum(|count| count.refused), sum(|count| count.exact));
    let (astray, doubled) = (sum(|count| count.astray.len()), sum(|count| count.doubled.len()));
    assert!(refused > least, "only {refused} mistakes were refused");
    assert!(exact * 100 >= refused * 99, "{exact} of {refused} are answered where they are");
    assert!(astray * 200 <= refused, "{astray} of {refused} are answered elsewhere");
    assert_eq!(doubled, 0, "of {refused} mistakes, some have a second answer");
}
