//! `#[derive(Decode)]`: a record in a reply.

use auth_language::value::{Scalar, check_read};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Field, Ident};

use super::origin::{self, emit_never, emit_reads_head, paths, takes_any};
use super::read::{read_default, read_member};
use crate::attr::args::Args;
use crate::attr::generics::{bound_parameters, implement};
use crate::attr::input::{at, field_types, named_fields};
use crate::attr::member::Member;
use crate::attr::problems::Problems;

pub(crate) fn expand_decode(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let fields = named_fields(input, "Decode", problems);
    let members: Vec<_> = fields.into_iter().map(|(ident, field)| read(ident, field, problems)).collect();
    let reads_head = emit_reads_head(&members);
    let body = if problems.is_empty() { emit_body(&members) } else { emit_stub() };
    let bounded = bound_parameters(&input.generics, field_types(input), &quote!(::auth_runtime::__private::Decode));
    let items = quote! {
        fn decode(
            json: ::auth_runtime::__private::JsonRef<'_>,
        ) -> ::core::result::Result<Self, ::auth_runtime::__private::DecodeError> {
            #body
        }
        #reads_head
    };
    implement(&quote!(Decode), &input.ident, &bounded, &items)
}

fn read<'a>(ident: &Ident, field: &'a Field, problems: &mut Problems) -> Member<'a> {
    let mut args = Args::read(&field.attrs, "decode", ident.span(), problems);
    let mut member = read_member(ident, field, &mut args, problems);
    read_default(&mut member, &mut args, problems);
    args.finish(problems);
    check_read(&member.field, problems);
    member
}

/// Emits how the members are read.
pub(super) fn emit_body(members: &[Member<'_>]) -> TokenStream {
    let object = if members.is_empty() { quote!(_) } else { quote!(object) };
    let of = if takes_any(members) { quote!(whole(json)) } else { quote!(of(json)?) };
    let members = members.iter().map(emit_member);
    quote! {
        let #object = ::auth_runtime::__private::Object::#of;
        ::core::result::Result::Ok(Self { #(#members)* })
    }
}

/// Emits the body of `decode` for a struct with mistakes. It never runs, because they end the compilation.
pub(super) fn emit_stub() -> TokenStream {
    quote! {
        let _ = json;
        ::core::result::Result::Err(::auth_runtime::__private::DecodeError::expected(""))
    }
}

fn emit_member(member: &Member<'_>) -> TokenStream {
    let (ident, paths, span) = (&member.ident, paths(member), at(member.ty));
    let origin = origin::emit(member);
    let (place, suffix) = match &origin {
        Some(origin) => (quote!(&#origin), "_at"),
        None => (quote!(&[#(#paths),*]), ""),
    };
    let default = member.field.default.as_ref().map(|default| json_text(&default.value));
    let never = emit_never(member);
    let plain = if origin.is_some() { "at" } else { "field" };
    let (method, arguments) = match (&never, &default, member.separator()) {
        (Some(never), Some(default), _) => (format!("ending{suffix}_or"), quote!(, #never, #default)),
        (Some(never), None, _) => (format!("ending{suffix}"), quote!(, #never)),
        (None, Some(default), _) => (format!("{plain}_or"), quote!(, #default)),
        (None, None, Some(separator)) => (format!("separated{suffix}"), quote!(, #separator)),
        (None, None, None) => (plain.to_owned(), quote!()),
    };
    let method = Ident::new(&method, span);
    let value = quote_spanned!(span=> object.#method(#place #arguments)?);
    quote!(#ident: #value,)
}

/// Returns the default as the JSON that the provider would have sent, so that it is decoded in the same way.
fn json_text(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Text(text) => quoted(text),
        Scalar::Number(_) | Scalar::Boolean(_) | Scalar::Json(_) => scalar.as_text(),
    }
}

fn quoted(text: &str) -> String {
    let mut json = String::from('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => json.extend(['\\', char]),
            control if control < ' ' => json.extend(["\\u", &format!("{:04x}", u32::from(control))]),
            plain => json.push(plain),
        }
    }
    json.push('"');
    json
}
