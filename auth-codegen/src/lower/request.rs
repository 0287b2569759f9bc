//! Endpoints.

pub(super) mod parameters;
mod path;
mod visit;

use crate::lower::error::Errors;
use crate::lower::value::field::{self, Position};
use crate::lower::value::types::Types;
use crate::lower::{report_unknown, sentence};
use crate::model::{
    Call, Content, Endpoint, ErrorSet, Host, HttpCall, Parameter, ParameterValue, Place, Returns, Type,
};
use crate::names;
use crate::read::{EndpointSpec, ErrorsSpec, FieldKind, FieldSpec, Named, Spanned, Spec, Text, TypeExpr};
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::Spot;

/// Methods of the client that are not the provider's.
const TAKEN: [&str; 7] = ["new", "builder", "with", "connection", "clone", "fmt", "from"];

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
        path::check_path_parameters(&spec.route.path, &spec.path, diagnostics);
        Endpoint {
            name: names::field_ident(&named.name.value),
            ident: names::type_ident(&named.name.value),
            doc: sentence(&spec.doc),
            host: self.host(spec.host.as_ref(), diagnostics),
            path: spec.route.path.value.clone(),
            call: match spec.route.method {
                "visit" => visit::lower(spec, diagnostics),
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
                Some(ErrorsSpec::Own(cases)) => self.errors.own(&named.name, cases, self.types, diagnostics),
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
        parameters::check_headers(&spec.headers, diagnostics);
        let mut parameters = Vec::new();
        let mut idents: Vec<(String, String, Spot)> = Vec::new();
        for (place, fields) in places {
            for named in fields {
                let Some(value) = self.parameter(named, place, content, diagnostics) else { continue };
                if let ParameterValue::Field(field) = &value {
                    parameters::check_setter(field, named.name.spot, diagnostics);
                    idents.push((field.ident.clone(), field.wire.clone(), named.name.spot));
                }
                parameters.push(Parameter { place, value });
            }
        }
        field::check_idents(
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
            FieldKind::Type(_) => field::lower(named, Position::Request(place, content), self.types, diagnostics)
                .map(ParameterValue::Field),
            FieldKind::Constant(value) => {
                parameters::check_constant(named, place, value, diagnostics);
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

/// Whether a type can be the whole of what a token is taken from.
pub(super) fn returned_record(endpoint: &Endpoint) -> Option<&str> {
    match endpoint.http().map(|call| &call.returns) {
        Some(Returns::Type(Type::Record(name))) => Some(name),
        Some(Returns::Type(_) | Returns::Nothing) | None => None,
    }
}
