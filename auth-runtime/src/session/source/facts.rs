//! What a provider says about its tokens.

/// How the next token is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Renewal {
    /// As the first one.
    Mint,
    /// With the refresh token that came with the present one (RFC 6749 §6). As the first one where there is none, or the
    /// provider refuses it. How often a refresh token may be sent depends on [`Rotation`], [`Reuse`] and the grace period:
    /// see the table in `docs/sessions.md`.
    RefreshToken,
    /// With the current access token, while it is valid. As the first one where it is not, or the provider refuses it.
    AccessToken,
}

/// Whether a use of the refresh token replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rotation {
    /// The same refresh token stays good, however often it is used.
    Kept,
    /// Each use replaces the refresh token.
    Replaced,
    /// The provider does not say. Two replies in a row without a new refresh token count as [`Kept`](Self::Kept).
    Unknown,
}

/// What the provider does when a refresh token comes again that it has replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reuse {
    /// It refuses the request, or answers it again. The login goes on.
    Tolerated,
    /// It takes it for theft and ends the login (RFC 9700 §4.14.2).
    EndsGrant,
}

/// What is known about the refresh tokens of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) rotation: Rotation,
    pub(crate) reuse: Reuse,
    pub(crate) grace: std::time::Duration,
}

/// Replies in a row without a new refresh token that count as [`Rotation::Kept`].
const OBSERVATIONS: u32 = 2;

impl Facts {
    /// Whether a refresh token is good for any number of uses. `kept` replies in a row have left it as it was.
    pub(crate) fn is_kept(&self, kept: u32) -> bool {
        match self.rotation {
            Rotation::Kept => true,
            Rotation::Replaced => false,
            Rotation::Unknown => kept >= OBSERVATIONS,
        }
    }
}
