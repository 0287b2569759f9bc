//! The commands of the workspace, as functions: the command line calls them, and so do the tests.

pub mod r#gen;
mod manifest;
mod mock;
mod specs;
mod tree;

pub use mock::mock;
