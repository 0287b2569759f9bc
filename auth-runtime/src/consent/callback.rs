//! What an authorization page gives back (RFC 6749 §4.1.2).

use crate::consent::Denial;
use crate::request::Fields;
use crate::response::one_line::OneLine;
use crate::value::decode::textual::Textual;
use crate::value::{DecodeError, JsonRef, Object, Secret};

/// The parameters with which an authorization page sends the user back, as a type. `#[derive(Callback)]` implements it
/// for a struct. A page without a type of its own has [`CodeCallback`].
///
/// ```
/// use auth_runtime::{Callback, Secret};
///
/// /// What the page gives back.
/// #[derive(Clone, Debug, Callback)]
/// pub struct ConsentCallback {
///     code: Secret,
///     /// The company that was chosen.
///     #[callback(at("realmId"), pattern = "[0-9]+")]
///     realm: String,
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what an authorization page gives back",
    label = "does not implement `Callback`",
    note = "derive it: `#[derive(Callback)]`"
)]
pub trait Callback: Sized {
    /// The names of the parameters. None of them may be there twice.
    const NAMES: &'static [&'static str];
    /// The name of the parameter with the authorization code, if there always is one.
    const CODE: Option<&'static str>;

    /// Reads the parameters, which are the members of a JSON object.
    fn read(json: JsonRef<'_>) -> Result<Self, DecodeError>;

    /// Checks the values beyond their types.
    fn check(&self, to: &mut Fields<'_>) {
        let _ = to;
    }
}

/// A callback with an authorization code and nothing else.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CodeCallback {
    /// The authorization code. Exchange it for tokens at once: it is valid for minutes and can be used once.
    pub code: Secret,
}

impl Callback for CodeCallback {
    const NAMES: &'static [&'static str] = &["code"];
    const CODE: Option<&'static str> = Some("code");

    fn read(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        Object::of(json)?.field(&["code"]).map(|code| Self { code })
    }
}

/// Why a callback is rejected. No request was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallbackError {
    /// The callback was used before.
    #[error("this authorization is finished; start a new one")]
    Finished,
    /// The state is missing or wrong: the callback belongs to another user (RFC 6749 §10.12).
    #[error("the callback does not belong to this authorization: its `state` differs")]
    State,
    /// The issuer is missing or wrong (RFC 9207 §2.4).
    #[error("the callback does not come from the expected issuer: its `iss` differs")]
    Issuer,
    /// A parameter does not have the value that it must have.
    #[error("the callback does not have the `{name}` that it must have")]
    Unexpected {
        /// The name of the parameter.
        name: &'static str,
    },
    /// The signature of the callback is missing or wrong.
    #[error("the callback is not signed by the provider: its `{name}` differs")]
    Signature {
        /// The name of the parameter with the signature.
        name: &'static str,
    },
    /// A parameter is repeated (RFC 6749 §3.1).
    #[error("the callback has `{name}` twice")]
    Repeated {
        /// The name of the parameter.
        name: &'static str,
    },
    /// The user or the provider refused (RFC 6749 §4.1.2.1). [`denial`](Self::denial) returns the reason as an enum.
    #[error("the authorization was refused: {}", OneLine(.description.as_deref().unwrap_or(.code)))]
    Denied {
        /// The error code, such as `access_denied`.
        code: String,
        /// The provider's message for developers.
        description: Option<String>,
    },
    /// The callback has neither a code nor an error.
    #[error("the callback has neither `code` nor `error`")]
    NoCode,
    /// A parameter is missing, or does not have its type.
    #[error("the callback cannot be read: {reason}")]
    Unreadable {
        /// The reason, without the value.
        reason: String,
    },
}

impl CallbackError {
    /// Returns why the user or the provider refused; `None` for all other errors.
    ///
    /// ```
    /// use auth_runtime::consent::{Denial, PendingCallback};
    ///
    /// let refused = PendingCallback::new("s_1", None).finish("?error=access_denied&state=s_1").unwrap_err();
    /// assert_eq!(refused.denial(), Some(Denial::AccessDenied));
    /// ```
    #[must_use]
    pub fn denial(&self) -> Option<Denial> {
        match self {
            Self::Denied { code, .. } => Some(Denial::of(code)),
            Self::Finished
            | Self::State
            | Self::Issuer
            | Self::Unexpected { .. }
            | Self::Signature { .. }
            | Self::Repeated { .. }
            | Self::NoCode
            | Self::Unreadable { .. } => None,
        }
    }
}

/// Reads a callback. Its parameters are texts.
pub(crate) fn read<C: Callback>(json: &[u8]) -> Result<C, CallbackError> {
    let unreadable = |reason: String| CallbackError::Unreadable { reason };
    let parsed = JsonRef::parse(json).map_err(|error| unreadable(error.to_string()))?;
    let mode = Textual::begin();
    let callback = C::read(parsed).map_err(|error| unreadable(error.to_string()))?;
    drop(mode);
    let mut fields = Fields::default();
    callback.check(&mut fields);
    fields.check().map_err(|problem| unreadable(problem.to_string()))?;
    Ok(callback)
}
