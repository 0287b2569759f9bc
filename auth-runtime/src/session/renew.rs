//! Renewal: when a token is requested, by whom, and what becomes of the answer.
//!
//! A caller [decides](decide) what to do; it may start a [flight](flight), the one request that may be under way. The
//! flight's [task](task) makes one [attempt](attempt): under the lock of the store it reads the record, asks the
//! [rule](attempt::rule) for refresh tokens whether it may send one, and saves what it gets. The end of a flight is
//! [published](publish). [Refusals](refuse) by an API may cause a renewal; a log-out [ends](end) everything.

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
