//! The commands of the workspace, as functions for the command line and for tests.

pub mod r#gen;
mod manifest;
mod mock;
mod specs;
mod tree;

pub use mock::mock;
