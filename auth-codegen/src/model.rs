//! What is true of a provider: the checked model between the spec and the code.
//!
//! Every reference is resolved, every name is a Rust name that collides with no other, and every example agrees with the
//! types. Emission and the mock server read it and cannot fail.

mod credential;
mod endpoint;
mod error;
mod types;

pub use credential::{
    Attachment, Credential, GoesInto, Input, InputKind, Source, Token, TokenCall, TokenReply, TokenSource,
};
pub use endpoint::{Call, Content, Endpoint, Example, HttpCall, Parameter, ParameterValue, Place, Returns};
pub use error::{Class, Condition, ErrorBody, ErrorCase, ErrorSet};
pub use types::{Choice, ChoiceValue, Field, Meaning, Record, Type, Uses};

/// A provider: one spec, checked.
#[derive(Clone, Debug)]
pub struct Provider {
    /// The name of the module, the cargo feature and the file: `one_claw`.
    pub name: String,
    /// The Rust type that stands for the provider: `OneClaw`.
    pub ident: String,
    /// The name for people: `1Claw Human API`.
    pub title: String,
    /// What the provider is, in a sentence or two.
    pub doc: Option<String>,
    /// The page of documentation that the spec follows.
    pub docs: Option<String>,
    /// Where the endpoints are; the first one is `base`.
    pub hosts: Vec<Host>,
    /// The names and meanings of headers that every reply carries.
    pub reply_headers: Vec<ReplyHeader>,
    /// The scopes, if the provider has any, and the other enumerations.
    pub choices: Vec<Choice>,
    /// Types of objects, in the order of the spec.
    pub records: Vec<Record>,
    /// The error enums. The first is the one that endpoints have if they do not say otherwise.
    pub error_sets: Vec<ErrorSet>,
    /// The endpoints, in the order of the spec.
    pub endpoints: Vec<Endpoint>,
    /// The credentials, in the order of the spec.
    pub credentials: Vec<Credential>,
}

/// A base URL under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// `base`, or the name that endpoints refer to.
    pub name: String,
    /// An `https` URL without a trailing slash, query or fragment.
    pub url: String,
}

/// A header that every reply carries.
#[derive(Clone, Debug)]
pub struct ReplyHeader {
    /// The constant that names it: `X_CORRELATION_ID`.
    pub ident: String,
    /// The name as it is documented: `X-Correlation-ID`.
    pub name: String,
    /// What it means.
    pub doc: String,
}

impl Provider {
    /// The record with this Rust name.
    #[must_use]
    pub fn record(&self, ident: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.ident == ident)
    }

    /// The choice with this Rust name.
    #[must_use]
    pub fn choice(&self, ident: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.ident == ident)
    }
}
