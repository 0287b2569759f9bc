//! `#[derive(Callback)]`: what a page gives back that a browser visits.

use auth_language::request::{check_callback_field, parameters};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::DeriveInput;

use super::decode::{emit_body, emit_stub};
use super::part::emit_given;
use super::read::read_member;
use crate::attr::args::Args;
use crate::attr::generics::{bound_parameters, implement};
use crate::attr::input::{field_types, named_fields};
use crate::attr::member::Member;
use crate::attr::problems::Problems;

/// The field with the authorization code (RFC 6749 §4.1.2).
const CODE: &str = "code";

pub(crate) fn expand_callback(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let fields = named_fields(input, "Callback", problems);
    let members: Vec<_> = fields.into_iter().map(|(ident, field)| read(ident, field, problems)).collect();
    let body = if problems.is_empty() { emit_body(&members) } else { emit_stub() };
    let (constants, check) = (emit_constants(&members), emit_check(&members));
    let bounded = bound_parameters(&input.generics, field_types(input), &quote!(::auth_runtime::__private::Decode));
    let items = quote! {
        #constants
        fn read(
            json: ::auth_runtime::__private::JsonRef<'_>,
        ) -> ::core::result::Result<Self, ::auth_runtime::__private::DecodeError> {
            #body
        }
        #check
    };
    implement(&quote!(Callback), &input.ident, &bounded, &items)
}

fn read<'a>(ident: &Ident, field: &'a syn::Field, problems: &mut Problems) -> Member<'a> {
    let mut args = Args::read(&field.attrs, "callback", ident.span(), problems);
    let mut member = read_member(ident, field, &mut args, problems);
    member.read_limits(&mut args, problems);
    args.finish(problems);
    check_callback_field(&member.field, problems);
    member
}

/// Emits the names of the parameters, and that of the code.
fn emit_constants(members: &[Member<'_>]) -> TokenStream {
    let names: Vec<String> = members.iter().flat_map(|member| parameters(&member.field)).collect();
    let code = members.iter().find(|member| member.ident == CODE && !member.field.optional);
    let code = code.map(|member| parameters(&member.field));
    let code = match code.as_deref() {
        Some([name]) => quote!(::core::option::Option::Some(#name)),
        Some(_) | None => quote!(::core::option::Option::None),
    };
    quote! {
        const NAMES: &'static [&'static ::core::primitive::str] = &[#(#names),*];
        const CODE: ::core::option::Option<&'static ::core::primitive::str> = #code;
    }
}

/// Emits the check of the values beyond their types, if there is anything to check.
fn emit_check(members: &[Member<'_>]) -> Option<TokenStream> {
    let to = Ident::new("to", Span::call_site());
    let given: Vec<TokenStream> = members.iter().filter_map(emit_given).collect();
    (!given.is_empty()).then(|| {
        quote! {
            fn check(&self, #to: &mut ::auth_runtime::__private::Fields<'_>) {
                #(#to #given;)*
            }
        }
    })
}
