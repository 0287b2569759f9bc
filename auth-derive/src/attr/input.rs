//! Reads the item under the derive.

use auth_language::problem::Code;
use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Expr, Field, Fields, Ident, Lit, Meta, Type, Variant};

use super::problems::Problems;

/// Returns the fields of a struct with named fields, or of a unit struct.
pub(crate) fn named_fields<'a>(
    input: &'a DeriveInput,
    derive: &str,
    problems: &mut Problems,
) -> Vec<(&'a Ident, &'a Field)> {
    match &input.data {
        Data::Struct(data) if !matches!(data.fields, Fields::Unnamed(_)) => {
            data.fields.iter().filter_map(|field| Some((field.ident.as_ref()?, field))).collect()
        }
        _ => {
            let message = format!("`{derive}` is for a struct with named fields");
            problems.report(Code::DERIVE, input.ident.span(), message, "write `struct Name { … }`");
            Vec::new()
        }
    }
}

/// Returns the types of all fields of a struct.
pub(crate) fn field_types(input: &DeriveInput) -> Vec<&Type> {
    match &input.data {
        Data::Struct(data) => data.fields.iter().map(|field| &field.ty).collect(),
        Data::Enum(_) | Data::Union(_) => Vec::new(),
    }
}

/// Returns the position of a type for error messages. Names at that position are resolved as in the derive's own code.
pub(crate) fn at(ty: &Type) -> Span {
    ty.span().resolved_at(Span::call_site())
}

/// Returns the variants of an enum.
pub(crate) fn variants<'a>(input: &'a DeriveInput, derive: &str, problems: &mut Problems) -> Vec<&'a Variant> {
    if let Data::Enum(data) = &input.data {
        return data.variants.iter().collect();
    }
    problems.report(Code::DERIVE, input.ident.span(), format!("`{derive}` is for an enum"), "write `enum Name { … }`");
    Vec::new()
}

/// Reports generic parameters for derives that do not support them.
pub(crate) fn refuse_generics(input: &DeriveInput, problems: &mut Problems) {
    if let Some(parameter) = input.generics.params.first() {
        let message = "this derive takes no generic parameters";
        problems.report(Code::DERIVE, parameter.span(), message, "remove this one");
    }
}

/// Returns the name on the wire: `type` for `r#type`.
pub(crate) fn wire_name(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// Returns the documentation attributes of an item unchanged, because they may contain macros.
pub(crate) fn docs(attrs: &[Attribute]) -> Vec<&Attribute> {
    attrs.iter().filter(|attr| attr.path().is_ident("doc")).collect()
}

/// Returns the documentation as plain text, line by line.
pub(crate) fn doc_lines(attrs: &[&Attribute]) -> Vec<String> {
    attrs.iter().filter_map(|attr| doc_line(attr)).collect()
}

fn doc_line(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attr.meta else { return None };
    let Expr::Lit(expr) = &meta.value else { return None };
    match &expr.lit {
        Lit::Str(text) if meta.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}
