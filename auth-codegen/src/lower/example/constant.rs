//! Explains members of a request's example that nobody gives, because the endpoint always sends them.

use auth_language::value::{Expr, Scalar};

use crate::conformance::{Advice, Mismatch};
use crate::model::Endpoint;

/// Says of unknown members that they are constants of the endpoint, if they are.
pub(super) fn explain(found: Result<(), Vec<Mismatch>>, endpoint: &Endpoint) -> Result<(), Vec<Mismatch>> {
    found.map_err(|found| found.into_iter().map(|mismatch| explain_one(mismatch, endpoint)).collect())
}

fn explain_one(mismatch: Mismatch, endpoint: &Endpoint) -> Mismatch {
    let constant = match mismatch.path.as_slice() {
        [name] if mismatch.is_name => constant(name, endpoint),
        _ => None,
    };
    let Some((name, value)) = constant else { return mismatch };
    let message = format!("`{name}` is always `{}`", value.as_text());
    let advice = "remove it: a constant of the endpoint is sent without being given".to_owned();
    Mismatch { message, help: Advice::Replace { text: String::new(), advice }, ..mismatch }
}

/// Returns the constant that is sent under a name.
fn constant<'e>(name: &str, endpoint: &'e Endpoint) -> Option<(&'e str, &'e Scalar)> {
    let constants = endpoint.request.parts.iter().filter_map(|part| match &part.value {
        Expr::Literal(value) => Some((part.name.value.as_str(), value)),
        Expr::Name(_) | Expr::Concat(_) | Expr::Computed(_) => None,
    });
    constants.into_iter().find(|(known, _)| *known == name)
}
