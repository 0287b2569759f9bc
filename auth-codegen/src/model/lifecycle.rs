//! How tokens are obtained, renewed and revoked.

use auth_language::id::{CredentialId, EndpointId, RecordId};
use auth_language::lifecycle::Grace;
use auth_language::word::{Reuse, Rotation};

use super::step::{ReplyField, Step};
use super::value::Field;

/// How tokens are issued, renewed and revoked.
#[derive(Clone, Debug)]
pub struct TokenSource {
    /// The page that the user's browser must visit first.
    pub authorize: Option<EndpointId>,
    /// What is asked of the provider before the visit.
    pub opening: Option<Opening>,
    /// What is shown to the user before the last step is repeated.
    pub prompt: Option<Prompt>,
    /// The inputs that the caller gives.
    pub inputs: Vec<Input>,
    /// The steps that request the first token.
    pub mint: Vec<Step>,
    /// The steps that renew a token with the current one. If there are none, `mint` is repeated.
    pub refresh: Vec<Step>,
    /// The steps that revoke a token.
    pub revoke: Vec<Step>,
    /// The fields that are read from the replies of `mint`.
    pub reply: TokenReply,
    /// The fields that are read from the replies of `refresh`. Without an access token, the lifetime of the current one
    /// is extended.
    pub renewed: TokenReply,
    /// The record of the captured values, if there are any.
    pub captured: Option<RecordId>,
    /// What the provider documents about its tokens.
    pub facts: Facts,
    /// Whether a token has exactly the granted scopes.
    pub exact_scopes: bool,
    /// The page that ends the session of the browser, too.
    pub log_out: Option<LogOut>,
    /// The key that the session makes itself.
    pub session_key: Option<SessionKey>,
}

/// The page that ends the session of the browser (`OpenID` Connect RP-Initiated Logout 1.0).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogOut {
    /// The page.
    pub page: EndpointId,
    /// The Rust fields whose values the log-in captured, with their names.
    pub takes: Vec<(String, String)>,
}

/// What a provider documents about its tokens.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The lifetime of a token in seconds, if the reply does not state it.
    pub lifetime: Option<u64>,
    /// The time in seconds for which an unused token remains valid.
    pub idle: Option<u64>,
    /// How long before its expiry a token is renewed, in seconds.
    pub early: Option<u64>,
    /// Whether a refresh token is replaced when it is used, if known.
    pub rotation: Option<Rotation>,
    /// What happens when a replaced refresh token is used again, if known.
    pub reuse: Option<Reuse>,
    /// How long a replaced refresh token can still be used.
    pub grace: Option<Grace>,
    /// Whether a new log-in ends the former.
    pub one_session: bool,
}

/// What is asked of the provider before a browser visits its page: a pushed authorization request (RFC 9126), a request
/// token (RFC 5849 §2.1).
#[derive(Clone, Debug)]
pub struct Opening {
    /// The name of the Rust struct.
    pub ident: String,
    /// The calls.
    pub steps: Vec<Step>,
    /// The visit, with the values that it takes from the replies.
    pub visit: Step,
    /// The fields that the caller gives.
    pub inputs: Vec<Field>,
    /// The values that its calls capture, with their names. Later calls and the visit use them.
    pub captures: Vec<(String, ReplyField)>,
    /// The values that the login needs after the visit.
    pub keep: Vec<ReplyField>,
    /// How long the URL of the page can be opened.
    pub expires: Option<ReplyField>,
}

impl Opening {
    /// Returns the credentials with which its calls are made, each once.
    #[must_use]
    pub fn companions(&self) -> Vec<CredentialId> {
        companions(&self.steps)
    }
}

fn companions(steps: &[Step]) -> Vec<CredentialId> {
    let mut companions = Vec::new();
    for id in steps.iter().filter_map(|step| step.auth) {
        if !companions.contains(&id) {
            companions.push(id);
        }
    }
    companions
}

/// The name of the secrets of an authorization, in the calls before its visit: its state and its challenge.
pub const OPENING: &str = "opening";

/// The name of the key that a session makes itself, in the calls of its log-in.
pub const SESSION_KEY: &str = "session_key";

/// A private key that a session makes at each log-in, and keeps with the tokens that are bound to it (RFC 9449).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionKey {
    /// The field of the calls that is the key.
    pub field: Field,
    /// The algorithm that it signs with: `ES256`.
    pub algorithm: String,
}

/// What the caller sees before it answers a question of a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The step whose reply it sees.
    pub step: String,
    /// The variant of the reply, if it has several.
    pub variant: Option<String>,
    /// The type of what it sees.
    pub record: RecordId,
}

/// A field of a credential that shows the user a reply, such as the user code of the device grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// The Rust field.
    pub ident: String,
    /// What is shown.
    pub question: Question,
}

/// The fields that are read from token replies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenReply {
    /// The access token.
    pub access_token: Option<ReplyField>,
    /// The lifetime of the token.
    pub expires_in: Option<ReplyField>,
    /// The expiry of the token.
    pub expires_at: Option<ReplyField>,
    /// The refresh token.
    pub refresh_token: Option<ReplyField>,
    /// The lifetime of the refresh token.
    pub refresh_expires_in: Option<ReplyField>,
    /// The granted scopes.
    pub scope: Option<ReplyField>,
    /// The token type (RFC 6749 §7.1).
    pub token_type: Option<ReplyField>,
    /// Captured values, which are kept with the token, by name.
    pub captures: Vec<(String, ReplyField)>,
}

/// An input of the calls that issue, renew and revoke a token.
#[derive(Clone, Debug)]
pub struct Input {
    /// The field of the requests.
    pub field: Field,
    /// The first endpoint that has the field.
    pub endpoint: EndpointId,
    /// How often it can be used.
    pub kind: InputKind,
    /// The requests that send it.
    pub goes_into: GoesInto,
}

/// How often an input can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// It can be used in every request.
    Lasting,
    /// The caller gives it when the call is made.
    Asked(Question),
    /// It can be used once.
    Once,
    /// It can be used once: an authorization code (RFC 6749 §4.1.2).
    AuthorizationCode {
        /// The Rust field of the PKCE verifier (RFC 7636 §4.5).
        verifier: Option<String>,
    },
    /// It is what a visit gave back, whose parameters the steps take.
    Grant {
        /// The visit.
        visit: EndpointId,
        /// The Rust field of the PKCE verifier (RFC 7636 §4.5).
        verifier: Option<String>,
        /// Whether it can be used once.
        once: bool,
    },
}

/// The requests that send an [`Input`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoesInto {
    /// The requests for the first token.
    pub mint: bool,
    /// The requests that renew the token.
    pub refresh: bool,
    /// The requests that revoke the token.
    pub revoke: bool,
}

impl TokenSource {
    /// Returns the credentials with which the steps for the first token are made, each once.
    #[must_use]
    pub fn companions(&self) -> Vec<CredentialId> {
        companions(&self.mint)
    }

    /// Returns the steps of all lists.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.mint.iter().chain(&self.refresh).chain(&self.revoke)
    }

    /// Returns the endpoints that issue tokens.
    pub fn makers(&self) -> impl Iterator<Item = EndpointId> {
        self.mint.iter().chain(&self.refresh).map(|step| step.endpoint)
    }

    /// Returns the endpoint and the field of the reply with the first token.
    #[must_use]
    pub fn first(&self) -> Option<(EndpointId, &Field)> {
        Self::maker(&self.mint, &self.reply)
    }

    /// Returns the endpoint and the field of the reply with the renewed token.
    #[must_use]
    pub fn next(&self) -> Option<(EndpointId, &Field)> {
        Self::maker(&self.refresh, &self.renewed)
    }

    fn maker<'s>(steps: &[Step], reply: &'s TokenReply) -> Option<(EndpointId, &'s Field)> {
        let made = reply.access_token.as_ref()?;
        Self::maker_of(steps, made)
    }

    /// Returns the endpoints and the fields of all replies that may have the first or the renewed token.
    pub fn made(&self) -> impl Iterator<Item = (EndpointId, &Field)> {
        let of = |steps: &'_ [Step], field: &'_ ReplyField| Self::maker_of(steps, field).map(|(id, _)| id);
        let first = self.reply.access_token.iter().flat_map(ReplyField::places);
        let first = first.filter_map(move |place| Some((of(&self.mint, place)?, &place.field)));
        let next = self.renewed.access_token.iter().flat_map(ReplyField::places);
        first.chain(next.filter_map(move |place| Some((of(&self.refresh, place)?, &place.field))))
    }

    fn maker_of<'s>(steps: &[Step], made: &'s ReplyField) -> Option<(EndpointId, &'s Field)> {
        let step = steps.iter().find(|step| step.name == made.step)?;
        Some((step.endpoint, &made.field))
    }
}

impl TokenReply {
    /// Returns the fields with the names of their roles.
    pub fn members(&self) -> impl Iterator<Item = (&'static str, &ReplyField)> {
        let Self {
            access_token,
            expires_in,
            expires_at,
            refresh_token,
            refresh_expires_in,
            scope,
            token_type,
            captures: _,
        } = self;
        let members = [
            ("access_token", access_token),
            ("expires_in", expires_in),
            ("expires_at", expires_at),
            ("refresh_token", refresh_token),
            ("refresh_expires_in", refresh_expires_in),
            ("scope", scope),
            ("token_type", token_type),
        ];
        members.into_iter().filter_map(|(role, field)| Some((role, field.as_ref()?)))
    }
}
