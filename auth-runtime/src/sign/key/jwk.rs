//! Reads keys in JWK format (RFC 7517, RFC 7518 §6, RFC 8037 §2).

use zeroize::Zeroizing;

use super::backend::{CURVES, Curve};
use super::der;
use super::{KeyError, PublicKey};
use crate::expression::{Encoding, decode};
use crate::value::JsonRef;
use crate::value::Text;
use crate::value::wiped::WipedBuffer;

/// A JWK, whose text members are read.
struct Jwk<'a>(JsonRef<'a>);

impl<'a> Jwk<'a> {
    fn text(&self, name: &str) -> Option<Text<'a>> {
        let is_named = |literal: &str| Text::read(literal).is_some_and(|found| *found == *name);
        self.0.members().find(|(literal, _)| is_named(literal)).and_then(|(_, value)| value.text())
    }

    fn bytes(&self, name: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        self.text(name).and_then(|text| decode(&text, Encoding::Base64Url)).ok_or(KeyError::Content)
    }
}

impl Jwk<'_> {
    /// Returns the elliptic curve (RFC 7518 §6.2.1.1).
    fn curve(&self) -> Result<&'static Curve, KeyError> {
        let name = self.text("crv").ok_or(KeyError::Content)?;
        CURVES.iter().find(|curve| curve.name == &*name).ok_or(KeyError::Content)
    }

    fn is_ed25519(&self) -> bool {
        self.text("crv").is_some_and(|curve| &*curve == "Ed25519")
    }
}

/// Returns the PKCS #8 of a key.
pub(super) fn read(text: &str) -> Result<WipedBuffer, KeyError> {
    let jwk = Jwk(JsonRef::parse(text.as_bytes()).map_err(|_| KeyError::Form)?);
    match &*jwk.text("kty").ok_or(KeyError::Form)? {
        "RSA" => read_rsa(&jwk),
        "EC" => read_ec(&jwk),
        "OKP" if jwk.is_ed25519() => Ok(der::pkcs8_of_ed25519(&jwk.bytes("d")?)),
        _ => Err(KeyError::Content),
    }
}

fn read_rsa(jwk: &Jwk<'_>) -> Result<WipedBuffer, KeyError> {
    let names = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];
    let mut numbers = Vec::with_capacity(names.len());
    for name in names {
        numbers.push(jwk.bytes(name)?);
    }
    let numbers: Vec<&[u8]> = numbers.iter().map(|number| number.as_slice()).collect();
    let numbers: &[&[u8]; 8] = numbers.as_slice().try_into().map_err(|_| KeyError::Content)?;
    Ok(der::pkcs8_of_rsa(der::rsa_private(numbers).as_slice()))
}

fn read_ec(jwk: &Jwk<'_>) -> Result<WipedBuffer, KeyError> {
    let curve = jwk.curve()?;
    let (private, x, y) = (jwk.bytes("d")?, jwk.bytes("x")?, jwk.bytes("y")?);
    let point = [&[4], x.as_slice(), y.as_slice()].concat();
    let private = der::ec_private(&private, &point);
    Ok(der::pkcs8_of_ec(curve.oid, private.as_slice()))
}

/// Reads the public half of a JWK.
pub(super) fn read_public(text: &str) -> Result<PublicKey, KeyError> {
    let jwk = Jwk(JsonRef::parse(text.as_bytes()).map_err(|_| KeyError::Form)?);
    match &*jwk.text("kty").ok_or(KeyError::Form)? {
        "RSA" => Ok(PublicKey::Rsa { modulus: jwk.bytes("n")?.to_vec(), exponent: jwk.bytes("e")?.to_vec() }),
        "EC" => read_public_ec(&jwk),
        "OKP" if jwk.is_ed25519() => Ok(PublicKey::Ed25519(jwk.bytes("x")?.to_vec())),
        _ => Err(KeyError::Content),
    }
}

fn read_public_ec(jwk: &Jwk<'_>) -> Result<PublicKey, KeyError> {
    let curve = jwk.curve()?;
    let (x, y) = (jwk.bytes("x")?.to_vec(), jwk.bytes("y")?.to_vec());
    let is_point = x.len() == curve.bytes && y.len() == curve.bytes;
    if is_point { Ok(PublicKey::Ec { curve: curve.name, x, y }) } else { Err(KeyError::Content) }
}
