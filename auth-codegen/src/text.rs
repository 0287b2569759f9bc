//! The YAML text: a tree whose every value has a position, and reports that point at one.

mod caret;
mod lines;
mod report;
mod spot;
mod tree;
mod yaml;

pub use report::{Edit, Problem, Report};
pub use spot::Spot;
pub(crate) use tree::{Entry, Node, Tree, Value};
pub(crate) use yaml::parse;
