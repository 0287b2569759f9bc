//! Renews tokens: decides when a token is requested and by which caller, and handles the result.
//!
//! A caller [decides](decide) what to do; it may start a [flight](flight), the only token request in progress. The
//! flight's [task](task) makes one [attempt](attempt): under the store's lock it reads the record, checks with the
//! [rule](attempt::rule) for refresh tokens whether it may send one, and saves the result. The end of a flight is
//! [published](publish). [Refusals](refuse) by an API can cause a renewal; closing or logging out [ends](end) the
//! session.

pub(crate) mod attempt;
pub(crate) mod decide;
pub(crate) mod end;
pub(crate) mod flight;
pub(crate) mod limit;
pub(crate) mod publish;
pub(crate) mod refusals;
pub(crate) mod refuse;
pub(crate) mod shared;
pub(crate) mod task;
pub(crate) mod trace;
pub(crate) mod wait;
