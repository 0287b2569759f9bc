//! Reads endpoints.

pub(super) mod attach;
pub(crate) mod auth;
mod body;
mod returns;
pub(super) mod sign;
mod verify;

pub(crate) use returns::{AlternativeSpec, ReturnedSpec, are_several};
pub(crate) use verify::VerifySpec;

use auth_language::key::{self, Shape, basic, endpoint, example};
use auth_language::problem::Code;
use auth_language::request::{Content, Place};
use auth_language::spanned::Spanned;
use auth_language::template::Template;
use auth_language::value::Scalar;
use auth_language::word::{Method, Word as _};

use self::auth::AuthSpec;
use self::body::Body;
use super::client_authentication::{self, ClientAuthenticationSpec};
use super::entries::{Entries, Read, Text};
use super::error::{self, CasesSpec};
use super::host::captured::{CapturedSpec, read_whole};
use super::mapping::Mapping;
use super::reader::mentions::{A_HOST, AN_ERROR_SET};
use super::reader::{Reader, bare_name};
use super::value::{self, ComputedSpec, FieldKind, FieldSpec};
use crate::text::{Node, Spot, Value};
use sign::SignSpec;

/// An endpoint. Its key is the name of the client's method. What is large and rare is in a box: a spec may have thousands.
#[derive(Clone, Debug)]
pub(crate) struct EndpointSpec {
    pub doc: Read<Text>,
    pub deprecated: Option<Read<Text>>,
    /// The method; `None` for a page that a browser visits.
    pub method: Read<Option<Spanned<Method, Spot>>>,
    pub route: Read<Text>,
    /// The captured value that is the whole URL, instead of the path.
    pub captured: Option<CapturedSpec>,
    pub host: Option<Read<Text>>,
    pub auth: Option<Read<AuthSpec>>,
    /// The position of `repeat`, if it is true.
    pub repeat: Option<Spot>,
    pub pkce: Option<Read<Text>>,
    pub inputs: Entries<FieldSpec>,
    pub computed: Entries<FieldSpec>,
    /// The fields by place, as in [`Place::KEYED`].
    pub placed: Vec<(Place, Entries<FieldSpec>)>,
    pub basic: Option<Read<BasicSpec>>,
    pub client_authentication: Option<Read<Box<ClientAuthenticationSpec>>>,
    pub bearer: Option<Read<Box<FieldSpec>>>,
    pub sign: Option<Read<Box<SignSpec>>>,
    pub json: Option<Body>,
    pub form: Option<Body>,
    pub xml: Option<Body>,
    pub multipart: Option<Body>,
    /// Bodies that are a single value; more than one is reported.
    pub whole: Vec<(Content, Body)>,
    pub redirects: Option<Read<Vec<Read<Text>>>>,
    pub response: Option<Read<Text>>,
    /// What a visit gives back.
    pub callback: Entries<FieldSpec>,
    /// The position of `callback`.
    pub callback_at: Option<Spot>,
    pub verify: Option<Read<Box<VerifySpec>>>,
    pub returns: Entries<ReturnedSpec>,
    pub errors: Option<Read<ErrorsSpec>>,
    pub examples: Option<Read<Vec<Read<ExampleSpec>>>>,
}

impl EndpointSpec {
    /// Whether a browser visits it.
    pub(crate) fn is_visit(&self) -> bool {
        matches!(self.method, Ok(None))
    }

    /// Whether nothing of the callback is broken.
    pub(crate) fn is_callback_read(&self) -> bool {
        let is_whole =
            |field: &FieldSpec| field.kind.is_ok() && field.origin.as_ref().is_none_or(|origin| origin.value.is_ok());
        self.callback.broken().is_none() && self.callback.iter().all(|named| named.value.as_ref().is_ok_and(is_whole))
    }

    /// Whether it has keys that only a visit has, or an example of a callback.
    pub(crate) fn may_be_visit(&self) -> bool {
        let examples = self.examples.iter().flatten().flatten().flatten();
        let is_callback = |node: &Node| node.entry("code").is_some() || node.entry("state").is_some();
        let mut replies = examples.filter_map(|example| example.response.as_ref()?.as_ref().ok());
        self.pkce.is_some() || self.callback_at.is_some() || replies.any(is_callback)
    }

    /// Returns all fields by place; inputs have no place.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (Option<Place>, &Entries<FieldSpec>)> {
        let placed = self.placed.iter().map(|(place, group)| (Some(*place), group));
        // A second one is reported.
        let whole = self.whole.first().map(|(_, body)| body);
        let bodies = self.json.iter().chain(&self.form).chain(&self.xml).chain(&self.multipart).chain(whole);
        let bodies = bodies.map(|body| (Some(Place::Body), &body.value));
        std::iter::once((None, &self.inputs)).chain(placed).chain(bodies)
    }
}

/// A user name and a password, as templates or constants.
#[derive(Clone, Debug)]
pub(crate) struct BasicSpec {
    pub username: Read<Half>,
    pub password: Read<Half>,
    pub encode: Option<Read<Text>>,
}

/// The user name or password of HTTP Basic.
#[derive(Clone, Debug)]
pub(crate) enum Half {
    /// A text that may contain `{name}` placeholders.
    Template(Text),
    /// A constant.
    Constant(Spanned<Scalar, Spot>),
    /// A value that is computed when the request is made.
    Computed(Box<ComputedSpec>),
}

/// The errors of an endpoint.
#[derive(Clone, Debug)]
pub(crate) enum ErrorsSpec {
    Set(Text),
    Own(Entries<CasesSpec>),
}

/// A request, by names on the wire and without constants, with its reply.
#[derive(Clone, Debug)]
pub(crate) struct ExampleSpec {
    pub spot: Spot,
    pub request: Option<Read<Node>>,
    pub response: Option<Read<Node>>,
    /// The headers of the reply. A repeated header has a list of values.
    pub headers: Entries<Vec<Read<Text>>>,
    pub status: Option<Read<Spanned<u32, Spot>>>,
}

pub(super) fn read_endpoint(reader: &mut Reader, node: &Node) -> Read<EndpointSpec> {
    let map = reader.mapping(node, &key::ENDPOINT)?;
    let Route { method, path: route, captured } = read_route(reader, &map);
    Ok(EndpointSpec {
        doc: reader.required(&map, endpoint::DOC, Reader::text),
        deprecated: map.read(endpoint::DEPRECATED, |node| reader.text(node)),
        method,
        route,
        captured,
        host: map.read(endpoint::HOST, |node| reader.reference(node, A_HOST)),
        auth: map.read(endpoint::AUTH, |node| auth::read(reader, node)),
        repeat: map
            .read(endpoint::REPEAT, |node| reader.boolean(node).map(|is| is.then_some(node.spot)))
            .and_then(Result::ok)
            .flatten(),
        pkce: map.read(endpoint::PKCE, |node| reader.word(node, "`S256`, `supported` or `off`")),
        inputs: reader.entries(&map, endpoint::INPUTS, value::read_field),
        computed: reader.entries(&map, endpoint::COMPUTED, value::read_field),
        bearer: map.read(endpoint::BEARER, |node| value::read_field(reader, node).map(Box::new)),
        sign: map.read(endpoint::SIGN, |node| sign::read_sign(reader, node).map(Box::new)),
        placed: Place::KEYED.map(|(place, key)| (place, reader.entries(&map, key, value::read_field))).into(),
        basic: map.read(endpoint::BASIC, |node| read_basic(reader, node)),
        client_authentication: client_authentication::read(reader, map.get(endpoint::CLIENT_AUTHENTICATION)),
        json: body::read(reader, &map, endpoint::JSON),
        form: body::read(reader, &map, endpoint::FORM),
        xml: body::read(reader, &map, endpoint::XML),
        multipart: body::read(reader, &map, endpoint::MULTIPART),
        whole: body::read_whole(reader, &map),
        redirects: map.read(endpoint::REDIRECTS, |node| reader.texts(node)),
        response: map.read(endpoint::RESPONSE, |node| reader.word(node, "`form`, `xml`, `text` or `bytes`")),
        callback: reader.entries(&map, endpoint::CALLBACK, value::read_field),
        callback_at: map.entry(endpoint::CALLBACK).and_then(Result::ok).map(|entry| entry.key_spot),
        verify: map.entry(endpoint::VERIFY).map(|entry| verify::read(reader, entry?).map(Box::new)),
        returns: returns::read(reader, &map),
        errors: map.read(endpoint::ERRORS, |node| read_errors(reader, node)),
        examples: map.read(endpoint::EXAMPLES, |node| read_examples(reader, node)),
    })
}

/// The method of an endpoint, and its path or the captured value that is its URL.
struct Route {
    method: Read<Option<Spanned<Method, Spot>>>,
    path: Read<Text>,
    captured: Option<CapturedSpec>,
}

/// Reads a path, or a captured value, whose path is empty.
fn read_target(reader: &mut Reader, node: &Node) -> (Read<Text>, Option<CapturedSpec>) {
    if !matches!(node.value, Value::Map(_)) {
        return (reader.text(node), None);
    }
    if matches!(&node.value, Value::Map(entries) if entries.is_empty()) || bare_name(node).is_some() {
        let message = "expected a path such as `/token`, found a mapping";
        return (Err(reader.refuse(Code::SHAPE, node, message, "write a path such as `/token` here")), None);
    }
    match read_whole(reader, node) {
        Ok(captured) => (Ok(Spanned::new(String::new(), node.spot)), Some(captured)),
        Err(broken) => (Err(broken), None),
    }
}

/// Reads the method and path of an endpoint, which has exactly one method.
fn read_route(reader: &mut Reader, map: &Mapping<'_>) -> Route {
    let methods = Method::ALL.iter().map(|(method, key, _)| (Some(*method), *key)).chain([(None, endpoint::VISIT)]);
    let mut routes = methods.filter_map(|(method, key)| map.entry(key).map(|entry| (method, entry)));
    let (first, second) = (routes.next(), routes.next());
    if let Some((_, Ok(entry))) = second {
        let help = "remove one, or make two endpoints of it";
        reader.report(Code::METHOD, entry.key_spot, "an endpoint can have only one method", help);
    }
    let broken = match first {
        Some((method, Ok(entry))) => {
            let method = Ok(method.map(|method| Spanned::new(method, entry.key_spot)));
            let (path, captured) = read_target(reader, &entry.node);
            return Route { method, path, captured };
        }
        Some((_, Err(broken))) => broken,
        None => map.stray(&Shape::Text).unwrap_or_else(|| {
            let help = "add `GET: /path` or `POST: /path`, for example";
            reader.report(Code::METHOD, map.spot, "an endpoint needs a method and a path", help)
        }),
    };
    Route { method: Err(broken), path: Err(broken), captured: None }
}

pub(super) fn read_basic(reader: &mut Reader, node: &Node) -> Read<BasicSpec> {
    let map = reader.mapping(node, &key::BASIC)?;
    Ok(BasicSpec {
        username: reader.required(&map, basic::USERNAME, read_half),
        password: reader.required(&map, basic::PASSWORD, read_half),
        encode: map.read(basic::ENCODE, |node| reader.word(node, "`plain` or `form`")),
    })
}

fn read_half(reader: &mut Reader, node: &Node) -> Read<Half> {
    if !matches!(node.value, Value::Map(_)) {
        let text = reader.any_text(node)?;
        check_half(reader, &text)?;
        return Ok(Half::Template(text));
    }
    match value::read_field(reader, node)?.kind? {
        FieldKind::Constant(value) => Ok(Half::Constant(value)),
        FieldKind::Template(text) => Ok(Half::Template(text)),
        FieldKind::Computed(computed) => Ok(Half::Computed(computed)),
        FieldKind::Type(_) => Err(reader.expected(node, "a text in quotes, or `{ const: … }`")),
    }
}

/// Reports a text without placeholders, because it may have been meant as a type, but would be sent as a constant.
fn check_half(reader: &mut Reader, text: &Text) -> Read<()> {
    let is_fixed = Template::parse(&text.value).is_ok_and(|template| template.names().next().is_none());
    if text.value.is_empty() || !is_fixed {
        return Ok(());
    }
    let message = format!("`{}` would be sent as it is", text.value);
    let help = "a value of the caller's is an input, named in braces; a text that is always the same is `{ const: … }`";
    Err(reader.report(Code::TEMPLATE, text.at, message, help))
}

fn read_errors(reader: &mut Reader, node: &Node) -> Read<ErrorsSpec> {
    match node.value {
        Value::Text(_) => reader.text(node).map(ErrorsSpec::Set),
        Value::Map(_) => error::read_set(reader, node).map(ErrorsSpec::Own),
        _ => {
            reader.mentions.add_unnamed(AN_ERROR_SET);
            Err(reader.expected(node, "the name of an error set, or a mapping from status to error"))
        }
    }
}

fn read_examples(reader: &mut Reader, node: &Node) -> Read<Vec<Read<ExampleSpec>>> {
    match &node.value {
        Value::List(items) => Ok(items.iter().map(|item| read_example(reader, item)).collect()),
        _ => Err(reader.expected(node, "a list of examples (`- request: …`)")),
    }
}

fn read_example(reader: &mut Reader, node: &Node) -> Read<ExampleSpec> {
    let map = reader.mapping(node, &key::EXAMPLE)?;
    let value = |key| Some(map.get_or_stray(key)?.cloned());
    Ok(ExampleSpec {
        spot: node.spot,
        request: value(example::REQUEST),
        response: value(example::RESPONSE),
        status: map.read(example::STATUS, |node| reader.count(node)),
        headers: reader.entries(&map, example::HEADERS, Reader::texts),
    })
}
