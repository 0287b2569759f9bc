//! Signed JWTs (RFC 7515, RFC 7519).

use super::key::{Algorithm, PrivateKey};
use super::pending::Pending;
use crate::expression::{Computed, Digest, Encoding, Evaluator, encode, encode_text};
use crate::request::RequestProblem;
use crate::value::encode::write_object;
use crate::value::wiped::WipedBuffer;
use crate::value::{Secret, Value};

/// A JWT that is signed when the request is made.
#[derive(Clone, Debug)]
#[must_use]
pub struct Jwt<'a> {
    algorithm: Algorithm,
    key: JwtKey<'a>,
    header: Vec<(&'static str, Value<'a>)>,
    claims: Vec<(&'static str, Value<'a>)>,
    is_kept: bool,
}

/// The key that signs a JWT.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum JwtKey<'a> {
    /// A private key.
    Private(PrivateKey),
    /// A shared secret for HMAC: its text, or the bytes that it encodes.
    Secret(Value<'a>),
}

impl From<&PrivateKey> for JwtKey<'_> {
    fn from(key: &PrivateKey) -> Self {
        Self::Private(key.clone())
    }
}

impl<'a> From<Value<'a>> for JwtKey<'a> {
    fn from(key: Value<'a>) -> Self {
        Self::Secret(key)
    }
}

/// The claims for the start and the end of a JWT's validity (RFC 7519 §4.1).
const EXPIRES: &str = "exp";
const ISSUED: &str = "iat";
/// The name of JWTs in errors.
const NAME: &str = "jwt";

impl<'a> Jwt<'a> {
    /// Makes a JWT without claims.
    pub fn new(algorithm: Algorithm, key: impl Into<JwtKey<'a>>) -> Self {
        Self { algorithm, key: key.into(), header: Vec::new(), claims: Vec::new(), is_kept: false }
    }

    /// Adds a member to the header, in addition to `alg` and `typ`. A `typ` replaces `JWT`.
    pub fn header(mut self, name: &'static str, value: Value<'a>) -> Self {
        self.header.push((name, value));
        self
    }

    /// Adds a claim. An absent one is left out.
    pub fn claim(mut self, name: &'static str, value: Value<'a>) -> Self {
        self.claims.push((name, value));
        self
    }

    /// Uses the JWT for several requests, until a tenth of its lifetime remains.
    pub fn kept(self) -> Self {
        Self { is_kept: true, ..self }
    }

    pub(crate) fn into_owned(self) -> Jwt<'static> {
        let owned = |members: Vec<(&'static str, Value<'a>)>| {
            members.into_iter().map(|(name, value)| (name, value.into_owned())).collect()
        };
        let key = match self.key {
            JwtKey::Private(key) => JwtKey::Private(key),
            JwtKey::Secret(value) => JwtKey::Secret(value.into_owned()),
        };
        Jwt {
            algorithm: self.algorithm,
            key,
            header: owned(self.header),
            claims: owned(self.claims),
            is_kept: self.is_kept,
        }
    }

    pub(crate) fn each_secret(&self, found: &mut dyn FnMut(&Secret)) {
        if let JwtKey::Secret(key) = &self.key {
            key.each_secret(found);
        }
        self.header.iter().chain(&self.claims).for_each(|(_, value)| value.each_secret(found));
    }

    /// Returns the compact serialization, signed or to be signed (RFC 7515 §3.1).
    pub(crate) fn evaluate(self, evaluator: &Evaluator<'_, 'a>) -> Result<Value<'a>, RequestProblem> {
        let kept = self.keep(evaluator)?;
        let known = kept.as_ref().zip(evaluator.memory).and_then(|((name, _), memory)| memory.get(name));
        if let Some(token) = known.and_then(|known| still_good(&known, evaluator)) {
            return Ok(Value::Made(token));
        }
        let input = self.input(evaluator)?;
        match self.key {
            JwtKey::Secret(key) => {
                let digest = hmac_of(self.algorithm).ok_or(failed("the algorithm needs a private key"))?;
                let key = evaluator.bytes(key)?.ok_or(failed("its key is absent"))?;
                Ok(finish(&input, &digest.keyed(key.as_slice(), input.as_slice()), kept, evaluator))
            }
            JwtKey::Private(key) => match key.sign_here(self.algorithm, input.as_slice()) {
                Some(Ok(signature)) => Ok(finish(&input, &signature, kept, evaluator)),
                Some(Err(_)) => Err(failed("the key cannot be used with the algorithm")),
                None => note(&input, self.algorithm, key, kept, evaluator),
            },
        }
    }

    /// Returns the signing input: header and claims, each as base64url.
    fn input(&self, evaluator: &Evaluator<'_, 'a>) -> Result<WipedBuffer, RequestProblem> {
        let own = [("alg", Value::text(self.algorithm.name())), ("typ", Value::text("JWT"))];
        let is_said = |name: &str| self.header.iter().any(|(said, _)| *said == name);
        let own = own.into_iter().filter(|(name, _)| !is_said(name));
        let mut input = WipedBuffer::new();
        push_object(own.chain(self.header.iter().cloned()), evaluator, &mut input)?;
        input.push_str(".");
        push_object(self.claims.iter().cloned(), evaluator, &mut input)?;
        Ok(input)
    }

    /// Returns the name under which the token is cached, and when it is discarded. Values that differ each time a token
    /// is made are not part of the name.
    fn keep(&self, evaluator: &Evaluator<'_, 'a>) -> Result<Option<(String, u64)>, RequestProblem> {
        let offset = |name: &str| {
            let claim = self.claims.iter().find(|(known, _)| *known == name);
            claim.and_then(|(_, value)| offset_of(value))
        };
        let (true, Some(end)) = (self.is_kept, offset(EXPIRES)) else { return Ok(None) };
        let life = u64::try_from(end - offset(ISSUED).unwrap_or(0).max(0)).unwrap_or_default();
        let mut text = WipedBuffer::new();
        text.push_str(self.algorithm.name());
        match &self.key {
            JwtKey::Private(key) => match key.public_key() {
                Ok(key) => text.push_str(&key.thumbprint()),
                Err(_) => return Ok(None),
            },
            JwtKey::Secret(key) => text.push(evaluator.bytes(key.clone())?.unwrap_or_default().as_slice()),
        }
        let lasting = self.header.iter().chain(&self.claims).filter(|(_, value)| is_lasting(value)).cloned();
        push_object(lasting, evaluator, &mut text)?;
        let name = encode(&Digest::Sha256.of(text.as_slice()), Encoding::Base64Url);
        let now = seconds(evaluator);
        Ok(Some((
            format!("jwt {}", name.as_str()),
            (now + u64::try_from(end).unwrap_or_default()).saturating_sub(life / 10),
        )))
    }
}

fn failed(reason: &'static str) -> RequestProblem {
    RequestProblem::Computed { name: NAME, reason }
}

fn seconds(evaluator: &Evaluator<'_, '_>) -> u64 {
    let since = evaluator.context.now().duration_since(std::time::SystemTime::UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}

/// Returns a cached token, `{until} {token}`, if it is still valid.
fn still_good(known: &Secret, evaluator: &Evaluator<'_, '_>) -> Option<Secret> {
    let (until, token) = known.expose().split_once(' ')?;
    (seconds(evaluator) < until.parse().ok()?).then(|| Secret::from(token))
}

/// Returns the seconds that a claim adds to the current time, if the claim is a time.
fn offset_of(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Computed(computed) => match &**computed {
            Computed::Now { offset, .. } => Some(*offset),
            _ => None,
        },
        _ => None,
    }
}

fn is_lasting(value: &Value<'_>) -> bool {
    !matches!(value, Value::Computed(computed) if matches!(**computed, Computed::Now { .. } | Computed::Random(_) | Computed::Named(_)))
}

fn push_object<'a>(
    members: impl Iterator<Item = (&'static str, Value<'a>)>,
    evaluator: &Evaluator<'_, 'a>,
    out: &mut WipedBuffer,
) -> Result<(), RequestProblem> {
    let members: Vec<_> =
        members.map(|(name, value)| Ok((name, evaluator.evaluate(value)?))).collect::<Result<_, RequestProblem>>()?;
    let mut json = WipedBuffer::new();
    write_object(members.iter().map(|(name, value)| (*name, value)), &mut json)
        .map_err(|_| failed("a claim cannot be written as JSON"))?;
    out.push(encode(json.as_slice(), Encoding::Base64Url).as_slice());
    Ok(())
}

/// Returns the HMAC digest of an algorithm with a shared secret.
fn hmac_of(algorithm: Algorithm) -> Option<Digest> {
    match algorithm {
        Algorithm::Hs256 => Some(Digest::Sha256),
        Algorithm::Hs384 => Some(Digest::Sha384),
        Algorithm::Hs512 => Some(Digest::Sha512),
        _ => None,
    }
}

fn finish<'a>(
    input: &WipedBuffer,
    signature: &[u8],
    kept: Option<(String, u64)>,
    evaluator: &Evaluator<'_, 'a>,
) -> Value<'a> {
    let token = token(input.as_str(), signature);
    if let (Some((name, until)), Some(memory)) = (kept, evaluator.memory) {
        memory.set(name, keepable(until, &token));
    }
    Value::Made(token)
}

/// Joins a signing input and its signature to a token.
pub(crate) fn token(input: &str, signature: &[u8]) -> Secret {
    let mut token = WipedBuffer::new();
    token.push_str(input);
    token.push_str(".");
    token.push(encode(signature, Encoding::Base64Url).as_slice());
    Secret::from(token.as_str())
}

/// Formats a token for the cache.
pub(crate) fn keepable(until: u64, token: &Secret) -> Secret {
    Secret::from(format!("{until} {}", token.expose()))
}

/// Records that an external key must sign later.
fn note<'a>(
    input: &WipedBuffer,
    algorithm: Algorithm,
    key: PrivateKey,
    kept: Option<(String, u64)>,
    evaluator: &Evaluator<'_, 'a>,
) -> Result<Value<'a>, RequestProblem> {
    let pending = evaluator.pending.ok_or(RequestProblem::NeedsSignature)?;
    let mut random = [0; 24];
    evaluator.context.random(&mut random)?;
    let placeholder = encode(&random, Encoding::Base64Url).as_str().to_owned();
    let mut token = WipedBuffer::new();
    token.push(input.as_slice());
    token.push_str(".");
    token.push_str(&placeholder);
    let input = Secret::from(input.as_str());
    pending.borrow_mut().push(Pending { placeholder, key, algorithm, input, kept });
    Ok(Value::Made(Secret::from(token.as_str())))
}

/// Signs header and claims that are already JSON, with any key. It is used for proofs of possession.
pub(crate) async fn sign_compact(
    algorithm: Algorithm,
    key: &PrivateKey,
    header: &str,
    claims: &str,
) -> Result<Secret, crate::sign::SignError> {
    let part = |text: &str| encode_text(text.as_bytes(), Encoding::Base64Url);
    let input = Secret::from(format!("{}.{}", part(header).expose(), part(claims).expose()));
    let signature = key.sign(algorithm, input.expose().as_bytes()).await?;
    Ok(token(input.expose(), &signature))
}
