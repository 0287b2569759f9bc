//! What a request is answered with.

pub(crate) mod example;
pub(crate) mod reply;
pub(crate) mod visit;
