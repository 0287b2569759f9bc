//! Ends a session by closing or revoking it.

pub(crate) mod close;
pub(crate) mod ending;
pub(crate) mod log_in;
pub(crate) mod revoke;
