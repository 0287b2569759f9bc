//! The checked model of a provider, between the spec and the generated code.
//!
//! Every reference is resolved, every name is a unique Rust name, and every example matches its type. Therefore
//! emission and the mock server cannot fail. Requests, fields and values are those of [`auth_language`], which the
//! derives share.

mod credential;
mod endpoint;
mod error;
mod evaluate;
mod lifecycle;
mod log_in;
mod needs;
mod provider;
mod step;
mod value;

pub use auth_language::error::Is;
pub use auth_language::host::HostUrl;
pub use auth_language::id::{ChoiceId, CredentialId, EndpointId, ErrorSetId, HostId, RecordId, SettingId, Table};
pub use auth_language::lifecycle::Grace;
pub use auth_language::request::{BODY, Content, Kind, Place};
pub use auth_language::template::{Piece, Template};
pub use auth_language::value::{Expr, Item, MemberPath, Name, NameKind, Origin, Scalar, Type, count_misfit, misfit};
pub use auth_language::word::{
    BasicEncoding, Class, Encoding, Format, Instant, Lifetime, Meaning, Method, Pkce, ReplyEncoding, Reuse, Rotation,
};

pub use credential::{Check, Credential, Identity, Issuer, Member, Source, variable_prefix};
pub use endpoint::{
    Auth, Call, Endpoint, Example, HttpCall, OneOf, Part, Registers, Request, Returns, Route, Variant, Visit,
};
pub use error::{Condition, ErrorBody, ErrorCase, ErrorSet};
pub(crate) use evaluate::literal;
pub use evaluate::{as_text, evaluate};
pub use lifecycle::{
    Facts, GoesInto, Input, InputKind, LogOut, OPENING, Opening, Prompt, Question, SESSION_KEY, SessionKey, TokenReply,
    TokenSource,
};
pub use log_in::LogIn;
pub use provider::{CapturedHost, Environment, Host, Provider, ReplyHeader, Setting};
pub use step::{Repeats, ReplyField, Step, Taken, TakenPiece, Time, Token};
pub use value::{Choice, ChoiceValue, Constant, Field, Record, Uses};
