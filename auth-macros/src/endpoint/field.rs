//! The attribute on a field.

use proc_macro2::Span;
use syn::{Ident, LitInt, LitStr};

use super::call::{Call, Place};
use crate::args::Args;
use crate::credential::parse_header_name;
use crate::input::{docs, wire_name};
use crate::problems::Problems;
use crate::shape::Shape;

/// A field of a request.
pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) shape: Shape<'a>,
    pub(crate) docs: Vec<String>,
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
        let mut args = Args::read(&field.attrs, "endpoint", ident.span(), problems);
        let shape = Shape::of(&field.ty);
        let name = args.text("rename", problems).map_or_else(|| wire_name(ident), |name| name.value());
        let (place, name) = parse_place(&mut args, name, call, parameters, problems);
        let separator = args.text("separator", problems);
        let at_least = args.integer("at_least", problems);
        check_list(&shape, separator.as_ref().map(LitStr::span), "separator", problems);
        check_list(&shape, at_least.as_ref().map(LitInt::span), "at_least", problems);
        args.finish(problems);
        if ident == "new" {
            problems.push(ident.span(), "`new` is taken: name the field otherwise and add `rename = \"new\"`");
        }
        Self { ident, shape, docs: docs(&field.attrs), place, name, separator, at_least }
    }
}

/// Where a field goes: where it says, else into the path if that names it, else into the body.
fn parse_place(
    args: &mut Args,
    name: String,
    call: &Call,
    parameters: &[String],
    problems: &mut Problems,
) -> (Place, String) {
    let is_query = args.flag("query", problems);
    let header = args.text("header", problems);
    match (is_query, header) {
        (true, Some(header)) => {
            problems.push(header.span(), "a field is `query` or `header`, not both");
            (Place::Query, name)
        }
        (true, None) => (Place::Query, name),
        (false, Some(header)) => (Place::Header, parse_header_name(&header, problems)),
        (false, None) if parameters.contains(&name) => (Place::Path, name),
        (false, None) => {
            if call.content.is_none() {
                let wanted =
                    format!("say where `{name}` goes: `json` or `form` on the struct, or `#[endpoint(query)]`");
                problems.push(args.span, wanted);
            }
            (Place::Body, name)
        }
    }
}

fn check_list(shape: &Shape<'_>, span: Option<Span>, what: &str, problems: &mut Problems) {
    if let (Some(span), false) = (span, shape.is_list()) {
        problems.push(span, format!("`{what}` is for a list: make the field a `Vec<…>`"));
    }
}

/// Two fields of one name in one place would be told apart by nobody.
pub(crate) fn check_names(call: &Call, fields: &[Field<'_>], problems: &mut Problems) {
    let mut seen: Vec<(Place, String)> = Vec::new();
    let constants =
        call.constants.iter().map(|(place, constant)| (*place, constant.name.value(), constant.name.span()));
    let fields = fields.iter().map(|field| (field.place, field.name.clone(), field.ident.span()));
    for (place, name, span) in constants.chain(fields) {
        if seen.contains(&(place, name.clone())) {
            problems.push(span, format!("`{name}` is there twice"));
        }
        seen.push((place, name));
    }
}
