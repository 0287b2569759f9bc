//! `#[derive(Encode)]`: a record inside a request body.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{DeriveInput, Field, Ident, LitStr};

use crate::args::Args;
use crate::input::{named_fields, wire_name};
use crate::problems::Problems;

pub(crate) fn expand_encode(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let fields = named_fields(input, "Encode", problems);
    let members: Vec<_> = fields.into_iter().map(|(ident, field)| Member::parse(ident, field, problems)).collect();
    let ident = &input.ident;
    quote! {
        #[automatically_derived]
        impl ::auth_runtime::Encode for #ident {
            fn encode(&self) -> ::auth_runtime::Value<'_> {
                ::auth_runtime::Value::Object(::std::vec![#(#members),*])
            }
        }
    }
}

struct Member<'a> {
    ident: &'a Ident,
    name: String,
    separator: Option<LitStr>,
}

impl<'a> Member<'a> {
    fn parse(ident: &'a Ident, field: &Field, problems: &mut Problems) -> Self {
        let mut args = Args::read(&field.attrs, "encode", ident.span(), problems);
        let name = args.text("rename", problems).map_or_else(|| wire_name(ident), |name| name.value());
        let separator = args.text("separator", problems);
        args.finish(problems);
        Self { ident, name, separator }
    }
}

impl ToTokens for Member<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { ident, name, separator } = self;
        let joined = separator.as_ref().map(|separator| quote!(.joined(#separator)));
        tokens.extend(quote!((#name, ::auth_runtime::Encode::encode(&self.#ident) #joined)));
    }
}
