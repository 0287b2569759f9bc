//! The two versions of each spec: files, or what git has.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};
use auth_codegen::model::Provider;
use auth_codegen::{Report, parse};

use crate::arguments::Diff;
use crate::spec::files;
use crate::spec::project;

/// Two versions of a spec; one that is new or gone has one version.
pub(super) struct Pair {
    pub(super) old: Option<Version>,
    pub(super) new: Option<Version>,
}

type Version = Result<Provider, Report>;

impl Pair {
    /// Returns what is wrong with either version.
    pub(super) fn reports(&self) -> impl Iterator<Item = &Report> {
        [&self.old, &self.new].into_iter().flatten().filter_map(|version| version.as_ref().err())
    }
}

pub(super) fn pairs(options: &Diff) -> Result<Vec<Pair>> {
    let Some(revision) = &options.rev else { return Ok(vec![of_two(&options.specs)?]) };
    let specs = if options.specs.is_empty() { of_packages(options, revision)? } else { options.specs.clone() };
    specs.iter().map(|spec| of_revision(revision, spec)).collect()
}

fn of_two(specs: &[PathBuf]) -> Result<Pair> {
    let [old, new] = specs else { bail!("name two versions of a spec, or one revision: `--rev main`") };
    Ok(Pair { old: Some(read(old)?), new: Some(read(new)?) })
}

fn of_revision(revision: &str, spec: &Path) -> Result<Pair> {
    let old = show(revision, spec)?.map(|text| parse(&format!("{revision}:{}", spec.display()), &text));
    let new = files::read(spec)?.map(|text| parse(&spec.display().to_string(), &text));
    if old.is_none() && new.is_none() {
        bail!("there is no {} now, nor at `{revision}`", spec.display());
    }
    Ok(Pair { old, new })
}

/// Returns the specs of the packages, those that were there at the revision included.
fn of_packages(options: &Diff, revision: &str) -> Result<Vec<PathBuf>> {
    let root = env::current_dir().context("the current folder is gone")?;
    let mut specs = Vec::new();
    for package in project::packages(&options.packages)? {
        let folder = package.section.specs;
        let mut names: Vec<PathBuf> = files::list(&folder, "yaml")?;
        names.extend(list(revision, &folder)?);
        names.sort();
        names.dedup();
        specs.extend(names.into_iter().map(|path| files::relative(&path, &root).into_owned()));
    }
    Ok(specs)
}

/// Reads a version: a file, or `REVISION:PATH`.
fn read(spec: &Path) -> Result<Version> {
    let name = spec.display().to_string();
    if let Some(text) = files::read(spec)? {
        return Ok(parse(&name, &text));
    }
    let Some((revision, path)) = at_revision(&name) else {
        bail!("there is no file {name}: name a file, or `REVISION:PATH` for what git has")
    };
    match show(revision, Path::new(path))? {
        Some(text) => Ok(parse(&name, &text)),
        None => bail!("there was no {path} at `{revision}`: `git ls-tree -r --name-only {revision}` lists what was"),
    }
}

/// Divides `REVISION:PATH`. `C:\acme.yaml` and `C:/acme.yaml` are paths of Windows.
fn at_revision(name: &str) -> Option<(&str, &str)> {
    let (revision, path) = name.split_once(':')?;
    let is_drive = revision.len() == 1 && revision.as_bytes()[0].is_ascii_alphabetic();
    let is_absolute = path.starts_with(['/', '\\']);
    let is_path = is_drive && is_absolute;
    (!is_path && !revision.is_empty() && !path.is_empty()).then_some((revision, path))
}

/// Returns a relative path as git writes it, with `/` on every system.
fn of_git(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Returns the text of a file at a revision; nothing if it was not there.
fn show(revision: &str, path: &Path) -> Result<Option<String>> {
    let folder = path.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let inside = files::relative(path, folder);
    check(revision, folder)?;
    let output = git(folder, &["show", &format!("{revision}:./{}", of_git(&inside))])?;
    output.status.success().then(|| String::from_utf8(output.stdout).context("the file is not text")).transpose()
}

/// Returns the specs in a folder at a revision.
fn list(revision: &str, folder: &Path) -> Result<Vec<PathBuf>> {
    // The folder may be gone since.
    let Some(here) = folder.ancestors().find(|folder| folder.is_dir()) else { return Ok(Vec::new()) };
    check(revision, here)?;
    let inside = format!("./{}/", of_git(&files::relative(folder, here)));
    let output = git(here, &["ls-tree", "--name-only", revision, &inside])?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim().trim_start_matches("fatal: "));
    }
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(names
        .lines()
        .filter(|name| Path::new(name).extension().is_some_and(|kind| kind == "yaml"))
        .map(|name| here.join(name))
        .collect())
}

/// Checks that there is such a revision.
fn check(revision: &str, folder: &Path) -> Result<()> {
    let output =
        git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")])?;
    if output.status.success() {
        return Ok(());
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    if reason.trim().is_empty() {
        bail!("git has no revision `{revision}` here: name a branch, a tag or a commit")
    }
    bail!("{}", reason.trim().trim_start_matches("fatal: "))
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output> {
    Command::new("git").arg("-C").arg(folder).args(arguments).output().context("cannot run git")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drives_are_no_revisions() {
        let rows = [
            ("v1.2:specs/acme.yaml", Some(("v1.2", "specs/acme.yaml"))),
            ("v1:C:\\acme.yaml", Some(("v1", "C:\\acme.yaml"))),
            ("b:acme.yaml", Some(("b", "acme.yaml"))),
            ("HEAD~1:a:b.yaml", Some(("HEAD~1", "a:b.yaml"))),
            ("C:\\acme.yaml", None),
            ("c:/specs/acme.yaml", None),
            ("acme.yaml", None),
            (":acme.yaml", None),
            ("v1:", None),
        ];
        for (name, expected) in rows {
            assert_eq!(at_revision(name), expected, "{name}");
        }
    }
}
