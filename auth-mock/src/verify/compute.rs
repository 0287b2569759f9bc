//! Computes the values of a client again, from the request that it sent.

use std::collections::BTreeMap;

use auth_codegen::model::{Expr, Name, NameKind, as_text, evaluate};
use auth_language::value::{Computation, Sent, piece_of};
use auth_language::word::{Case, Digest, Encoding};
use auth_runtime::sign::PrivateKey;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

use crate::read::received::Received;
use crate::verify::sorted::{parameter, sorted};

/// The data from which values are computed.
#[derive(Clone, Copy)]
pub(crate) struct Known<'k> {
    /// Returns the values of inputs, fields, tokens and settings.
    pub(crate) names: &'k dyn Fn(&Name) -> Option<String>,
    /// The values in the request of named computed values.
    pub(crate) seen: &'k BTreeMap<String, String>,
    pub(crate) received: &'k Received,
    /// A query parameter that was added after the signature was computed.
    pub(crate) later: Option<&'k str>,
}

/// Returns the text of an expression; `None` if it differs from one request to the next.
pub(crate) fn text(expr: &Expr, known: &Known<'_>) -> Option<String> {
    String::from_utf8(bytes(expr, known)?).ok()
}

/// Returns the bytes of an expression.
pub(crate) fn bytes(expr: &Expr, known: &Known<'_>) -> Option<Vec<u8>> {
    match expr {
        Expr::Literal(_) => evaluate(expr, &|_| None).map(|json| as_text(&json).into_bytes()),
        Expr::Name(name) if name.kind == NameKind::Computed => {
            known.seen.get(&name.name).cloned().map(String::into_bytes)
        }
        Expr::Name(name) => (known.names)(name).map(String::into_bytes),
        Expr::Concat(pieces) => {
            let pieces: Option<Vec<Vec<u8>>> = pieces.iter().map(|piece| bytes(piece, known)).collect();
            pieces.map(|pieces| pieces.concat())
        }
        Expr::Computed(computation) => compute(computation, known),
    }
}

fn compute(computation: &Computation<Expr>, known: &Known<'_>) -> Option<Vec<u8>> {
    match computation {
        Computation::Now { .. }
        | Computation::Random(_)
        | Computation::Signature { .. }
        | Computation::Jwt(_)
        | Computation::Der(_)
        | Computation::Object(_)
        | Computation::Items(_) => None,
        Computation::Thumbprint(key) => thumbprint(&text(key, known)?).map(String::into_bytes),
        Computation::Sent(sent) => part(sent, known),
        Computation::Piece { of, by, index, count, ty: _ } => {
            piece_of(&text(of, known)?, by, *index, *count).map(|piece| piece.as_bytes().to_vec())
        }
        Computation::Decoded(of, encoding) => decode(&text(of, known)?, *encoding),
        Computation::Encoded(of, encoding, case) => Some(encode(&bytes(of, known)?, *encoding, *case).into_bytes()),
        Computation::Digest { algorithm, of, key: None } => Some(digest(*algorithm, &bytes(of, known)?)),
        Computation::Digest { algorithm, of, key: Some(key) } => {
            keyed(*algorithm, &bytes(key, known)?, &bytes(of, known)?)
        }
    }
}

/// Returns the thumbprint of a private key's public half (RFC 7638).
fn thumbprint(key: &str) -> Option<String> {
    let key: PrivateKey = key.parse().ok()?;
    Some(key.public_key().ok()?.thumbprint())
}

fn part(sent: &Sent, known: &Known<'_>) -> Option<Vec<u8>> {
    let received = known.received;
    let host = received.header("host").unwrap_or_default();
    let text = match sent {
        Sent::Method => received.method.as_str().to_owned(),
        Sent::Host => host.to_owned(),
        Sent::Path => received.uri.path().to_owned(),
        Sent::Query => query(known),
        Sent::Target => target(known),
        Sent::Endpoint => format!("http://{host}{}", received.uri.path()),
        Sent::Url => format!("http://{host}{}", target(known)),
        Sent::Sorted(form) => sorted(form, &query(known), received),
        Sent::Body => return Some(received.bytes().to_vec()),
        Sent::Header(name) => received.header(name)?.to_owned(),
        Sent::Parameter(name) => parameter(&query(known), name)?,
    };
    Some(text.into_bytes())
}

/// Returns the path, with the query if there is one.
fn target(known: &Known<'_>) -> String {
    let (path, query) = (known.received.uri.path(), query(known));
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Returns the query without the parameters that were added after the signature.
fn query(known: &Known<'_>) -> String {
    let query = known.received.uri.query().unwrap_or_default();
    let Some(later) = known.later else { return query.to_owned() };
    let start = format!("{later}=");
    query.split('&').take_while(|pair| !pair.starts_with(&start)).collect::<Vec<_>>().join("&")
}

pub(crate) fn encode(bytes: &[u8], encoding: Encoding, case: Case) -> String {
    match (encoding, case) {
        (Encoding::Hex, Case::Lower) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        (Encoding::Hex, Case::Upper) => bytes.iter().map(|byte| format!("{byte:02X}")).collect(),
        (Encoding::Base64, _) => STANDARD.encode(bytes),
        (Encoding::Base64Url, _) => URL_SAFE_NO_PAD.encode(bytes),
    }
}

pub(crate) fn decode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    match encoding {
        Encoding::Base64 => STANDARD_NO_PAD.decode(text).ok(),
        Encoding::Base64Url => URL_SAFE_NO_PAD.decode(text).ok(),
        Encoding::Hex => {
            let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
            pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
        }
    }
}

pub(crate) fn digest(algorithm: Digest, bytes: &[u8]) -> Vec<u8> {
    match algorithm {
        Digest::Md5 => Md5::digest(bytes).to_vec(),
        Digest::Sha1 => Sha1::digest(bytes).to_vec(),
        Digest::Sha256 => Sha256::digest(bytes).to_vec(),
        Digest::Sha512 => Sha512::digest(bytes).to_vec(),
    }
}

pub(crate) fn keyed(algorithm: Digest, key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    macro_rules! mac {
        ($digest:ty) => {
            Hmac::<$digest>::new_from_slice(key).ok()?.chain_update(bytes).finalize().into_bytes().to_vec()
        };
    }
    Some(match algorithm {
        Digest::Md5 => mac!(Md5),
        Digest::Sha1 => mac!(Sha1),
        Digest::Sha256 => mac!(Sha256),
        Digest::Sha512 => mac!(Sha512),
    })
}
