//! The arguments of an attribute, the same for every derive.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Lit, LitInt, LitStr, Token, Type, parenthesized, token};

use crate::attr::problems::{Problems, suggest};

/// The arguments of all attributes of one name. Each is taken by its name once; [`Args::finish`] reports the rest.
pub(crate) struct Args {
    /// Where the attribute is, or what it should be on.
    pub(crate) span: Span,
    named: Vec<(Ident, Value)>,
    literals: Vec<Lit>,
    asked: Vec<&'static str>,
}

enum Value {
    /// `name`
    Flag,
    /// `name = literal`
    Literal(Lit),
    /// `name = Type`
    Type(Box<Type>),
    /// `name "text"`
    Text(LitStr),
    /// `name(…)`
    List(TokenStream),
}

impl Args {
    /// Reads all attributes called `attribute`. `span` is what the attribute belongs to.
    pub(crate) fn read(attrs: &[Attribute], attribute: &str, span: Span, problems: &mut Problems) -> Self {
        let mut args = Self { span, named: Vec::new(), literals: Vec::new(), asked: Vec::new() };
        for attr in attrs.iter().filter(|attr| attr.path().is_ident(attribute)) {
            let parser = Punctuated::<Item, Token![,]>::parse_terminated;
            for item in problems.take(attr.parse_args_with(parser)).into_iter().flatten() {
                match item {
                    Item::Literal(literal) => args.literals.push(literal),
                    Item::Named(name, value) => args.named.push((name, value)),
                }
            }
        }
        args
    }

    /// Whether `name` is there, without a value.
    pub(crate) fn flag(&mut self, name: &'static str, problems: &mut Problems) -> bool {
        self.flag_at(name, problems).is_some()
    }

    /// Where `name` is, without a value.
    pub(crate) fn flag_at(&mut self, name: &'static str, problems: &mut Problems) -> Option<Span> {
        let (ident, value) = self.take(name, problems)?;
        if !matches!(value, Value::Flag) {
            problems.push(ident.span(), format!("`{name}` has no value: write `{name}` alone"));
        }
        Some(ident.span())
    }

    /// `name = "text"`
    pub(crate) fn text(&mut self, name: &'static str, problems: &mut Problems) -> Option<LitStr> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Literal(Lit::Str(text)) => Some(text),
            _ => wanted(&ident, format!("write `{name} = \"text\"`"), problems),
        }
    }

    /// `name = 1`
    pub(crate) fn integer(&mut self, name: &'static str, problems: &mut Problems) -> Option<LitInt> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Literal(Lit::Int(number)) => Some(number),
            _ => wanted(&ident, format!("write `{name} = 1`"), problems),
        }
    }

    /// `name = literal`
    pub(crate) fn literal(&mut self, name: &'static str, problems: &mut Problems) -> Option<Lit> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Literal(literal) => Some(literal),
            _ => wanted(&ident, format!("write `{name} = \"text\"`"), problems),
        }
    }

    /// `name = Type`
    pub(crate) fn ty(&mut self, name: &'static str, problems: &mut Problems) -> Option<Box<Type>> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Type(ty) => Some(ty),
            _ => wanted(&ident, format!("write `{name} = Type`"), problems),
        }
    }

    /// `name = word`
    pub(crate) fn word(&mut self, name: &'static str, problems: &mut Problems) -> Option<Ident> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Type(ty) if as_ident(&ty).is_some() => as_ident(&ty).cloned(),
            _ => wanted(&ident, format!("write `{name} = word`"), problems),
        }
    }

    /// `name(a, b)`, as often as it is there.
    pub(crate) fn lists<T: Parse>(&mut self, name: &'static str, problems: &mut Problems) -> Vec<T> {
        let mut found = Vec::new();
        for (ident, value) in self.take_all(name) {
            match value {
                Value::List(tokens) => {
                    let parser = Punctuated::<T, Token![,]>::parse_terminated;
                    found.extend(problems.take(syn::parse::Parser::parse2(parser, tokens)).into_iter().flatten());
                }
                _ => problems.push(ident.span(), format!("write `{name}(…)`")),
            }
        }
        found
    }

    /// Each `WORD "text"`.
    pub(crate) fn pairs(&mut self) -> Vec<(Ident, LitStr)> {
        let texts = self.named.extract_if(.., |(_, value)| matches!(value, Value::Text(_)));
        texts
            .filter_map(|(ident, value)| if let Value::Text(text) = value { Some((ident, text)) } else { None })
            .collect()
    }

    /// The only literal without a name, if there is one.
    pub(crate) fn positional(&mut self, problems: &mut Problems) -> Option<Lit> {
        let mut literals = self.literals.drain(..);
        let first = literals.next();
        literals.for_each(|extra| problems.push(extra.span(), "there is one already: remove this one"));
        first
    }

    /// Says why `name`, which has a meaning elsewhere, has none here.
    pub(crate) fn refuse(&mut self, name: &str, message: &str, problems: &mut Problems) {
        for (ident, _) in self.named.extract_if(.., |(ident, _)| ident == name) {
            problems.push(ident.span(), format!("`{name}`: {message}"));
        }
    }

    /// Reports what nobody asked for.
    pub(crate) fn finish(self, problems: &mut Problems) {
        for (ident, _) in &self.named {
            let name = ident.to_string();
            problems.push(ident.span(), format!("unknown `{name}`: {}", suggest(&name, &self.asked)));
        }
        for literal in &self.literals {
            problems.push(literal.span(), "a literal has no meaning here: write `name = literal`, or remove it");
        }
    }

    fn take(&mut self, name: &'static str, problems: &mut Problems) -> Option<(Ident, Value)> {
        let mut found = self.take_all(name).into_iter();
        let first = found.next();
        found.for_each(|(ident, _)| problems.push(ident.span(), format!("`{name}` is there twice: remove one")));
        first
    }

    fn take_all(&mut self, name: &'static str) -> Vec<(Ident, Value)> {
        self.asked.push(name);
        self.named.extract_if(.., |(ident, _)| ident == name).collect()
    }
}

fn as_ident(ty: &Type) -> Option<&Ident> {
    if let Type::Path(path) = ty { path.path.get_ident() } else { None }
}

fn wanted<T>(ident: &Ident, message: String, problems: &mut Problems) -> Option<T> {
    problems.push(ident.span(), message);
    None
}

enum Item {
    Literal(Lit),
    Named(Ident, Value),
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
            return if input.peek(Lit) {
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

/// `"name" = literal`: a constant of a request.
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

/// `field = literal`: what a member of an error body must say.
pub(crate) struct Condition {
    pub(crate) field: Ident,
    pub(crate) value: Lit,
}

impl Parse for Condition {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ident = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        Ok(Self { field: field_name(ident), value: input.parse()? })
    }
}

/// `type` means the field `r#type`.
fn field_name(ident: Ident) -> Ident {
    let is_keyword = syn::parse_str::<Ident>(&ident.to_string()).is_err();
    if is_keyword { Ident::new_raw(&ident.to_string(), ident.span()) } else { ident }
}

/// The text of a literal, as it would be on the wire.
pub(crate) fn literal_text(literal: &Lit, problems: &mut Problems) -> String {
    match literal {
        Lit::Str(text) => text.value(),
        Lit::Int(number) => number.base10_digits().to_owned(),
        Lit::Bool(boolean) => boolean.value.to_string(),
        other => {
            problems.push(other.span(), "write a text, an integer, `true` or `false`");
            String::new()
        }
    }
}
