//! What shells and `man` show of the command: completions and pages, made from the command line's own definition.

use std::fs;

use anyhow::{Context, Result};
use clap::CommandFactory as _;

use super::exit::FINE;
use crate::arguments::{Arguments, Completions, Man};
use crate::terminal::say;

/// Prints the completions of a shell.
pub(crate) fn completions(options: &Completions) -> Result<u8> {
    let mut text = Vec::new();
    clap_complete::generate(options.shell, &mut command(), "cargo-authwright", &mut text);
    super::print(&String::from_utf8_lossy(&text))?;
    Ok(FINE)
}

/// Writes a page for the command and one for each of its subcommands.
pub(crate) fn man(options: &Man) -> Result<u8> {
    let dir = &options.dir;
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    clap_mangen::generate_to(command(), dir).with_context(|| format!("cannot write into {}", dir.display()))?;
    say!("wrote the pages of `cargo-authwright` into {}", dir.display());
    Ok(FINE)
}

/// Returns a text as a word of a command line, which shells read as it is.
pub(crate) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-._/:,=@%+~\\".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// The command under the name of its binary, for shells, which do not know cargo's subcommands.
fn command() -> clap::Command {
    Arguments::command().bin_name("cargo-authwright")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_shells_read() {
        let rows = [
            ("specs/v1", "specs/v1"),
            ("my specs", "'my specs'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
            ("$HOME", "'$HOME'"),
        ];
        for (text, expected) in rows {
            assert_eq!(word(text), expected);
        }
    }
}
