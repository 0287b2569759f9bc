//! Makes the URL of an authorization, and what its callback is compared with.

use std::sync::Arc;

use crate::call::Call;
use crate::consent::Opening;
use crate::consent::expectation::Expectation;
use crate::consent::parameters::Part;
use crate::host::site::Site;
use crate::request::fields::Locate;
use crate::request::write::target::{add_query, each_pair, fragment, render_url};
use crate::request::{Fields, Place, RequestProblem};
use crate::value::{Secret, Value};

/// The constants of a request.
pub(super) struct Plan<'p> {
    pub(super) call: &'p Call,
    pub(super) adds: &'p [&'static str],
    pub(super) bound: &'p [&'static str],
}

/// What is sent, and what is expected back.
pub(super) struct Started {
    pub(super) url: Secret,
    pub(super) nonce: Option<Secret>,
    pub(super) part: Part,
    pub(super) expected: Vec<Expectation>,
}

/// Returns an empty collection in which state and challenge have names.
pub(super) fn named<'a>(opening: &Opening, site: &'a Arc<Site>, locate: Locate<'a>) -> Fields<'a> {
    let mut fields = Fields::of(site, locate);
    fields.computed("state", Value::Made(opening.state().clone()));
    let challenge = opening.challenge().map_or(Value::Absent, |challenge| Value::Text(challenge.into()));
    fields.computed("code_challenge", challenge);
    fields
}

/// Makes the URL, and what the callback is compared with.
pub(super) fn start(
    plan: &Plan<'_>,
    fields: &Fields<'_>,
    expected: &Fields<'_>,
    opening: &Opening,
    site: &Site,
) -> Result<Started, RequestProblem> {
    fields.check()?;
    expected.check()?;
    if fields.is_unsigned() {
        let reason = "its key signs elsewhere, and a URL does not wait: push the request instead (RFC 9126)";
        return Err(RequestProblem::Computed { name: "jwt", reason });
    }
    let url = url_of(plan, fields, opening, site)?;
    let nonce = parameter("nonce", fields)?;
    let is_fragment = parameter("response_mode", fields)?.is_some_and(|mode| mode.matches("fragment"));
    let part = if is_fragment { Part::Fragment } else { Part::Query };
    Ok(Started { url, nonce, part, expected: expectations(plan.bound, expected, opening)? })
}

/// Returns the URL with state and challenge, and the fragment that follows them.
fn url_of(plan: &Plan<'_>, fields: &Fields<'_>, opening: &Opening, site: &Site) -> Result<Secret, RequestProblem> {
    let mut url = render_url(plan.call, fields, site)?;
    if plan.adds.contains(&"state") {
        add_query("state", opening.state().expose(), &mut url);
    }
    if let (Some(challenge), true) = (opening.challenge(), plan.adds.contains(&"code_challenge")) {
        add_query("code_challenge", &challenge, &mut url);
        add_query("code_challenge_method", "S256", &mut url);
    }
    url.push_str(fragment(plan.call).unwrap_or_default());
    Ok(Secret::from(url.as_str()))
}

/// Returns the parameters that the callback must have. Without another one that says whose authorization it is, `state`
/// does.
fn expectations(
    bound: &[&'static str],
    expected: &Fields<'_>,
    opening: &Opening,
) -> Result<Vec<Expectation>, RequestProblem> {
    let mut expectations = Vec::new();
    each_pair(expected, Place::Query, &mut |name, text| {
        expectations.push(Expectation { name, value: Secret::from(text), is_state: bound.contains(&name) });
    })?;
    for &name in bound {
        let is_there = expectations.iter().any(|expected| expected.name == name);
        if !is_there && name == "state" {
            expectations.push(Expectation::state(name, opening.state().clone()));
        } else if !is_there {
            return Err(RequestProblem::Computed { name, reason: "there is no value to compare the callback with" });
        }
    }
    Ok(expectations)
}

/// Returns a parameter of the query, such as `nonce`, which the `id_token` must repeat (`OpenID` Connect Core 1.0
/// §3.1.2.1).
fn parameter(wanted: &str, fields: &Fields<'_>) -> Result<Option<Secret>, RequestProblem> {
    let mut found = None;
    each_pair(fields, Place::Query, &mut |name, text| {
        if name == wanted {
            found = Some(Secret::from(text));
        }
    })?;
    Ok(found)
}
