//! Evaluates computed values.

use std::cell::RefCell;

use http::HeaderValue;

use crate::host::SettingValues;
use crate::host::captured::Captured;
use crate::request::{Context, RequestProblem};
#[cfg(feature = "sign")]
use crate::sign::{Algorithm, Jwt, Minting, Plan, PrivateKey, mint, sign_text};
use crate::sign::{Memory, Pending, Unsigned};
use crate::value::wiped::WipedBuffer;
use crate::value::{Secret, Value};

use super::bytes::Bytes;
use super::computed::{Computed, Piece, Sent};
use super::encoding::{decode, encode};
use super::named::Named;
use super::sorted;
use super::write::bytes_of;
#[cfg(feature = "sign")]
use super::{Digest, Encoding};

#[cfg(feature = "sign")]
const NO_PUBLIC_KEY: RequestProblem =
    RequestProblem::Computed { name: "public_key", reason: "the signer does not provide its public key" };

/// The data from which values are computed.
pub(crate) struct Evaluator<'e, 'a> {
    pub(crate) settings: Option<&'e SettingValues>,
    /// The values that a login has captured.
    pub(crate) captured: Option<&'e Captured>,
    pub(crate) context: &'e Context,
    pub(crate) named: &'e Named<'a>,
    /// The request to sign.
    pub(crate) request: Option<Unsigned<'e>>,
    /// Returns the URL without its query of a request that is not finished.
    pub(crate) endpoint: Option<&'e dyn Fn() -> Result<WipedBuffer, RequestProblem>>,
    /// The cache of JWTs that can be used for several requests.
    #[cfg_attr(not(feature = "sign"), allow(dead_code, reason = "only JWTs are kept"))]
    pub(crate) memory: Option<&'e Memory>,
    /// The list of signatures that an external key still has to make.
    #[cfg_attr(not(feature = "sign"), allow(dead_code, reason = "only keys sign"))]
    pub(crate) pending: Option<&'e RefCell<Vec<Pending>>>,
}

/// Evaluates a value outside a request: over settings, captured values and names, at the present time.
pub(crate) fn evaluate_known<'a>(
    settings: &SettingValues,
    captured: &Captured,
    named: &Named<'a>,
    value: &Value<'a>,
) -> Result<Value<'a>, RequestProblem> {
    let context = Context::system();
    let known = (Some(settings), Some(captured));
    Evaluator::new(known, &context, named).evaluate(value.clone())
}

impl<'e, 'a> Evaluator<'e, 'a> {
    /// Makes an evaluator without a request.
    pub(crate) fn new(
        (settings, captured): (Option<&'e SettingValues>, Option<&'e Captured>),
        context: &'e Context,
        named: &'e Named<'a>,
    ) -> Self {
        Self { settings, captured, context, named, request: None, endpoint: None, memory: None, pending: None }
    }

    /// Evaluates settings and computations in a value.
    pub(crate) fn evaluate(&self, value: Value<'a>) -> Result<Value<'a>, RequestProblem> {
        match value {
            Value::Setting(name) => self.setting(name),
            Value::Concat(pieces) => Ok(Value::concat(self.all(pieces)?)),
            Value::List(items) => Ok(Value::List(self.all(items)?)),
            Value::Joined(items, separator) => Ok(Value::Joined(self.all(items)?, separator)),
            Value::Object(members) => Ok(Value::Object(self.members(members)?)),
            Value::Computed(computed) => self.compute(*computed),
            other => Ok(other),
        }
    }

    fn members<N>(&self, members: Vec<(N, Value<'a>)>) -> Result<Vec<(N, Value<'a>)>, RequestProblem> {
        members.into_iter().map(|(name, value)| Ok((name, self.evaluate(value)?))).collect()
    }

    fn all(&self, values: Vec<Value<'a>>) -> Result<Vec<Value<'a>>, RequestProblem> {
        values.into_iter().map(|value| self.evaluate(value)).collect()
    }

    fn setting(&self, name: &'static str) -> Result<Value<'a>, RequestProblem> {
        if let Some(captured) = self.captured.and_then(|captured| captured.get(name)) {
            return Ok(captured.value());
        }
        match self.settings.filter(|settings| settings.is_known(name)) {
            Some(values) => Ok(values.get(name).map_or(Value::Absent, |text| Value::Text(text.to_owned().into()))),
            // A value that a login may capture, and this one has not.
            None if self.captured.is_some_and(|captured| !captured.is_empty()) => Ok(Value::Absent),
            None => Err(self.settings.map_or(RequestProblem::NoSetting { name }, |settings| settings.missing(name))),
        }
    }

    fn compute(&self, computed: Computed<Value<'a>>) -> Result<Value<'a>, RequestProblem> {
        match computed {
            Computed::Named(name) => self.named(name),
            Computed::Now { form, offset, increasing } => Ok(form.now(self.context, offset, increasing)),
            Computed::Random(random) => random.draw(self.context),
            Computed::Sent(sent) => self.sent(sent),
            Computed::Piece(piece) => self.piece(piece),
            Computed::Decoded(of, encoding) => self.with_bytes(of, |bytes| {
                let decoded = decode(std::str::from_utf8(bytes).ok()?, encoding)?;
                Some(Value::Bytes(Bytes::new(decoded)))
            }),
            Computed::Encoded(of, encoding) => {
                self.with_bytes(of, |bytes| Some(Value::Made(Secret::from(encode(bytes, encoding).as_str()))))
            }
            #[cfg(feature = "sign")]
            Computed::Digest { algorithm, of, key } => self.digest(algorithm, of, key),
            #[cfg(feature = "sign")]
            Computed::Signed { algorithm, of, key, encoding, der } => {
                self.signed(of, (algorithm, key), (encoding, der))
            }
            #[cfg(feature = "sign")]
            Computed::PublicKey(key) => {
                let key = key.public_key().map_err(|_| NO_PUBLIC_KEY)?;
                Ok(Value::Bytes(Bytes::from(key.to_der().as_slice())))
            }
            #[cfg(feature = "sign")]
            Computed::Thumbprint(key) => {
                let key = key.public_key().map_err(|_| NO_PUBLIC_KEY)?;
                Ok(Value::Text(key.thumbprint().into()))
            }
            #[cfg(feature = "sign")]
            Computed::Jwt(jwt) => self.jwt(jwt),
        }
    }

    fn named(&self, name: &'static str) -> Result<Value<'a>, RequestProblem> {
        self.named.get(name).cloned().ok_or(RequestProblem::Computed { name, reason: "there is no value of this name" })
    }

    /// Returns one of the texts that are joined in a value.
    fn piece(&self, piece: Piece<Value<'a>>) -> Result<Value<'a>, RequestProblem> {
        let Piece { of, name, by, index, count, is_secret } = piece;
        let Some(whole) = self.bytes(of)? else { return Ok(Value::Absent) };
        let texts: Vec<&str> = whole.as_str().splitn(count, by).collect();
        let is_whole = texts.len() == count && texts.iter().all(|text| !text.is_empty());
        let text = texts.get(index).filter(|_| is_whole);
        let text =
            text.ok_or_else(|| RequestProblem::Unfit { name, expected: format!("be {count} texts joined by `{by}`") })?;
        Ok(if is_secret { Value::Made(Secret::from(*text)) } else { Value::Text((*text).to_owned().into()) })
    }

    /// Applies `make` to the bytes of a value; absent if the value is absent.
    fn with_bytes(
        &self,
        of: Value<'a>,
        make: impl FnOnce(&[u8]) -> Option<Value<'a>>,
    ) -> Result<Value<'a>, RequestProblem> {
        let Some(bytes) = self.bytes(of)? else { return Ok(Value::Absent) };
        let unreadable =
            RequestProblem::Computed { name: "encoding", reason: "a text is not in the encoding that it should be in" };
        make(bytes.as_slice()).ok_or(unreadable)
    }

    /// Returns the bytes of a value; `None` if it is absent.
    pub(crate) fn bytes(&self, value: Value<'a>) -> Result<Option<WipedBuffer>, RequestProblem> {
        match self.evaluate(value)? {
            Value::Absent => Ok(None),
            value => bytes_of(&value).map(Some),
        }
    }

    #[cfg(feature = "sign")]
    fn digest(&self, algorithm: Digest, of: Value<'a>, key: Option<Value<'a>>) -> Result<Value<'a>, RequestProblem> {
        let Some(key) = key else {
            return self.with_bytes(of, |bytes| Some(Value::Bytes(Bytes::new(algorithm.of(bytes)))));
        };
        let Some(key) = self.bytes(key)? else { return Ok(Value::Absent) };
        self.with_bytes(of, |bytes| Some(Value::Bytes(Bytes::new(algorithm.keyed(key.as_slice(), bytes)))))
    }

    #[cfg(feature = "sign")]
    fn jwt(&self, jwt: Jwt<Value<'a>>) -> Result<Value<'a>, RequestProblem> {
        let plan = Plan::of(&jwt);
        let jwt = jwt.try_map(&|value| self.evaluate(value).map(Value::without_absent))?;
        mint(jwt, &plan, self.minting())
    }

    #[cfg(feature = "sign")]
    fn signed(
        &self,
        of: Value<'a>,
        key: (Algorithm, PrivateKey),
        form: (Encoding, bool),
    ) -> Result<Value<'a>, RequestProblem> {
        let Some(input) = self.bytes(of)? else { return Ok(Value::Absent) };
        sign_text(&input, key, form, self.minting()).map(Value::Made)
    }

    #[cfg(feature = "sign")]
    fn minting(&self) -> Minting<'_> {
        Minting { context: self.context, memory: self.memory, pending: self.pending }
    }

    fn sent(&self, sent: Sent) -> Result<Value<'a>, RequestProblem> {
        if let (Sent::Endpoint, Some(endpoint)) = (sent, self.endpoint) {
            return Ok(Value::Made(Secret::from(endpoint()?.as_str())));
        }
        let request = self.request.ok_or(RequestProblem::Computed { name: "request", reason: "it is not finished" })?;
        let text = |text: &str| Value::Text(text.to_owned().into());
        Ok(match sent {
            Sent::Method => text(request.method().as_str()),
            Sent::Endpoint => text(request.url().split('?').next().unwrap_or_default()),
            Sent::Url => Value::Made(Secret::from(request.url())),
            Sent::Host => text(&request.authority()),
            Sent::Path => text(request.path()),
            Sent::Query => Value::Made(Secret::from(request.query())),
            Sent::Target => Value::Made(Secret::from(request.target())),
            Sent::Sorted(sorted) => Value::Made(Secret::from(sorted.of(request.query(), request.form()).as_str())),
            Sent::Body => Value::Bytes(request.whole_body()?.into()),
            Sent::Header(name) => match request.headers().get(name).map(HeaderValue::to_str) {
                Some(Ok(value)) => Value::Made(Secret::from(value)),
                Some(Err(_)) => return Err(RequestProblem::HeaderText { header: name }),
                None => Value::Absent,
            },
            Sent::Parameter(name) => match sorted::parameter(request.query(), name) {
                Some(value) => Value::Made(Secret::from(value.as_str())),
                None => Value::Absent,
            },
        })
    }
}
