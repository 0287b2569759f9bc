//! Renewal: when a token is requested, by whom, and what becomes of the answer.

pub(crate) mod cell;
pub(crate) mod decide;
pub(crate) mod fetch;
pub(crate) mod flight;
pub(crate) mod grants;
pub(crate) mod land;
pub(crate) mod limit;
pub(crate) mod revoke;
pub(crate) mod trace;
