//! Parses the arguments of an attribute, for all derives.

use auth_language::problem::Code;
use auth_language::suggest;
use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Lit, LitInt, LitStr, Token, Type};

use super::item::{Item, Value};
use super::problems::{self, Problems};

/// The arguments of all attributes with one name. Each argument is taken once by its name; [`Args::finish`] reports the
/// arguments that remain.
pub(crate) struct Args {
    /// The position of the attribute, or of the item that should have it.
    pub(crate) span: Span,
    named: Vec<(Ident, Value)>,
    literals: Vec<Lit>,
    asked: Vec<&'static str>,
}

impl Args {
    /// Parses all attributes called `attribute`. `span` is the position of the item that they belong to.
    pub(crate) fn read(attrs: &[Attribute], attribute: &str, span: Span, problems: &mut Problems) -> Self {
        let mut args = Self { span, named: Vec::new(), literals: Vec::new(), asked: Vec::new() };
        for attr in attrs.iter().filter(|attr| attr.path().is_ident(attribute)) {
            let parser = Punctuated::<Item, Token![,]>::parse_terminated;
            for item in problems::take(attr.parse_args_with(parser), problems).into_iter().flatten() {
                match item {
                    Item::Literal(literal) => args.literals.push(literal),
                    Item::Named(name, value) => args.named.push((name, value)),
                }
            }
        }
        args
    }

    /// Whether the argument `name` is present, without a value.
    pub(crate) fn flag(&mut self, name: &'static str, problems: &mut Problems) -> bool {
        self.flag_at(name, problems).is_some()
    }

    /// Returns the position of the argument `name`, which has no value.
    pub(crate) fn flag_at(&mut self, name: &'static str, problems: &mut Problems) -> Option<Span> {
        let (ident, value) = self.take(name, problems)?;
        if !matches!(value, Value::Flag) {
            let message = format!("`{name}` has no value");
            problems.report(Code::ATTRIBUTE, ident.span(), message, format!("write `{name}` alone"));
        }
        Some(ident.span())
    }

    /// Returns the text of `name = "text"`.
    pub(crate) fn text(&mut self, name: &'static str, problems: &mut Problems) -> Option<LitStr> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Literal(Lit::Str(text)) => Some(text),
            _ => wanted(&ident, "a text", &format!("{name} = \"text\""), problems),
        }
    }

    /// Returns the number of `name = 1`.
    pub(crate) fn integer(&mut self, name: &'static str, problems: &mut Problems) -> Option<LitInt> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Literal(Lit::Int(number)) => Some(number),
            _ => wanted(&ident, "an integer", &format!("{name} = 1"), problems),
        }
    }

    /// Returns the integer of `name = 1`, or the word of `name = word`.
    pub(crate) fn integer_or_word(
        &mut self,
        name: &'static str,
        problems: &mut Problems,
    ) -> Option<Result<LitInt, Ident>> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Literal(Lit::Int(number)) => Some(Ok(number)),
            Value::Type(ty) if as_ident(&ty).is_some() => as_ident(&ty).cloned().map(Err),
            _ => wanted(&ident, "an integer or a word", &format!("{name} = 1"), problems),
        }
    }

    /// Returns the literal of `name = literal`.
    pub(crate) fn literal(&mut self, name: &'static str, problems: &mut Problems) -> Option<Lit> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Literal(literal) => Some(literal),
            _ => wanted(&ident, "a literal", &format!("{name} = \"text\""), problems),
        }
    }

    /// Returns the type of `name = Type`.
    pub(crate) fn ty(&mut self, name: &'static str, problems: &mut Problems) -> Option<Box<Type>> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Type(ty) => Some(ty),
            _ => wanted(&ident, "a type", &format!("{name} = Type"), problems),
        }
    }

    /// Returns `flag` for `name`, and `of(Type)` for `name = Type`.
    pub(crate) fn flag_or_type<T>(
        &mut self,
        name: &'static str,
        flag: T,
        of: impl FnOnce(Box<Type>) -> T,
        problems: &mut Problems,
    ) -> Option<T> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Flag => Some(flag),
            Value::Type(ty) => Some(of(ty)),
            _ => wanted(&ident, "nothing or a type", &format!("{name} = Type"), problems),
        }
    }

    /// Returns the word of `name = word`.
    pub(crate) fn word(&mut self, name: &'static str, problems: &mut Problems) -> Option<Ident> {
        let (ident, value) = self.take(name, problems)?;
        match value {
            Value::Type(ty) if as_ident(&ty).is_some() => as_ident(&ty).cloned(),
            _ => wanted(&ident, "a word", &format!("{name} = word"), problems),
        }
    }

    /// Returns the items of all arguments `name(a, b)`.
    pub(crate) fn lists<T: Parse>(&mut self, name: &'static str, problems: &mut Problems) -> Vec<T> {
        self.all(name, problems).into_iter().flat_map(|(_, items)| items).collect()
    }

    /// Returns the names of all arguments `name(a, b)`, which may be keywords of Rust.
    pub(crate) fn names(&mut self, name: &'static str, problems: &mut Problems) -> Vec<Ident> {
        self.lists::<AnyName>(name, problems).into_iter().map(|AnyName(name)| name).collect()
    }

    /// Returns the position and the items of the argument `name(a, b)`.
    pub(crate) fn list_at<T: Parse>(&mut self, name: &'static str, problems: &mut Problems) -> Option<(Span, Vec<T>)> {
        let mut found = self.all(name, problems).into_iter();
        let (first, items) = found.next()?;
        found.for_each(|(ident, _)| report_twice(&ident, problems));
        Some((first.span(), items))
    }

    /// Whether `name` is present without a value.
    pub(crate) fn is_flag(&self, name: &str) -> bool {
        self.named.iter().any(|(ident, value)| ident == name && matches!(value, Value::Flag))
    }

    /// Whether `name(a, b)` is present.
    pub(crate) fn is_list(&self, name: &str) -> bool {
        self.named.iter().any(|(ident, value)| ident == name && matches!(value, Value::List(_)))
    }

    /// Whether `name = "text"` is present.
    pub(crate) fn is_text(&self, name: &str) -> bool {
        self.named.iter().any(|(ident, value)| ident == name && matches!(value, Value::Literal(_)))
    }

    /// Returns all arguments of the form `WORD "text"`.
    pub(crate) fn pairs(&mut self) -> Vec<(Ident, LitStr)> {
        let texts = self.named.extract_if(.., |(_, value)| matches!(value, Value::Text(_)));
        texts
            .filter_map(|(ident, value)| if let Value::Text(text) = value { Some((ident, text)) } else { None })
            .collect()
    }

    /// Returns the literal without a name, and reports further ones.
    pub(crate) fn positional(&mut self, problems: &mut Problems) -> Option<Lit> {
        let mut literals = self.literals().into_iter();
        let first = literals.next();
        for extra in literals {
            problems.report(Code::ATTRIBUTE, extra.span(), "there is one already", "remove this one");
        }
        first
    }

    /// Returns the literals without a name.
    pub(crate) fn literals(&mut self) -> Vec<Lit> {
        std::mem::take(&mut self.literals)
    }

    /// Reports `name` if it is present, because it has a meaning elsewhere but not here.
    pub(crate) fn refuse(&mut self, name: &str, message: &str, help: &str, problems: &mut Problems) {
        for (ident, _) in self.named.extract_if(.., |(ident, _)| ident == name) {
            problems.report(Code::MISPLACED, ident.span(), format!("`{name}` {message}"), help);
        }
    }

    /// Reports the arguments that were not taken.
    pub(crate) fn finish(self, problems: &mut Problems) {
        for (ident, _) in &self.named {
            let name = ident.to_string();
            let help = suggest::help(&name, ident.span(), &self.asked, "the words here are");
            problems.report(Code::UNKNOWN_KEY, ident.span(), format!("unknown `{name}`"), help);
        }
        for literal in &self.literals {
            let message = "a literal has no meaning here";
            problems.report(Code::ATTRIBUTE, literal.span(), message, "write `name = literal`, or remove it");
        }
    }

    /// Returns the items of each argument `name(…)`.
    fn all<T: Parse>(&mut self, name: &'static str, problems: &mut Problems) -> Vec<(Ident, Vec<T>)> {
        let mut found = Vec::new();
        for (ident, value) in self.take_all(name) {
            match value {
                Value::List(tokens) => found.push((ident, items(tokens, problems))),
                _ => drop(wanted::<()>(&ident, "a list", &format!("{name}(…)"), problems)),
            }
        }
        found
    }

    fn take(&mut self, name: &'static str, problems: &mut Problems) -> Option<(Ident, Value)> {
        let mut found = self.take_all(name).into_iter();
        let first = found.next();
        found.for_each(|(ident, _)| report_twice(&ident, problems));
        first
    }

    fn take_all(&mut self, name: &'static str) -> Vec<(Ident, Value)> {
        self.asked.push(name);
        self.named.extract_if(.., |(ident, _)| ident == name).collect()
    }
}

fn items<T: Parse>(tokens: TokenStream, problems: &mut Problems) -> Vec<T> {
    let parser = Punctuated::<T, Token![,]>::parse_terminated;
    problems::take(syn::parse::Parser::parse2(parser, tokens), problems).into_iter().flatten().collect()
}

fn report_twice(ident: &Ident, problems: &mut Problems) {
    problems.report(Code::DUPLICATE_KEY, ident.span(), format!("duplicate argument `{ident}`"), "remove one");
}

fn as_ident(ty: &Type) -> Option<&Ident> {
    if let Type::Path(path) = ty { path.path.get_ident() } else { None }
}

fn wanted<T>(ident: &Ident, what: &str, example: &str, problems: &mut Problems) -> Option<T> {
    let message = format!("`{ident}` takes {what}");
    problems.report(Code::SHAPE, ident.span(), message, format!("write `{example}`"));
    None
}

/// A name that may be a keyword of Rust: settings and captured values have the names of the provider.
struct AnyName(Ident);

impl Parse for AnyName {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Ident::parse_any).map(Self)
    }
}
