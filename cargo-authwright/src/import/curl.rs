//! Reads the curl commands of a documentation page, each followed by its sample reply.
//!
//! ```text
//! text ─script─▶ blocks (title, command, replies) ─judge─▶ refusals ─group─▶ calls ─build─▶ draft
//! ```

mod auth;
mod build;
mod credential;
mod group;
mod json;
mod option;
mod refusal;
mod reply;
mod request;
mod script;
mod segment;
mod words;

use super::draft::Draft;
use super::fault::Fault;

/// Reads commands and samples into a draft.
///
/// # Errors
/// If there is no command, or one cannot be read.
pub(super) fn read(text: &str, mut draft: Draft) -> Result<Draft, Fault> {
    let text = words::straighten(text);
    let mut blocks = script::read(&text)?;
    if blocks.is_empty() {
        return Err(Fault::new("there is no curl command in this text")
            .help("paste the page's commands, each with its sample reply below it"));
    }
    script::judge(&mut blocks, &mut draft);
    build::build(&blocks, draft)
}
