//! What is to be written: every file, generated in memory.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Result, bail};

use super::features::{Feature, Features};
use super::made::Made;
use super::memory::Memory;
use super::next;
use super::shelf::Shelf;
use super::target::{Outcome, Target};
use super::{module, overview};
use crate::spec::files::{self, Change};
use crate::spec::{self, Failure, Spec};
use crate::terminal::{self, plural};
use crate::terminal::{complain, say};

/// The files to change, with totals for the summary.
#[derive(Debug, Default)]
pub struct Plan {
    changes: Vec<Change>,
    /// The change of the manifest, and how it is made again: that of another folder of specs may come before.
    manifest: Option<(Features, Change)>,
    providers: usize,
    endpoints: usize,
    types: usize,
    /// The features of the runtime that the clients need.
    needs: BTreeSet<String>,
}

impl Plan {
    /// Generates everything in memory.
    ///
    /// # Errors
    /// If a spec has mistakes, or files cannot be read.
    pub fn of(target: &Target) -> Result<Self, Failure> {
        Self::from_memory(target, &mut Memory::default(), None)
    }

    /// Generates what has changed since the last round or run, and takes the rest from memory or from the shelf.
    pub(super) fn from_memory(target: &Target, memory: &mut Memory, shelf: Option<&Shelf>) -> Result<Self, Failure> {
        let specs = specs(target).map_err(Failure::Files)?;
        let made = memory.make(&specs, target, shelf)?;
        plan(target, &made).map_err(Failure::Files)
    }

    /// Returns the changes as a unified diff; empty if there are none.
    #[must_use]
    pub fn diff(&self, root: &Path) -> String {
        self.needed().map(|change| change.diff(root)).collect()
    }

    fn needed(&self) -> impl Iterator<Item = &Change> {
        let manifest = self.manifest.iter().map(|(_, change)| change);
        self.changes.iter().chain(manifest).filter(|change| change.is_needed())
    }

    /// Prints what would change.
    pub(super) fn check(&self, target: &Target) -> Result<Outcome> {
        let stale = self.needed().count();
        if stale == 0 {
            say!("{}: the generated files are up to date", plural(self.providers, "provider"));
            return Ok(Outcome::Fresh);
        }
        terminal::print(&self.diff(&target.root))?;
        complain!("{} out of date: run `{}`", plural(stale, "file"), target.again);
        Ok(Outcome::Stale)
    }

    /// Writes what has changed, and prints the summary.
    pub(super) fn apply(&self, target: &Target, start: Instant) -> Result<Outcome> {
        let manifest = self.manifest.as_ref().map(|(features, _)| features.change()).transpose()?;
        let mut written = 0;
        for change in self.changes.iter().chain(&manifest).filter(|change| change.is_needed()) {
            change.apply()?;
            say!("{}", change.describe(&target.root));
            written += 1;
        }
        let files = self.changes.len() + manifest.iter().len();
        let outcome = match written {
            0 => format!("nothing to write, {} up to date", plural(files, "file")),
            _ => format!("{} written, {} up to date", plural(written, "file"), files - written),
        };
        let what = [(self.providers, "provider"), (self.endpoints, "endpoint"), (self.types, "type")];
        let what = what.map(|(count, what)| plural(count, what)).join(", ");
        say!("{what}: {outcome} ({:.0} ms)", start.elapsed().as_secs_f64() * 1e3);
        let needs = self.needs.iter().map(String::as_str).collect();
        let steps = if self.providers > 0 { next::steps(target, &needs, self.is_first(target))? } else { None };
        if let Some(steps) = steps {
            say!("next: {steps}");
        }
        Ok(Outcome::Fresh)
    }

    /// Whether the list of the modules is there for the first time.
    fn is_first(&self, target: &Target) -> bool {
        let module = target.output.join("mod.rs");
        self.changes.iter().any(|change| change.creates(&module))
    }
}

/// Returns the specs of a folder. After the last one was removed there are none, and its modules are to be removed, too.
fn specs(target: &Target) -> Result<Vec<Spec>> {
    let is_there = target.specs.is_dir();
    let is_empty = is_there && files::list(&target.specs, "yaml")?.is_empty();
    let was_generated = is_generated(&target.output.join("mod.rs"))?;
    if is_empty && was_generated && files::list(&target.specs, "yml")?.is_empty() {
        return Ok(Vec::new());
    }
    if !is_there && was_generated {
        let (specs, output) =
            (files::relative(&target.specs, &target.root), files::relative(&target.output, &target.root));
        bail!(
            "there is no folder {}: correct `specs` in Cargo.toml, or, if the last provider is gone, remove {} as well",
            specs.display(),
            output.display()
        );
    }
    spec::of_folder(&target.specs, &target.root, &[])
}

fn plan(target: &Target, made: &[Arc<Made>]) -> Result<Plan> {
    let names: Vec<&str> = made.iter().map(|made| made.name.as_str()).collect();
    let codes = made.iter().map(|made| &made.code);
    let mut changes = plan_dir(&target.output, &names, codes, module::of_clients(&names, target))?;
    let gone = gone(&changes, &names, target)?;
    if let Some(dir) = &target.examples {
        let examples = made.iter().map(|made| &made.examples);
        changes.extend(plan_dir(dir, &names, examples, module::of_examples(&names, target.command))?);
    }
    if let Some(path) = &target.overview {
        changes.push(Change::write(path.clone(), overview::of(made.iter().map(|made| made.line.as_str())))?);
    }
    Ok(Plan {
        changes,
        manifest: target.manifest.as_ref().map(|path| plan_manifest(path, target, made, gone)).transpose()?,
        providers: made.len(),
        endpoints: made.iter().map(|made| made.endpoints).sum(),
        types: made.iter().map(|made| made.types).sum(),
        needs: made.iter().flat_map(|made| made.needs.iter().cloned()).collect(),
    })
}

/// Returns the providers whose specs are gone: those whose modules are removed, and those that the module of the last run
/// lists, whose own modules somebody has removed.
fn gone(changes: &[Change], names: &[&str], target: &Target) -> Result<Vec<String>> {
    let mut gone: Vec<String> = changes.iter().filter_map(Change::removed).collect();
    let path = target.output.join("mod.rs");
    let before = if is_generated(&path)? { files::read(&path)?.unwrap_or_default() } else { String::new() };
    for name in module::clients_of(&before).filter(|name| !names.contains(name)) {
        if !gone.iter().any(|known| known == name) {
            gone.push(name.to_owned());
        }
    }
    Ok(gone)
}

fn plan_manifest(
    manifest: &Path,
    target: &Target,
    made: &[Arc<Made>],
    gone: Vec<String>,
) -> Result<(Features, Change)> {
    let wanted = made.iter().map(|made| Feature::of(made)).collect();
    let features = Features { manifest: manifest.to_owned(), group: target.group, wanted, gone };
    let change = features.change()?;
    Ok((features, change))
}

/// Plans one file per provider, a file that lists them, and the removal of files whose spec is gone.
fn plan_dir<'t>(
    dir: &Path,
    names: &[&str],
    texts: impl Iterator<Item = &'t String>,
    module: String,
) -> Result<Vec<Change>> {
    let paths = names.iter().map(|name| dir.join(format!("{name}.rs")));
    let wanted: Vec<(PathBuf, String)> = paths.zip(texts.cloned()).chain([(dir.join("mod.rs"), module)]).collect();
    let paths: HashSet<PathBuf> = wanted.iter().map(|(path, _)| path.clone()).collect();
    let mut changes = Vec::new();
    for path in files::list(dir, "rs")?.into_iter().filter(|path| !paths.contains(path)) {
        if is_generated(&path)? {
            changes.push(Change::remove(path)?);
        }
    }
    for (path, text) in wanted {
        if path.exists() && !is_generated(&path)? {
            bail!("{} was written by hand: move it, or choose another folder for the output", path.display());
        }
        changes.push(Change::write(path, text)?);
    }
    Ok(changes)
}

/// Whether a file was generated, so that it may be overwritten or removed.
fn is_generated(path: &Path) -> Result<bool> {
    Ok(files::read(path)?.is_some_and(|text| text.lines().next().is_some_and(module::is_head)))
}
