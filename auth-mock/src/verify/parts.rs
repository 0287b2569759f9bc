//! Verifies the computed parts of a request or a credential, and its signature.

use auth_codegen::model::{Expr, Part, Place, as_text};
use auth_language::request::Computed;
use auth_language::sign::Sign;
use axum::http::header;
use serde_json::Value as Json;

use crate::read::basic;
use crate::read::received::{Received, pairs};
use crate::verify::compute;
use crate::verify::fit::Fit;
use crate::verify::scheme;

/// Whether named computed values have their expected values.
pub(crate) fn are_computed<P>(computed: &[Computed<P>], fit: &Fit<'_>) -> bool {
    computed.iter().all(|computed| {
        let Some(found) = fit.seen.get(&computed.name.value) else { return true };
        match (compute::text(&computed.value, &fit.known()), &computed.value) {
            (Some(expected), _) => *found == expected,
            (None, Expr::Computed(computation)) => fit.is_computed(computation, found),
            (None, Expr::Literal(_) | Expr::Name(_) | Expr::Concat(_)) => true,
        }
    })
}

/// Whether the parts that are computed from the finished request are right. Parts of a named scheme must only be
/// present.
pub(crate) fn is_signed<P>(sign: Option<&Sign<P>>, fit: &mut Fit<'_>) -> bool {
    match sign {
        None => true,
        Some(Sign::Into(parts)) => parts.iter().all(|part| {
            let found = found(part.place, &part.name.value, fit.received);
            found.is_some_and(|found| fit.fits(&part.value, &found))
        }),
        Some(Sign::Scheme(scheme, arguments)) => scheme::is_signed(scheme.name, arguments, &fit.known()),
    }
}

/// Returns the text of a part as received.
pub(crate) fn received(part: &Part, received: &Received) -> Option<String> {
    found(part.place, &part.name.value, received)
}

fn found(place: Place, name: &str, received: &Received) -> Option<String> {
    let in_pairs =
        |pairs: Vec<(String, String)>| pairs.into_iter().find(|(known, _)| known == name).map(|(_, text)| text);
    match place {
        Place::Header => received.header(name).map(str::to_owned),
        Place::Query => in_pairs(received.query()),
        Place::Cookie => in_pairs(received.cookies()),
        Place::Body => match serde_json::from_slice::<Json>(received.bytes()) {
            Ok(json) => json.get(name).map(as_text),
            Err(_) => in_pairs(pairs(received.bytes())),
        },
        Place::Basic => {
            let halves = received.header(header::AUTHORIZATION.as_str()).and_then(basic::decode)?;
            halves.into_iter().nth(usize::from(name != "username"))
        }
        Place::Path => None,
    }
}
