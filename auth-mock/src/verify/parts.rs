//! Verifies the computed parts of a request or a credential, and its signature.

use auth_codegen::model::Expr;
use auth_language::request::{Computed, Place};
use auth_language::sign::Sign;

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

/// Whether a text has the value, also where a signature in it is over what is before it: that is read first.
fn is_made<P>(value: &Expr, found: &str, computed: &[Computed<P>], fit: &mut Fit<'_>) -> bool {
    if !fit.fits(value, found) {
        return false;
    }
    for computed in computed.iter().rev() {
        if let Some(seen) = fit.seen.get(&computed.name.value).cloned() {
            fit.fits(&computed.value, &seen);
        }
    }
    fit.fits(value, found)
}

/// Whether the parts that are computed from the finished request are right. Parts of a named scheme must only be
/// present. Each part was computed from the request with those before it.
pub(crate) fn is_signed<'f, P>(sign: Option<&'f Sign<P>>, computed: &[Computed<P>], fit: &mut Fit<'f>) -> bool {
    match sign {
        None => true,
        Some(Sign::Into(parts)) => parts.iter().enumerate().all(|(index, part)| {
            let mut rest = parts.iter().skip(index);
            fit.later = rest.find(|later| later.place == Place::Query).map(|later| later.name.value.as_str());
            let found = fit.received.part(part.place, &part.name.value);
            found.is_some_and(|found| is_made(&part.value, &found, computed, fit))
        }),
        Some(Sign::Scheme(scheme, arguments)) => scheme::is_signed(scheme.name, arguments, &fit.known()),
    }
}
