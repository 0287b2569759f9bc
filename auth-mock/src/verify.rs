//! Verifies the values that clients compute, by computing them again, and the signatures of keys.

pub(crate) mod compute;
pub(crate) mod fit;
pub(crate) mod jwt;
pub(crate) mod parts;
pub(crate) mod scheme;
mod signature;
mod sorted;
