//! What a server answers to the registration of a client (RFC 7591).

use std::fmt;
use std::time::SystemTime;

use crate::Secret;
use crate::host::captured::{Captured, CapturedValue};
use crate::value::{Encode, IntoInstant};

/// What a server answered to the registration of this client: its `client_id`, perhaps a secret, and when they end. It
/// is kept in a store, in the same record as the tokens of a session, and outlives them: a log-out or a new log-in does
/// not change it.
///
/// ```no_run
/// # use auth_runtime::session::*;
/// # use auth_runtime::{Connection, Provider};
/// # async fn example<P: Provider, R>(client: Connection<P>, register: R) -> Result<(), SessionError>
/// # where R: Registers<Error: Send + Sync + 'static> {
/// let store = FileStore::new("/home/ada/.config/acme/session.json");
/// let registered = Registered::obtain(register, &client, &store).await?;
/// let client = client.with_registration(&registered);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Registered {
    pub(crate) values: Captured,
    pub(crate) expires_at: Option<SystemTime>,
}

impl Registered {
    /// Returns a value of the reply, such as `client_id`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Secret> {
        self.values.get(name).map(|value| &value.text)
    }

    /// Returns when the registration ends; `None` if it does not.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// Keeps a value, by its name in templates. An absent one is left out.
    #[must_use]
    pub fn keep(mut self, name: &str, value: &dyn Encode) -> Self {
        self.values.extend(CapturedValue::of(&value.encode()).map(|value| (name.to_owned(), value)));
        self
    }

    /// Sets when the registration ends. The start of 1970 is never (RFC 7591 §3.2.1).
    #[must_use]
    pub fn until(self, end: &dyn IntoInstant) -> Self {
        Self { expires_at: end.instant().filter(|end| *end > SystemTime::UNIX_EPOCH), ..self }
    }

    /// Adds what the last reply brought.
    pub(crate) fn and(self, last: Self) -> Self {
        Self { values: self.values.into_iter().chain(last.values).collect(), ..last }
    }

    pub(crate) fn has_ended(&self, now: SystemTime) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }
}

/// Shows the names of the values, and when they end.
impl fmt::Debug for Registered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registered").field("values", &self.values.keys()).field("expires_at", &self.expires_at).finish()
    }
}
