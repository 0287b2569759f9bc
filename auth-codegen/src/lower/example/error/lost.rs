//! Reports paths that several examples lack: the mistake is in the path, rather than in each of the examples.

use std::collections::{BTreeMap, BTreeSet};

use auth_language::error::Is;
use auth_language::problem::Code;
use auth_language::suggest;
use auth_language::value::Origin;

use crate::conformance;
use crate::lower::context::Context;
use crate::lower::value::field::is_open;
use crate::model::{Field, Provider};
use crate::text::Spot;

/// How many cases must agree that a field is elsewhere.
const LEAST: usize = 2;

/// Reports the fields that several conditions test, and that none of the examples has: the mistake is in where the field is.
pub(super) fn report(tested: &BTreeMap<Spot, Tested<'_>>, cx: &mut Context<'_>) -> BTreeSet<Spot> {
    let lost = tested.iter().filter(|(_, tested)| tested.with.is_empty());
    report_paths(lost, cx, |path, _| format!("no example has `{path}`, by which errors are told apart"))
}

/// Reports the fields that several of the examples lack: one mistake is in where the field is, rather than one in each of them.
pub(super) fn report_partly(tested: &BTreeMap<Spot, Tested<'_>>, cx: &mut Context<'_>) -> BTreeSet<Spot> {
    let partly = tested.iter().filter(|(_, tested)| !tested.with.is_empty());
    report_paths(partly, cx, |path, cases| {
        format!("the examples of {} have no `{path}`, by which they are told apart", suggest::list(cases))
    })
}

fn report_paths<'t>(
    tested: impl Iterator<Item = (&'t Spot, &'t Tested<'t>)>,
    cx: &mut Context<'_>,
    describe: impl Fn(&Origin, &[&str]) -> String,
) -> BTreeSet<Spot> {
    let mut spots = BTreeSet::new();
    for (spot, Tested { field, without, .. }) in tested {
        let Some(origin) = field.at.first().filter(|_| without.len() >= LEAST) else { continue };
        if !field.is_in_head() && !is_open(field) {
            let cases: Vec<&str> = without.iter().copied().collect();
            let message = describe(&origin.value, &cases);
            cx.report(Code::MEMBER_PATH, origin.at, message, "correct the path, or the examples");
            spots.insert(*spot);
        }
    }
    spots
}

/// A field that conditions test, with the cases whose examples have it, and those whose examples do not.
pub(super) struct Tested<'p> {
    field: &'p Field,
    with: BTreeSet<&'p str>,
    without: BTreeSet<&'p str>,
}

/// Returns the fields that conditions test.
pub(super) fn tested(provider: &Provider) -> BTreeMap<Spot, Tested<'_>> {
    let mut tested = BTreeMap::new();
    for case in provider.error_sets.iter().flat_map(|set| &set.cases) {
        let Some(example) = case.example.as_ref().filter(|example| !example.is_string()) else { continue };
        let is_met = conformance::unmet(case, example, &conformance::headers_of(case)).is_none();
        for field in case.when.iter().filter(|test| test.is != Is::Absent).map(|test| &test.field) {
            let new = || Tested { field, with: BTreeSet::new(), without: BTreeSet::new() };
            let tested = tested.entry(field.ident.at).or_insert_with(new);
            let is_there = is_met || conformance::look_up(field, example).is_some();
            if is_there { &mut tested.with } else { &mut tested.without }.insert(case.ident.as_str());
        }
    }
    tested
}
