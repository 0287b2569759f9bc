//! A command with what a page has around it.

use crate::import::curl::reply::Reply;
use crate::import::curl::request::Request;

/// A command with what is around it.
#[derive(Clone, Debug, Default)]
pub(in crate::import::curl) struct Block {
    /// The name that the title before the command gives it.
    pub(in crate::import::curl) name: Option<String>,
    pub(in crate::import::curl) doc: Option<String>,
    pub(in crate::import::curl) request: Request,
    pub(in crate::import::curl) replies: Vec<Reply>,
    /// The first link to a page of documentation.
    pub(in crate::import::curl) link: Option<String>,
}
