//! Several replies of one endpoint, which become the variants of an enum.

use std::collections::HashSet;

use crate::error::{Test, implies};
use crate::problem::{Code, Problems};
use crate::spanned::Spanned;

/// One of several replies of an endpoint: a variant of the reply enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative<P> {
    /// The name of the variant.
    pub name: Spanned<String, P>,
    /// The conditions under which a reply is this variant, at least one.
    pub routes: Vec<Route<P>>,
}

/// A condition under which a reply is an [`Alternative`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route<P> {
    /// The HTTP statuses, at least one.
    pub statuses: Vec<Spanned<u16, P>>,
    /// Conditions on the body; all of them must hold.
    pub when: Vec<Test<P>>,
}

impl<P> Route<P> {
    /// Whether a reply with this status can be this variant.
    #[must_use]
    pub fn has(&self, status: u16) -> bool {
        self.statuses.iter().any(|known| known.value == status)
    }
}

/// Checks all rules of the replies of one endpoint. They are in the order in which they are tried.
pub fn check_alternatives<P: Copy>(alternatives: &[Alternative<P>], problems: &mut Problems<P>) {
    check_names(alternatives, problems);
    let mut earlier: Vec<(&Alternative<P>, &Route<P>)> = Vec::new();
    for alternative in alternatives {
        for route in &alternative.routes {
            check_route(alternative, route, &earlier, problems);
            earlier.push((alternative, route));
        }
    }
}

fn check_names<P: Copy>(alternatives: &[Alternative<P>], problems: &mut Problems<P>) {
    let mut seen: HashSet<&str> = HashSet::new();
    for Alternative { name, .. } in alternatives {
        if !seen.insert(&name.value) {
            let message = format!("two replies would both be `{}` in Rust", name.value);
            problems.report(Code::COLLISION, name.at, message, "return a type of another name in one of them");
        }
    }
}

/// Checks that a route can be reached. The first reply that matches is used, so a less specific one must come after the
/// more specific ones.
fn check_route<P: Copy>(
    alternative: &Alternative<P>,
    route: &Route<P>,
    earlier: &[(&Alternative<P>, &Route<P>)],
    problems: &mut Problems<P>,
) {
    for status in &route.statuses {
        let takes =
            |(_, other): &&(&Alternative<P>, &Route<P>)| other.has(status.value) && implies(&route.when, &other.when);
        let Some((first, _)) = earlier.iter().find(takes) else { continue };
        let (name, first, status) = (&alternative.name.value, &first.name.value, status.value);
        let message = format!("`{name}` is unreachable: `{first}` matches every such {status}");
        let help = if name == first {
            "remove one of the two; a condition takes a list of values".to_owned()
        } else {
            format!("put `{first}` after it, or give `{first}` a `when`")
        };
        problems.report(Code::UNREACHABLE, alternative.name.at, message, help);
        return;
    }
}
