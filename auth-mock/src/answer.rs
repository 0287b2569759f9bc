//! Makes the reply to a request.

pub(crate) mod challenge;
pub(crate) mod cut;
pub(crate) mod example;
pub(crate) mod member;
pub(crate) mod refuse;
pub(crate) mod reply;
pub(crate) mod visit;
