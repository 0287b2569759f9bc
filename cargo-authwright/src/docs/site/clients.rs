//! Where the snippets of a page import from.

use auth_codegen::RuntimePath;

/// Where the clients of specs are, in the crate of their users.
#[derive(Clone, Debug)]
pub struct Clients {
    /// The path of the module that has a module for each: `crate::generated`.
    pub module: String,
    /// The path of the runtime, if it is not `auth_runtime`.
    pub runtime: Option<RuntimePath>,
}

impl Clients {
    /// Describes clients in a module, with `auth_runtime` beside it.
    #[must_use]
    pub fn of(module: &str) -> Self {
        Self { module: module.to_owned(), runtime: None }
    }
}
