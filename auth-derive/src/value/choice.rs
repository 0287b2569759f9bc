//! `#[derive(Scopes)]` and `#[derive(Choice)]`: enums of the documented texts of a field.

use auth_language::problem::Code;
use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Fields, Generics, Ident, Lit, LitStr, Variant};

use crate::attr::args::Args;
use crate::attr::generics::{add_methods, implement};
use crate::attr::input::{refuse_generics, variants};
use crate::attr::problems::Problems;

/// Expands the derive. `attribute` is the name of the attribute on variants.
pub(crate) fn expand_choice(input: &DeriveInput, attribute: &str, problems: &mut Problems) -> TokenStream {
    refuse_generics(input, problems);
    check_twin(input, attribute, problems);
    if !problems.is_empty() {
        return TokenStream::new();
    }
    let derive = if attribute == "scope" { "Scopes" } else { "Choice" };
    let mut choices = Choices { known: Vec::new(), other: None };
    for variant in variants(input, derive, problems) {
        choices.parse(variant, attribute, problems);
    }
    // A problem was reported, so the compiler must not report it again.
    if !problems.is_empty() {
        choices.known.clear();
    }
    choices.emit(input, problems.is_empty())
}

/// Reports an enum that derives both `Scopes` and `Choice`, because they implement the same traits.
fn check_twin(input: &DeriveInput, attribute: &str, problems: &mut Problems) {
    let Data::Enum(data) = &input.data else { return };
    let attrs = data.variants.iter().flat_map(|variant| &variant.attrs);
    if let Some(twin) = attrs.into_iter().find(|attr| attribute == "choice" && attr.path().is_ident("scope")) {
        let message = "an enum derives `Scopes` or `Choice`, not both";
        problems.report(Code::CONFLICT, twin.path().span(), message, "remove one");
    }
}

struct Choices<'a> {
    known: Vec<(&'a Ident, LitStr)>,
    other: Option<&'a Ident>,
}

impl<'a> Choices<'a> {
    fn parse(&mut self, variant: &'a Variant, attribute: &str, problems: &mut Problems) {
        let ident = &variant.ident;
        let mut args = Args::read(&variant.attrs, attribute, ident.span(), problems);
        let is_other = args.flag("other", problems);
        match (args.positional(problems), is_other, &variant.fields) {
            (Some(Lit::Str(text)), false, Fields::Unit) => self.add_known(ident, text, problems),
            (None, true, Fields::Unnamed(fields)) if fields.unnamed.len() == 1 => {
                self.add_other(ident, problems);
            }
            (_, true, _) => {
                let help = format!("write `{ident}(String)`");
                problems.report(Code::DERIVE, ident.span(), "the variant for other texts keeps the text", help);
            }
            (_, false, _) => {
                let help =
                    format!("write `#[{attribute}(\"text\")]` on a variant without fields, or `#[{attribute}(other)]`");
                problems.report(Code::ATTRIBUTE, ident.span(), "this variant has no text", help);
            }
        }
        args.finish(problems);
    }

    fn add_known(&mut self, ident: &'a Ident, text: LitStr, problems: &mut Problems) {
        if let Some((before, _)) = self.known.iter().find(|(_, known)| known.value() == text.value()) {
            problems.report(Code::COLLISION, text.span(), format!("`{before}` already has this text"), "remove one");
        }
        self.known.push((ident, text));
    }

    fn add_other(&mut self, ident: &'a Ident, problems: &mut Problems) {
        if let Some(before) = self.other {
            let message = format!("`{before}` already takes the other texts");
            problems.report(Code::UNREACHABLE, ident.span(), message, "give this one a text");
        }
        self.other = Some(ident);
    }

    fn emit(&self, input: &DeriveInput, is_sound: bool) -> TokenStream {
        let as_str = self.emit_as_str(input, is_sound);
        let choice = self.emit_choice(&input.ident);
        let from = self.emit_from(&input.ident);
        let expected = self.expected();
        let (wire, text) = (emit_wire(&input.ident, &expected), emit_text(&input.ident, &expected));
        quote!(#as_str #choice #from #wire #text)
    }

    fn emit_as_str(&self, input: &DeriveInput, is_sound: bool) -> TokenStream {
        let vis = &input.vis;
        let idents = self.known.iter().map(|(ident, _)| ident);
        let texts = self.known.iter().map(|(_, text)| text);
        let other = self.other.map(|ident| quote!(Self::#ident(text) => text,));
        let has_none = self.known.is_empty() && self.other.is_none();
        let never = (has_none || !is_sound).then(|| quote!(_ => "",));
        let method = quote! {
            /// The text on the wire.
            #[must_use]
            #vis fn as_str(&self) -> &str {
                match self { #(Self::#idents => #texts,)* #other #never }
            }
        };
        add_methods(&input.ident, &Generics::default(), &method)
    }

    /// Emits the conversion from text. An enum with a variant for other texts accepts every text; other enums reject
    /// unknown ones.
    fn emit_choice(&self, ident: &Ident) -> TokenStream {
        let (known, is_open) = (self.known.iter().map(|(_, text)| text), self.other.is_some());
        let from_text = self.emit_from_text();
        let items = quote! {
            const TEXTS: &'static [&'static ::core::primitive::str] = &[#(#known),*];
            const IS_OPEN: ::core::primitive::bool = #is_open;
            fn as_str(&self) -> &str {
                #ident::as_str(self)
            }
            fn from_text(text: &str) -> ::core::option::Option<Self> {
                #from_text
            }
        };
        implement(&quote!(Choice), ident, &Generics::default(), &items)
    }

    fn emit_from_text(&self) -> TokenStream {
        if self.other.is_some() {
            return quote!(::core::option::Option::Some(Self::from(text)));
        }
        let idents = self.known.iter().map(|(ident, _)| ident);
        let texts = self.known.iter().map(|(_, text)| text);
        quote! {
            match text {
                #(#texts => ::core::option::Option::Some(Self::#idents),)*
                _ => ::core::option::Option::None,
            }
        }
    }

    fn emit_from(&self, ident: &Ident) -> Option<TokenStream> {
        let other = self.other?;
        let idents = self.known.iter().map(|(ident, _)| ident);
        let texts = self.known.iter().map(|(_, text)| text);
        Some(quote! {
            #[automatically_derived]
            #[allow(deprecated)]
            impl ::core::convert::From<&str> for #ident {
                fn from(text: &str) -> Self {
                    match text {
                        #(#texts => Self::#idents,)*
                        _ => Self::#other(::core::convert::From::from(text)),
                    }
                }
            }
        })
    }

    fn expected(&self) -> String {
        let texts: Vec<_> = self.known.iter().map(|(_, text)| text.value()).collect();
        match self.other {
            Some(_) => String::from("a text"),
            None => {
                format!(
                    "one of {}",
                    auth_language::suggest::list(&texts.iter().map(String::as_str).collect::<Vec<_>>())
                )
            }
        }
    }
}

fn emit_wire(ident: &Ident, expected: &str) -> TokenStream {
    let encode = quote! {
        fn encode(&self) -> ::auth_runtime::__private::Value<'_> {
            ::auth_runtime::__private::Encode::encode(#ident::as_str(self))
        }
    };
    let decode = quote! {
        fn decode(json: ::auth_runtime::__private::JsonRef<'_>) -> ::core::result::Result<Self, ::auth_runtime::__private::DecodeError> {
            ::auth_runtime::__private::decode_choice(json, #expected)
        }
    };
    let encode = implement(&quote!(Encode), ident, &Generics::default(), &encode);
    let decode = implement(&quote!(Decode), ident, &Generics::default(), &decode);
    quote!(#encode #decode)
}

fn emit_text(ident: &Ident, expected: &str) -> TokenStream {
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(#ident::as_str(self))
            }
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::str::FromStr for #ident {
            type Err = ::auth_runtime::__private::ChoiceError;
            fn from_str(text: &str) -> ::core::result::Result<Self, ::auth_runtime::__private::ChoiceError> {
                ::auth_runtime::__private::parse_choice(text, #expected)
            }
        }
    }
}
