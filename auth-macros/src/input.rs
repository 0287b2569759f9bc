//! The item under the derive.

use syn::ext::IdentExt as _;
use syn::{Attribute, Data, DeriveInput, Expr, Field, Fields, Ident, Lit, Meta, Variant};

use crate::problems::Problems;

/// The fields of a struct with named fields, or of a unit struct.
pub(crate) fn named_fields<'a>(
    input: &'a DeriveInput,
    derive: &str,
    problems: &mut Problems,
) -> Vec<(&'a Ident, &'a Field)> {
    refuse_generics(input, problems);
    match &input.data {
        Data::Struct(data) if !matches!(data.fields, Fields::Unnamed(_)) => {
            data.fields.iter().filter_map(|field| Some((field.ident.as_ref()?, field))).collect()
        }
        _ => {
            problems.push(input.ident.span(), format!("`{derive}` is for a struct with named fields"));
            Vec::new()
        }
    }
}

/// The variants of an enum.
pub(crate) fn variants<'a>(input: &'a DeriveInput, derive: &str, problems: &mut Problems) -> Vec<&'a Variant> {
    refuse_generics(input, problems);
    if let Data::Enum(data) = &input.data {
        return data.variants.iter().collect();
    }
    problems.push(input.ident.span(), format!("`{derive}` is for an enum"));
    Vec::new()
}

pub(crate) fn refuse_generics(input: &DeriveInput, problems: &mut Problems) {
    if let Some(parameter) = input.generics.params.first() {
        problems.push(syn::spanned::Spanned::span(parameter), "this derive takes no generic parameters yet");
    }
}

/// The name on the wire: `r#type` is `type`.
pub(crate) fn wire_name(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The documentation of an item, line by line.
pub(crate) fn docs(attrs: &[Attribute]) -> Vec<String> {
    attrs.iter().filter_map(doc_line).collect()
}

fn doc_line(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attr.meta else { return None };
    let Expr::Lit(expr) = &meta.value else { return None };
    match &expr.lit {
        Lit::Str(text) if meta.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}
