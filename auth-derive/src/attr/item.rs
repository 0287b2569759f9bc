//! Parses the grammar of an attribute's arguments.

use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::Scalar;
use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Lit, LitStr, Token, Type, parenthesized, token};

use super::problems::Problems;
use crate::expression::item::Valued;

/// An argument.
pub(crate) enum Item {
    Literal(Lit),
    Named(Ident, Value),
}

/// The value of a named argument.
pub(crate) enum Value {
    /// No value: `name`.
    Flag,
    /// A literal: `name = literal`.
    Literal(Lit),
    /// A type: `name = Type`.
    Type(Box<Type>),
    /// A text: `name "text"`.
    Text(LitStr),
    /// A list: `name(…)`.
    List(TokenStream),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Lit) {
            return input.parse().map(Self::Literal);
        }
        let name = input.call(Ident::parse_any)?;
        Ok(Self::Named(name, input.parse()?))
    }
}

impl Parse for Value {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            return if is_literal(input) {
                input.parse().map(Self::Literal)
            } else {
                Ok(Self::Type(Box::new(input.parse()?)))
            };
        }
        if input.peek(token::Paren) {
            let content;
            parenthesized!(content in input);
            return content.parse().map(Self::List);
        }
        if input.peek(LitStr) { input.parse().map(Self::Text) } else { Ok(Self::Flag) }
    }
}

/// Whether the next token is a literal. A negative number is one too.
fn is_literal(input: ParseStream<'_>) -> bool {
    input.peek(Lit) || input.peek(Token![-])
}

/// A constant part: `"name" = literal`.
pub(crate) struct Constant {
    pub(crate) name: LitStr,
    pub(crate) value: Lit,
}

impl Parse for Constant {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self { name, value: input.parse()? })
    }
}

/// A pair `word = literal` or `word = word`.
pub(crate) struct Setting {
    pub(crate) word: Ident,
    pub(crate) value: SettingValue,
}

pub(crate) enum SettingValue {
    Value(Valued),
    Word(Ident),
}

impl Parse for Setting {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let word = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        let value = if is_literal(input) || input.peek2(token::Paren) {
            SettingValue::Value(input.parse()?)
        } else {
            SettingValue::Word(input.call(Ident::parse_any)?)
        };
        Ok(Self { word, value })
    }
}

/// Returns a text with its position.
pub(crate) fn spanned(text: &LitStr) -> Spanned<String, Span> {
    Spanned::new(text.value(), text.span())
}

/// Returns the value of a literal, with its JSON type.
pub(crate) fn scalar(literal: &Lit, problems: &mut Problems) -> Option<Scalar> {
    match literal {
        Lit::Str(text) => Some(Scalar::Text(text.value())),
        Lit::Int(number) => Some(Scalar::Number(number.base10_digits().to_owned())),
        Lit::Float(number) => Some(Scalar::Number(number.base10_digits().to_owned())),
        Lit::Bool(boolean) => Some(Scalar::Boolean(boolean.value)),
        other => {
            let message = "this literal has no form on the wire";
            problems.report(Code::ATTRIBUTE, other.span(), message, "write a text, a number, `true` or `false`");
            None
        }
    }
}
