//! Error enums.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs::doc;
use crate::emit::names::{Names, ident};
use crate::model::{Class, Condition, ErrorBody, ErrorCase, ErrorSet};

pub(super) fn emit(set: &ErrorSet, names: &Names) -> TokenStream {
    let docs = doc(&set.doc);
    let name = ident(&set.ident);
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
    let status = Literal::u16_unsuffixed(case.status);
    let when = emit_conditions(&case.when);
    let class = case.class.map(emit_class);
    let (name, payload) = (ident(&case.ident), emit_payload(&case.body, names));
    quote! {
        #docs
        #[api_error(#status #when #class)]
        #name #payload
    }
}

fn emit_conditions(conditions: &[Condition]) -> Option<TokenStream> {
    let conditions = conditions.iter().map(|Condition { field, value }| {
        let field = ident(&field.ident);
        quote!(#field = #value)
    });
    let conditions: Vec<TokenStream> = conditions.collect();
    (!conditions.is_empty()).then(|| quote!(, when(#(#conditions),*)))
}

fn emit_class(class: Class) -> TokenStream {
    let name = ident(match class {
        Class::Reauthenticate => "reauthenticate",
        Class::Retry => "retry",
        Class::RateLimited => "rate_limited",
        Class::Configuration => "configuration",
        Class::Denied => "denied",
    });
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
            let record = ident(record);
            Some(quote!((#record)))
        }
    }
}
