//! The fields of a struct under a derive.

use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::{Field, Type as LanguageType};
use auth_language::word::{self, Format};
use proc_macro2::Span;
use syn::{Attribute, Ident, LitInt, LitStr, Type};

use super::args::Args;
use super::input::{docs, wire_name};
use super::item::{scalar, spanned};
use super::problems::Problems;
use super::shape::Shape;

fn read_count(count: &LitInt, problems: &mut Problems) -> Option<Spanned<u32, Span>> {
    if let Ok(number) = count.base10_parse() {
        return Some(Spanned::new(number, count.span()));
    }
    let message = "this number is too large";
    problems.report(Code::FIELD_PROPERTY, count.span(), message, "write a smaller number");
    None
}

fn read_format(text: &LitStr, problems: &mut Problems) -> Option<String> {
    if text.value() == "url" {
        return Some("Url".to_owned());
    }
    word::check::<Format, _>(&spanned(text), "`format`", problems).ok().map(|format| format!("{format:?}"))
}

/// Returns the type of the same secrets that are allowed in a URL.
fn in_url(ty: &LanguageType) -> Option<LanguageType> {
    match ty {
        LanguageType::Secret => Some(LanguageType::SecretInUrl),
        LanguageType::List(item) => in_url(item).map(|item| LanguageType::List(Box::new(item))),
        _ => None,
    }
}

/// A field, as the language sees it and as Rust sees it.
pub(crate) struct Member<'a> {
    pub(crate) ident: Ident,
    /// The name of the field in `Self { … }` and `self.…`.
    pub(crate) member: syn::Member,
    pub(crate) ty: &'a Type,
    pub(crate) shape: Shape<'a>,
    pub(crate) docs: Vec<&'a Attribute>,
    /// The attribute `#[deprecated]`, which is copied to the setter.
    pub(crate) deprecated: Option<&'a Attribute>,
    pub(crate) field: Field<Span>,
    /// The format of the text: a variant of the runtime's `Format`.
    pub(crate) format: Option<String>,
}

impl<'a> Member<'a> {
    /// Makes a field without attribute arguments.
    pub(crate) fn new(ident: &Ident, field: &'a syn::Field) -> Self {
        Self::of(ident.clone(), syn::Member::Named(ident.clone()), field)
    }

    /// Makes a member of the only field of a tuple struct, which templates call `name`.
    pub(crate) fn of_tuple(name: &str, field: &'a syn::Field) -> Self {
        let ident = Ident::new(name, syn::spanned::Spanned::span(&field.ty));
        Self::of(ident, syn::Member::Unnamed(syn::Index::from(0)), field)
    }

    fn of(ident: Ident, member: syn::Member, field: &'a syn::Field) -> Self {
        let (shape, at) = (Shape::of(&field.ty), ident.span());
        let (name, ty) = (Spanned::new(ident.to_string(), at), Spanned::new(shape.language(), at));
        let language = Field { optional: shape.is_optional(), ..Field::new(name, wire_name(&ident), ty) };
        Self {
            ident,
            member,
            ty: &field.ty,
            shape,
            docs: docs(&field.attrs),
            deprecated: deprecated(&field.attrs),
            field: language,
            format: None,
        }
    }

    /// Reads the limits of the value and how it is changed before it is sent: `format = "email"`, `pattern = "[a-z]+"`,
    /// `at_least = 1`, `at_most = 64`, `case = lower`, `default = "eu"`.
    pub(crate) fn read_limits(&mut self, args: &mut Args, problems: &mut Problems) {
        let format = args.text("format", problems);
        self.format = format.and_then(|format| read_format(&format, problems));
        self.field.pattern = args.text("pattern", problems).as_ref().map(spanned);
        self.field.at_least = args.integer("at_least", problems).and_then(|count| read_count(&count, problems));
        self.field.at_most = args.integer("at_most", problems).and_then(|count| read_count(&count, problems));
        self.field.case = args.word("case", problems).and_then(|case| {
            let text = Spanned::new(case.to_string(), case.span());
            word::check(&text, "`case`", problems).ok().map(|word| Spanned::new(word, case.span()))
        });
        let default = args.literal("default", problems);
        self.field.default =
            default.and_then(|default| Some(Spanned::new(scalar(&default, problems)?, default.span())));
        if let Some(default) = self.field.default.as_ref().filter(|_| !self.field.optional) {
            let message = "what has a default may be left out";
            problems.report(Code::DEFAULT, default.at, message, "make the field an `Option<…>`");
        }
    }

    /// Parses `in_url`, which allows a secret in a URL.
    pub(crate) fn read_in_url(&mut self, args: &mut Args, problems: &mut Problems) {
        let Some(at) = args.flag_at("in_url", problems) else { return };
        if let Some(ty) = in_url(&self.field.ty.value) {
            self.field.ty.value = ty;
        } else {
            let message = "`in_url` is for a `Secret`";
            problems.report(Code::FIELD_PROPERTY, at, message, "remove it, or make the field a `Secret`");
        }
    }

    /// Returns the name on the wire.
    pub(crate) fn wire(&self) -> &str {
        &self.field.wire
    }

    /// Returns the text that joins the items of a list.
    pub(crate) fn separator(&self) -> Option<&str> {
        self.field.separator.as_ref().map(|separator| separator.value.as_str())
    }
}

fn deprecated(attributes: &[Attribute]) -> Option<&Attribute> {
    attributes.iter().find(|attribute| attribute.path().is_ident("deprecated"))
}
