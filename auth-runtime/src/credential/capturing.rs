//! Tokens from other sources, with the values that their logins captured.

use std::fmt;

use crate::credential::{Authorizes, Credential, TlsIdentity};
use crate::host::captured::{Captured, CapturedValue};
use crate::request::{Context, Fields, RequestProblem};
use crate::sign::Sign;
use crate::value::Encode;

/// A token from another source, with the values that its login captured, for calls that use such values in their URLs.
/// A session has them itself.
///
/// ```
/// use auth_runtime::Bearer;
/// use auth_runtime::credential::Capturing;
///
/// let credential = Capturing::new(Bearer::new("at_1")).capture("instance_url", &"https://eu.acme.example");
/// # assert!(!format!("{credential:?}").contains("at_1"));
/// ```
#[derive(Clone)]
pub struct Capturing<C> {
    credential: C,
    captured: Captured,
}

impl<C> Capturing<C> {
    /// Makes a credential without captured values.
    #[must_use]
    pub fn new(credential: C) -> Self {
        Self { credential, captured: Captured::new() }
    }

    /// Adds a captured value, by its name in the spec.
    #[must_use]
    pub fn capture(mut self, name: impl Into<String>, value: &dyn Encode) -> Self {
        self.captured.extend(CapturedValue::of(&value.encode()).map(|value| (name.into(), value)));
        self
    }
}

impl<C: Credential> Credential for Capturing<C> {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, context: &Context) -> Result<(), RequestProblem> {
        self.credential.parts(to, context)
    }

    fn signer(&self) -> Option<Box<dyn Sign + '_>> {
        self.credential.signer()
    }

    fn tls_identity(&self) -> Option<TlsIdentity> {
        self.credential.tls_identity()
    }

    fn captured(&self) -> Option<&Captured> {
        Some(&self.captured)
    }
}

impl<P, K, C: Authorizes<P, K>> Authorizes<P, K> for Capturing<C> {}

/// Shows the credential, and the names of the values.
impl<C: fmt::Debug> fmt::Debug for Capturing<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { credential, captured } = self;
        f.debug_struct("Capturing").field("credential", credential).field("captured", &captured.keys()).finish()
    }
}
