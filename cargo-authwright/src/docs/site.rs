//! A site: which pages it has, and the changes to its folder.

mod clients;
mod plan;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use auth_codegen::model::Provider;
use serde_json::Value as Json;

pub use self::clients::Clients;
use self::plan::{Folder, INDEX, Plan};
use super::mark::Mark;
use super::page::Place;
use super::{index, mark, page, search};
use crate::generate::Outcome;
use crate::spec::files::{self, Change};
use crate::spec::{self, Spec};

/// The extension of pages.
const HTML: &str = "html";

/// What to read and what to write.
#[derive(Debug)]
pub struct Site {
    /// The specs.
    specs: Vec<Spec>,
    /// Where the client of each spec is.
    clients: Vec<Clients>,
    /// The folder of the pages.
    folder: PathBuf,
    /// Paths are shown relative to this one.
    root: PathBuf,
    /// The command, for the heads of pages and for messages.
    command: &'static str,
}

impl Site {
    /// Describes a site of these specs, whose clients are in one crate.
    #[must_use]
    pub fn new(specs: Vec<Spec>, clients: &Clients, folder: PathBuf, root: PathBuf, command: &'static str) -> Self {
        let clients = specs.iter().map(|_| clients.clone()).collect();
        Self { specs, clients, folder, root, command }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn target(&self) -> Folder<'_> {
        Folder { path: &self.folder, root: &self.root, command: self.command }
    }

    /// Adds the specs of another site.
    pub(super) fn join(&mut self, other: Self) {
        self.specs.extend(other.specs);
        self.clients.extend(other.clients);
    }

    /// Plans the pages of these providers, which are those of the specs.
    fn plan(&self, providers: &[Provider]) -> Result<Plan> {
        let pages = self.pages(providers)?;
        let names: BTreeSet<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        let mut changes = Vec::new();
        let mut known = Vec::new();
        for (name, path, text) in self.present()? {
            match mark::read(&text) {
                None if name == INDEX || names.contains(name.as_str()) => {
                    bail!("{} was written by hand: move it, or choose another folder for the site", path.display())
                }
                Some(Mark::Spec(spec)) if !names.contains(name.as_str()) => {
                    let is_gone = !self.has_spec(&spec)?;
                    if is_gone { changes.push(Change::remove(path)?) } else { known.extend(search::read(&text)) }
                }
                None | Some(Mark::Spec(_) | Mark::Index) => {}
            }
        }
        known.extend(providers.iter().map(|provider| search::page(provider, &file_of(provider))));
        known.sort_by_key(|page| (title(page).to_lowercase(), title(page)));
        let index = (INDEX.to_owned(), index::write(&known, self.command));
        for (name, text) in pages.into_iter().chain([index]) {
            changes.push(Change::write(self.folder.join(name), text)?);
        }
        Ok(Plan { changes, providers: providers.len() })
    }

    /// Returns the pages with the names of their files.
    fn pages(&self, providers: &[Provider]) -> Result<Vec<(String, String)>> {
        let mut pages: Vec<(String, String)> = Vec::new();
        for ((spec, clients), provider) in self.specs.iter().zip(&self.clients).zip(providers) {
            let file = file_of(provider);
            if pages.iter().any(|(name, _)| *name == file) {
                bail!(
                    "{} is a second spec with the name `{}`: a site has one page for each name",
                    spec.shown,
                    provider.name
                );
            }
            let place = Place {
                spec: &mark::name(spec.file.as_deref()),
                module: &format!("{}::{}", clients.module, provider.name),
                runtime: clients.runtime.as_ref(),
                file: &file,
                command: self.command,
            };
            let text = page::write(provider, &place);
            pages.push((file, text));
        }
        Ok(pages)
    }

    /// Returns the pages that are in the folder, whoever has written them: name, path and text.
    fn present(&self) -> Result<Vec<(String, PathBuf, String)>> {
        let read = |path: PathBuf| {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, path, String::from_utf8_lossy(&bytes).into_owned()))
        };
        files::list(&self.folder, HTML)?.into_iter().map(read).collect()
    }

    /// Whether a spec, by the name of its file, is in a folder of the specs of this run. If not, it is gone.
    fn has_spec(&self, name: &str) -> Result<bool> {
        let folders = self.specs.iter().filter_map(|spec| spec.file.as_deref().and_then(Path::parent));
        for folder in folders.collect::<BTreeSet<_>>() {
            let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            if files::list(here, "yaml")?.iter().any(|path| mark::name(Some(path)) == name) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The file of a provider's page. No provider has a hyphen in its name, and one may be called `index`.
fn file_of(provider: &Provider) -> String {
    let name = &provider.name;
    if name == "index" { format!("{name}-provider.{HTML}") } else { format!("{name}.{HTML}") }
}

fn title(page: &Json) -> String {
    page["title"].as_str().unwrap_or_default().to_owned()
}

/// Makes all pages in memory and, unless they are only checked, writes what has changed. Mistakes in one spec leave all
/// files as they are.
///
/// # Errors
/// If files cannot be read or written.
pub fn build(sites: &[Site], check: bool) -> Result<Outcome> {
    let start = Instant::now();
    let read = sites.iter().map(|site| spec::check_all(&site.specs));
    let (providers, reports): (Vec<_>, Vec<_>) = read.unzip();
    let reports: Vec<_> = reports.into_iter().flatten().collect();
    if !reports.is_empty() {
        spec::refuse(&reports, "no page was touched");
        return Ok(Outcome::Refused);
    }
    let plans = sites.iter().zip(&providers).map(|(site, providers)| site.plan(providers));
    let plans: Vec<Plan> = plans.collect::<Result<_>>()?;
    let outcomes = sites.iter().zip(&plans);
    let outcomes = outcomes.map(
        |(site, plan)| {
            if check { Ok(plan.check(&site.target())) } else { plan.apply(&site.target(), start) }
        },
    );
    let outcomes: Vec<Outcome> = outcomes.collect::<Result<_>>()?;
    Ok(if outcomes.contains(&Outcome::Stale) { Outcome::Stale } else { Outcome::Fresh })
}
