//! Compares replies of a login with what they must be.

use subtle::ConstantTimeEq as _;

use crate::credential::{SessionError, SessionProblem};
use crate::session::source::parts::evaluate;
use crate::value::Value;
use crate::value::decode::tolerance::may_be_stand_in;
use crate::value::encode::text_of;
use crate::{Connection, Encode};

/// Checks that a field of a reply has the expected value, such as the issuer in its own metadata (RFC 8414 §3.3), which
/// prevents that a reply from elsewhere leads to other endpoints. Settings and captured values of the connection are
/// filled in. Returns an error that names the field, but not its value.
#[doc(hidden)]
#[allow(clippy::needless_pass_by_value, reason = "generated code makes the value for this call")]
pub fn expect<P>(
    at: &Connection<P>,
    name: &'static str,
    found: &dyn Encode,
    expected: Value<'_>,
) -> Result<(), SessionError> {
    let site = at.hosts().site();
    let expected = evaluate(site.settings(), site.captured(), &expected).ok().and_then(|value| text_of(&value));
    match (expected, text_of(&found.encode())) {
        (Some(expected), Some(found))
            if !may_be_stand_in(found.as_str()) && expected.as_slice().ct_eq(found.as_slice()).into() =>
        {
            Ok(())
        }
        _ => Err(SessionError::of(SessionProblem::Unexpected { name })),
    }
}
