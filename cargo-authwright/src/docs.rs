//! `cargo authwright docs`: a static site from the specs: an index, and a page for each provider.
//!
//! Each page is complete in itself: style, script and drawings are inside, and it requests nothing.

mod anchor;
mod code;
mod frame;
mod index;
mod lifecycle;
mod mark;
mod page;
mod search;
mod site;
mod target;
mod text;
mod value;

use anyhow::Result;

use crate::arguments::Docs;
use crate::generate::Outcome;
use crate::terminal::exit::{FINE, FOUND};
pub use site::{Clients, Site, build};

/// Writes what the command line and the manifests say.
pub(crate) fn run(options: &Docs) -> Result<u8> {
    match build(&target::sites(options)?, options.check)? {
        Outcome::Fresh => Ok(FINE),
        Outcome::Stale | Outcome::Refused => Ok(FOUND),
    }
}
