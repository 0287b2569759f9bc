//! Endpoints.

use std::collections::HashSet;

use crate::diagnostics::Diagnostics;
use crate::lower::errors::Errors;
use crate::lower::fields::{self, Position};
use crate::lower::types::Types;
use crate::lower::{hosts, report_unknown, sentence};
use crate::model::{
    Call, Content, Endpoint, ErrorSet, Host, HttpCall, Parameter, ParameterValue, Place, Returns, Type,
};
use crate::names;
use crate::spec::{EndpointSpec, ErrorsSpec, FieldKind, FieldSpec, Named, Spanned, Spec, Text, TypeExpr};
use crate::tree::Spot;

/// Methods of the client that are not the provider's.
const TAKEN: [&str; 6] = ["new", "builder", "with", "clone", "fmt", "from"];
/// Headers that the runtime sets.
const OWN_HEADERS: [&str; 5] = ["accept", "authorization", "content-length", "content-type", "host"];
/// Query parameters that the runtime sets when a browser is sent to an endpoint (RFC 6749 §4.1.1, RFC 7636 §4.3).
const OWN_QUERY: [&str; 3] = ["state", "code_challenge", "code_challenge_method"];

/// The endpoints, their errors, and of which endpoints nothing was reported.
pub(super) fn lower<'a>(
    spec: &'a Spec,
    types: &mut Types<'_>,
    hosts: &[Host],
    mut errors: Errors<'a>,
    diagnostics: &mut Diagnostics,
) -> (Vec<Endpoint>, Vec<ErrorSet>, Vec<bool>) {
    if spec.endpoints.is_empty() && !diagnostics.has_lost() {
        diagnostics.report(spec.name.spot, "a spec needs `endpoints`", "add `endpoints:` with at least one endpoint");
    }
    let lower = |named| {
        let before = diagnostics.count();
        let endpoint = Lowering { types, hosts, errors: &mut errors }.endpoint(named, diagnostics);
        (endpoint, diagnostics.count() == before)
    };
    let (endpoints, sound) = spec.endpoints.iter().map(lower).unzip();
    check_error_sets_used(spec, &errors, diagnostics);
    (endpoints, errors.sets, sound)
}

fn check_error_sets_used(spec: &Spec, errors: &Errors<'_>, diagnostics: &mut Diagnostics) {
    if diagnostics.has_lost() {
        return;
    }
    for set in &spec.error_sets {
        let name = &set.name.value;
        if !errors.used.contains(&name.as_str()) && !diagnostics.is_spared(name) {
            diagnostics.report(
                set.name.spot,
                format!("no endpoint uses the error set `{name}`"),
                format!("say `errors: {name}` at an endpoint, or remove it"),
            );
        }
    }
}

/// What an endpoint may refer to.
struct Lowering<'l, 'a, 't> {
    types: &'l mut Types<'t>,
    hosts: &'l [Host],
    errors: &'l mut Errors<'a>,
}

impl<'a> Lowering<'_, 'a, '_> {
    fn endpoint(&mut self, named: &'a Named<EndpointSpec>, diagnostics: &mut Diagnostics) -> Endpoint {
        let spec = &named.value;
        check_method_name(&named.name, diagnostics);
        let content = lower_content(spec, diagnostics);
        let parameters = self.parameters(spec, content, diagnostics);
        check_path_parameters(&spec.route.path, &spec.path, diagnostics);
        Endpoint {
            name: names::field_ident(&named.name.value),
            ident: names::type_ident(&named.name.value),
            doc: sentence(&spec.doc),
            host: self.host(spec.host.as_ref(), diagnostics),
            path: spec.route.path.value.clone(),
            call: match spec.route.method {
                "visit" => lower_visit(spec, diagnostics),
                method => Call::Http(self.http(method, content, named, diagnostics)),
            },
            parameters,
            examples: Vec::new(),
        }
    }

    fn host(&self, host: Option<&Text>, diagnostics: &mut Diagnostics) -> usize {
        let Some(host) = host else { return 0 };
        let index = self.hosts.iter().position(|known| known.name == host.value);
        if index.is_none() {
            let known: Vec<&str> = self.hosts.iter().map(|known| known.name.as_str()).collect();
            let all = "declare it under `hosts`; the hosts so far are";
            report_unknown("host", &host.value, host.spot, &known, all, diagnostics);
        }
        index.unwrap_or(0)
    }

    fn http(
        &mut self,
        method: &str,
        content: Content,
        named: &'a Named<EndpointSpec>,
        diagnostics: &mut Diagnostics,
    ) -> HttpCall {
        let spec = &named.value;
        let (status, returns) = self.returns(named, diagnostics);
        if let Some(pkce) = &spec.pkce {
            diagnostics.report(
                pkce.spot,
                "PKCE belongs to the endpoint that a browser visits",
                "move `pkce` to the `visit` endpoint",
            );
        }
        HttpCall {
            method: method.to_owned(),
            content,
            protected: is_protected(spec.auth.as_ref(), diagnostics),
            status,
            returns,
            errors: match &spec.errors {
                None => 0,
                Some(ErrorsSpec::Set(name)) => self.errors.named(name, diagnostics),
                Some(ErrorsSpec::Own(cases)) => {
                    let ident = format!("{}Error", names::type_ident(&named.name.value));
                    self.errors.own(ident, cases, self.types, diagnostics)
                }
            },
        }
    }

    /// An endpoint answers with one status and one type.
    fn returns(&mut self, named: &Named<EndpointSpec>, diagnostics: &mut Diagnostics) -> (u16, Returns) {
        let returns = &named.value.returns;
        let Some(first) = returns.first() else {
            if diagnostics.is_lost("returns") {
                return (200, Returns::Nothing);
            }
            let message = format!("`{}` does not say what it `returns`", named.name.value);
            diagnostics.report(
                named.name.spot,
                message,
                "add `returns: { 200: TYPE }`; `nothing` and `json` are types too",
            );
            return (200, Returns::Nothing);
        };
        if let Some(second) = returns.get(1) {
            let help = "keep the documented one: any other 2xx status is read in the same way";
            diagnostics.report(second.name.spot, "an endpoint returns one type", help);
        }
        let before = diagnostics.count();
        let returned = self.returned(&first.value, diagnostics);
        if diagnostics.count() > before {
            diagnostics.spare(&named.name.value);
        }
        (lower_success(&first.name, diagnostics), returned)
    }

    fn returned(&mut self, expr: &Spanned<TypeExpr>, diagnostics: &mut Diagnostics) -> Returns {
        if expr.value.name == "nothing" && !expr.value.list && !expr.value.optional {
            return Returns::Nothing;
        }
        if expr.value.optional {
            diagnostics.report(expr.spot, "a reply is not optional", "remove `optional`, or return `nothing`");
        }
        self.types.resolve(expr, diagnostics).map_or(Returns::Nothing, Returns::Type)
    }

    fn parameters(&mut self, spec: &EndpointSpec, content: Content, diagnostics: &mut Diagnostics) -> Vec<Parameter> {
        let empty = Vec::new();
        let body = spec.json.as_ref().or(spec.form.as_ref()).map_or(&empty, |body| &body.value);
        let places = [
            (Place::Path, &spec.path),
            (Place::Query, &spec.query),
            (Place::Header, &spec.headers),
            (Place::Body, body),
        ];
        let mut parameters = Vec::new();
        let mut idents: Vec<(String, String, Spot)> = Vec::new();
        for (place, fields) in places {
            check_wire_names(place, fields, diagnostics);
            for named in fields {
                let Some(value) = self.parameter(named, place, content, diagnostics) else { continue };
                if let ParameterValue::Field(field) = &value {
                    idents.push((field.ident.clone(), field.wire.clone(), named.name.spot));
                }
                parameters.push(Parameter { place, value });
            }
        }
        check_setters(&parameters, &idents, diagnostics);
        fields::check_idents(
            idents.iter().map(|(ident, wire, spot)| (ident.as_str(), wire.as_str(), *spot)),
            diagnostics,
        );
        parameters
    }

    fn parameter(
        &mut self,
        named: &Named<FieldSpec>,
        place: Place,
        content: Content,
        diagnostics: &mut Diagnostics,
    ) -> Option<ParameterValue> {
        match &named.value.kind {
            FieldKind::Type(_) => fields::lower(named, Position::Request(place, content), self.types, diagnostics)
                .map(ParameterValue::Field),
            FieldKind::Constant(value) => {
                check_constant(named, place, value, diagnostics);
                Some(ParameterValue::Constant { wire: named.name.value.clone(), value: value.value.clone() })
            }
        }
    }
}

/// The name becomes a method of the client.
fn check_method_name(name: &Text, diagnostics: &mut Diagnostics) {
    if !names::is_snake_case(&name.value) || names::field_ident(&name.value).ends_with('_') {
        diagnostics.report(
            name.spot,
            format!("`{}` cannot be the name of a Rust method", name.value),
            "write it like `create_token`",
        );
    } else if TAKEN.contains(&name.value.as_str()) {
        diagnostics.report(
            name.spot,
            format!("the client already has a method `{}`", name.value),
            "say what is made or done: `create_token`",
        );
    }
}

/// A request has one body.
fn lower_content(spec: &EndpointSpec, diagnostics: &mut Diagnostics) -> Content {
    match (&spec.json, &spec.form) {
        (None, None) => Content::None,
        (Some(_), None) => Content::Json,
        (None, Some(_)) => Content::Form,
        (Some(_), Some(form)) => {
            diagnostics.report(form.spot, "a request has one body", "remove `json` or `form`");
            Content::Form
        }
    }
}

/// A browser is sent to a URL: there is nothing else to say.
fn lower_visit(spec: &EndpointSpec, diagnostics: &mut Diagnostics) -> Call {
    check_own_query(&spec.query, diagnostics);
    let help = "a browser only follows the URL; remove it";
    for body in spec.json.iter().chain(&spec.form) {
        diagnostics.report(body.spot, "a `visit` has no body", help);
    }
    for named in spec.headers.iter().chain(&spec.path) {
        diagnostics.report(named.name.spot, "a `visit` has a query and nothing else", help);
    }
    if let Some(text) = &spec.auth {
        diagnostics.report(text.spot, "a `visit` carries no credential", help);
    }
    for returned in &spec.returns {
        diagnostics.report(returned.name.spot, "a `visit` returns by the callback", help);
    }
    for name in spec.errors.iter().filter_map(first_name) {
        diagnostics.spare(&name.value);
        diagnostics.report(name.spot, "a `visit` fails by the callback (RFC 6749 §4.1.2.1)", help);
    }
    Call::Visit { pkce: spec.pkce.as_ref().is_some_and(|word| is_pkce_on(word, diagnostics)) }
}

/// Where a key about errors says something.
fn first_name(errors: &ErrorsSpec) -> Option<&Text> {
    match errors {
        ErrorsSpec::Set(name) => Some(name),
        ErrorsSpec::Own(cases) => cases.first().map(|named| &named.name),
    }
}

fn is_pkce_on(word: &Text, diagnostics: &mut Diagnostics) -> bool {
    if !["S256", "off"].contains(&word.value.as_str()) {
        diagnostics.report(
            word.spot,
            format!("PKCE cannot be `{}`", word.value),
            "write `S256`, or `off` to leave it to the caller",
        );
    }
    word.value == "S256"
}

fn is_protected(auth: Option<&Text>, diagnostics: &mut Diagnostics) -> bool {
    let Some(auth) = auth else { return false };
    if auth.value != "required" {
        diagnostics.report(
            auth.spot,
            format!("`auth` cannot be `{}`", auth.value),
            "write `required`, or remove the key for a call without a credential",
        );
    }
    true
}

fn lower_success(name: &Text, diagnostics: &mut Diagnostics) -> u16 {
    let status = parse_status(&name.value).filter(|status| (200..300).contains(status));
    if status.is_none() {
        diagnostics.report(
            name.spot,
            format!("`{}` is not the status of a success", name.value),
            "write a number from 200 to 299; refusals go under `errors`",
        );
    }
    status.unwrap_or(200)
}

/// A status is three digits (RFC 9110 §15).
pub(super) fn parse_status(text: &str) -> Option<u16> {
    let is_plain = text.len() == 3 && text.chars().all(|c| c.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

/// Names on the wire stand once in their place; headers do so whatever their case.
fn check_wire_names(place: Place, fields: &[Named<FieldSpec>], diagnostics: &mut Diagnostics) {
    if place == Place::Header {
        for named in fields {
            hosts::check_header_name(&named.name, diagnostics);
        }
    }
    let own: &[&str] = if place == Place::Header { &OWN_HEADERS } else { &[] };
    let mut seen: HashSet<String> = HashSet::new();
    for named in fields {
        let wire = named.name.value.to_ascii_lowercase();
        if own.contains(&wire.as_str()) {
            let help = "remove it; a credential says under `attach` how it travels";
            diagnostics.report(named.name.spot, format!("the runtime sets `{}`", named.name.value), help);
        }
        if place == Place::Header && !seen.insert(wire) {
            diagnostics.report(
                named.name.spot,
                format!("the header `{}` stands twice", named.name.value),
                "remove one of the two",
            );
        }
    }
}

/// A constant is text that goes where it stands, and nothing else is to be said about it.
fn check_constant(named: &Named<FieldSpec>, place: Place, value: &Text, diagnostics: &mut Diagnostics) {
    let FieldSpec { kind: _, doc: _, rust, at, separator, default, at_least, means } = &named.value;
    if place == Place::Path {
        diagnostics.report(
            named.name.spot,
            "a constant in the path is part of the path",
            "write it into the path itself",
        );
    }
    if place == Place::Header {
        hosts::check_header_value(value, diagnostics);
    }
    let texts = rust.iter().chain(at.first()).chain(separator).chain(default).chain(means);
    for spot in texts.map(|text| text.spot).chain(at_least.iter().map(|count| count.spot)) {
        let help = "remove it, or say `type` instead of `const`";
        diagnostics.report(spot, "this is about a field, and a constant is none", help);
    }
}

/// Optional fields are set by a method of their name, beside `new`.
fn check_setters(parameters: &[Parameter], idents: &[(String, String, Spot)], diagnostics: &mut Diagnostics) {
    for parameter in parameters {
        let ParameterValue::Field(field) = &parameter.value else { continue };
        if field.optional && (TAKEN.contains(&field.ident.as_str()) || field.ident == "with_pkce") {
            let spot =
                idents.iter().find(|(ident, ..)| *ident == field.ident).map_or_else(Spot::default, |(.., spot)| *spot);
            diagnostics.report(
                spot,
                format!("the request already has a method `{}`", field.ident),
                "give the field another name with `rust: …`",
            );
        }
    }
}

/// The template and the declared parameters name the same things.
fn check_path_parameters(path: &Text, declared: &[Named<FieldSpec>], diagnostics: &mut Diagnostics) {
    if !path.value.starts_with('/') {
        let help = "begin it with `/`; another host is declared under `hosts` and named with `host:`";
        diagnostics.report(path.spot, format!("`{}` is not a path", path.value), help);
        return;
    }
    if path.value.contains(['?', '#']) || path.value.contains(char::is_whitespace) {
        diagnostics.report(
            path.spot,
            "a path has no query, no fragment and no blanks",
            "declare parameters under `query`",
        );
        return;
    }
    let Some(used) = template_parameters(&path.value) else {
        diagnostics.report(path.spot, "the braces of this path do not match", "write a parameter as `{key_id}`");
        return;
    };
    for name in &used {
        let is_declared = declared.iter().any(|named| named.name.value == *name);
        if !is_declared && !diagnostics.is_lost(name) {
            diagnostics.report(
                path.spot,
                format!("the path's parameter `{name}` is not declared"),
                format!("add `path: {{ {name}: string }}`"),
            );
        }
    }
    for named in declared {
        if !used.contains(&named.name.value.as_str()) {
            let help = format!("write `{{{}}}` into the path, or remove it", named.name.value);
            diagnostics.report(named.name.spot, format!("the path has no parameter `{}`", named.name.value), help);
        }
    }
}

/// The names in braces. `None` if the braces do not match.
fn template_parameters(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if before.contains('}') || name.is_empty() || name.contains(['{', '/']) {
            return None;
        }
        names.push(name);
        rest = after;
    }
    (!rest.contains('}')).then_some(names)
}

/// What the runtime adds to the URL itself.
fn check_own_query(query: &[Named<FieldSpec>], diagnostics: &mut Diagnostics) {
    for named in query {
        if OWN_QUERY.contains(&named.name.value.as_str()) {
            let message = format!("the runtime sends `{}` itself", named.name.value);
            diagnostics.report(named.name.spot, message, "remove it");
        }
    }
}

/// Whether a type can be the whole of what a token is taken from.
pub(super) fn returned_record(endpoint: &Endpoint) -> Option<&str> {
    match endpoint.http().map(|call| &call.returns) {
        Some(Returns::Type(Type::Record(name))) => Some(name),
        Some(Returns::Type(_) | Returns::Nothing) | None => None,
    }
}
