//! Emits error enums.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::emit::docs::doc;
use crate::emit::names::{Names, ident};
use crate::emit::part::property::{list, pair};
use crate::emit::value::ty::emit_scalar;
use crate::model::{Class, Condition, ErrorBody, ErrorCase, ErrorSet, Field};
use auth_language::error::Is;
use auth_language::word::Word as _;

pub(super) fn emit(set: &ErrorSet, names: &Names) -> TokenStream {
    let (docs, name) = (doc(&set.doc), ident(&set.ident));
    let (derive, renamed) = (names.runtime("ApiError"), names.crate_attribute("api_error"));
    let cases = set.cases.iter().map(|case| emit_case(case, names));
    let other = emit_payload(&set.other, names);
    quote! {
        #docs
        #[derive(Clone, Debug, #derive)]
        #renamed
        #[non_exhaustive]
        pub enum #name {
            #(#cases,)*
            /// A status that the provider does not document.
            #[api_error(other)]
            Other #other
        }
    }
}

fn emit_case(case: &ErrorCase, names: &Names) -> TokenStream {
    let docs = doc(&case.doc);
    let statuses = case.statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
    let when = emit_conditions(&case.when);
    let class = case.class.map(emit_class);
    let retry_after = case.retry_after.as_ref().map(emit_retry_after);
    let (name, payload) = (ident(&case.ident), emit_payload(&case.body, names));
    quote! {
        #docs
        #[api_error(#(#statuses),* #when #class #retry_after)]
        #name #payload
    }
}

fn emit_conditions(conditions: &[Condition]) -> Option<TokenStream> {
    let conditions = conditions.iter().map(|Condition { field, is }| emit_is(ident(&field.ident.value), is));
    list("when", conditions).map(|when| quote!(, #when))
}

/// Emits a condition on a member of the body: `member`, `!member`, `member = "value"`, `member("value", "other")`, or `member !=`
/// with these.
pub(super) fn emit_is(member: impl ToTokens, is: &Is) -> TokenStream {
    match is {
        Is::Present => quote!(#member),
        Is::Absent => quote!(!#member),
        Is::AnyOf(values) => match values.iter().map(emit_scalar).collect::<Vec<_>>().as_slice() {
            [value] => pair(member, value),
            values => quote!(#member(#(#values),*)),
        },
        Is::NoneOf(values) => match values.iter().map(emit_scalar).collect::<Vec<_>>().as_slice() {
            [value] => quote!(#member != #value),
            values => quote!(#member != (#(#values),*)),
        },
    }
}

fn emit_retry_after(field: &Field) -> TokenStream {
    let name = ident(&field.ident.value);
    quote!(, retry_after = #name)
}

fn emit_class(class: Class) -> TokenStream {
    let name = ident(class.text());
    quote!(, class = #name)
}

fn emit_payload(body: &ErrorBody, names: &Names) -> Option<TokenStream> {
    match body {
        ErrorBody::Unknown => None,
        ErrorBody::ProblemDetails => {
            let problem = names.runtime("ProblemDetails");
            Some(quote!((#problem)))
        }
        ErrorBody::Record(record) => {
            let record = ident(&names.provider.records[*record].ident);
            Some(quote!((#record)))
        }
    }
}
