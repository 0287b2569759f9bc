//! Reads and checks the specs of a directory.

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use auth_codegen::model::Provider;
use auth_codegen::{Report, parse};
use indicatif::ProgressBar;

use crate::tree;

/// The minimum number of specs for which a progress bar is shown.
const MANY: usize = 50;

/// Why providers could not be read.
#[derive(Debug)]
pub enum Failure {
    /// Specs have mistakes.
    Specs(Vec<Report>),
    /// Files cannot be read.
    Files(anyhow::Error),
}

/// Returns the providers with these names, or all if there are no names. Reports show the paths of files relative to
/// `root`.
pub(crate) fn read(spec_dir: &Path, root: &Path, names: &[String]) -> Result<Vec<Provider>, Failure> {
    let paths = find(spec_dir, names).map_err(Failure::Files)?;
    let specs = read_all(paths, root).map_err(Failure::Files)?;
    let providers = parse_all(&specs).map_err(Failure::Specs)?;
    check_file_names(&specs, &providers).map_err(Failure::Files)?;
    Ok(providers)
}

/// Prints the problems of specs, and that nothing was written.
pub(crate) fn refuse(reports: &[Report], outcome: &str) -> ExitCode {
    let problems: usize = reports.iter().map(|report| report.problems().len()).sum();
    let is_terminal = std::io::stderr().is_terminal();
    for report in reports {
        let text = if is_terminal { report.to_styled() } else { report.to_string() };
        eprintln!("{text}\n");
    }
    let (problems, specs) = (plural(problems, "problem"), plural(reports.len(), "spec"));
    eprintln!("{problems} in {specs}: {outcome}");
    ExitCode::from(2)
}

/// Returns the root of the workspace.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

fn find(spec_dir: &Path, names: &[String]) -> Result<Vec<PathBuf>> {
    if let Some(path) = tree::files(spec_dir, "yml")?.first() {
        bail!("{} would not be read: the name of a spec ends in `.yaml`", path.display());
    }
    let paths = tree::files(spec_dir, "yaml")?;
    if paths.is_empty() {
        bail!("there are no specs (*.yaml) in {}", spec_dir.display());
    }
    let is_named = |path: &Path, name: &str| path.file_stem().is_some_and(|stem| stem == name);
    if let Some(unknown) = names.iter().find(|name| !paths.iter().any(|path| is_named(path, name))) {
        let known: Vec<_> =
            paths.iter().filter_map(|path| path.file_stem()).map(|stem| stem.to_string_lossy()).collect();
        bail!("there is no provider `{unknown}` in {}: the providers are `{}`", spec_dir.display(), known.join("`, `"));
    }
    let is_wanted = |path: &PathBuf| names.is_empty() || names.iter().any(|name| is_named(path, name));
    Ok(paths.into_iter().filter(is_wanted).collect())
}

fn read_all(paths: Vec<PathBuf>, root: &Path) -> Result<Vec<(PathBuf, String)>> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok((tree::relative(&path, root).to_owned(), text))
    };
    paths.into_iter().map(read).collect()
}

fn parse_all(specs: &[(PathBuf, String)]) -> Result<Vec<Provider>, Vec<Report>> {
    let progress = if specs.len() < MANY { ProgressBar::hidden() } else { ProgressBar::new(specs.len() as u64) };
    let parsed = progress.wrap_iter(specs.iter()).map(|(path, text)| parse(&path.display().to_string(), text));
    let mut providers = Vec::new();
    let mut reports = Vec::new();
    for result in parsed {
        match result {
            Ok(provider) => providers.push(provider),
            Err(report) => reports.push(report),
        }
    }
    progress.finish_and_clear();
    if reports.is_empty() { Ok(providers) } else { Err(reports) }
}

/// Checks that each file has the name of its provider, because a spec is looked up by that name.
fn check_file_names(specs: &[(PathBuf, String)], providers: &[Provider]) -> Result<()> {
    for ((path, _), provider) in specs.iter().zip(providers) {
        if path.file_stem().is_none_or(|stem| stem != provider.name.as_str()) {
            bail!("{} has the name `{}`: call the file `{}.yaml`", path.display(), provider.name, provider.name);
        }
    }
    Ok(())
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
