//! Which specs a command is about, their text, and what a command changes in files.

pub(crate) mod files;
mod named;
pub(crate) mod parallel;
pub(crate) mod project;

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use auth_codegen::model::Provider;
use auth_codegen::{Report, parse};
use auth_language::suggest;
use indicatif::ProgressBar;

use crate::terminal::{self, complain, plural};

pub(crate) use named::named;

/// The minimum number of specs for which a progress bar is shown.
const MANY: usize = 50;

/// The text of a spec.
#[derive(Debug)]
pub struct Spec {
    /// The file; absent for standard input.
    pub(crate) file: Option<PathBuf>,
    /// The path as reports show it.
    pub(crate) shown: String,
    pub(crate) text: String,
}

/// Why providers could not be read.
#[derive(Debug)]
pub enum Failure {
    /// Specs have mistakes.
    Specs(Vec<Report>),
    /// Files cannot be read.
    Files(anyhow::Error),
}

/// Returns the specs of a folder with these names, or all if there are no names. Reports show paths relative to `root`.
///
/// # Errors
/// If a file cannot be read, there is no spec, or none of a name.
pub fn of_folder(dir: &Path, root: &Path, names: &[String]) -> Result<Vec<Spec>> {
    let paths = list(dir, root)?;
    if paths.is_empty() {
        let dir = files::relative(dir, root);
        bail!("there are no specs (*.yaml) in {}: `cargo authwright new NAME` writes one", dir.display());
    }
    if let Some(unknown) = names.iter().find(|name| !paths.iter().any(|path| is_named(path, name))) {
        bail!("{}", unknown_provider(unknown, &[dir.to_owned()], &paths, root));
    }
    let is_wanted = |path: &PathBuf| names.is_empty() || names.iter().any(|name| is_named(path, name));
    paths.into_iter().filter(is_wanted).map(|path| Spec::read(path, root)).collect()
}

/// Returns the files of a folder that are specs.
fn list(dir: &Path, root: &Path) -> Result<Vec<PathBuf>> {
    if let Some(path) = files::list(dir, "yml")?.first() {
        let (path, right) = (files::relative(path, root), path.with_extension("yaml"));
        let right = right.file_name().unwrap_or_default().to_string_lossy();
        bail!("{} would not be read, since the name of a spec ends in `.yaml`: call it {right}", path.display());
    }
    files::list(dir, "yaml")
}

/// Whether a file is that of the provider with this name.
fn is_named(path: &Path, name: &str) -> bool {
    path.file_stem().is_some_and(|stem| stem == name)
}

/// What is said of a name that no file in these folders has.
fn unknown_provider(name: &str, folders: &[PathBuf], paths: &[PathBuf], root: &Path) -> String {
    let shown: Vec<String> = folders.iter().map(|dir| files::relative(dir, root).display().to_string()).collect();
    let known: Vec<_> = paths.iter().filter_map(|path| path.file_stem()).map(|stem| stem.to_string_lossy()).collect();
    let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
    let help = suggest::help(name, (), &known, "the providers are");
    format!("there is no provider `{name}` in {}: {}", shown.join(", "), help.advice())
}

impl Spec {
    /// Returns the name of the file without its extension, which is that of the provider.
    pub(crate) fn stem(&self) -> String {
        Path::new(&self.shown).file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    pub(crate) fn read(path: PathBuf, root: &Path) -> Result<Self> {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Self { shown: files::relative(&path, root).display().to_string(), file: Some(path), text })
    }
}

/// Checks the specs of a folder.
///
/// # Errors
/// If a spec has mistakes, or if its file is not named after its provider.
pub fn parse_all(specs: &[Spec]) -> Result<Vec<Provider>, Failure> {
    make_all(specs, |provider| &provider.name, parse_one)
}

/// Makes something of each spec of a folder; `name` is the name of its provider.
pub(crate) fn make_all<T: Send>(
    specs: &[Spec],
    name: impl Fn(&T) -> &str,
    make: impl Fn(&Spec) -> Result<T, Report> + Sync,
) -> Result<Vec<T>, Failure> {
    let (made, reports) = check_all_by(specs, make);
    if !reports.is_empty() {
        return Err(Failure::Specs(reports));
    }
    check_names(specs, made.iter().map(name)).map_err(Failure::Files)?;
    Ok(made)
}

/// Checks that the file of each spec has the name of its provider.
pub(crate) fn check_names<'n>(specs: &[Spec], names: impl Iterator<Item = &'n str>) -> Result<()> {
    let wrong = specs.iter().zip(names).find(|(spec, name)| spec.stem() != **name);
    wrong.map_or(Ok(()), |(spec, name)| bail!("{} has the name `{name}`: call the file `{name}.yaml`", spec.shown))
}

/// Checks specs, with a progress bar if there are many. Returns the providers, and the reports of those with mistakes.
pub(crate) fn check_all(specs: &[Spec]) -> (Vec<Provider>, Vec<Report>) {
    check_all_by(specs, parse_one)
}

fn parse_one(spec: &Spec) -> Result<Provider, Report> {
    parse(&spec.shown, &spec.text)
}

/// The results and the reports are in the order of the specs.
fn check_all_by<T: Send>(specs: &[Spec], make: impl Fn(&Spec) -> Result<T, Report> + Sync) -> (Vec<T>, Vec<Report>) {
    let is_long = specs.len() >= MANY && std::io::stderr().is_terminal();
    let progress = if is_long { ProgressBar::new(specs.len() as u64) } else { ProgressBar::hidden() };
    let checked = parallel::map(specs, |spec| {
        let outcome = make(spec);
        progress.inc(1);
        outcome
    });
    progress.finish_and_clear();
    let (mut made, mut reports) = (Vec::new(), Vec::new());
    for outcome in checked {
        match outcome {
            Ok(one) => made.push(one),
            Err(report) => reports.push(report),
        }
    }
    (made, reports)
}

/// Prints the problems of specs, and what that means: `no file was touched`.
pub fn refuse(reports: &[Report], outcome: &str) {
    reports.iter().for_each(terminal::report);
    complain!("{}: {outcome}", count(reports));
}

/// Returns how many problems there are in how many specs.
pub(crate) fn count(reports: &[Report]) -> String {
    let problems: usize = reports.iter().map(|report| report.problems().len()).sum();
    format!("{} in {}", plural(problems, "problem"), plural(reports.len(), "spec"))
}
