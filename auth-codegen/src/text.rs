//! Parses YAML text into a tree in which every value has a position, and reports problems at positions.

mod bare;
mod bracket;
mod caret;
mod comment;
mod entry;
mod lines;
mod node;
mod places;
mod report;
mod spot;
mod tree;
mod yaml;

pub(crate) use node::{Entry, Node, Tree, Value};
pub(crate) use report::{BYTE_ORDER_MARK, is_shown};
pub use report::{Edit, Problem, Report};
pub use spot::Spot;
pub(crate) use yaml::{NotYaml, parse};
