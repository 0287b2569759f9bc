//! Mistakes that authors make, of every kind and at every kind of place: each is answered where it was made, and once.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that fails may panic")]

mod judge;
mod make;
mod sources;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use self::judge::{Verdict, judge};
use self::make::{Kind, Mistake, mistakes};
use self::sources::sources;

/// One of so many mistakes is tried, over all sources. `MISTAKES=1` tries every one, which takes minutes.
const STEP: usize = 23;

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

#[test]
fn every_mistake_is_answered_where_it_was_made_and_once() {
    let step = std::env::var("MISTAKES").ok().and_then(|step| step.parse().ok()).unwrap_or(STEP);
    let of_source = |(name, text): (String, String)| {
        let named = mistakes(&text).into_iter().map(move |mistake| (name.clone(), mistake));
        named.collect::<Vec<_>>()
    };
    let mut counts: BTreeMap<Kind, Count> = BTreeMap::new();
    for (name, mistake) in sources().into_iter().flat_map(of_source).step_by(step) {
        if let Err(report) = auth_codegen::parse("mistake.yaml", &mistake.text) {
            count(counts.entry(mistake.kind).or_default(), &name, &mistake, report.problems());
        }
    }
    print(&counts);
    check(&counts);
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
fn print(counts: &BTreeMap<Kind, Count>) {
    for (kind, Count { refused, exact, astray, doubled }) in counts {
        println!("{kind:?}: {refused} refused, {exact} exact, {} astray, {} doubled", astray.len(), doubled.len());
        for row in astray.iter().chain(doubled) {
            println!("  {row}");
        }
    }
}

/// At least 97 of 100 are answered at the key or value that is wrong, and at most two elsewhere. At most two get a second
/// answer about something else: most of these are lines that are gone, and that several others need.
fn check(counts: &BTreeMap<Kind, Count>) {
    let sum = |of: fn(&Count) -> usize| counts.values().map(of).sum::<usize>();
    let (refused, exact) = (sum(|count| count.refused), sum(|count| count.exact));
    let (astray, doubled) = (sum(|count| count.astray.len()), sum(|count| count.doubled.len()));
    assert!(refused > 2000, "only {refused} mistakes were refused");
    assert!(exact * 100 >= refused * 97, "{exact} of {refused} are answered where they are");
    assert!(astray * 100 <= refused * 2, "{astray} of {refused} are answered elsewhere");
    assert!(doubled * 100 <= refused * 2, "{doubled} of {refused} have a second answer");
}
