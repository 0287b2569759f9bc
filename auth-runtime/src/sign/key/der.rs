//! Reads and writes the parts of DER (X.690) that keys need, with buffers that are wiped.

use crate::value::wiped::WipedBuffer;

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const NULL: u8 = 0x05;
const OID: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
/// The tag of the public key, `[1]`, in an EC private key (RFC 5915 §3).
const PUBLIC_KEY: u8 = 0xa1;

/// The object identifier `rsaEncryption` (RFC 8017 §A.1).
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
/// The object identifiers `id-ecPublicKey` (RFC 5480 §2.1.1) and `id-Ed25519` (RFC 8410 §3).
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

fn push(tag: u8, content: &[u8], out: &mut WipedBuffer) {
    out.push(&[tag]);
    let length = content.len().to_be_bytes();
    let significant = length.iter().position(|byte| *byte != 0).map_or(&length[7..], |start| &length[start..]);
    if content.len() >= 0x80 {
        out.push(&[0x80 | u8::try_from(significant.len()).unwrap_or_default()]);
    }
    out.push(significant);
    out.push(content);
}

/// Appends a non-negative integer.
fn push_integer(bytes: &[u8], out: &mut WipedBuffer) {
    let start = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    let mut content = WipedBuffer::new();
    let bytes = bytes.get(start..).unwrap_or_default();
    content.push(if bytes.first().is_none_or(|first| *first >= 0x80) { &[0] } else { &[] });
    content.push(bytes);
    push(INTEGER, content.as_slice(), out);
}

fn element(tag: u8, content: &[u8]) -> WipedBuffer {
    let mut out = WipedBuffer::new();
    push(tag, content, &mut out);
    out
}

fn sequence(content: &WipedBuffer) -> WipedBuffer {
    element(SEQUENCE, content.as_slice())
}

/// Returns an RSA private key (RFC 8017 §A.1.2): the version and these numbers.
pub(super) fn rsa_private(numbers: &[&[u8]; 8]) -> WipedBuffer {
    let mut content = WipedBuffer::new();
    push_integer(&[], &mut content);
    for number in numbers {
        push_integer(number, &mut content);
    }
    sequence(&content)
}

/// Returns an RSA public key (RFC 8017 §A.1.1).
pub(super) fn rsa_public(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let mut content = WipedBuffer::new();
    push_integer(modulus, &mut content);
    push_integer(exponent, &mut content);
    sequence(&content).as_slice().to_vec()
}

/// Returns an EC private key (RFC 5915 §3).
pub(super) fn ec_private(private: &[u8], point: &[u8]) -> WipedBuffer {
    let (mut content, mut bits, mut public) = (WipedBuffer::new(), WipedBuffer::new(), WipedBuffer::new());
    push_integer(&[1], &mut content);
    push(OCTET_STRING, private, &mut content);
    bits.push(&[0]);
    bits.push(point);
    push(BIT_STRING, bits.as_slice(), &mut public);
    push(PUBLIC_KEY, public.as_slice(), &mut content);
    sequence(&content)
}

/// Returns the DER of an ECDSA signature (RFC 3279 §2.2.3) that is two numbers of the same length (RFC 7518 §3.4).
pub(crate) fn ecdsa_signature(numbers: &[u8]) -> Vec<u8> {
    let (r, s) = numbers.split_at(numbers.len() / 2);
    let mut content = WipedBuffer::new();
    push_integer(r, &mut content);
    push_integer(s, &mut content);
    sequence(&content).as_slice().to_vec()
}

/// Returns the PKCS #8 (RFC 5208 §5) of an EC private key on the curve with this identifier.
pub(super) fn pkcs8_of_ec(curve: &[u8], private: &[u8]) -> WipedBuffer {
    let mut algorithm = WipedBuffer::new();
    push(OID, EC, &mut algorithm);
    push(OID, curve, &mut algorithm);
    pkcs8(&algorithm, private)
}

/// Returns the PKCS #8 of an RSA private key (RFC 8017 §A.1).
pub(super) fn pkcs8_of_rsa(private: &[u8]) -> WipedBuffer {
    let mut algorithm = WipedBuffer::new();
    push(OID, RSA, &mut algorithm);
    push(NULL, &[], &mut algorithm);
    pkcs8(&algorithm, private)
}

/// Returns the PKCS #8 of the seed of an Ed25519 key (RFC 8410 §7).
pub(super) fn pkcs8_of_ed25519(seed: &[u8]) -> WipedBuffer {
    let (mut algorithm, mut private) = (WipedBuffer::new(), WipedBuffer::new());
    push(OID, ED25519, &mut algorithm);
    push(OCTET_STRING, seed, &mut private);
    pkcs8(&algorithm, private.as_slice())
}

fn pkcs8(algorithm: &WipedBuffer, private: &[u8]) -> WipedBuffer {
    let mut content = WipedBuffer::new();
    push_integer(&[], &mut content);
    content.push(sequence(algorithm).as_slice());
    push(OCTET_STRING, private, &mut content);
    sequence(&content)
}

/// Returns the `SubjectPublicKeyInfo` (RFC 5280 §4.1) of a key with this algorithm identifier.
fn public_key_info(algorithm: &WipedBuffer, key: &[u8]) -> Vec<u8> {
    let (mut content, mut bits) = (WipedBuffer::new(), WipedBuffer::new());
    content.push(sequence(algorithm).as_slice());
    bits.push(&[0]);
    bits.push(key);
    push(BIT_STRING, bits.as_slice(), &mut content);
    sequence(&content).as_slice().to_vec()
}

/// Returns the `SubjectPublicKeyInfo` of an RSA key (RFC 3279 §2.3.1).
pub(super) fn rsa_info(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let mut algorithm = WipedBuffer::new();
    push(OID, RSA, &mut algorithm);
    push(NULL, &[], &mut algorithm);
    public_key_info(&algorithm, &rsa_public(modulus, exponent))
}

/// Returns the `SubjectPublicKeyInfo` of a point (RFC 5480 §2).
pub(super) fn ec_info(curve: &[u8], point: &[u8]) -> Vec<u8> {
    let mut algorithm = WipedBuffer::new();
    push(OID, EC, &mut algorithm);
    push(OID, curve, &mut algorithm);
    public_key_info(&algorithm, point)
}

/// Returns the `SubjectPublicKeyInfo` of an Ed25519 key (RFC 8410 §4).
pub(super) fn ed25519_info(key: &[u8]) -> Vec<u8> {
    public_key_info(&element(OID, ED25519), key)
}

#[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs", feature = "tls-ring"))]
/// Returns the modulus and exponent of an RSA public key, without leading zeros.
pub(super) fn read_rsa_public(der: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let (content, []) = take(SEQUENCE, der)? else { return None };
    let (modulus, rest) = take(INTEGER, content)?;
    let (exponent, []) = take(INTEGER, rest)? else { return None };
    let trimmed = |number: &[u8]| number.iter().skip_while(|byte| **byte == 0).copied().collect();
    Some((trimmed(modulus), trimmed(exponent)))
}

#[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs", feature = "tls-ring"))]
/// Returns the content of an element with this tag, and the bytes after it.
fn take(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let [found, first, rest @ ..] = der else { return None };
    let (length, rest) = length(*first, rest)?;
    (*found == tag).then(|| rest.split_at_checked(length)).flatten()
}

#[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs", feature = "tls-ring"))]
/// Reads a length in definite form (X.690 §8.1.3), and returns the bytes after it.
fn length(first: u8, rest: &[u8]) -> Option<(usize, &[u8])> {
    match first {
        0..=0x7f => Some((usize::from(first), rest)),
        0x81..=0x84 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            Some((bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ecdsa_signature_is_two_integers() {
        let rows: [(&[u8], &[u8]); 3] = [
            (&[0, 1, 0, 0x7f], &[0x30, 6, 2, 1, 1, 2, 1, 0x7f]),
            (&[0, 0x80, 0xff, 0xff], &[0x30, 9, 2, 2, 0, 0x80, 2, 3, 0, 0xff, 0xff]),
            (&[0, 0, 1, 2], &[0x30, 7, 2, 1, 0, 2, 2, 1, 2]),
        ];
        for (numbers, expected) in rows {
            assert_eq!(ecdsa_signature(numbers), expected);
        }
        assert_eq!(ecdsa_signature(&[0xff; 132])[..3], [0x30, 0x81, 0x8a]);
    }
}
