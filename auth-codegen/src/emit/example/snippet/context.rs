//! What snippets need, and what they are.

use crate::emit::names::Names;
use crate::model::Provider;

/// What all snippets of a provider need.
pub(super) struct Context<'p> {
    pub(super) provider: &'p Provider,
    pub(super) names: Names<'p>,
    /// The path of the provider's module.
    pub(super) module: String,
    /// The path of the runtime.
    pub(super) runtime: String,
}

/// A piece of Rust. It compiles in an `async` function whose errors are boxed, if its variables are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The imports, a blank line, and the statements.
    pub text: String,
    /// The variables that it uses and does not make.
    pub given: Vec<Given>,
}

/// A variable that a [`Snippet`] uses and does not make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// `session`, with its type.
    Session(String),
    /// `callback`: the URL at which the user's browser ended, a `&str`.
    Callback,
    /// A value of which the spec has no example, by the name of its Rust field.
    Value(String),
}
