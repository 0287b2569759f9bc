//! The language, as people write it. The doc comments of these structs are its reference.

mod credential;
mod error;
mod mapping;
mod request;
mod value;

pub(crate) use credential::{AttachSpec, CredentialSpec, TokenSpec};
pub(crate) use error::ErrorCaseSpec;
pub(crate) use request::{EndpointSpec, ErrorsSpec, ExampleSpec};
pub(crate) use value::field::{FieldKind, FieldSpec, TypeExpr};
pub(crate) use value::{ChoiceValueSpec, EnumSpec, TypeSpec};

use crate::text::diagnostics::Diagnostics;
use crate::text::tree::{Node, Spot};
use mapping::Mapping;

/// A word of the author's, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    pub value: T,
    pub spot: Spot,
}

pub(crate) type Text = Spanned<String>;

/// One entry of a mapping whose keys are the author's.
#[derive(Clone, Debug)]
pub(crate) struct Named<T> {
    pub name: Text,
    pub value: T,
}

/// One YAML file: one provider.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    /// The name of the module, the cargo feature and the generated file: lower-case words joined by underscores.
    pub name: Text,
    /// The name for people.
    pub title: Text,
    /// What the provider is, in a sentence or two.
    pub doc: Option<Text>,
    /// The page of documentation that the spec follows.
    pub docs: Option<Text>,
    /// Where the endpoints are: an `https` URL, with a path if all endpoints share its beginning.
    pub base_url: Text,
    /// Further hosts, by a name that endpoints refer to with `host:`.
    pub hosts: Vec<Named<Text>>,
    /// The scopes that a caller can ask for; as a type they are called `Scope`.
    pub scopes: Vec<Named<ChoiceValueSpec>>,
    /// Headers that every reply carries, with their meaning.
    pub reply_headers: Vec<Named<Text>>,
    /// Enumerations other than the scopes.
    pub enums: Vec<Named<EnumSpec>>,
    /// Types of objects.
    pub types: Vec<Named<TypeSpec>>,
    /// The type of an error's body, if all errors share it: `problem_details` (RFC 9457) or one of `types`.
    pub error_body: Option<Text>,
    /// The refusals of every endpoint, by HTTP status.
    pub errors: Vec<Named<Vec<ErrorCaseSpec>>>,
    /// Further refusals under a name, for endpoints that share them. They come on top of `errors`.
    pub error_sets: Vec<Named<Vec<Named<Vec<ErrorCaseSpec>>>>>,
    /// What can be asked of the provider.
    pub endpoints: Vec<Named<EndpointSpec>>,
    /// The ways to be somebody to the provider.
    pub credentials: Vec<Named<CredentialSpec>>,
}

/// Reads a tree as a spec. What is missing is reported and has a stand-in, so that the rest is checked in the same run.
pub(crate) fn parse(root: &Node, diagnostics: &mut Diagnostics) -> Option<Spec> {
    let mut map = Mapping::of(root, "a spec", diagnostics)?;
    let name = map.text_or("name", "provider", diagnostics);
    let title = map.text_or("title", "Provider", diagnostics);
    let base_url = map.text_or("base_url", "https://provider.example", diagnostics);
    let doc = map.text("doc", diagnostics);
    let docs = map.text("docs", diagnostics);
    let hosts = map.named("hosts", diagnostics, mapping::parse_text);
    let scopes = map.named("scopes", diagnostics, value::parse_choice_value);
    let reply_headers = map.named("reply_headers", diagnostics, mapping::parse_text);
    let enums = map.named("enums", diagnostics, value::parse_enum);
    let types = map.named("types", diagnostics, value::parse_type);
    let error_body = map.text("error_body", diagnostics);
    let errors = map.named("errors", diagnostics, error::parse_cases);
    let error_sets = map.named("error_sets", diagnostics, error::parse_set);
    let endpoints = map.named("endpoints", diagnostics, request::parse_endpoint);
    let credentials = map.named("credentials", diagnostics, credential::parse_credential);
    map.finish(diagnostics);
    Some(Spec {
        name,
        title,
        doc,
        docs,
        base_url,
        hosts,
        scopes,
        reply_headers,
        enums,
        types,
        error_body,
        errors,
        error_sets,
        endpoints,
        credentials,
    })
}
