//! The derives of values: records in requests and replies, and enums of texts.

pub(crate) mod basic;
pub(crate) mod bearer;
pub(crate) mod callback;
pub(crate) mod choice;
pub(crate) mod constructor;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod origin;
pub(crate) mod part;
pub(crate) mod read;
pub(crate) mod template;
