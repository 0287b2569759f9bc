//! Reads a YAML tree as a spec. It checks which keys are present and which shapes their values have, but not how values
//! relate to each other.
//!
//! The keys, with their shapes and meanings, are declared in [`auth_language::key`]. A wrong part is reported and
//! replaced by [`Broken`](auth_language::problem::Broken), and reading continues.

mod client_authentication;
mod credential;
mod entries;
mod error;
mod host;
pub(crate) mod indentation;
mod lifecycle;
mod mapping;
mod reader;
pub(crate) mod request;
mod text;
mod value;

pub(crate) use client_authentication::ClientAuthenticationSpec;
pub(crate) use credential::{CheckSpec, CredentialSpec, IdentitySpec, RegistrationSpec};
pub(crate) use entries::{Entries, Named, Read, Text};
pub(crate) use error::{CaseSpec, CasesSpec, TestSpec};
pub(crate) use host::{CapturedSpec, EnvironmentSpec, HostSpec, SettingSpec, Spec, TlsSpec, read};
pub(crate) use lifecycle::{KeySpec, Member, Names, StepSpec, Steps, TokenSpec};
pub(crate) use reader::Reader;
pub(crate) use reader::expected::Expected;
pub(crate) use reader::mentions::{A_HOST, A_TYPE, AN_ENDPOINT, AN_ERROR_SET};
pub(crate) use request::attach::{AttachSpec, PlacedSpec};
pub(crate) use request::auth::{AuthSpec, REQUIRED};
pub(crate) use request::sign::SignSpec;
pub(crate) use request::{
    AlternativeSpec, BasicSpec, EndpointSpec, ErrorsSpec, ExampleSpec, Half, ReturnedSpec, VerifySpec, are_several,
};
pub(crate) use value::{
    ChoiceSpec, ComputedSpec, FieldKind, FieldSpec, ItemSpec, OriginSpec, Several, SplitSpec, TypeExpr, TypeSpec,
    ValueSpec,
};
