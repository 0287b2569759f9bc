//! The specs that a command line names: files, folders, names of providers, standard input.

use std::env;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{Spec, of_folder, project};
use crate::arguments::Packages;

/// Returns the specs that are named; if none is, those of the packages.
pub(crate) fn named(specs: &[std::path::PathBuf], packages: &Packages) -> Result<Vec<Spec>> {
    let root = env::current_dir().context("the current folder is gone")?;
    let mut found: Vec<Spec> = if specs.is_empty() {
        of_packages(packages, &root, &[])?
    } else {
        let lists = specs.iter().map(|spec| find(spec, packages, &root)).collect::<Result<Vec<_>>>()?;
        lists.into_iter().flatten().collect()
    };
    found.dedup_by(|one, other| one.file.is_some() && one.file == other.file);
    Ok(found)
}

fn find(spec: &Path, packages: &Packages, root: &Path) -> Result<Vec<Spec>> {
    if spec == Path::new("-") {
        return Ok(vec![standard_input()?]);
    }
    if spec.is_dir() {
        return of_folder(spec, root, &[]);
    }
    let is_name = spec.extension().is_none() && spec.components().count() == 1;
    match spec.to_str().filter(|_| is_name && !spec.exists()) {
        Some(name) => of_packages(packages, root, &[name.to_owned()]),
        None if spec.exists() => Ok(vec![Spec::read(spec.to_owned(), root)?]),
        None => bail!("there is no file {}", spec.display()),
    }
}

/// Returns the specs with these names of all packages that have specs.
fn of_packages(packages: &Packages, root: &Path, names: &[String]) -> Result<Vec<Spec>> {
    let packages = project::packages(packages)?;
    let lists = packages.iter().map(|package| of_folder(&package.section.specs, root, names));
    let lists: Vec<Result<Vec<Spec>>> = lists.collect();
    // A name need only be known in one of the packages.
    let has_any = !names.is_empty() && lists.iter().any(Result::is_ok);
    let lists: Vec<Vec<Spec>> = lists.into_iter().filter(|list| !has_any || list.is_ok()).collect::<Result<_>>()?;
    Ok(lists.into_iter().flatten().collect())
}

fn standard_input() -> Result<Spec> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
    Ok(Spec { file: None, shown: "<stdin>".to_owned(), text })
}
