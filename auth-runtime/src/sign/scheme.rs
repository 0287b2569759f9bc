//! Standardized signature schemes.

mod digest;
mod dpop;
mod http_signature;
mod oauth1;
mod sigv4;

pub use self::digest::Digest;
pub use self::dpop::Dpop;
pub use self::http_signature::HttpSignature;
pub use self::oauth1::OAuth1;
pub use self::sigv4::{SigV4, SigV4In, SigV4Path};

use super::parts::{bytes, configuration, text};
use super::{SignError, Unsigned};
use crate::request::Context;
use crate::value::{Secret, Value, since_1970};

/// A request, and the source of time and random bytes for its signature.
#[derive(Clone, Copy)]
struct Given<'r> {
    request: Unsigned<'r>,
    context: &'r Context,
}

impl Given<'_> {
    /// Returns the text of a value; empty if it is absent.
    fn text(&self, value: &Value<'_>) -> Result<Secret, SignError> {
        Ok(self.optional(value)?.unwrap_or_else(|| Secret::from("")))
    }

    fn optional(&self, value: &Value<'_>) -> Result<Option<Secret>, SignError> {
        text(value, self.request, self.context).map_err(configuration)
    }

    /// Returns the bytes of a key; empty if it is absent.
    fn bytes(&self, value: &Value<'_>) -> Result<crate::value::wiped::WipedBuffer, SignError> {
        bytes(value, self.request, self.context).map_err(configuration).map(Option::unwrap_or_default)
    }

    /// Returns `N` random bytes as hexadecimal digits.
    fn nonce<const N: usize>(&self) -> Result<String, SignError> {
        self.context.random_bytes::<N>().map(|bytes| hex(&bytes)).map_err(configuration)
    }

    /// Returns the seconds since 1970.
    fn seconds(&self) -> u64 {
        since_1970(self.context.now()).as_secs()
    }
}

fn hex(bytes: &[u8]) -> String {
    crate::expression::encode(bytes, crate::expression::Encoding::Hex).as_str().to_owned()
}

/// Percent-encodes everything except the unreserved characters (RFC 3986 §2.1).
fn percent(text: &str) -> String {
    let mut out = crate::value::wiped::WipedBuffer::new();
    crate::request::write::percent::percent_encode(text, &mut out);
    out.as_str().to_owned()
}

/// Returns the decoded pairs of a query or a form. `+` is a space only in forms.
fn pairs(text: &str, is_form: bool) -> Vec<(String, String)> {
    let decoded = |part: &str| {
        let part = if is_form { part.to_owned() } else { part.replace('+', "%2B") };
        crate::request::write::percent::form_decode(&part).as_str().to_owned()
    };
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}
