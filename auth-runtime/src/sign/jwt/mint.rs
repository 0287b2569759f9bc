//! Signs a JWT, or records what an external key must sign.

use std::cell::RefCell;

use super::compact::{keepable, token};
use super::model::{Jwt, JwtKey};
use crate::expression::{Computed, Digest, Encoding, bytes_of, encode};
use crate::request::{Context, RequestProblem};
use crate::sign::form::written;
use crate::sign::{Algorithm, Form, Memory, Pending, PrivateKey};
use crate::value::encode::write_object;
use crate::value::wiped::WipedBuffer;
use crate::value::{Secret, Value, since_1970};

/// The claims for the start and the end of a JWT's validity (RFC 7519 §4.1).
const EXPIRES: &str = "exp";
const ISSUED: &str = "iat";
/// The name of JWTs in errors.
const NAME: &str = "jwt";
const UNFIT: &str = "the key cannot be used with the algorithm";

/// The resources with which JWTs are made.
#[derive(Clone, Copy)]
pub(crate) struct Minting<'m> {
    pub(crate) context: &'m Context,
    pub(crate) memory: Option<&'m Memory>,
    pub(crate) pending: Option<&'m RefCell<Vec<Pending>>>,
}

impl Minting<'_> {
    fn seconds(&self) -> u64 {
        since_1970(self.context.now()).as_secs()
    }

    /// Notes that an external key must sign `input`, and returns the text in place of its signature.
    fn wait_for(
        &self,
        input: &WipedBuffer,
        (algorithm, key): (Algorithm, PrivateKey),
        form: Form,
    ) -> Result<String, RequestProblem> {
        let pending = self.pending.ok_or(RequestProblem::NeedsSignature)?;
        let placeholder = encode(&self.context.random_bytes::<24>()?, Encoding::Base64Url).as_str().to_owned();
        let (waiting, input) = (placeholder.clone(), input.as_slice().into());
        pending.borrow_mut().push(Pending { placeholder, key, algorithm, input, form });
        Ok(waiting)
    }
}

/// What is known of a JWT before its values are computed: its lifetime, and the values that do not change.
pub(crate) struct Plan {
    /// The seconds until it expires, and its lifetime in seconds.
    life: Option<(u64, u64)>,
    lasting: Vec<&'static str>,
}

impl Plan {
    pub(crate) fn of(jwt: &Jwt<Value<'_>>) -> Self {
        let members = jwt.header.iter().chain(&jwt.claims).filter(|(_, value)| is_lasting(value));
        Self { life: life(jwt).filter(|_| jwt.is_kept), lasting: members.map(|(name, _)| *name).collect() }
    }
}

fn life(jwt: &Jwt<Value<'_>>) -> Option<(u64, u64)> {
    let end = claimed_offset(jwt, EXPIRES)?;
    let life = end.checked_sub(claimed_offset(jwt, ISSUED).unwrap_or(0).max(0))?;
    Some((u64::try_from(end).ok()?, u64::try_from(life).ok()?))
}

/// Returns the seconds between now and the time in a claim.
fn claimed_offset(jwt: &Jwt<Value<'_>>, name: &str) -> Option<i64> {
    jwt.claims.iter().find(|(known, _)| *known == name).and_then(|(_, value)| offset_of(value))
}

/// Returns the JWT in compact form, signed or waiting for a signature. The values are already computed.
pub(crate) fn mint<'a>(jwt: Jwt<Value<'a>>, plan: &Plan, minting: Minting<'_>) -> Result<Value<'a>, RequestProblem> {
    // Only a credential has a memory: the JWT of a request is used only in that request.
    let kept = if minting.memory.is_some() { keep(&jwt, plan, minting)? } else { None };
    let known = kept.as_ref().zip(minting.memory).and_then(|((name, _), memory)| memory.get(name));
    if let Some(token) = known.and_then(|known| still_good(&known, minting)) {
        return Ok(Value::Made(token));
    }
    let input = input(&jwt)?;
    match jwt.key {
        JwtKey::Secret(Value::Absent) => Err(failed("its key is absent")),
        JwtKey::Secret(key) => {
            let digest = hmac_of(jwt.algorithm).ok_or(failed("the algorithm needs a private key"))?;
            let signature = digest.keyed(bytes_of(&key)?.as_slice(), input.as_slice());
            Ok(finish(&input, &signature, kept, minting))
        }
        JwtKey::Private(key) => match key.sign_here(jwt.algorithm, input.as_slice()) {
            Some(Ok(signature)) => Ok(finish(&input, &signature, kept, minting)),
            Some(Err(_)) => Err(failed(UNFIT)),
            None => note(&input, jwt.algorithm, key, kept, minting),
        },
    }
}

/// Returns the signing input: header and claims, each as base64url.
fn input(jwt: &Jwt<Value<'_>>) -> Result<WipedBuffer, RequestProblem> {
    let own = [("alg", Value::text(jwt.algorithm.name())), ("typ", Value::text("JWT"))];
    let is_said = |name: &str| jwt.header.iter().any(|(said, _)| *said == name);
    let own = own.iter().filter(|(name, _)| !is_said(name));
    let mut input = WipedBuffer::new();
    push_object(own.chain(&jwt.header), &mut input)?;
    input.push_str(".");
    push_object(jwt.claims.iter(), &mut input)?;
    Ok(input)
}

/// Returns the name under which the token is cached, and when it is discarded. Values that differ each time a token is
/// made are not part of the name.
fn keep(jwt: &Jwt<Value<'_>>, plan: &Plan, minting: Minting<'_>) -> Result<Option<(String, u64)>, RequestProblem> {
    let Some((end, life)) = plan.life else { return Ok(None) };
    let mut text = WipedBuffer::new();
    text.push_str(jwt.algorithm.name());
    match &jwt.key {
        JwtKey::Private(key) => match key.public_key() {
            Ok(key) => text.push_str(&key.thumbprint()),
            Err(_) => return Ok(None),
        },
        JwtKey::Secret(key) => text.push(bytes_of(key)?.as_slice()),
    }
    text.push_str(&format!("{end} {life}"));
    let members = jwt.header.iter().chain(&jwt.claims);
    members.clone().for_each(|(name, _)| text.push_str(name));
    push_object(members.filter(|(name, _)| plan.lasting.contains(name)), &mut text)?;
    let name = encode(&Digest::Sha256.of(text.as_slice()), Encoding::Base64Url);
    Ok(Some((format!("jwt {}", name.as_str()), (minting.seconds() + end).saturating_sub(life / 10))))
}

fn failed(reason: &'static str) -> RequestProblem {
    RequestProblem::Computed { name: NAME, reason }
}

/// Returns a cached token, `{until} {token}`, if it is still valid.
fn still_good(known: &Secret, minting: Minting<'_>) -> Option<Secret> {
    let (until, token) = known.expose().split_once(' ')?;
    (minting.seconds() < until.parse().ok()?).then(|| Secret::from(token))
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
    let changes = |computed: &Computed<Value<'_>>| {
        matches!(computed, Computed::Now { .. } | Computed::Random(_) | Computed::Named(_))
    };
    match value {
        Value::Computed(computed) => !changes(computed),
        Value::Object(members) => members.iter().all(|(_, value)| is_lasting(value)),
        Value::List(items) => items.iter().all(is_lasting),
        _ => true,
    }
}

fn push_object<'v, 'a: 'v>(
    members: impl Iterator<Item = &'v (&'static str, Value<'a>)>,
    out: &mut WipedBuffer,
) -> Result<(), RequestProblem> {
    let mut json = WipedBuffer::new();
    write_object(members.map(|(name, value)| (*name, value)), &mut json)
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

fn finish<'a>(input: &WipedBuffer, signature: &[u8], kept: Option<(String, u64)>, minting: Minting<'_>) -> Value<'a> {
    let token = token(input.as_slice(), signature);
    if let (Some((name, until)), Some(memory)) = (kept, minting.memory) {
        memory.set(name, keepable(until, &token));
    }
    Value::Made(token)
}

/// Records that an external key must sign later.
fn note<'a>(
    input: &WipedBuffer,
    algorithm: Algorithm,
    key: PrivateKey,
    kept: Option<(String, u64)>,
    minting: Minting<'_>,
) -> Result<Value<'a>, RequestProblem> {
    let placeholder = minting.wait_for(input, (algorithm, key), Form::Jwt { kept })?;
    let mut token = WipedBuffer::new();
    token.push(input.as_slice());
    token.push_str(".");
    token.push_str(&placeholder);
    Ok(Value::Made(Secret::from(token.as_str())))
}

/// Returns the signature of a key over `input` as text, or the text that takes its place until an external key has signed.
pub(crate) fn sign_text(
    input: &WipedBuffer,
    (algorithm, key): (Algorithm, PrivateKey),
    (encoding, der): (Encoding, bool),
    minting: Minting<'_>,
) -> Result<Secret, RequestProblem> {
    match key.sign_here(algorithm, input.as_slice()) {
        Some(Ok(signature)) => Ok(Secret::from(written(signature, encoding, der).as_str())),
        Some(Err(_)) => Err(RequestProblem::Computed { name: "signature", reason: UNFIT }),
        None => minting.wait_for(input, (algorithm, key), Form::Text { encoding, der }).map(Secret::from),
    }
}
