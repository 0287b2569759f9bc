//! `cargo authwright schema`: the JSON Schema of the language, for editors.

mod document;
mod shape;

use std::path::Path;

use anyhow::{Context, Result};

use crate::arguments::Schema;
use crate::spec::files;
use crate::terminal;
use crate::terminal::exit::FINE;
use crate::terminal::say;

/// Prints the schema, or writes it into a file.
pub(crate) fn run(options: &Schema) -> Result<u8> {
    match &options.file {
        None => terminal::print(&text())?,
        Some(file) => write(file)?,
    }
    Ok(FINE)
}

/// Returns the schema as the text of a file.
#[must_use]
pub fn text() -> String {
    format!("{:#}\n", document::schema())
}

fn write(file: &Path) -> Result<()> {
    if files::read(file)?.is_some_and(|old| !old.trim().is_empty() && !old.contains("json-schema.org")) {
        anyhow::bail!("{} exists already and is no JSON Schema: name another file", file.display());
    }
    files::write(file, &text()).with_context(|| format!("cannot write {}", file.display()))?;
    let file = file.display();
    say!("wrote {file}. The first line of a spec that names it, as a path from there:\n");
    say!("# yaml-language-server: $schema={file}");
    Ok(())
}
