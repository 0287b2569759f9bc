//! The life of a token: how it is made, renewed and revoked.

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;
use crate::word::TokenMember;

/// The calls of a credential, and what the replies of `mint` and `refresh` have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifecycle<P> {
    /// Makes the first token.
    pub mint: Step<P>,
    /// Makes the next one from the current one; without it, the next is made as the first.
    pub refresh: Option<Step<P>>,
    /// Revokes a token.
    pub revoke: Option<Step<P>>,
    /// Which member of the reply is in which field.
    pub reply: Vec<(TokenMember, Spanned<String, P>)>,
    /// How long a token lives, in seconds, where the reply does not say it.
    pub lifetime: Option<Spanned<u64, P>>,
    /// What the caller gives.
    pub inputs: Vec<Input<P>>,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<P> {
    /// The call, as the author names it.
    pub call: Spanned<String, P>,
    /// The field of the request that a token goes into, and which token. `None`: the access token is attached as to any call.
    pub carries: Option<(Spanned<String, P>, Carried)>,
}

/// Which token a call carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carried {
    /// The access token.
    Access,
    /// The refresh token (RFC 6749 §6).
    Refresh,
    /// Each of them, one after the other: what revokes a token takes both (RFC 7009 §2.1).
    Each,
}

/// What the caller gives for the calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input<P> {
    /// The Rust field.
    pub ident: Spanned<String, P>,
    /// How often it can be used.
    pub use_: Use,
    /// Whether `mint` sends it.
    pub mint: bool,
    /// Whether `refresh` sends it.
    pub refresh: bool,
    /// Whether `revoke` sends it.
    pub revoke: bool,
}

/// How often an input can be used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// In every request.
    Lasting,
    /// Once.
    Once,
    /// Once: the code of an authorization (RFC 6749 §4.1.2), with the Rust field of its PKCE verifier (RFC 7636 §4.5).
    Code {
        /// The field of the verifier.
        verifier: Option<String>,
    },
}

impl<P> Lifecycle<P> {
    /// The field of the reply that has a member.
    #[must_use]
    pub fn member(&self, member: TokenMember) -> Option<&str> {
        self.reply.iter().find(|(known, _)| *known == member).map(|(_, field)| field.value.as_str())
    }
}

/// Every rule of the life of a token.
pub fn check_lifecycle<P: Copy>(lifecycle: &Lifecycle<P>, problems: &mut Problems<P>) {
    if let Some((field, _)) = &lifecycle.mint.carries {
        let message = "there is no token yet when the first one is made";
        problems.report(Code::TOKEN_CALL, field.at, message, "remove the field");
    }
    check_members(lifecycle, problems);
    check_refresh(lifecycle, problems);
    check_inputs(lifecycle, problems);
    if let Some(lifetime) = lifecycle.lifetime.as_ref().filter(|lifetime| lifetime.value == 0) {
        problems.report(Code::LIFETIME, lifetime.at, "a token lives at least a second", "write another length of time");
    }
}

/// A reply has an access token, and each member once.
fn check_members<P: Copy>(lifecycle: &Lifecycle<P>, problems: &mut Problems<P>) {
    for (index, (member, field)) in lifecycle.reply.iter().enumerate() {
        if lifecycle.reply.iter().take(index).any(|(earlier, _)| earlier == member) {
            let message = format!("`{}` is there twice", crate::word::Word::text(*member));
            problems.report(Code::TOKEN, field.at, message, "remove one of the two");
        }
    }
}

/// What a refresh sends is taken from the reply before it.
fn check_refresh<P: Copy>(lifecycle: &Lifecycle<P>, problems: &mut Problems<P>) {
    let Some(Step { call, carries: Some((field, Carried::Refresh)) }) = &lifecycle.refresh else { return };
    if lifecycle.member(TokenMember::RefreshToken).is_none() {
        let message = format!("`{}` sends a refresh token, and no field of the reply is one", call.value);
        problems.report(Code::TOKEN, field.at, message, "say which field of the reply is the `refresh_token`");
    }
}

/// What is used up by the first token is not there for the next call.
fn check_inputs<P: Copy>(lifecycle: &Lifecycle<P>, problems: &mut Problems<P>) {
    for input in &lifecycle.inputs {
        let name = &input.ident.value;
        if input.use_ != Use::Lasting && (input.refresh || input.revoke) {
            let message = format!("`{name}` can be used once, and `refresh` or `revoke` sends it again");
            problems.report(Code::ONCE, input.ident.at, message, "use it for the first token alone");
        }
        let missing = [(input.refresh, &lifecycle.refresh, "refresh"), (input.revoke, &lifecycle.revoke, "revoke")];
        for (_, _, call) in missing.iter().filter(|(is_used, step, _)| *is_used && step.is_none()) {
            let message = format!("`{name}` is for `{call}`, and there is no such call");
            problems.report(Code::INPUT, input.ident.at, message, format!("say which request is the `{call}`"));
        }
    }
}

/// Reads a length of time: a number and one of `s`, `m`, `h`, `d`.
///
/// # Errors
/// The text is not a length of time, or is none at all, which is reported.
pub fn check_duration<P: Copy>(text: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<u64, Broken> {
    parse_duration(&text.value).filter(|seconds| *seconds > 0).ok_or_else(|| {
        let message = format!("`{}` is not a length of time", text.value);
        problems.report(Code::LIFETIME, text.at, message, "write a number and a unit: `90s`, `15m`, `12h`, `7d`")
    })
}

fn parse_duration(text: &str) -> Option<u64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}
