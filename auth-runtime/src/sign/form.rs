//! What a signature becomes: the end of a JWT, or a text.

use super::key::ecdsa_signature;
use crate::expression::{Encoding, encode};
use crate::value::wiped::WipedBuffer;

/// What a signature becomes.
#[derive(Clone, Debug)]
pub(crate) enum Form {
    /// The end of a JWT.
    Jwt {
        /// The name under which the whole token is cached, and when it is discarded.
        kept: Option<(String, u64)>,
    },
    /// A text of its own.
    Text {
        encoding: Encoding,
        /// Whether it is DER.
        der: bool,
    },
}

/// Writes a signature as text; one of ECDSA as DER, if the provider reads that.
pub(crate) fn written(signature: Vec<u8>, encoding: Encoding, der: bool) -> WipedBuffer {
    let signature = if der { ecdsa_signature(&signature) } else { signature };
    encode(&signature, encoding)
}
