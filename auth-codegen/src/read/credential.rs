//! Reads credentials: their inputs, and how they are attached to a request.

mod check;
mod identity;
mod registration;

pub(crate) use check::CheckSpec;
pub(crate) use identity::IdentitySpec;
pub(crate) use registration::RegistrationSpec;

use auth_language::key::{self, Shape, credential, token};
use auth_language::problem::{Broken, Code, Help};

use super::client_authentication::{self, ClientAuthenticationSpec};
use super::entries::{Entries, Read, Text};
use super::host::tls::{self, TlsSpec};
use super::lifecycle::{self, KeySpec, Member, StepSpec, Steps, TokenSpec};
use super::mapping::Mapping;
use super::reader::Reader;
use super::request::attach::{AttachSpec, read_attach};
use super::request::sign::{self, SignSpec};
use super::value::{self, FieldSpec};
use crate::text::{Node, Spot, Value};

/// A credential: static inputs, or a `token` that endpoints issue.
#[derive(Clone, Debug)]
pub(crate) struct CredentialSpec {
    pub doc: Read<Text>,
    pub deprecated: Option<Read<Text>>,
    pub key: Option<Read<KeySpec>>,
    pub inputs: Entries<FieldSpec>,
    pub computed: Entries<FieldSpec>,
    pub sign: Option<Read<Box<SignSpec>>>,
    pub example: Option<Read<Node>>,
    pub authorize: Option<Read<Steps>>,
    pub token: Option<Read<Box<TokenSpec>>>,
    /// Several tokens of one log-in. Each is read as a credential of its own.
    pub tokens: Entries<TokenSpec>,
    /// Which of several tokens it is.
    pub member: Option<Member>,
    pub refresh: Option<Read<Steps>>,
    pub revoke: Option<Read<Steps>>,
    pub rotation: Option<Read<Text>>,
    pub reuse: Option<Read<Text>>,
    pub grace: Option<Read<Text>>,
    pub client_authentication: Option<Read<Box<ClientAuthenticationSpec>>>,
    pub tls: Option<Read<TlsSpec>>,
    pub registration: Option<Read<RegistrationSpec>>,
    /// The private key that sessions make themselves.
    pub session_key: Option<Read<Text>>,
    pub check: Option<Read<CheckSpec>>,
    pub identity: Option<Read<IdentitySpec>>,
    pub scopes: Option<Read<Text>>,
    pub sessions: Option<Read<Text>>,
    pub log_out: Option<Read<Steps>>,
    pub attach: Read<Box<AttachSpec>>,
    /// How many values it has.
    pub values: usize,
}

impl CredentialSpec {
    /// Returns the names of the endpoints that it calls.
    pub(crate) fn calls(&self) -> impl Iterator<Item = &Text> {
        self.steps().map(|step| &step.call)
    }

    /// Returns the steps of all its lists.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &StepSpec> {
        let from = self.token.iter().flatten().filter_map(|token| token.from.as_ref().ok());
        let others = [&self.authorize, &self.refresh, &self.revoke].into_iter().flatten().flatten();
        from.chain(others).flatten()
    }

    /// Whether all calls are known that make, renew and revoke its token.
    pub(crate) fn are_calls_read(&self) -> bool {
        let is_token_read = self.token.iter().all(|token| token.as_ref().is_ok_and(|token| token.from.is_ok()));
        let mut lists = [&self.authorize, &self.refresh, &self.revoke].into_iter();
        let are_lists_read = lists.all(|list| !matches!(list, Some(Err(_))));
        is_token_read && are_lists_read && self.tokens.broken().is_none() && self.without_token().is_none()
    }

    /// Whether all values are known that it captures.
    pub(crate) fn are_captures_read(&self) -> bool {
        let is_captured = |token: &TokenSpec| token.capture.as_ref().is_none_or(Result::is_ok);
        let is_read = |token: &Read<Box<TokenSpec>>| token.as_ref().is_ok_and(|token| is_captured(token));
        self.token.iter().all(is_read) && self.tokens.broken().is_none() && self.without_token().is_none()
    }

    /// Returns the first key of a log-in of which nothing makes the token: `authorize`, or another list of calls.
    pub(crate) fn without_token(&self) -> Option<&'static str> {
        let has_source = self.key.is_some() || self.token.is_some();
        let is_log_in = !has_source && self.tokens.is_empty() && self.inputs.is_empty();
        let lists = [
            (credential::AUTHORIZE, &self.authorize),
            (credential::REFRESH, &self.refresh),
            (credential::REVOKE, &self.revoke),
            (credential::LOG_OUT, &self.log_out),
        ];
        lists.into_iter().find(|(_, list)| is_log_in && matches!(list, Some(Ok(_)))).map(|(key, _)| key)
    }

    /// Returns the calls that find where the client registers itself.
    pub(crate) fn before_registration(&self) -> &[StepSpec] {
        let registration = self.registration.as_ref().and_then(|registration| registration.as_ref().ok());
        registration.map(RegistrationSpec::before).unwrap_or_default()
    }
}

pub(super) fn read_credential(reader: &mut Reader, node: &Node) -> Read<CredentialSpec> {
    let map = reader.mapping(node, &key::CREDENTIAL)?;
    let doc = reader.required(&map, credential::DOC, Reader::text);
    let key = map.entry(credential::KEY).map(|entry| entry.and_then(|entry| lifecycle::read_key(reader, entry)));
    let token = read_token(reader, &map);
    let sign = map.read(credential::SIGN, |node| sign::read_sign(reader, node).map(Box::new));
    // An unknown key may be meant for one of them.
    let mut steps = |key| map.get_or_stray(key).map(|node| lifecycle::read_steps(reader, key, node?));
    let (authorize, refresh) = (steps(credential::AUTHORIZE), steps(credential::REFRESH));
    let (revoke, log_out) = (steps(credential::REVOKE), steps(credential::LOG_OUT));
    Ok(CredentialSpec {
        doc,
        deprecated: map.read(credential::DEPRECATED, |node| reader.text(node)),
        key,
        inputs: reader.entries(&map, credential::INPUTS, value::read_field),
        computed: reader.entries(&map, credential::COMPUTED, value::read_field),
        example: map.read(credential::EXAMPLE, |node| Ok(node.clone())),
        authorize,
        token,
        tokens: read_tokens(reader, &map),
        member: None,
        refresh,
        revoke,
        rotation: map.read(credential::ROTATION, |node| reader.word(node, "`kept` or `replaced`")),
        reuse: map.read(credential::REUSE, |node| reader.word(node, "`tolerated` or `ends_grant`")),
        grace: map.read(credential::GRACE, |node| reader.word(node, "a length of time such as `30s`")),
        client_authentication: client_authentication::read(reader, map.get(credential::CLIENT_AUTHENTICATION)),
        scopes: map.read(credential::SCOPES, |node| reader.word(node, "`exact`")),
        log_out,
        sessions: map.read(credential::SESSIONS, |node| reader.word(node, "`one`")),
        session_key: map.read(credential::SESSION_KEY, |node| reader.reference(node, "an input")),
        registration: map.read(credential::REGISTRATION, |node| registration::read(reader, node)),
        tls: map.read(credential::TLS, |node| tls::read(reader, node)),
        check: map.read(credential::CHECK, |node| check::read(reader, node)),
        identity: map.read(credential::IDENTITY, |node| identity::read(reader, node)),
        attach: read_attachment(reader, &map),
        sign,
        values: node.count(),
    })
}

/// Returns that an unknown key may be meant for where the secret comes from, if no key says that.
fn stray_source(map: &Mapping<'_>) -> Option<Broken> {
    let sources = [credential::KEY, credential::TOKENS, credential::INPUTS];
    let is_said = sources.iter().any(|key| map.get(key).is_some());
    let of_token = || map.stray(&Shape::Mapping(&key::TOKEN)).filter(|_| map.get(credential::KEY).is_none());
    map.stray(&Shape::Any).filter(|_| !is_said).or_else(of_token)
}

/// Reads the one token of a log-in, which may be meant by an unknown key.
fn read_token(reader: &mut Reader, map: &Mapping<'_>) -> Option<Read<Box<TokenSpec>>> {
    let token = map.entry(credential::TOKEN).map(|entry| lifecycle::read_token(reader, entry?).map(Box::new));
    token.or_else(|| stray_source(map).map(Err))
}

/// Reads the tokens of a log-in by their names.
fn read_tokens(reader: &mut Reader, map: &Mapping<'_>) -> Entries<TokenSpec> {
    let Some(Ok(entry)) = map.entry(credential::TOKENS) else {
        return Entries::empty(map.entry(credential::TOKENS).and_then(Result::err));
    };
    let is_one = [token::FROM, token::VALUE]
        .iter()
        .any(|key| entry.node.entry(key).is_some_and(|entry| !matches!(entry.node.value, Value::Map(_))));
    if is_one {
        let (at, text) = (entry.key_spot, credential::TOKEN.to_owned());
        let help = Help::Edit { at, text, advice: "one token is `token`".to_owned() };
        let message = "`tokens` has tokens by their names, and this is one token";
        reader.mentions.add(&entry.node);
        return Entries::empty(Some(reader.report(Code::SHAPE, at, message, help)));
    }
    reader.named(&entry.node, "`tokens`", &mut |reader: &mut Reader, node| lifecycle::read_one(reader, node, node.spot))
}

/// Reads how it is attached. One that signs or shows a certificate need not be attached.
fn read_attachment(reader: &mut Reader, map: &Mapping<'_>) -> Read<Box<AttachSpec>> {
    let is_shown = [credential::SIGN, credential::TLS].iter().any(|key| map.get(key).is_some());
    match map.get(credential::ATTACH) {
        Some(node) => read_attach(reader, node?).map(Box::new),
        None => match map.stray(&Shape::Any) {
            Some(broken) => Err(broken),
            None if is_shown => Ok(Box::new(AttachSpec::Nothing { spot: map.spot })),
            None => Err(report_unattached(reader, map.spot)),
        },
    }
}

/// Reports a credential that has neither parts nor a signature.
fn report_unattached(reader: &mut Reader, at: Spot) -> Broken {
    reader.report(Code::MISSING_KEY, at, "a credential needs `attach`", "add `attach: bearer`, for example")
}
