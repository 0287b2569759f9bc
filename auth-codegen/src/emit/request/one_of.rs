//! Emits several replies of one endpoint as an enum.

use auth_language::error::Is;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs::{doc, paragraphs};
use crate::emit::error::emit_is;
use crate::emit::names::{Names, ident};
use crate::emit::part::property::list;
use crate::emit::value::ty;
use crate::model::{Condition, Endpoint, MemberPath, OneOf, Returns, Route, Scalar, Variant};

pub(in crate::emit) fn emit(endpoint: &Endpoint, names: &Names) -> Option<TokenStream> {
    let Some(Returns::OneOf(OneOf { ident: name, variants })) = endpoint.http().map(|call| &call.returns) else {
        return None;
    };
    let docs = paragraphs(&[format!("What {} returns.", super::link_to_method(&endpoint.name))]);
    let (name, derive, renamed) = (ident(name), names.runtime("OneOf"), names.crate_attribute("one_of"));
    let variants = variants.iter().map(|variant| emit_variant(variant, names));
    Some(quote! {
        #docs
        #[derive(Clone, Debug, #derive)]
        #renamed
        pub enum #name { #(#variants),* }
    })
}

fn emit_variant(variant: &Variant, names: &Names) -> TokenStream {
    let docs = doc(&describe(variant));
    let routes = variant.routes.iter().map(emit_route);
    let body = variant.body.as_ref().map(|body| {
        let body = ty::emit(body, names);
        if !variant.optional {
            return quote!((#body));
        }
        let option = names.std("Option");
        quote!((#option<#body>))
    });
    let name = ident(&variant.ident);
    quote! {
        #docs
        #(#routes)*
        #name #body
    }
}

/// Describes a variant: "The reply with 200 whose `mfa_required` is `true`."
fn describe(variant: &Variant) -> String {
    let routes: Vec<String> = variant.routes.iter().map(describe_route).collect();
    let body = if variant.body.is_none() { ", which has no body" } else { "" };
    format!("The reply with {}{body}.", routes.join(", or with "))
}

fn describe_route(route: &Route) -> String {
    let statuses: Vec<String> = route.statuses.iter().map(u16::to_string).collect();
    let when: Vec<String> = route.when.iter().map(describe_condition).collect();
    let whose = if when.is_empty() { "" } else { " whose " };
    format!("{}{whose}{}", statuses.join(" or "), when.join(" and whose "))
}

fn describe_condition(Condition { field, is }: &Condition) -> String {
    let wire = &field.wire;
    match is {
        Is::Present => format!("`{wire}` is there"),
        Is::Absent => format!("`{wire}` is absent"),
        Is::AnyOf(values) => format!("`{wire}` is {}", one_of(values)),
        Is::NoneOf(values) => format!("`{wire}` is there, and not {}", one_of(values)),
    }
}

fn one_of(values: &[Scalar]) -> String {
    let values: Vec<String> = values.iter().map(|value| format!("`{}`", value.as_text())).collect();
    values.join(" or ")
}

fn emit_route(Route { statuses, when }: &Route) -> TokenStream {
    let statuses = statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
    let when = list("when", when.iter().map(emit_condition)).map(|when| quote!(, #when));
    quote!(#[one_of(#(#statuses),* #when)])
}

/// Emits a condition on a member of the body, given by its paths.
fn emit_condition(Condition { field, is }: &Condition) -> TokenStream {
    let paths = field.paths();
    let paths: Vec<String> = paths.iter().map(MemberPath::escaped).collect();
    let member = match paths.as_slice() {
        [path] => quote!(#path),
        paths => quote!((#(#paths),*)),
    };
    emit_is(member, is)
}
