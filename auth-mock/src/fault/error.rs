//! Why a fault cannot be planned.

use std::error;
use std::fmt;

/// A fault that cannot be planned: its text is wrong, or there is no such endpoint or error case. It says what to write
/// instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultError(String);

impl FaultError {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for FaultError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl error::Error for FaultError {}
