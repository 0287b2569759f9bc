//! What a callback must contain before it is believed.

use std::fmt;
use std::sync::Arc;

use crate::consent::CallbackError;
use crate::consent::parameters::Parameters;
use crate::expression::{Named, evaluate_known};
use crate::host::site::Site;
use crate::request::RequestProblem;
use crate::request::header::text;
use crate::value::{Secret, Value};

/// A parameter with the value that it must have.
#[derive(Clone, Debug)]
pub(crate) struct Expectation {
    pub(crate) name: &'static str,
    pub(crate) value: Secret,
    /// Whether it says whose authorization this is.
    pub(crate) is_state: bool,
}

impl Expectation {
    pub(crate) fn state(name: &'static str, value: Secret) -> Self {
        Self { name, value, is_state: true }
    }

    /// Compares the parameter, in constant time.
    pub(crate) fn is_met(&self, parameters: &Parameters) -> bool {
        parameters.get(self.name).is_some_and(|found| self.value.matches(found.expose()))
    }
}

/// The signature of a callback: the name of its parameter, and how it is computed.
#[derive(Debug)]
pub struct CallbackSignature<'a> {
    /// The name of the parameter.
    pub name: &'static str,
    /// What the signature must be: an expression over `callback.query`, `callback.lines` and the parameters
    /// `callback.NAME`.
    pub value: Value<'a>,
    /// The names of the form `callback.…` in the expression.
    pub of: &'static [&'static str],
}

/// The signature that a callback must have.
pub(crate) struct SignedBy {
    pub(crate) name: &'static str,
    value: Value<'static>,
    of: &'static [&'static str],
    site: Arc<Site>,
}

impl SignedBy {
    pub(crate) fn new(signature: CallbackSignature<'_>, site: &Arc<Site>) -> Self {
        Self { name: signature.name, value: signature.value.into_owned(), of: signature.of, site: Arc::clone(site) }
    }

    /// Compares the signature, in constant time.
    pub(crate) fn check(&self, parameters: &Parameters) -> Result<(), CallbackError> {
        let wrong = CallbackError::Signature { name: self.name };
        let found = parameters.get(self.name).ok_or(wrong.clone())?;
        match self.expected(parameters) {
            Ok(Some(expected)) if expected.matches(found.expose()) => Ok(()),
            Ok(_) | Err(_) => Err(wrong),
        }
    }

    fn expected(&self, parameters: &Parameters) -> Result<Option<Secret>, RequestProblem> {
        let mut named = Named::default();
        for name in self.of {
            named.add(name, self.part(name, parameters));
        }
        let value = evaluate_known(self.site.settings(), self.site.captured(), &named, &self.value)?;
        if matches!(value, Value::Absent) {
            return Ok(None);
        }
        Ok(Some(Secret::from(text(self.name, &value)?.as_str())))
    }

    /// Returns the value of `callback.query`, `callback.lines`, or a parameter; an absent parameter is empty.
    fn part(&self, name: &str, parameters: &Parameters) -> Value<'static> {
        Value::Made(match name.strip_prefix("callback.").unwrap_or(name) {
            "query" => parameters.query_without(self.name),
            "lines" => parameters.lines_without(self.name),
            parameter => parameters.get(parameter).cloned().unwrap_or_else(|| Secret::from("")),
        })
    }
}

impl fmt::Debug for SignedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedBy").field("name", &self.name).finish_non_exhaustive()
    }
}
