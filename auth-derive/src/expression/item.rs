//! Parses the values in an attribute: a literal, or a computation such as `sha256("{nonce}", encoding = hex)`.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Lit, LitStr, Token, parenthesized, token};

/// A literal, or a computation.
#[derive(Clone)]
pub(crate) enum Valued {
    Literal(Lit),
    Call(Call),
}

/// A list: `name(…)`.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) name: Ident,
    pub(crate) arguments: TokenStream,
}

/// An argument of a [`Call`].
pub(crate) enum Argument {
    /// An operand of the computation.
    Operand(Valued),
    /// A property: `name = value`.
    Property(Ident, Property),
    /// A single word.
    Word(Ident),
    /// The members of a JWT: `header(…)` and `claims(…)`; or the names of parameters: `without(…)`.
    Members(Ident, TokenStream),
}

/// The value of a property.
pub(crate) enum Property {
    Value(Valued),
    Word(Ident),
}

/// A property: `name = value`.
#[derive(Clone)]
pub(crate) struct Named {
    pub(crate) name: Ident,
    pub(crate) value: Valued,
}

/// A constant part: `"name" = value`.
pub(crate) struct Constant {
    pub(crate) name: LitStr,
    pub(crate) value: Valued,
}

impl Valued {
    /// Returns the position.
    pub(crate) fn span(&self) -> proc_macro2::Span {
        match self {
            Self::Literal(literal) => literal.span(),
            Self::Call(call) => call.name.span(),
        }
    }
}

impl Parse for Valued {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if is_call(input) { input.parse().map(Self::Call) } else { input.parse().map(Self::Literal) }
    }
}

fn is_call(input: ParseStream<'_>) -> bool {
    input.peek(Ident::peek_any) && input.peek2(token::Paren)
}

impl Parse for Call {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let content;
        parenthesized!(content in input);
        Ok(Self { name, arguments: content.parse()? })
    }
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(Ident::peek_any) {
            return input.parse().map(Self::Operand);
        }
        if is_call(input) {
            let call: Call = input.parse()?;
            let is_members = ["header", "claims", "without"].iter().any(|name| call.name == name);
            return Ok(if is_members {
                Self::Members(call.name, call.arguments)
            } else {
                Self::Operand(Valued::Call(call))
            });
        }
        let name = input.call(Ident::parse_any)?;
        if input.parse::<Option<Token![=]>>()?.is_some() {
            return Ok(Self::Property(name, input.parse()?));
        }
        Ok(Self::Word(name))
    }
}

impl Parse for Property {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let is_word = input.peek(Ident::peek_any) && !input.peek2(token::Paren) && !input.peek(Lit);
        if is_word { input.call(Ident::parse_any).map(Self::Word) } else { input.parse().map(Self::Value) }
    }
}

impl Parse for Named {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        Ok(Self { name, value: input.parse()? })
    }
}

impl Parse for Constant {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self { name, value: input.parse()? })
    }
}
