//! The attribute on a field.

use proc_macro2::Span;
use syn::{Attribute, Ident, LitInt, LitStr, Type};

use super::call::{Call, Kind, Place};
use super::place::parse_place;
use crate::attr::args::Args;
use crate::attr::input::{docs, wire_name};
use crate::attr::problems::{Problems, is_near};
use crate::attr::shape::Shape;
use crate::value::constructor::Part;

/// What every request can do already.
const METHODS: [&str; 2] = ["new", "clone"];
/// What a page that is visited can do besides.
const VISIT_METHODS: [&str; 2] = ["start", "with_pkce"];

/// A field of a request.
pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) shape: Shape<'a>,
    pub(crate) docs: Vec<&'a Attribute>,
    pub(crate) place: Place,
    pub(crate) name: String,
    pub(crate) separator: Option<LitStr>,
    pub(crate) at_least: Option<LitInt>,
}

impl<'a> Field<'a> {
    pub(crate) fn parse(
        ident: &'a Ident,
        field: &'a syn::Field,
        call: &Call,
        parameters: &[String],
        problems: &mut Problems,
    ) -> Self {
        let before = problems.count();
        let mut args = Args::read(&field.attrs, "endpoint", ident.span(), problems);
        let shape = Shape::of(&field.ty);
        let (place, name) = parse_place(&mut args, wire_name(ident), call, parameters, problems);
        let separator = args.text("separator", problems);
        let at_least = args.integer("at_least", problems);
        args.finish(problems);
        let field = Self { ident, ty: &field.ty, shape, docs: docs(&field.attrs), place, name, separator, at_least };
        field.check(call, problems);
        // Otherwise the word that would have said it may be the one that was not understood.
        if call.is_sound && problems.count() == before {
            check_body(&field, call, parameters, problems);
        }
        field
    }

    pub(crate) fn part(&self, call: &Call) -> Part<'_> {
        let is_taken = self.taken(call).is_some();
        Part { ident: self.ident, name: &self.name, shape: &self.shape, docs: &self.docs, is_taken }
    }

    fn check(&self, call: &Call, problems: &mut Problems) {
        self.check_list(self.separator.as_ref().map(LitStr::span), "separator", problems);
        self.check_list(self.at_least.as_ref().map(LitInt::span), "at_least", problems);
        self.check_count(problems);
        self.check_setter(call, problems);
        self.check_secret(problems);
    }

    fn check_list(&self, span: Option<Span>, what: &str, problems: &mut Problems) {
        if let (Some(span), false) = (span, self.shape.is_list()) {
            problems.push(span, format!("`{what}` is for a list: make the field a `Vec<…>`"));
        }
    }

    /// Every list has at least no items.
    fn check_count(&self, problems: &mut Problems) {
        if let Some(count) = self.at_least.as_ref().filter(|count| count.base10_parse::<usize>().unwrap_or(0) == 0) {
            problems.push(count.span(), "write a number of items from 1 on, or remove `at_least`");
        }
    }

    /// Optional fields are set by a method of their name, beside those that a request has anyway.
    fn check_setter(&self, call: &Call, problems: &mut Problems) {
        if let Some(name) = self.taken(call) {
            let message = format!("`{name}` is taken: name the field otherwise and add `rename = \"{name}\"`");
            problems.push(self.ident.span(), message);
        }
    }

    /// The method that a setter would have the name of.
    pub(crate) fn taken(&self, call: &Call) -> Option<&'static str> {
        let is_visit = matches!(call.kind, Kind::Visit { .. });
        let taken = METHODS.iter().chain(VISIT_METHODS.iter().filter(|_| is_visit));
        taken.copied().find(|name| self.shape.is_optional() && self.ident == *name)
    }

    fn check_secret(&self, problems: &mut Problems) {
        let place = match self.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header | Place::Body => return,
        };
        if self.shape.is_secret() {
            let message = format!("a secret in the {place} ends up in logs: send it in the body or in a header");
            problems.push(self.ident.span(), message);
        }
    }
}

/// A field of the body needs one.
fn check_body(field: &Field<'_>, call: &Call, parameters: &[String], problems: &mut Problems) {
    let is_misspelt = parameters.iter().any(|parameter| is_near(&field.name, parameter));
    if field.place != Place::Body || call.content.is_some() || is_misspelt {
        return;
    }
    let name = &field.name;
    let wanted = if call.has_body() {
        format!("say where `{name}` goes: `json` or `form` on the struct, or `#[endpoint(query)]` here")
    } else {
        format!("`{name}` goes nowhere: write `{{{name}}}` into the path, or `#[endpoint(query)]` here")
    };
    problems.push(field.ident.span(), wanted);
}

/// Two fields of one name in one place would be told apart by nobody.
pub(crate) fn check_names(call: &Call, fields: &[Field<'_>], problems: &mut Problems) {
    let mut seen: Vec<(Place, String)> = Vec::new();
    let constants =
        call.constants.iter().map(|(place, constant)| (*place, constant.name.value(), constant.name.span()));
    let fields = fields.iter().map(|field| (field.place, field.name.clone(), field.ident.span()));
    for (place, name, span) in constants.chain(fields) {
        if seen.contains(&(place, name.clone())) {
            problems.push(span, format!("`{name}` is there twice in the {}: remove or rename one", place.name()));
        }
        check_reserved(call, place, &name, span, problems);
        seen.push((place, name));
    }
}

/// Headers that the runtime or a credential sets.
const OWN_HEADERS: [&str; 5] = ["accept", "authorization", "content-length", "content-type", "host"];
/// Parameters that `start` adds (RFC 6749 §4.1.1, RFC 7636 §4.3).
const OWN_QUERY: [&str; 3] = ["state", "code_challenge", "code_challenge_method"];

fn check_reserved(call: &Call, place: Place, name: &str, span: Span, problems: &mut Problems) {
    let own: &[&str] = match (place, &call.kind) {
        (Place::Header, _) => &OWN_HEADERS,
        (Place::Query, Kind::Visit { .. }) => &OWN_QUERY,
        _ => &[],
    };
    if own.contains(&name) {
        problems.push(span, format!("the runtime sends `{name}` itself: remove this one"));
    }
}
