//! Which endpoints a request may mean.

pub(crate) mod find;
