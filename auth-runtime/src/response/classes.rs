//! Classifies the replies of a provider.

use std::fmt;

use super::{ApiError, Class, RawResponse, class_of};

/// How a provider's replies are classified for any endpoint: by the errors that it documents for all of them.
///
/// ```
/// use auth_runtime::http::{HeaderMap, StatusCode};
/// use auth_runtime::response::{Classes, RawResponse};
/// use auth_runtime::{ApiError, Class, ErrorBody};
///
/// #[derive(Debug, ErrorBody)]
/// struct Fault {
///     ok: Option<bool>,
/// }
///
/// #[derive(Debug, ApiError)]
/// enum AcmeError {
///     #[api_error(200, when(ok = false), class = reauthenticate)]
///     Refused(Fault),
///     #[api_error(other)]
///     Other(Fault),
/// }
///
/// let raw = RawResponse::new(StatusCode::OK, HeaderMap::new(), r#"{"ok":false}"#);
/// assert_eq!(Classes::of::<AcmeError>().class(&raw), Some(Class::Reauthenticate));
/// assert_eq!(Classes::BY_STATUS.class(&raw), None);
/// ```
#[derive(Clone, Copy)]
pub struct Classes(fn(&RawResponse) -> Option<Class>);

impl Classes {
    /// Classifies by the status alone.
    pub const BY_STATUS: Self = Self(class_of::<()>);

    /// Classifies by the errors `E`.
    #[must_use]
    pub const fn of<E: ApiError>() -> Self {
        Self(class_of::<E>)
    }

    /// Returns the class of a reply; `None` for a success.
    #[must_use]
    pub fn class(&self, reply: &RawResponse) -> Option<Class> {
        (self.0)(reply)
    }
}

impl Default for Classes {
    fn default() -> Self {
        Self::BY_STATUS
    }
}

impl fmt::Debug for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Classes")
    }
}
