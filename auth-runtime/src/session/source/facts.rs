//! Facts about a provider's tokens.

use std::time::Duration;

/// How a token is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Renewal {
    /// By requesting a first token.
    Mint,
    /// With the refresh token that was issued with the current token (RFC 6749 §6). If there is none, or the provider
    /// refuses it, a first token is requested. How often a refresh token may be sent depends on [`Rotation`], [`Reuse`]
    /// and the grace period: see the table in `docs/sessions.md`.
    RefreshToken,
    /// With the current access token, while it is valid. If it is not, or the provider refuses it, a first token is
    /// requested.
    AccessToken,
    /// With the inputs alone, by which the provider knows the token, also after it has expired. Before the first token, or
    /// if the provider refuses, a first token is requested.
    Inputs,
}

/// Whether using the refresh token replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rotation {
    /// The same refresh token remains valid after any number of uses.
    Kept,
    /// Each use replaces the refresh token.
    Replaced,
    /// Unknown. Two consecutive replies without a new refresh token count as [`Kept`](Self::Kept).
    Unknown,
}

/// What the provider does when a refresh token that it has replaced is used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reuse {
    /// It refuses or repeats the reply. The login continues.
    Tolerated,
    /// It assumes theft and ends the login (RFC 9700 §4.14.2).
    EndsGrant,
}

/// The facts about the refresh tokens of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) rotation: Rotation,
    pub(crate) reuse: Reuse,
    pub(crate) grace: Duration,
    /// Whether a replaced one is good until the new token is used, which it is not before it is saved.
    pub(crate) until_used: bool,
}

/// The number of consecutive replies without a new refresh token that count as [`Rotation::Kept`].
const OBSERVATIONS: u32 = 2;

impl Facts {
    /// Whether a refresh token can be used any number of times. `kept` consecutive replies have left it unchanged.
    pub(crate) fn is_kept(&self, kept: u32) -> bool {
        match self.rotation {
            Rotation::Kept => true,
            Rotation::Replaced => false,
            Rotation::Unknown => kept >= OBSERVATIONS,
        }
    }
}
