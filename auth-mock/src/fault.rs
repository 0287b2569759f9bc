//! Faults: what an endpoint does instead of its usual reply, how often, and until when.

pub(crate) mod apply;
pub(crate) mod error;
pub(crate) mod kind;
pub(crate) mod lifecycle;
pub(crate) mod place;
pub(crate) mod plan;
pub(crate) mod rotate;
mod text;
