//! The changes of a folder.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;

use crate::generate::Outcome;
use crate::spec::files::{self, Change};
use crate::terminal::{complain, plural, say};

/// The file of the index.
pub(super) const INDEX: &str = "index.html";

/// The changes of a folder, with the number of providers for the summary.
pub(super) struct Plan {
    pub(super) changes: Vec<Change>,
    pub(super) providers: usize,
}

/// The folder that is changed.
pub(super) struct Folder<'f> {
    pub(super) path: &'f Path,
    /// Paths are shown relative to this one.
    pub(super) root: &'f Path,
    pub(super) command: &'f str,
}

impl Plan {
    fn needed(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.is_needed())
    }

    /// Prints what would change.
    pub(super) fn check(&self, folder: &Folder<'_>) -> Outcome {
        let stale = self.needed().count();
        self.needed().for_each(|change| say!("{}", change.describe(folder.root)));
        if stale == 0 {
            say!("{}: the pages are up to date", plural(self.providers, "provider"));
            return Outcome::Fresh;
        }
        complain!("{} out of date: run `{}`", plural(stale, "page"), folder.command);
        Outcome::Stale
    }

    /// Writes what has changed, and prints the summary.
    pub(super) fn apply(&self, folder: &Folder<'_>, start: Instant) -> Result<Outcome> {
        let mut written = 0;
        for change in self.needed() {
            change.apply()?;
            say!("{}", change.describe(folder.root));
            written += 1;
        }
        let fresh = self.changes.len() - written;
        let (providers, milliseconds) = (plural(self.providers, "provider"), start.elapsed().as_secs_f64() * 1e3);
        say!("{providers}: {} changed, {fresh} up to date ({milliseconds:.0} ms)", plural(written, "page"));
        say!("open {}", files::relative(&folder.path.join(INDEX), folder.root).display());
        Ok(Outcome::Fresh)
    }
}
