//! `#[derive(ErrorBody)]`: the body of an error answer.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Field, Ident};

use crate::attr::args::Args;
use crate::attr::generics::bound_parameters;
use crate::attr::input::{field_types, named_fields};
use crate::attr::problems::Problems;
use crate::attr::shape::Shape;
use crate::value::decode::parse_paths;

pub(crate) fn expand_error_body(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let fields = named_fields(input, "ErrorBody", problems);
    let members: Vec<_> = fields.into_iter().map(|(ident, field)| Member::parse(ident, field, problems)).collect();
    let idents = members.iter().map(|member| member.ident);
    let paths = members.iter().map(|member| &member.paths);
    let json = if members.is_empty() { quote!(_) } else { quote!(json) };
    let code = emit_text("code", &members, |member| member.is_code, problems);
    let message = emit_text("message", &members, |member| member.is_message, problems);
    let ident = &input.ident;
    let bounded = bound_parameters(&input.generics, field_types(input), &quote!(::auth_runtime::__private::Decode));
    let (impl_generics, ty_generics, where_clause) = bounded.split_for_impl();
    // The stub never runs: the errors beside it end the compilation.
    let read = if problems.is_empty() {
        quote!(Self { #(#idents: ::auth_runtime::__private::lenient(json, &[#(#paths),*]),)* })
    } else {
        quote!({
            let _ = json;
            loop {}
        })
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics ::auth_runtime::__private::ErrorBody for #ident #ty_generics #where_clause {
            fn read(#json: ::core::option::Option<::auth_runtime::__private::JsonRef<'_>>) -> Self {
                #read
            }
            #code
            #message
        }
    }
}

struct Member<'a> {
    ident: &'a Ident,
    paths: Vec<String>,
    is_code: bool,
    is_message: bool,
}

impl<'a> Member<'a> {
    fn parse(ident: &'a Ident, field: &Field, problems: &mut Problems) -> Self {
        if !Shape::of(&field.ty).is_optional() {
            problems.push(ident.span(), "a member of an error body may always be missing: write `Option<…>`");
        }
        let mut args = Args::read(&field.attrs, "error_body", ident.span(), problems);
        let paths = parse_paths(ident, &mut args, problems);
        let (is_code, is_message) = (args.flag("code", problems), args.flag("message", problems));
        args.finish(problems);
        Self { ident, paths, is_code, is_message }
    }
}

/// The method that answers the one field of that meaning.
fn emit_text(
    meaning: &str,
    members: &[Member<'_>],
    has_meaning: impl Fn(&&Member<'_>) -> bool,
    problems: &mut Problems,
) -> Option<TokenStream> {
    let mut found = members.iter().filter(has_meaning);
    let ident = found.next()?.ident;
    found.for_each(|extra| problems.push(extra.ident.span(), format!("`{ident}` is the `{meaning}` already")));
    let method = Ident::new(meaning, ident.span());
    Some(quote! {
        fn #method(&self) -> ::core::option::Option<&str> {
            self.#ident.as_deref()
        }
    })
}
