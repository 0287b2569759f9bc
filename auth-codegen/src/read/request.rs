//! Endpoints.

use crate::read::error::{self, ErrorCaseSpec};
use crate::read::mapping::{self, Mapping};
use crate::read::value::field::{self, FieldSpec, TypeExpr};
use crate::read::{Named, Spanned, Text};
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::{Node, Spot, Value};

/// One thing that can be asked of the provider. Its key is the name of the client's method.
#[derive(Clone, Debug)]
pub(crate) struct EndpointSpec {
    /// What it does, in a sentence.
    pub doc: Text,
    /// `GET`, `POST`, `PUT`, `PATCH`, `DELETE` or `visit` (by a person's browser), with the path.
    pub route: Route,
    /// The host, where it is not `base_url`.
    pub host: Option<Text>,
    /// `required`: the call needs a credential.
    pub auth: Option<Text>,
    /// For `visit`: `S256` sends a PKCE challenge (RFC 7636), `off` only if the caller turns it on.
    pub pkce: Option<Text>,
    /// Parameters of the path.
    pub path: Vec<Named<FieldSpec>>,
    /// Parameters of the query.
    pub query: Vec<Named<FieldSpec>>,
    /// Headers of the request.
    pub headers: Vec<Named<FieldSpec>>,
    /// A JSON body.
    pub json: Option<Spanned<Vec<Named<FieldSpec>>>>,
    /// A form body.
    pub form: Option<Spanned<Vec<Named<FieldSpec>>>>,
    /// The type of the reply, by HTTP status. `nothing` is no body, `json` is kept as it is.
    pub returns: Vec<Named<Spanned<TypeExpr>>>,
    /// Refusals on top of the provider's: the name of an error set, or a mapping like `errors`.
    pub errors: Option<ErrorsSpec>,
    /// Requests and the replies to them.
    pub examples: Vec<ExampleSpec>,
}

/// The method and the path.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub method: &'static str,
    pub path: Text,
}

/// What an endpoint says of its errors.
#[derive(Clone, Debug)]
pub(crate) enum ErrorsSpec {
    Set(Text),
    Own(Vec<Named<Vec<ErrorCaseSpec>>>),
}

/// A request, by the names on the wire and without constants, and the reply to it.
#[derive(Clone, Debug)]
pub(crate) struct ExampleSpec {
    pub spot: Spot,
    pub request: Option<Node>,
    pub response: Option<Node>,
}

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "visit"];

pub(super) fn parse_endpoint(node: &Node, diagnostics: &mut Diagnostics) -> Option<EndpointSpec> {
    let mut map = Mapping::of(node, "an endpoint", diagnostics)?;
    let doc = map.text_or("doc", "", diagnostics);
    let route = parse_route(&mut map, diagnostics);
    let host = map.text("host", diagnostics);
    let auth = map.word("auth", "`required`", diagnostics);
    let pkce = map.word("pkce", "`S256` or `off`", diagnostics);
    let path = map.named("path", diagnostics, field::parse_field);
    let query = map.named("query", diagnostics, field::parse_field);
    let headers = map.named("headers", diagnostics, field::parse_field);
    let json = parse_body(&mut map, "json", diagnostics);
    let form = parse_body(&mut map, "form", diagnostics);
    let returns = map.named("returns", diagnostics, field::parse_type_expr);
    let errors = map.get("errors").and_then(|node| parse_errors(node, diagnostics));
    let examples = map.get("examples").map(|node| parse_examples(node, diagnostics)).unwrap_or_default();
    map.finish(diagnostics);
    Some(EndpointSpec {
        doc,
        route: route?,
        host,
        auth,
        pkce,
        path,
        query,
        headers,
        json,
        form,
        returns,
        errors,
        examples,
    })
}

/// An endpoint has exactly one method.
fn parse_route(map: &mut Mapping<'_>, diagnostics: &mut Diagnostics) -> Option<Route> {
    let mut routes = METHODS.into_iter().filter_map(|method| map.entry(method).map(|entry| (method, entry)));
    let first = routes.next();
    let second = routes.next();
    drop(routes);
    if let Some((_, entry)) = second {
        diagnostics.report(entry.key_spot, "an endpoint has one method", "remove one, or make two endpoints of it");
    }
    let Some((method, entry)) = first else {
        map.need(&METHODS, "an endpoint needs a method and a path", "add `POST: /path`, for example");
        return None;
    };
    mapping::parse_text(&entry.node, diagnostics).map(|path| Route { method, path })
}

fn parse_body(
    map: &mut Mapping<'_>,
    key: &'static str,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<Vec<Named<FieldSpec>>>> {
    let entry = map.entry(key)?;
    let value = mapping::parse_named(&entry.node, &format!("`{key}`"), diagnostics, field::parse_field);
    Some(Spanned { value, spot: entry.key_spot })
}

fn parse_errors(node: &Node, diagnostics: &mut Diagnostics) -> Option<ErrorsSpec> {
    match node.value {
        Value::Text(_) => mapping::parse_text(node, diagnostics).map(ErrorsSpec::Set),
        Value::Map(_) => error::parse_set(node, diagnostics).map(ErrorsSpec::Own),
        _ => mapping::expected(node, "the name of an error set, or a mapping from status to error", diagnostics),
    }
}

fn parse_examples(node: &Node, diagnostics: &mut Diagnostics) -> Vec<ExampleSpec> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(|item| parse_example(item, diagnostics)).collect(),
        _ => mapping::expected(node, "a list of examples (`- request: …`)", diagnostics).unwrap_or_default(),
    }
}

fn parse_example(node: &Node, diagnostics: &mut Diagnostics) -> Option<ExampleSpec> {
    let mut map = Mapping::of(node, "an example", diagnostics)?;
    let request = map.get("request").cloned();
    let response = map.get("response").cloned();
    map.finish(diagnostics);
    Some(ExampleSpec { spot: node.spot, request, response })
}
