//! The Rust of a documentation page: types, signatures, and the calls of the examples as a person writes them.

mod call;
mod context;
mod credential;
mod draft;
mod imports;
mod simplify;
mod visit;

use proc_macro2::TokenStream;

use self::context::Context;
pub use self::context::{Given, Snippet};
use crate::RuntimePath;
use crate::emit::client::{emit_reply_type, emit_returned};
use crate::emit::names::{Names, Place};
use crate::emit::value::ty;
use crate::model::{Call, Credential, Endpoint, Field, HttpCall, Provider, Type};

/// Makes the snippets of a provider's documentation. They are the calls that the tests of a workspace make.
///
/// ```
/// let spec = "
/// name: acme
/// title: Acme
/// base_url: https://api.acme.example
/// endpoints:
///   ping:
///     doc: Ask whether the service is there.
///     GET: /ping
///     returns: { 204: nothing }
/// ";
/// let provider = auth_codegen::parse("acme.yaml", spec).expect("a spec without mistakes");
/// let snippets = auth_codegen::Snippets::of(&provider, "crate::generated::acme");
/// let snippet = snippets.call(provider.endpoints.first().expect("an endpoint")).expect("a call");
/// assert_eq!(snippet.text, "\
/// use crate::generated::acme::Client;
///
/// let client = Client::new()?;
/// client.ping().await?;
/// ");
/// ```
pub struct Snippets<'p>(Context<'p>);

impl<'p> Snippets<'p> {
    /// Makes the snippets of a provider. `module` is the path of its client: `crate::generated::acme`.
    #[must_use]
    pub fn of(provider: &'p Provider, module: &str) -> Self {
        Self(Context {
            provider,
            names: Names::of(provider, &Place::File { runtime: None }),
            module: module.to_owned(),
            runtime: "auth_runtime".to_owned(),
        })
    }

    /// Imports the runtime from another path.
    #[must_use]
    pub fn with_runtime(self, runtime: &RuntimePath) -> Self {
        let path = runtime.tokens().unwrap_or_default();
        Self(Context { runtime: compact(&path), ..self.0 })
    }

    /// Returns the Rust type of a field: `Option<Vec<Scope>>`.
    #[must_use]
    pub fn field(&self, field: &Field) -> String {
        compact(&ty::emit_field(field, &self.0.names))
    }

    /// Returns a Rust type.
    #[must_use]
    pub fn ty(&self, ty: &Type) -> String {
        compact(&ty::emit(ty, &self.0.names))
    }

    /// Returns the type of a reply: `Token`, or `()`.
    #[must_use]
    pub fn reply(&self, call: &HttpCall) -> String {
        compact(&emit_returned(&call.returns, &self.0.names))
    }

    /// Returns the method of the client: `log_in(&self, request: LogIn) -> Reply<Token>`. `None` for a page that a
    /// browser visits.
    #[must_use]
    pub fn signature(&self, endpoint: &Endpoint) -> Option<String> {
        let reply = compact(&emit_reply_type(endpoint.http()?, &self.0.names));
        let (name, request) = (&endpoint.name, &endpoint.ident);
        let request = if endpoint.fields().is_empty() { String::new() } else { format!(", request: {request}") };
        Some(format!("{name}(&self{request}) -> {reply}"))
    }

    /// Returns the first example of an endpoint as a call. `None` if only a session makes it.
    #[must_use]
    pub fn call(&self, endpoint: &Endpoint) -> Option<Snippet> {
        match &endpoint.call {
            Call::Http(call) => call::write(endpoint, call, &self.0),
            Call::Visit(visit) => visit::write(endpoint, visit, &self.0),
        }
    }

    /// Returns how a client gets a credential, with made-up values: its session, or the credential itself.
    #[must_use]
    pub fn credential(&self, credential: &Credential) -> Snippet {
        credential::write(credential, &self.0)
    }
}

/// Writes a type as rustfmt does.
fn compact(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "").replace(',', ", ")
}
