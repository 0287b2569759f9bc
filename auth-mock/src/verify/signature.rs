//! Reads signatures of private keys.

use auth_language::word::{Encoding, JwtAlgorithm};

use crate::verify::compute::decode;

const INTEGER: u8 = 0x02;
const SEQUENCE: u8 = 0x30;

/// Returns the bytes of a signature; those of ECDSA are two numbers of the same length (RFC 7518 §3.4).
pub(super) fn read(text: &str, algorithm: JwtAlgorithm, encoding: Encoding, der: bool) -> Option<Vec<u8>> {
    let bytes = decode(text, encoding)?;
    if der { numbers(&bytes, length(algorithm)?) } else { Some(bytes) }
}

/// Returns the length of each number of an ECDSA signature.
fn length(algorithm: JwtAlgorithm) -> Option<usize> {
    match algorithm {
        JwtAlgorithm::Es256 => Some(32),
        JwtAlgorithm::Es384 => Some(48),
        JwtAlgorithm::Es512 => Some(66),
        JwtAlgorithm::Hs256
        | JwtAlgorithm::Hs384
        | JwtAlgorithm::Hs512
        | JwtAlgorithm::Rs256
        | JwtAlgorithm::Rs384
        | JwtAlgorithm::Rs512
        | JwtAlgorithm::Ps256
        | JwtAlgorithm::Ps384
        | JwtAlgorithm::Ps512
        | JwtAlgorithm::EdDsa => None,
    }
}

/// Reads the numbers of DER (RFC 3279 §2.2.3).
fn numbers(der: &[u8], length: usize) -> Option<Vec<u8>> {
    let (content, []) = element(SEQUENCE, der)? else { return None };
    let (r, rest) = element(INTEGER, content)?;
    let (s, []) = element(INTEGER, rest)? else { return None };
    Some([padded(r, length)?, padded(s, length)?].concat())
}

/// Returns the content of an element, and the bytes after it.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    match der {
        [found, 0x81, length, rest @ ..] if *found == tag => rest.split_at_checked(usize::from(*length)),
        [found, length @ ..=0x7f, rest @ ..] if *found == tag => rest.split_at_checked(usize::from(*length)),
        _ => None,
    }
}

fn padded(number: &[u8], length: usize) -> Option<Vec<u8>> {
    let start = number.iter().position(|byte| *byte != 0)?;
    let number = number.get(start..)?;
    Some([vec![0; length.checked_sub(number.len())?], number.to_vec()].concat())
}
