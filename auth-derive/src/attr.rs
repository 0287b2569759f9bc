//! Parses what all derives have in common: attributes, the item under the derive, and their problems.

pub(crate) mod args;
pub(crate) mod condition;
pub(crate) mod generics;
pub(crate) mod input;
pub(crate) mod item;
pub(crate) mod member;
pub(crate) mod problems;
pub(crate) mod runtime;
pub(crate) mod shape;
