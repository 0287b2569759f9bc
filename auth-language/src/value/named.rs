//! The names that expressions refer to.

use super::ty::Type;

/// A name in an expression, with its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The kind of thing that the name refers to.
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

/// The kind of thing that a [`Name`] refers to, in the order in which their values become known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A setting of the connection: known when a client is built.
    Setting,
    /// An input of a credential: known when the credential is made.
    Input,
    /// A member of the token: known after login.
    Token,
    /// A value that a login captured: known after the login.
    Captured,
    /// A field of the request: known when the call is made.
    Field,
    /// A named value that is computed once per request.
    Computed,
}

/// A name of a [`Scope`](super::Scope).
#[derive(Clone, Debug)]
pub enum ScopeEntry {
    /// The name can be used.
    Known(Name),
    /// The name is declared, but its declaration is broken, which was already reported.
    Broken(String),
}

impl ScopeEntry {
    /// Returns the name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Known(name) => &name.name,
            Self::Broken(name) => name,
        }
    }
}
