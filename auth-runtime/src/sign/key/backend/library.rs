//! Keys of aws-lc-rs or ring, whose functions differ only in three cases.

#[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs"))]
use aws_lc_rs as library;
#[cfg(not(any(feature = "tls-rustls", feature = "sign-aws-lc-rs")))]
use ring as library;

use library::rand::SystemRandom;
use library::signature::{
    self, ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm,
    Ed25519KeyPair, KeyPair as _, RsaEncoding,
};

use super::super::der;
use super::CURVES;
use crate::sign::{Algorithm, KeyError, PublicKey};
use crate::value::wiped::WipedBuffer;

type RsaKeyPair = library::rsa::KeyPair;

/// A private key with its public half.
pub(in crate::sign::key) enum Pair {
    Rsa(Box<RsaKeyPair>),
    /// The index of the curve in [`CURVES`].
    Ec(usize, Box<EcdsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
}

impl Pair {
    /// Tries the kinds of keys one after the other; each parser rejects the other kinds.
    pub(in crate::sign::key) fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        if let Ok(pair) = RsaKeyPair::from_pkcs8(der) {
            return Self::rsa(pair);
        }
        if let Some(pair) = ecdsa().iter().enumerate().find_map(|(index, algorithm)| ec(index, algorithm, der)) {
            return Ok(pair);
        }
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).map_err(|_| KeyError::Content)?;
        Ok(Self::Ed25519(Box::new(pair)))
    }

    pub(in crate::sign::key) fn from_pkcs1(der: &[u8]) -> Result<Self, KeyError> {
        Self::rsa(RsaKeyPair::from_der(der).map_err(|_| KeyError::Content)?)
    }

    /// Checks the length of an RSA key: at least 2048 bits (RFC 7518 §3.3 and §3.5).
    fn rsa(pair: RsaKeyPair) -> Result<Self, KeyError> {
        let is_long = pair.public_modulus_len() >= 256;
        if is_long { Ok(Self::Rsa(Box::new(pair))) } else { Err(KeyError::Content) }
    }

    /// Returns a new key as PKCS #8. RSA keys are not made, because ring cannot.
    pub(in crate::sign::key) fn generate(algorithm: Algorithm) -> Result<WipedBuffer, KeyError> {
        let random = SystemRandom::new();
        let document = if algorithm == Algorithm::EdDsa {
            Ed25519KeyPair::generate_pkcs8(&random)
        } else {
            let curves = ecdsa();
            let curve = curve_of(algorithm).and_then(|index| curves.get(index)).ok_or(KeyError::Algorithm)?;
            EcdsaKeyPair::generate_pkcs8(curve, &random)
        };
        let document = document.map_err(|_| KeyError::Failed)?;
        let mut der = WipedBuffer::with_capacity(document.as_ref().len());
        der.push(document.as_ref());
        Ok(der)
    }

    pub(in crate::sign::key) fn sign(&self, algorithm: Algorithm, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let random = SystemRandom::new();
        match self {
            Self::Rsa(pair) => {
                let padding = padding(algorithm).ok_or(KeyError::Algorithm)?;
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(padding, &random, message, &mut signature).map_err(|_| KeyError::Failed)?;
                Ok(signature)
            }
            Self::Ec(index, pair) if curve_of(algorithm) == Some(*index) => {
                Ok(pair.sign(&random, message).map_err(|_| KeyError::Failed)?.as_ref().to_vec())
            }
            Self::Ed25519(pair) if algorithm == Algorithm::EdDsa => Ok(pair.sign(message).as_ref().to_vec()),
            Self::Ec(..) | Self::Ed25519(_) => Err(KeyError::Algorithm),
        }
    }

    pub(in crate::sign::key) fn public(&self) -> Result<PublicKey, KeyError> {
        match self {
            Self::Rsa(pair) => {
                let (modulus, exponent) = der::read_rsa_public(pair.public_key().as_ref()).ok_or(KeyError::Content)?;
                Ok(PublicKey::Rsa { modulus, exponent })
            }
            Self::Ec(index, pair) => {
                let curve = CURVES.get(*index).ok_or(KeyError::Content)?;
                let point = pair.public_key().as_ref().get(1..).unwrap_or_default();
                let (x, y) = point.split_at_checked(curve.bytes).ok_or(KeyError::Content)?;
                Ok(PublicKey::Ec { curve: curve.name, x: x.to_vec(), y: y.to_vec() })
            }
            Self::Ed25519(pair) => Ok(PublicKey::Ed25519(pair.public_key().as_ref().to_vec())),
        }
    }
}

/// Returns the algorithms of the curves, in order. ring does not support P-521.
fn ecdsa() -> Vec<&'static EcdsaSigningAlgorithm> {
    vec![
        &ECDSA_P256_SHA256_FIXED_SIGNING,
        &ECDSA_P384_SHA384_FIXED_SIGNING,
        #[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs"))]
        &signature::ECDSA_P521_SHA512_FIXED_SIGNING,
    ]
}

fn ec(index: usize, algorithm: &'static EcdsaSigningAlgorithm, der: &[u8]) -> Option<Pair> {
    #[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs"))]
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, der);
    #[cfg(not(any(feature = "tls-rustls", feature = "sign-aws-lc-rs")))]
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, der, &SystemRandom::new());
    pair.ok().map(|pair| Pair::Ec(index, Box::new(pair)))
}

/// Returns the place of the curve of an algorithm in [`CURVES`](super::CURVES).
fn curve_of(algorithm: Algorithm) -> Option<usize> {
    [Algorithm::Es256, Algorithm::Es384, Algorithm::Es512].iter().position(|known| *known == algorithm)
}

/// The paddings and digests of RSA signatures (RFC 7518 §3.3 and §3.5).
static PADDINGS: [(Algorithm, &dyn RsaEncoding); 6] = [
    (Algorithm::Rs256, &signature::RSA_PKCS1_SHA256),
    (Algorithm::Rs384, &signature::RSA_PKCS1_SHA384),
    (Algorithm::Rs512, &signature::RSA_PKCS1_SHA512),
    (Algorithm::Ps256, &signature::RSA_PSS_SHA256),
    (Algorithm::Ps384, &signature::RSA_PSS_SHA384),
    (Algorithm::Ps512, &signature::RSA_PSS_SHA512),
];

fn padding(algorithm: Algorithm) -> Option<&'static dyn RsaEncoding> {
    PADDINGS.iter().find(|(known, _)| *known == algorithm).map(|(_, padding)| *padding)
}
