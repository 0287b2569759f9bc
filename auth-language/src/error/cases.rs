//! Checks the cases of one error enum, in the order in which they are tried.

use std::collections::HashMap;

use super::model::{Case, implies};
use crate::problem::{Code, Problems};
use crate::suggest;

/// Checks all rules of the cases of one error enum. The cases are in the order in which they are tried.
pub fn check_cases<P: Copy>(cases: &[Case<P>], problems: &mut Problems<P>) {
    for case in cases.iter().filter(|case| case.when.is_empty()) {
        if let Some(status) = case.statuses.iter().find(|status| status.value < 300) {
            let message = format!("`{}` would make every {} an error", case.name.value, status.value);
            problems.report(Code::CONDITION, case.name.at, message, "say with `when` what its body says");
        }
    }
    check_names(cases, problems);
    check_reachable(cases, problems);
}

/// Checks that no two cases have the same name.
fn check_names<P: Copy>(cases: &[Case<P>], problems: &mut Problems<P>) {
    let mut seen: HashMap<&str, u16> = HashMap::new();
    for Case { name, statuses, .. } in cases {
        let Some(status) = statuses.first() else { continue };
        if let Some(first) = seen.insert(&name.value, status.value) {
            let message = format!("`{}` is already the name of an error with status {first}", name.value);
            let help = if first == status.value {
                "give one of them another name".to_owned()
            } else {
                format!(
                    "give one of them another name, or write one for both statuses: `\"{first}, {}\"`",
                    status.value
                )
            };
            problems.report(Code::COLLISION, name.at, message, help);
        }
    }
}

/// Checks that every case can be reached. The first case that matches is used, so a less specific case must come after
/// the more specific ones. One that takes several others is reported itself.
fn check_reachable<P: Copy>(cases: &[Case<P>], problems: &mut Problems<P>) {
    let mut hidden: Vec<Hidden<'_, P>> = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let earlier = cases.get(..index).unwrap_or_default();
        let takers = case.statuses.iter().map(|status| taker(earlier, case, status.value).zip(Some(status.value)));
        let Some(takers) = takers.collect::<Option<Vec<_>>>() else { continue };
        // Two of one name were reported.
        let takers = takers.first().filter(|(first, _)| first.name.value != case.name.value);
        hidden.extend(takers.map(|(first, status)| Hidden { case, first, status: *status }));
    }
    for (index, it) in hidden.iter().enumerate() {
        let by_the_same = |other: &&Hidden<'_, P>| other.first.name.value == it.first.name.value;
        let others: Vec<&Hidden<'_, P>> = hidden.iter().filter(by_the_same).collect();
        match others.as_slice() {
            [_] => report_hidden(it, problems),
            several if hidden.iter().position(|other| by_the_same(&other)) == Some(index) => {
                report_taker(several, problems);
            }
            _ => {}
        }
    }
}

/// A case that cannot be reached, and the first one that takes all of a status from it.
struct Hidden<'c, P> {
    case: &'c Case<P>,
    first: &'c Case<P>,
    status: u16,
}

impl<P> Hidden<'_, P> {
    fn taken(&self) -> String {
        let such = if self.first.when.is_empty() { "" } else { "such " };
        format!("`{}` matches every {such}{}", self.first.name.value, self.status)
    }
}

fn report_hidden<P: Copy>(hidden: &Hidden<'_, P>, problems: &mut Problems<P>) {
    let Hidden { case, first, .. } = hidden;
    let message = format!("`{}` is unreachable: {}", case.name.value, hidden.taken());
    // Two that match the same hide each other in any order.
    let is_same = implies(&first.when, &case.when);
    let first_name = &first.name.value;
    let help = match (is_same, first.when.is_empty()) {
        (true, true) => {
            format!("say with a `when` in `{first_name}` which of them it is, or remove one of the two")
        }
        (true, false) => "give one of the two another `when`, or remove it".to_owned(),
        (false, _) => format!("put `{first_name}` after it"),
    };
    problems.report(Code::UNREACHABLE, case.name.at, message, help);
}

/// Reports a case that hides several others, such as one whose `when` is missing.
fn report_taker<P: Copy>(hidden: &[&Hidden<'_, P>], problems: &mut Problems<P>) {
    let Some(one) = hidden.first() else { return };
    let first = one.first;
    let names: Vec<&str> = hidden.iter().map(|hidden| hidden.case.name.value.as_str()).collect();
    let message = format!("{}, so that these are unreachable: {}", one.taken(), suggest::list(&names));
    let when = if first.when.is_empty() { "a `when`" } else { "another `when`" };
    let help = format!("say with {when} in `{}` which of them it is, or put it after them", first.name.value);
    problems.report(Code::UNREACHABLE, first.name.at, message, help);
}

/// Returns the earlier case that matches every reply that `later` matches with this status.
fn taker<'c, P>(earlier: &'c [Case<P>], later: &Case<P>, status: u16) -> Option<&'c Case<P>> {
    earlier.iter().find(|case| case.has(status) && implies(&later.when, &case.when))
}
