//! Parses `when`: the conditions of errors and of replies.

use auth_language::error::Is;
use auth_language::value::Scalar;
use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, Lit, LitStr, Token, parenthesized, token};

use super::item::scalar;
use super::problems::Problems;

/// A condition on a field of an error body: `field = literal`, `field(literal, …)` for one of several values, `field`
/// for any value, `!field` for absent, `field != literal` or `field != (literal, …)` for any other value.
pub(crate) struct Condition {
    pub(crate) field: Ident,
    is: Values,
}

/// A condition on a member of a reply, named by its path: `"data.kind" = literal`. Of several paths, `("a", "b")`, the
/// first that is present is tested.
pub(crate) struct MemberCondition {
    pub(crate) paths: Vec<LitStr>,
    is: Values,
}

/// The values that satisfy a condition.
enum Values {
    AnyOf(Vec<Lit>),
    NoneOf(Vec<Lit>),
    Present,
    Absent,
}

impl Parse for Condition {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let is_absent = input.parse::<Option<Token![!]>>()?.is_some();
        let field = field_name(input.call(Ident::parse_any)?);
        Ok(Self { field, is: Values::parse(is_absent, input)? })
    }
}

impl Parse for MemberCondition {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let is_absent = input.parse::<Option<Token![!]>>()?.is_some();
        let paths = if input.peek(token::Paren) { list(input)? } else { vec![input.parse()?] };
        Ok(Self { paths, is: Values::parse(is_absent, input)? })
    }
}

impl MemberCondition {
    /// Returns the position of the condition.
    pub(crate) fn span(&self) -> Span {
        self.paths.first().map_or_else(Span::call_site, LitStr::span)
    }

    pub(crate) fn is(&self, problems: &mut Problems) -> Is {
        self.is.read(problems)
    }
}

impl Condition {
    pub(crate) fn is(&self, problems: &mut Problems) -> Is {
        self.is.read(problems)
    }
}

impl Values {
    fn parse(is_absent: bool, input: ParseStream<'_>) -> syn::Result<Self> {
        if is_absent {
            return Ok(Self::Absent);
        }
        if input.parse::<Option<Token![!=]>>()?.is_some() {
            let values = if input.peek(token::Paren) { list(input)? } else { vec![input.parse()?] };
            return Ok(Self::NoneOf(values));
        }
        if input.parse::<Option<Token![=]>>()?.is_some() {
            return Ok(Self::AnyOf(vec![input.parse()?]));
        }
        if input.peek(token::Paren) { list(input).map(Self::AnyOf) } else { Ok(Self::Present) }
    }

    fn read(&self, problems: &mut Problems) -> Is {
        match self {
            Self::Present => Is::Present,
            Self::Absent => Is::Absent,
            Self::AnyOf(values) => Is::AnyOf(scalars(values, problems)),
            Self::NoneOf(values) => Is::NoneOf(scalars(values, problems)),
        }
    }
}

fn scalars(values: &[Lit], problems: &mut Problems) -> Vec<Scalar> {
    values.iter().filter_map(|value| scalar(value, problems)).collect()
}

fn list<T: Parse>(input: ParseStream<'_>) -> syn::Result<Vec<T>> {
    let content;
    parenthesized!(content in input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&content)?.into_iter().collect())
}

/// Makes a field name; `type` means the field `r#type`.
fn field_name(ident: Ident) -> Ident {
    let is_keyword = syn::parse_str::<Ident>(&ident.to_string()).is_err();
    if is_keyword { Ident::new_raw(&ident.to_string(), ident.span()) } else { ident }
}
