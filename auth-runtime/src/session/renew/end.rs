//! The end of a session: closed, or revoked.

pub(crate) mod close;
pub(crate) mod ending;
pub(crate) mod revoke;
