//! Expressions: what the value of a part is made of.

use super::literal::Scalar;
use super::ty::Type;
use crate::problem::{Broken, Code, Dialect, Problems};
use crate::spanned::Spanned;
use crate::suggest;
use crate::template::{self, Piece, Template};

/// What a value is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// Always the same.
    Literal(Scalar),
    /// The value of a name, with its type.
    Name(Name),
    /// Texts, one after the other. If one is absent, so is the whole.
    Concat(Vec<Expr>),
}

/// A name that has a value when a request is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What has the value.
    pub kind: NameKind,
    /// The name as the author writes it.
    pub name: String,
    /// The Rust field that holds the value.
    pub ident: String,
    /// The type of the value.
    pub ty: Type,
    /// Whether the value may be absent.
    pub optional: bool,
}

/// What has the value of a [`Name`], in the order of the phases in which it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A setting of the connection: known when a client is built.
    Setting,
    /// An input of a credential: known when the credential is made.
    Input,
    /// A member of the token: known after a log-in.
    Token,
    /// A field of the request: known when the call is made.
    Field,
}

impl Expr {
    /// A text that is always the same.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Literal(Scalar::Text(text.into()))
    }

    /// The names in the expression, in their order.
    #[must_use]
    pub fn names(&self) -> Vec<&Name> {
        match self {
            Self::Literal(_) => Vec::new(),
            Self::Name(name) => vec![name],
            Self::Concat(pieces) => pieces.iter().flat_map(Self::names).collect(),
        }
    }

    /// Whether the value must not be shown: a piece of it is a secret.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.names().iter().any(|name| name.ty.is_secret())
    }

    /// Whether a piece of the value is a secret that must not be in a URL.
    #[must_use]
    pub fn is_kept_from_urls(&self) -> bool {
        self.names().iter().any(|name| name.ty.is_kept_from_urls())
    }

    /// Whether the value may be absent.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.names().iter().any(|name| name.optional)
    }

    /// The field, if the value is that of a field of the request and nothing else.
    #[must_use]
    pub fn as_field(&self) -> Option<&Name> {
        match self {
            Self::Name(name) if name.kind == NameKind::Field => Some(name),
            _ => None,
        }
    }
}

/// The names that an expression may refer to.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    entries: Vec<ScopeEntry>,
    has_more: bool,
}

/// An entry of a [`Scope`].
#[derive(Clone, Debug)]
pub enum ScopeEntry {
    /// The name has a value.
    Known(Name),
    /// The name is declared, and its declaration is broken, which was reported.
    Broken(String),
}

impl Scope {
    /// A scope of these names and no others.
    #[must_use]
    pub fn new(entries: Vec<ScopeEntry>) -> Self {
        Self { entries, has_more: false }
    }

    /// The settings of the connection are declared elsewhere: a name that is not here is one of them. That is how derives see it.
    #[must_use]
    pub fn with_unknown_settings(self) -> Self {
        Self { has_more: true, ..self }
    }

    /// The names that are known.
    pub fn known(&self) -> impl Iterator<Item = &Name> {
        self.entries.iter().filter_map(|entry| match entry {
            ScopeEntry::Known(name) => Some(name),
            ScopeEntry::Broken(_) => None,
        })
    }

    /// Finds a name.
    ///
    /// # Errors
    /// There is no such name, which is reported; or its declaration is broken, which was.
    pub fn find<P: Copy>(&self, text: &str, at: P, problems: &mut Problems<P>) -> Result<Name, Option<Broken>> {
        if let Some(name) = self.known().find(|name| name.name == text) {
            return Ok(name.clone());
        }
        let is_broken = |entry: &ScopeEntry| matches!(entry, ScopeEntry::Broken(name) if name == text);
        if self.entries.iter().any(is_broken) {
            return Err(None);
        }
        if self.has_more {
            let (name, ident) = (text.to_owned(), crate::name::field_ident(text));
            return Ok(Name { kind: NameKind::Setting, name, ident, ty: Type::String, optional: false });
        }
        let known: Vec<&str> = self.known().map(|name| name.name.as_str()).collect();
        let help = match (suggest::nearest(text, &known), problems.dialect()) {
            (None, Dialect::Rust) => format!("add a field for it, or `settings({text})` if it is a setting").into(),
            _ => suggest::help(text, at, &known, "the names here are").without_edit(),
        };
        Err(Some(problems.report(Code::UNKNOWN_NAME, at, format!("`{{{text}}}` does not name anything here"), help)))
    }

    /// Reads a template over the names.
    ///
    /// # Errors
    /// The template is malformed, or names something that is not here or has no one text. That is reported.
    pub fn resolve<P: Copy>(
        &self,
        text: &Spanned<String, P>,
        problems: &mut Problems<P>,
    ) -> Result<Expr, Option<Broken>> {
        let template = template::check(&text.value, text.at, problems).map_err(Some)?;
        self.resolve_template(&template, text.at, problems)
    }

    /// The same for a template that is read already.
    ///
    /// # Errors
    /// As [`resolve`](Self::resolve).
    pub fn resolve_template<P: Copy>(
        &self,
        template: &Template,
        at: P,
        problems: &mut Problems<P>,
    ) -> Result<Expr, Option<Broken>> {
        if let Some(name) = template.as_name() {
            return self.find(name, at, problems).map(Expr::Name);
        }
        let mut pieces = Vec::new();
        let mut broken = None;
        for piece in template.pieces() {
            match self.piece(piece, at, problems) {
                Ok(expr) => pieces.push(expr),
                Err(found) => broken = Some(found),
            }
        }
        match (broken, pieces.as_slice()) {
            (Some(broken), _) => Err(broken),
            (None, []) => Ok(Expr::text("")),
            (None, [Expr::Literal(literal)]) => Ok(Expr::Literal(literal.clone())),
            (None, _) => Ok(Expr::Concat(pieces)),
        }
    }

    /// A piece of a longer text is one text.
    fn piece<P: Copy>(&self, piece: &Piece, at: P, problems: &mut Problems<P>) -> Result<Expr, Option<Broken>> {
        let name = match piece {
            Piece::Text(text) => return Ok(Expr::text(text)),
            Piece::Name(name) => self.find(name, at, problems)?,
        };
        if name.ty.is_list() || name.ty.is_object() {
            let message = format!("`{{{}}}` is not one text", name.name);
            return Err(Some(problems.report(
                Code::TEMPLATE,
                at,
                message,
                "name a value that is text, a number or a boolean",
            )));
        }
        Ok(Expr::Name(name))
    }
}
