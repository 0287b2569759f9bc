//! Reads credentials: their inputs, and how they are attached to a request.

mod check;
mod identity;
mod registration;

pub(crate) use check::CheckSpec;
pub(crate) use identity::IdentitySpec;
pub(crate) use registration::RegistrationSpec;

use auth_language::key::{self, attach, credential};
use auth_language::problem::{Broken, Code, Help};
use auth_language::request::{Content, Place};
use auth_language::suggest;

use super::client_authentication::{self, ClientAuthenticationSpec};
use super::entries::{Entries, Read, Text};
use super::host::tls::{self, TlsSpec};
use super::lifecycle::{self, KeySpec, StepSpec, Steps, TokenSpec};
use super::mapping::Mapping;
use super::reader::Reader;
use super::request::sign::{self, SignSpec};
use super::request::{self, BasicSpec};
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
    pub sign: Option<Read<SignSpec>>,
    pub example: Option<Read<Node>>,
    pub authorize: Option<Read<Steps>>,
    pub token: Option<Read<TokenSpec>>,
    pub refresh: Option<Read<Steps>>,
    pub revoke: Option<Read<Steps>>,
    pub rotation: Option<Read<Text>>,
    pub reuse: Option<Read<Text>>,
    pub grace: Option<Read<Text>>,
    pub client_authentication: Option<Read<ClientAuthenticationSpec>>,
    pub tls: Option<Read<TlsSpec>>,
    pub registration: Option<Read<RegistrationSpec>>,
    pub check: Option<Read<CheckSpec>>,
    pub identity: Option<Read<IdentitySpec>>,
    pub scopes: Option<Read<Text>>,
    pub attach: Read<AttachSpec>,
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
}

/// How a credential is attached to a request.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a spec has few credentials")]
pub(crate) enum AttachSpec {
    /// `bearer`: `Authorization: Bearer …` (RFC 6750).
    Bearer { spot: Spot },
    /// `{ header: X-Api-Key }`, with an optional `prefix`.
    Header { name: Text, prefix: Option<Read<Text>> },
    /// `{ headers: … }`, `{ basic: … }` and similar mappings: templates over the inputs.
    Parts { spot: Spot, placed: Vec<PlacedSpec>, basic: Option<Read<BasicSpec>>, bearer: Option<Read<FieldSpec>> },
    /// No parts, only a signature or a client certificate.
    Nothing { spot: Spot },
}

/// The parts of a credential under one key.
#[derive(Clone, Debug)]
pub(crate) struct PlacedSpec {
    pub place: Place,
    /// The encoding that the body must have.
    pub content: Option<Content>,
    pub entries: Entries<FieldSpec>,
}

impl AttachSpec {
    /// Returns the parts that it adds, by place.
    pub(crate) fn placed(&self) -> &[PlacedSpec] {
        match self {
            Self::Bearer { .. } | Self::Header { .. } | Self::Nothing { .. } => &[],
            Self::Parts { placed, .. } => placed,
        }
    }
}

pub(super) fn read_credential(reader: &mut Reader, node: &Node) -> Read<CredentialSpec> {
    let map = reader.mapping(node, &key::CREDENTIAL)?;
    let doc = reader.required(&map, credential::DOC, Reader::text);
    let key = map.entry(credential::KEY).map(|entry| entry.and_then(|entry| lifecycle::read_key(reader, entry)));
    let token = map.entry(credential::TOKEN).map(|entry| entry.and_then(|entry| lifecycle::read_token(reader, entry)));
    let sign = map.read(credential::SIGN, |node| sign::read_sign(reader, node));
    Ok(CredentialSpec {
        doc,
        deprecated: map.read(credential::DEPRECATED, |node| reader.text(node)),
        key,
        inputs: reader.entries(&map, credential::INPUTS, value::read_field),
        computed: reader.entries(&map, credential::COMPUTED, value::read_field),
        example: map.read(credential::EXAMPLE, |node| Ok(node.clone())),
        authorize: map.read(credential::AUTHORIZE, |node| lifecycle::read_steps(reader, node)),
        token,
        refresh: map.read(credential::REFRESH, |node| lifecycle::read_steps(reader, node)),
        revoke: map.read(credential::REVOKE, |node| lifecycle::read_steps(reader, node)),
        rotation: map.read(credential::ROTATION, |node| reader.word(node, "`kept` or `replaced`")),
        reuse: map.read(credential::REUSE, |node| reader.word(node, "`tolerated` or `ends_grant`")),
        grace: map.read(credential::GRACE, |node| reader.word(node, "a length of time such as `30s`")),
        client_authentication: client_authentication::read(reader, map.get(credential::CLIENT_AUTHENTICATION)),
        scopes: map.read(credential::SCOPES, |node| reader.word(node, "`exact`")),
        registration: map.read(credential::REGISTRATION, |node| registration::read(reader, node)),
        tls: map.read(credential::TLS, |node| tls::read(reader, node)),
        check: map.read(credential::CHECK, |node| check::read(reader, node)),
        identity: map.read(credential::IDENTITY, |node| identity::read(reader, node)),
        attach: match (map.get(credential::ATTACH), sign.is_some() || map.get(credential::TLS).is_some()) {
            (Some(node), _) => node.and_then(|node| read_attach(reader, node)),
            (None, true) => Ok(AttachSpec::Nothing { spot: map.spot }),
            (None, false) => Err(report_unattached(reader, node)),
        },
        sign,
    })
}

fn read_attach(reader: &mut Reader, node: &Node) -> Read<AttachSpec> {
    match &node.value {
        Value::Text(word) if word == "bearer" => Ok(AttachSpec::Bearer { spot: node.spot }),
        Value::Text(word) => {
            let message = format!("a secret cannot be attached as `{word}`");
            Err(reader.report(Code::ATTACH, node.spot, message, how_to_attach(word, node.spot)))
        }
        Value::Map(_) => read_parts(reader, node),
        _ => Err(reader.expected(node, "`bearer` or `{ header: X-Api-Key }`")),
    }
}

/// Reports a credential that has neither parts nor a signature.
fn report_unattached(reader: &mut Reader, node: &Node) -> Broken {
    let first = match &node.value {
        Value::Map(entries) => entries.first().map_or(node.spot, |entry| entry.key_spot),
        _ => node.spot,
    };
    reader.report(Code::MISSING_KEY, first, "a credential needs `attach`", "add `attach: bearer`, for example")
}

/// Returns advice for an unknown word: it may be a misspelled `bearer` or the name of a header.
fn how_to_attach(word: &str, at: Spot) -> Help<Spot> {
    let is_header = word.contains('-') && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    match word {
        "basic" => Help::from(
            "write `{ basic: { username: \"{user}\", password: \"{password}\" } }`, and declare the `inputs`",
        ),
        _ if suggest::is_near(word, "bearer") => {
            Help::Edit { at, text: "bearer".to_owned(), advice: "did you mean `bearer`?".to_owned() }
        }
        _ if is_header => {
            let text = format!("{{ header: {word} }}");
            Help::Edit { at, advice: format!("write `{text}`"), text }
        }
        _ => Help::from(
            "`bearer`, `{ header: X-Api-Key }`, `{ headers: … }`, `{ basic: … }` and `{ query: … }` are possible",
        ),
    }
}

/// The keys of an attachment whose entries are parts.
const PLACED: [(Place, Option<Content>, &str); 6] = [
    (Place::Header, None, attach::HEADERS),
    (Place::Query, None, attach::QUERY),
    (Place::Path, None, attach::PATH),
    (Place::Cookie, None, attach::COOKIES),
    (Place::Body, Some(Content::Json), attach::JSON),
    (Place::Body, Some(Content::Form), attach::FORM),
];

fn read_placed(reader: &mut Reader, map: &Mapping<'_>) -> Vec<PlacedSpec> {
    let there = PLACED.into_iter().filter(|(_, _, key)| map.get(key).is_some());
    let read = there.map(|(place, content, key)| PlacedSpec {
        place,
        content,
        entries: reader.entries(map, key, value::read_field),
    });
    read.filter(|placed| !placed.entries.is_empty()).collect()
}

fn read_parts(reader: &mut Reader, node: &Node) -> Read<AttachSpec> {
    let map = reader.mapping(node, &key::ATTACH)?;
    let header = map.read(attach::HEADER, |node| reader.text(node)).transpose()?;
    let prefix = map.entry(attach::PREFIX);
    let placed = read_placed(reader, &map);
    let basic = map.read(attach::BASIC, |node| request::read_basic(reader, node));
    let bearer = map.read(attach::BEARER, |node| value::read_field(reader, node));
    let is_short = placed.is_empty() && basic.is_none() && bearer.is_none();
    match (header, is_short) {
        (Some(name), true) => {
            let prefix = prefix.map(|entry| entry.and_then(|entry| reader.any_text(&entry.node)));
            Ok(AttachSpec::Header { name, prefix })
        }
        (Some(name), false) => {
            let help = "write it as one of `headers`: a template over the inputs";
            Err(reader.report(Code::CONFLICT, name.at, "`header` is for one header alone", help))
        }
        (None, _) => {
            if is_short {
                let help = "add `header: X-Api-Key`, for example";
                return Err(reader.report(
                    Code::MISSING_KEY,
                    node.spot,
                    "an attachment needs `header`, `headers`, `basic`, `bearer`, `query`, `path`, `cookies`, `json` or `form`",
                    help,
                ));
            }
            if let Some(Ok(entry)) = prefix {
                let help = "write it into the template, as in `\"Key {api_key}\"`";
                reader.report(Code::CONFLICT, entry.key_spot, "`prefix` belongs to `header`", help);
            }
            Ok(AttachSpec::Parts { spot: node.spot, placed, basic, bearer })
        }
    }
}
