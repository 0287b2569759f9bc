//! The YAML text: a tree whose every value has a place, and reports that point at one.

pub(crate) mod caret;
pub(crate) mod diagnostics;
pub(crate) mod tree;
pub(crate) mod yaml;
