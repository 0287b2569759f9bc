//! `#[derive(Decode)]`: a record of a response.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{DeriveInput, Field, Ident, Lit, LitStr, Type};

use crate::attr::args::Args;
use crate::attr::generics::bound_parameters;
use crate::attr::input::{at, field_types, named_fields, wire_name};
use crate::attr::problems::Problems;

pub(crate) fn expand_decode(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let fields = named_fields(input, "Decode", problems);
    let members: Vec<_> = fields.into_iter().map(|(ident, field)| Member::parse(ident, field, problems)).collect();
    let body = if problems.is_empty() { emit_body(&members) } else { emit_stub() };
    let ident = &input.ident;
    let bounded = bound_parameters(&input.generics, field_types(input), &quote!(::auth_runtime::__private::Decode));
    let (impl_generics, ty_generics, where_clause) = bounded.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics ::auth_runtime::__private::Decode for #ident #ty_generics #where_clause {
            fn decode(
                json: ::auth_runtime::__private::JsonRef<'_>,
            ) -> ::core::result::Result<Self, ::auth_runtime::__private::DecodeError> {
                #body
            }
        }
    }
}

struct Member<'a> {
    ident: &'a Ident,
    ty: &'a Type,
    paths: Vec<String>,
    default: Option<String>,
    separator: Option<LitStr>,
}

impl<'a> Member<'a> {
    fn parse(ident: &'a Ident, field: &'a Field, problems: &mut Problems) -> Self {
        let mut args = Args::read(&field.attrs, "decode", ident.span(), problems);
        let default = args.literal("default", problems);
        let separator = args.text("separator", problems);
        if let (Some(default), Some(_)) = (&default, &separator) {
            problems.push(default.span(), "a separated list has no default: make it an `Option`");
        }
        let paths = parse_paths(ident, &mut args, problems);
        args.finish(problems);
        Self { ident, ty: &field.ty, paths, default: default.map(|literal| json_text(&literal, problems)), separator }
    }
}

/// `at("a", "b.c")`, else `rename = "a"`, else the name of the field.
pub(crate) fn parse_paths(ident: &Ident, args: &mut Args, problems: &mut Problems) -> Vec<String> {
    let at: Vec<LitStr> = args.lists("at", problems);
    let rename = args.text("rename", problems);
    if let (Some(rename), false) = (&rename, at.is_empty()) {
        problems.push(rename.span(), "`at` says where the member is already: remove `rename`");
    }
    for path in at.iter().filter(|path| path.value().split('.').any(str::is_empty)) {
        problems.push(path.span(), "a path is names with dots between them, such as `data.bearer`");
    }
    match (at.is_empty(), rename) {
        (false, _) => at.iter().map(LitStr::value).collect(),
        (true, Some(rename)) => vec![rename.value()],
        (true, None) => vec![wire_name(ident)],
    }
}

fn emit_body(members: &[Member<'_>]) -> TokenStream {
    let object = if members.is_empty() { quote!(_) } else { quote!(object) };
    quote! {
        let #object = ::auth_runtime::__private::Object::of(json)?;
        ::core::result::Result::Ok(Self { #(#members)* })
    }
}

fn emit_stub() -> TokenStream {
    quote! {
        let _ = json;
        ::core::result::Result::Err(::auth_runtime::__private::DecodeError::expected(""))
    }
}

impl ToTokens for Member<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { ident, ty, paths, default, separator } = self;
        let span = at(ty);
        let value = match (default, separator) {
            (Some(default), _) => quote_spanned!(span=> object.field_or(&[#(#paths),*], #default)?),
            (None, Some(separator)) => quote_spanned!(span=> object.separated(&[#(#paths),*], #separator)?),
            (None, None) => quote_spanned!(span=> object.field(&[#(#paths),*])?),
        };
        tokens.extend(quote!(#ident: #value,));
    }
}

/// The default as the JSON that the provider would have sent, so that one reading serves both.
fn json_text(literal: &Lit, problems: &mut Problems) -> String {
    match literal {
        Lit::Str(text) => quoted(&text.value()),
        Lit::Float(number) => number.base10_digits().to_owned(),
        other => crate::attr::args::literal_text(other, problems),
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
