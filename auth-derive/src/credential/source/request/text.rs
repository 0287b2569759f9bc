//! Texts that a step sends: `"Bearer {log_in.access_token}"`, over earlier replies, inputs and settings.

use auth_language::template::{Piece, Template};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr};

use crate::credential::source::input::Input;
use crate::credential::source::path::{Replies, ReplyPath, variable};

/// A text that is made of several values.
#[derive(Clone)]
pub(crate) struct TextOf {
    pub(crate) pieces: Vec<TextPiece>,
}

/// A piece of a text.
#[derive(Clone)]
pub(crate) enum TextPiece {
    Text(String),
    /// A value of an earlier reply.
    Reply(ReplyPath),
    /// An input or a setting.
    Name(String),
}

impl Parse for TextOf {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let text: LitStr = input.parse()?;
        let template = Template::parse(&text.value()).map_err(|_| {
            syn::Error::new(text.span(), "the braces do not fit: write `{step.field}`, or `{{` for a brace")
        })?;
        let pieces = template.pieces().iter().map(|piece| match piece {
            Piece::Text(text) => TextPiece::Text(text.clone()),
            Piece::Name(name) => name_of(name, text.span()),
        });
        Ok(Self { pieces: pieces.collect() })
    }
}

fn name_of(name: &str, span: Span) -> TextPiece {
    match ReplyPath::qualified(name, span) {
        Some(path) => TextPiece::Reply(path),
        None => TextPiece::Name(name.to_owned()),
    }
}

impl TextOf {
    /// Returns the values of earlier replies in it.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &ReplyPath> {
        self.pieces.iter().filter_map(|piece| match piece {
            TextPiece::Reply(path) => Some(path),
            TextPiece::Text(_) | TextPiece::Name(_) => None,
        })
    }

    /// Emits the value for a field of a request.
    pub(crate) fn emit(&self, replies: &Replies<'_>, inputs: &[Input<'_>]) -> TokenStream {
        let pieces = self.pieces.iter().map(|piece| match piece {
            TextPiece::Text(text) => quote!(&#text),
            TextPiece::Reply(path) => {
                let value = replies.given(path);
                quote!(#value)
            }
            TextPiece::Name(name) => match input(name, inputs) {
                Some(field) => quote!(&self.#field),
                None => quote!(&::auth_runtime::__private::session::SettingOf(#name)),
            },
        });
        let at = variable("at");
        quote!(::core::convert::Into::into(::auth_runtime::__private::session::joined(&#at, &[#(#pieces),*])?))
    }
}

fn input<'i>(name: &str, inputs: &'i [Input<'_>]) -> Option<&'i Ident> {
    let is_it = |input: &&Input<'_>| auth_language::name::plain(&input.member.ident.to_string()) == name;
    inputs.iter().find(is_it).map(|input| &input.member.ident)
}
