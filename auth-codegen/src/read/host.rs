//! Reads the provider's names, hosts and settings, and then all other keys.

pub(super) mod captured;
mod several;
pub(super) mod tls;

pub(crate) use captured::CapturedSpec;
pub(crate) use tls::TlsSpec;

use auth_language::key::{self, Shape, spec};
use auth_language::spanned::Spanned;
use auth_language::value::Scalar;

use super::client_authentication::{self, ClientAuthenticationSpec};
use super::credential::{self, CredentialSpec};
use super::entries::{Entries, Read, Text};
use super::error::{self, CasesSpec};
use super::reader::mentions::A_TYPE;
use super::reader::{Reader, bare_name};
use super::request::{self, EndpointSpec};
use super::value::{self, ChoiceSpec, FieldSpec, TypeSpec, ValueSpec};
use crate::text::{Node, Spot, Tree, Value};

/// A spec: a YAML file about one provider.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub spot: Spot,
    pub name: Read<Text>,
    pub title: Read<Text>,
    pub doc: Option<Read<Text>>,
    pub docs: Option<Read<Text>>,
    pub settings: Entries<SettingSpec>,
    pub base_url: Read<HostSpec>,
    pub hosts: Entries<HostSpec>,
    pub environments: Entries<EnvironmentSpec>,
    pub headers: Entries<FieldSpec>,
    pub scopes: Entries<ValueSpec>,
    pub reply_headers: Entries<Text>,
    pub enums: Entries<ChoiceSpec>,
    pub types: Entries<TypeSpec>,
    pub error_body: Option<Read<Text>>,
    pub errors: Entries<CasesSpec>,
    pub error_sets: Entries<Entries<CasesSpec>>,
    pub endpoints: Entries<EndpointSpec>,
    pub credentials: Entries<CredentialSpec>,
}

/// A host: its URL, or a mapping.
#[derive(Clone, Debug)]
pub(crate) struct HostSpec {
    pub url: Option<Read<Text>>,
    /// The captured value that is the URL, instead of `url`.
    pub captured: Option<Read<CapturedSpec>>,
    pub client_authentication: Option<Read<Box<ClientAuthenticationSpec>>>,
    pub tls: Option<Read<TlsSpec>>,
}

/// An environment: other URLs for the hosts.
#[derive(Clone, Debug)]
pub(crate) struct EnvironmentSpec {
    pub spot: Spot,
    pub doc: Option<Read<Text>>,
    pub base_url: Option<Read<Text>>,
    pub hosts: Entries<Text>,
}

/// A setting: its type, or a mapping.
#[derive(Clone, Debug)]
pub(crate) struct SettingSpec {
    pub ty: Read<Text>,
    pub pattern: Option<Read<Text>>,
    pub within: Option<Read<Vec<Text>>>,
    pub default: Option<Read<Spanned<Scalar, Spot>>>,
    pub example: Option<Read<Spanned<Scalar, Spot>>>,
    pub env: Option<Read<Text>>,
    pub case: Option<Read<Text>>,
    pub doc: Option<Read<Text>>,
    pub deprecated: Option<Read<Text>>,
}

/// Reads a tree as a spec.
pub(crate) fn read(tree: &Tree, reader: &mut Reader) -> Read<Spec> {
    tree.dropped.iter().for_each(|node| reader.mentions.add(node));
    let map = reader.mapping(&tree.root, &key::SPEC)?;
    Ok(Spec {
        spot: map.spot,
        name: reader.required(&map, spec::NAME, Reader::text),
        title: reader.required(&map, spec::TITLE, Reader::text),
        base_url: reader.required(&map, spec::BASE_URL, read_host),
        doc: map.read(spec::DOC, |node| reader.text(node)),
        docs: map.read(spec::DOCS, |node| reader.text(node)),
        settings: reader.entries(&map, spec::SETTINGS, read_setting),
        hosts: reader.entries(&map, spec::HOSTS, read_host),
        environments: reader.entries(&map, spec::ENVIRONMENTS, read_environment),
        headers: reader.entries(&map, spec::HEADERS, value::read_field),
        scopes: reader.entries(&map, spec::SCOPES, value::read_value),
        reply_headers: reader.entries(&map, spec::REPLY_HEADERS, Reader::text),
        enums: reader.entries(&map, spec::ENUMS, value::read_enum),
        types: reader.entries(&map, spec::TYPES, value::read_type),
        error_body: map.read(spec::ERROR_BODY, |node| reader.reference(node, A_TYPE)),
        errors: reader.entries(&map, spec::ERRORS, error::read_cases),
        error_sets: reader.entries(&map, spec::ERROR_SETS, error::read_set),
        endpoints: reader.entries(&map, spec::ENDPOINTS, request::read_endpoint),
        credentials: {
            let credentials = reader.entries(&map, spec::CREDENTIALS, credential::read_credential);
            several::expand(credentials, reader)
        },
    })
}

fn read_host(reader: &mut Reader, node: &Node) -> Read<HostSpec> {
    if !matches!(node.value, Value::Map(_)) || bare_name(node).is_some() {
        return reader.text(node).map(|url| HostSpec {
            url: Some(Ok(url)),
            captured: None,
            client_authentication: None,
            tls: None,
        });
    }
    let map = reader.mapping(node, &key::HOST)?;
    Ok(HostSpec {
        url: map.read(key::host::URL, |node| reader.text(node)),
        captured: captured::read(reader, &map)?,
        client_authentication: client_authentication::read(reader, map.get(key::host::CLIENT_AUTHENTICATION)),
        tls: map
            .get(key::host::TLS)
            .or_else(|| map.stray(&Shape::Mapping(&key::TLS)).map(Err))
            .map(|node| tls::read(reader, node?)),
    })
}

fn read_environment(reader: &mut Reader, node: &Node) -> Read<EnvironmentSpec> {
    let map = reader.mapping(node, &key::ENVIRONMENT)?;
    Ok(EnvironmentSpec {
        spot: map.spot,
        doc: map.read(key::environment::DOC, |node| reader.text(node)),
        base_url: map.read(key::environment::BASE_URL, |node| reader.text(node)),
        hosts: reader.entries(&map, key::environment::HOSTS, Reader::text),
    })
}

fn read_setting(reader: &mut Reader, node: &Node) -> Read<SettingSpec> {
    if matches!(node.value, Value::Text(_)) {
        return Ok(SettingSpec::plain(reader.text(node)));
    }
    let map = reader.mapping(node, &key::SETTING)?;
    let ty = reader.required(&map, key::setting::TYPE, Reader::text);
    Ok(SettingSpec {
        ty,
        pattern: map.read(key::setting::PATTERN, |node| reader.text(node)),
        within: map.read(key::setting::WITHIN, |node| reader.texts(node)?.into_iter().collect()),
        default: map.read(key::setting::DEFAULT, |node| reader.scalar(node)),
        example: map.read(key::setting::EXAMPLE, |node| reader.scalar(node)),
        env: map.read(key::setting::ENV, |node| reader.text(node)),
        case: map.read(key::setting::CASE, |node| reader.word(node, "`lower` or `upper`")),
        doc: map.read(key::setting::DOC, |node| reader.text(node)),
        deprecated: map.read(key::setting::DEPRECATED, |node| reader.text(node)),
    })
}

impl SettingSpec {
    /// Makes a setting without other properties.
    fn plain(ty: Read<Text>) -> Self {
        Self {
            ty,
            pattern: None,
            within: None,
            default: None,
            example: None,
            env: None,
            case: None,
            doc: None,
            deprecated: None,
        }
    }
}
