//! The parts of a JWT.

use crate::sign::{Algorithm, PrivateKey};

/// A JWT that is signed when the request is built, with values of type `V`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Jwt<V> {
    pub(super) algorithm: Algorithm,
    pub(super) key: JwtKey<V>,
    pub(super) header: Vec<(&'static str, V)>,
    pub(super) claims: Vec<(&'static str, V)>,
    pub(super) is_kept: bool,
}

/// The key that signs a JWT.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum JwtKey<V> {
    /// A private key.
    Private(PrivateKey),
    /// A shared secret for HMAC: its text, or the bytes that it encodes.
    Secret(V),
}

impl<V> From<&PrivateKey> for JwtKey<V> {
    fn from(key: &PrivateKey) -> Self {
        Self::Private(key.clone())
    }
}

impl<V> JwtKey<V> {
    /// Converts the value inside.
    pub(crate) fn try_map<W, E>(self, change: &dyn Fn(V) -> Result<W, E>) -> Result<JwtKey<W>, E> {
        match self {
            Self::Private(key) => Ok(JwtKey::Private(key)),
            Self::Secret(value) => change(value).map(JwtKey::Secret),
        }
    }
}

impl<V> Jwt<V> {
    /// Makes a JWT without claims.
    pub fn new(algorithm: Algorithm, key: impl Into<JwtKey<V>>) -> Self {
        Self { algorithm, key: key.into(), header: Vec::new(), claims: Vec::new(), is_kept: false }
    }

    /// Adds a member to the header, in addition to `alg` and `typ`. A `typ` replaces `JWT`.
    pub fn header(mut self, name: &'static str, value: V) -> Self {
        self.header.push((name, value));
        self
    }

    /// Adds a claim. An absent one is left out.
    pub fn claim(mut self, name: &'static str, value: V) -> Self {
        self.claims.push((name, value));
        self
    }

    /// Uses the JWT for several requests, until a tenth of its lifetime remains.
    pub fn kept(self) -> Self {
        Self { is_kept: true, ..self }
    }

    pub(crate) fn map<W>(self, change: &dyn Fn(V) -> W) -> Jwt<W> {
        let mapped: Result<Jwt<W>, std::convert::Infallible> = self.try_map(&|value| Ok(change(value)));
        match mapped {
            Ok(jwt) => jwt,
            Err(never) => match never {},
        }
    }

    /// Converts the values inside.
    pub(crate) fn try_map<W, E>(self, change: &dyn Fn(V) -> Result<W, E>) -> Result<Jwt<W>, E> {
        let members = |members: Vec<(&'static str, V)>| {
            members.into_iter().map(|(name, value)| Ok((name, change(value)?))).collect::<Result<Vec<_>, E>>()
        };
        let key = self.key.try_map(change)?;
        let (header, claims) = (members(self.header)?, members(self.claims)?);
        Ok(Jwt { algorithm: self.algorithm, key, header, claims, is_kept: self.is_kept })
    }

    /// Calls `found` with each value inside.
    pub(crate) fn each(&self, found: &mut dyn FnMut(&V)) {
        if let JwtKey::Secret(key) = &self.key {
            found(key);
        }
        self.header.iter().chain(&self.claims).for_each(|(_, value)| found(value));
    }
}
