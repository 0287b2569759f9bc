//! How tokens are made, renewed and revoked.

use auth_language::id::{EndpointId, RecordId};
use auth_language::word::{Reuse, Rotation};

use super::value::Field;

/// How tokens are made, renewed and revoked.
#[derive(Clone, Debug)]
pub struct TokenSource {
    /// The endpoint that a browser must visit first.
    pub authorize: Option<EndpointId>,
    /// What the caller gives.
    pub inputs: Vec<Input>,
    /// The calls that make the first token.
    pub mint: Vec<Step>,
    /// The calls that make the next one from the present one; if there are none, it is made as the first.
    pub refresh: Vec<Step>,
    /// The calls that revoke a token.
    pub revoke: Vec<Step>,
    /// What is taken from the replies of `mint`.
    pub reply: TokenReply,
    /// What is taken from the replies of `refresh`. Without an access token, the present one lives on.
    pub renewed: TokenReply,
    /// The type of the captured values, if there are any.
    pub captured: Option<RecordId>,
    /// How long a token lives, in seconds, where the reply does not say so.
    pub lifetime: Option<u64>,
    /// How long it lives after its last use, in seconds.
    pub idle: Option<u64>,
    /// How long before its end it is renewed, in seconds.
    pub early: Option<u64>,
    /// What happens to a refresh token when it is used, if that is known.
    pub rotation: Option<Rotation>,
    /// What happens when a replaced refresh token is used again, if that is known.
    pub reuse: Option<Reuse>,
    /// How long, in seconds, a replaced refresh token can be used again.
    pub grace: Option<u64>,
    /// Whether a token has the scopes that were granted and no others.
    pub exact_scopes: bool,
}

/// One call of a credential.
#[derive(Clone, Debug)]
pub struct Step {
    /// What others call its reply: a Rust name.
    pub name: String,
    /// The endpoint.
    pub endpoint: EndpointId,
    /// The Rust field that the token goes into, and which token; `None` if the access token is attached as to any call.
    pub carries: Option<(String, Token)>,
    /// The Rust fields of the request that have their values from earlier replies.
    pub takes: Vec<(String, ReplyField)>,
    /// Whether its failure does not end the log-in.
    pub is_optional: bool,
    /// How long its reply is used again, in seconds.
    pub keep: Option<u64>,
}

/// Which token a call carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// The access token.
    Access,
    /// The refresh token (RFC 6749 §6).
    Refresh,
    /// Each of them, one after the other: what revokes a token takes both (RFC 7009 §2.1).
    Each,
}

/// A field of the reply of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyField {
    /// The name of the step.
    pub step: String,
    /// The field of its reply.
    pub field: Field,
    /// The claim, if the field is a JWT and the value is one of its claims (RFC 7519 §4): names joined by dots.
    pub claim: Option<String>,
    /// Whether it may be absent: because the field may, or the whole reply.
    pub is_optional: bool,
}

/// What is taken from replies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenReply {
    /// The access token.
    pub access_token: Option<ReplyField>,
    /// How long it lives.
    pub expires_in: Option<ReplyField>,
    /// When it ends.
    pub expires_at: Option<ReplyField>,
    /// The refresh token.
    pub refresh_token: Option<ReplyField>,
    /// How long the refresh token lives.
    pub refresh_expires_in: Option<ReplyField>,
    /// Which scopes were granted.
    pub scope: Option<ReplyField>,
    /// What kind of token it is (RFC 6749 §7.1).
    pub token_type: Option<ReplyField>,
    /// Values that are kept with the token, by the names under which they are kept.
    pub captures: Vec<(String, ReplyField)>,
}

/// What the caller gives for the calls that make, renew and revoke a token.
#[derive(Clone, Debug)]
pub struct Input {
    /// The field of the requests.
    pub field: Field,
    /// The endpoint whose field it is: the first, if there are several.
    pub endpoint: EndpointId,
    /// How often it can be used.
    pub kind: InputKind,
    /// The requests that it goes into.
    pub goes_into: GoesInto,
}

/// How often an input can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// In every request.
    Lasting,
    /// Once.
    Once,
    /// Once: what a person's consent gives (RFC 6749 §4.1.2).
    AuthorizationCode {
        /// The Rust field that the verifier of PKCE goes into (RFC 7636 §4.5).
        verifier: Option<String>,
    },
}

/// The requests that an [`Input`] goes into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoesInto {
    /// Those that make the first token.
    pub mint: bool,
    /// Those that make the next token.
    pub refresh: bool,
    /// Those that revoke it.
    pub revoke: bool,
}

impl TokenSource {
    /// The endpoints that make tokens.
    pub fn makers(&self) -> impl Iterator<Item = EndpointId> {
        self.mint.iter().chain(&self.refresh).map(|step| step.endpoint)
    }

    /// The endpoint whose reply has the first token, and the field.
    #[must_use]
    pub fn first(&self) -> Option<(EndpointId, &Field)> {
        Self::maker(&self.mint, &self.reply)
    }

    /// The endpoint whose reply has the next token, and the field.
    #[must_use]
    pub fn next(&self) -> Option<(EndpointId, &Field)> {
        Self::maker(&self.refresh, &self.renewed)
    }

    fn maker<'s>(steps: &[Step], reply: &'s TokenReply) -> Option<(EndpointId, &'s Field)> {
        let made = reply.access_token.as_ref()?;
        let step = steps.iter().find(|step| step.name == made.step)?;
        Some((step.endpoint, &made.field))
    }
}

impl TokenReply {
    /// All that is taken, by its role.
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
