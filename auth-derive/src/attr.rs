//! What every derive reads: the attributes, the item under the derive, and the problems of both.

pub(crate) mod args;
pub(crate) mod condition;
pub(crate) mod generics;
pub(crate) mod input;
pub(crate) mod item;
pub(crate) mod member;
pub(crate) mod problems;
pub(crate) mod runtime;
pub(crate) mod shape;
