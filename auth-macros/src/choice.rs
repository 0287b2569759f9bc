//! `#[derive(Scopes)]` and `#[derive(Choice)]`: the documented texts of a field.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Fields, Ident, Lit, LitStr, Type, Variant};

use crate::args::Args;
use crate::input::variants;
use crate::problems::Problems;

/// `attribute` is the name under which variants are marked.
pub(crate) fn expand_choice(input: &DeriveInput, attribute: &str, problems: &mut Problems) -> TokenStream {
    let derive = if attribute == "scope" { "Scopes" } else { "Choice" };
    let mut choices = Choices { known: Vec::new(), other: None };
    for variant in variants(input, derive, problems) {
        choices.parse(variant, attribute, problems);
    }
    choices.emit(input)
}

struct Choices<'a> {
    known: Vec<(&'a Ident, LitStr)>,
    other: Option<(&'a Ident, &'a Type)>,
}

impl<'a> Choices<'a> {
    fn parse(&mut self, variant: &'a Variant, attribute: &str, problems: &mut Problems) {
        let ident = &variant.ident;
        let mut args = Args::read(&variant.attrs, attribute, ident.span(), problems);
        let is_other = args.flag("other", problems);
        match (args.positional(problems), is_other, &variant.fields) {
            (Some(Lit::Str(text)), false, Fields::Unit) => self.add_known(ident, text, problems),
            (None, true, Fields::Unnamed(fields)) if fields.unnamed.len() == 1 => {
                let ty = fields.unnamed.first().map(|field| &field.ty);
                self.add_other(ident, ty, problems);
            }
            (_, true, _) => problems.push(ident.span(), format!("the other texts are kept: write `{ident}(String)`")),
            (_, false, _) => {
                let wanted =
                    format!("write `#[{attribute}(\"text\")]` on a variant without fields, or `#[{attribute}(other)]`");
                problems.push(ident.span(), wanted);
            }
        }
        args.finish(problems);
    }

    fn add_known(&mut self, ident: &'a Ident, text: LitStr, problems: &mut Problems) {
        if let Some((before, _)) = self.known.iter().find(|(_, known)| known.value() == text.value()) {
            problems.push(text.span(), format!("`{before}` has this text already"));
        }
        self.known.push((ident, text));
    }

    fn add_other(&mut self, ident: &'a Ident, ty: Option<&'a Type>, problems: &mut Problems) {
        if let Some((before, _)) = self.other {
            problems.push(ident.span(), format!("`{before}` takes the other texts already"));
        }
        self.other = ty.map(|ty| (ident, ty));
    }

    fn emit(&self, input: &DeriveInput) -> TokenStream {
        let as_str = self.emit_as_str(input);
        let choice = self.emit_choice(&input.ident);
        let from = self.other.map(|(other, ty)| emit_from(&input.ident, other, ty));
        let wire = emit_wire(&input.ident, &self.expected());
        quote!(#as_str #choice #from #wire)
    }

    fn emit_as_str(&self, input: &DeriveInput) -> TokenStream {
        let (ident, vis) = (&input.ident, &input.vis);
        let idents = self.known.iter().map(|(ident, _)| ident);
        let texts = self.known.iter().map(|(_, text)| text);
        let other = self.other.map(|(ident, _)| quote!(Self::#ident(text) => text,));
        let never = (self.known.is_empty() && self.other.is_none()).then(|| quote!(_ => "",));
        quote! {
            #[automatically_derived]
            impl #ident {
                /// The text on the wire.
                #[must_use]
                #vis fn as_str(&self) -> &str {
                    match self { #(Self::#idents => #texts,)* #other #never }
                }
            }
        }
    }

    fn emit_choice(&self, ident: &Ident) -> TokenStream {
        let idents = self.known.iter().map(|(ident, _)| ident);
        let texts = self.known.iter().map(|(_, text)| text);
        let other = self.other.map_or_else(
            || quote!(::core::option::Option::None),
            |(other, ty)| quote!(::core::option::Option::Some(Self::#other(<#ty>::from(text)))),
        );
        quote! {
            #[automatically_derived]
            impl ::auth_runtime::Choice for #ident {
                fn as_str(&self) -> &str {
                    #ident::as_str(self)
                }
                fn from_text(text: &str) -> ::core::option::Option<Self> {
                    match text {
                        #(#texts => ::core::option::Option::Some(Self::#idents),)*
                        _ => #other,
                    }
                }
            }
        }
    }

    fn expected(&self) -> String {
        let texts: Vec<_> = self.known.iter().map(|(_, text)| text.value()).collect();
        match self.other {
            Some(_) => String::from("a text"),
            None => format!("one of {}", crate::problems::list(&texts.iter().map(String::as_str).collect::<Vec<_>>())),
        }
    }
}

/// An open choice takes every text.
fn emit_from(ident: &Ident, other: &Ident, ty: &Type) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<&str> for #ident {
            fn from(text: &str) -> Self {
                match <Self as ::auth_runtime::Choice>::from_text(text) {
                    ::core::option::Option::Some(choice) => choice,
                    ::core::option::Option::None => Self::#other(<#ty>::from(text)),
                }
            }
        }
    }
}

fn emit_wire(ident: &Ident, expected: &str) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl ::auth_runtime::Encode for #ident {
            fn encode(&self) -> ::auth_runtime::Value<'_> {
                ::auth_runtime::Encode::encode(#ident::as_str(self))
            }
        }
        #[automatically_derived]
        impl ::auth_runtime::Decode for #ident {
            fn decode(json: ::auth_runtime::JsonRef<'_>) -> ::core::result::Result<Self, ::auth_runtime::DecodeError> {
                ::auth_runtime::decode_choice(json, #expected)
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(#ident::as_str(self))
            }
        }
        #[automatically_derived]
        impl ::core::str::FromStr for #ident {
            type Err = ::auth_runtime::ChoiceError;
            fn from_str(text: &str) -> ::core::result::Result<Self, ::auth_runtime::ChoiceError> {
                ::auth_runtime::parse_choice(text, #expected)
            }
        }
    }
}
