//! The specs that a command line names: files, folders, names of providers, standard input.

use std::collections::HashSet;
use std::env;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::project::Package;
use super::{Spec, is_named, list, of_folder, project, unknown_provider};
use crate::arguments::Packages;

/// Returns the specs that are named; if none is, those of the packages. A file that is named twice is there once.
pub(crate) fn named(specs: &[PathBuf], packages: &Packages) -> Result<Vec<Spec>> {
    let root = env::current_dir().context("the current folder is gone")?;
    let lists = if specs.is_empty() {
        let packages = project::packages(packages)?;
        packages.iter().map(|package| of_folder(&package.section.specs, &root, &[])).collect::<Result<Vec<_>>>()?
    } else {
        let mut words = HashSet::new();
        let once = specs.iter().filter(|spec| words.insert(*spec));
        once.map(|spec| find(spec, packages, &root)).collect::<Result<Vec<_>>>()?
    };
    let mut files = HashSet::new();
    let mut is_first = |spec: &Spec| {
        let real = spec.file.as_ref().map(|file| file.canonicalize().unwrap_or_else(|_| file.clone()));
        real.is_none_or(|file| files.insert(file))
    };
    Ok(lists.into_iter().flatten().filter(|spec| is_first(spec)).collect())
}

fn find(spec: &Path, packages: &Packages, root: &Path) -> Result<Vec<Spec>> {
    if spec == Path::new("-") {
        return Ok(vec![standard_input()?]);
    }
    if let Some(name) = name(spec) {
        return of_name(name, spec, packages, root);
    }
    match (spec.is_dir(), spec.exists()) {
        (true, _) => of_folder(spec, root, &[]),
        (false, true) => Ok(vec![Spec::read(spec.to_owned(), root)?]),
        (false, false) => bail!("there is no file {}: name a spec, a folder of specs, or a provider", spec.display()),
    }
}

/// A word that may be the name of a provider. `./acme` and `acme/` are folders.
fn name(spec: &Path) -> Option<&str> {
    spec.to_str().filter(|name| !name.is_empty() && !name.contains(['.', '/', '\\', ':']))
}

/// Returns the provider with this name and, if there is none, what the file or the folder with this name has.
fn of_name(name: &str, spec: &Path, packages: &Packages, root: &Path) -> Result<Vec<Spec>> {
    let found = project::packages(packages).and_then(|packages| of_packages(&packages, root, name));
    match found {
        Ok(Found::Specs(specs)) => Ok(specs),
        _ if spec.is_dir() => of_folder(spec, root, &[]),
        _ if spec.exists() => Ok(vec![Spec::read(spec.to_owned(), root)?]),
        Ok(Found::Nothing(reason)) => bail!(reason),
        Err(error) => Err(error),
    }
}

/// What a name is in some packages.
enum Found {
    Specs(Vec<Spec>),
    /// Why there is none.
    Nothing(String),
}

/// Returns the specs with this name of all packages. It need only be known in one of them.
fn of_packages(packages: &[Package], root: &Path, name: &str) -> Result<Found> {
    let folders: Vec<PathBuf> = packages.iter().map(|package| package.section.specs.clone()).collect();
    let lists = folders.iter().map(|folder| list(folder, root)).collect::<Result<Vec<_>>>()?;
    let paths: Vec<PathBuf> = lists.into_iter().flatten().collect();
    let wanted: Vec<&PathBuf> = paths.iter().filter(|path| is_named(path, name)).collect();
    if wanted.is_empty() {
        return Ok(Found::Nothing(unknown_provider(name, &folders, &paths, root)));
    }
    wanted.into_iter().map(|path| Spec::read(path.clone(), root)).collect::<Result<_>>().map(Found::Specs)
}

fn standard_input() -> Result<Spec> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
    Ok(Spec { file: None, shown: "<stdin>".to_owned(), text })
}
