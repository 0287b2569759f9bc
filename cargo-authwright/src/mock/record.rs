//! Makes examples of real exchanges.
//!
//! ```text
//! exchange ──example──▶ values of the spec's types ──made_up──▶ example ──edit──▶ spec
//! ```
//!
//! Only what the spec declares is kept. Texts are replaced by made-up ones of the same kind, and equal texts stay equal; of real
//! values, only digests are remembered.

mod dates;
mod edit;
mod example;
mod look;
mod made_up;
mod place;
pub(super) mod recording;
mod shape;
mod typed;
mod walk;

use std::io::{self, Write as _};

use anyhow::{Context, Result, bail};
use auth_codegen::parse;
use serde_json::Value as Json;

use super::stop;
use crate::spec::Spec;
use crate::spec::files::{self, Change};
use crate::terminal;
use crate::terminal::exit::{FINE, FOUND};
use crate::terminal::{complain, plural};
use recording::Recording;

/// Shows what a recording changes, asks, and writes it.
pub(super) fn finish(recording: &Recording, specs: &[Spec], yes: bool) -> Result<u8> {
    let mut notes: Vec<String> = Vec::new();
    let mut changes: Vec<(&Spec, String, usize)> = Vec::new();
    for (index, spec) in specs.iter().enumerate() {
        let (text, count) = add(spec, &recording.of(index), &mut notes);
        if count > 0 {
            changes.push((spec, text, count));
        }
    }
    recording.notes().chain(notes).for_each(|note| complain!("left out: {note}"));
    if changes.is_empty() {
        complain!("{}: no example that the specs do not have", plural(recording.calls(), "exchange"));
        return Ok(FINE);
    }
    let root = std::env::current_dir().context("the current folder is gone")?;
    for (spec, text, _) in &changes {
        let Some(file) = &spec.file else { bail!("standard input cannot be changed: name a file") };
        terminal::print(&Change::write(file.clone(), text.clone())?.diff(&root))?;
    }
    if !yes && !is_wanted(&changes)? {
        complain!("nothing was written; `--yes` writes without asking");
        return Ok(FOUND);
    }
    write(&changes)
}

/// Adds examples to the text of a spec: each that leaves it without mistakes. Returns the text, and how many there are.
fn add(spec: &Spec, examples: &[(&str, &Json)], notes: &mut Vec<String>) -> (String, usize) {
    let (mut text, mut count) = (spec.text.clone(), 0);
    for (endpoint, example) in examples {
        let added = match edit::append(&text, endpoint, example) {
            Ok(Some(added)) => added,
            Ok(None) => continue,
            Err(why) => {
                notes.push(format!("{endpoint}: {why}"));
                continue;
            }
        };
        match parse(&spec.shown, &added) {
            Ok(_) => {
                text = added;
                count += 1;
            }
            Err(report) => {
                let first = report.problems().first().map(|problem| problem.message.clone()).unwrap_or_default();
                notes.push(format!("{endpoint}: an example that the spec does not take: {first}"));
            }
        }
    }
    (text, count)
}

/// Asks whether the changes are written. No answer is a no, and so is an interrupt.
fn is_wanted(changes: &[(&Spec, String, usize)]) -> Result<bool> {
    let count = changes.iter().map(|(.., count)| count).sum();
    let files: Vec<&str> = changes.iter().map(|(spec, ..)| spec.shown.as_str()).collect();
    let mut output = io::stderr();
    write!(output, "Write {} to {}? [y/N] ", plural(count, "example"), files.join(" and "))?;
    output.flush()?;
    let answer = stop::answer()?;
    if answer.is_empty() {
        complain!("");
    }
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

fn write(changes: &[(&Spec, String, usize)]) -> Result<u8> {
    for (spec, text, count) in changes {
        let Some(file) = &spec.file else { continue };
        let now = files::read(file)?;
        if now.as_ref() != Some(&spec.text) {
            bail!("{} has changed meanwhile, and was not written", spec.shown);
        }
        files::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
        complain!("wrote {}: {} added", spec.shown, plural(*count, "example"));
    }
    complain!("next: `cargo authwright check` and `cargo authwright gen`");
    Ok(FINE)
}
