//! Which sites are asked for: what the command line names, or what the manifests say.

use std::env;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::site::{Clients, Site};
use crate::arguments::Docs;
use crate::spec::project::{self, Package};
use crate::spec::{self, of_folder};

const COMMAND: &str = "cargo authwright docs";
/// The module of the clients where nobody says another.
const MODULE: &str = "crate::generated";

pub(super) fn sites(options: &Docs) -> Result<Vec<Site>> {
    let root = env::current_dir().context("the current folder is gone")?;
    if options.specs.is_empty() { of_packages(options, &root) } else { named(options, root) }
}

/// A site for each folder that packages name.
fn of_packages(options: &Docs, root: &Path) -> Result<Vec<Site>> {
    let mut sites: Vec<Site> = Vec::new();
    for package in project::packages(&options.packages)? {
        let specs = of_folder(&package.section.specs, root, &[])?;
        let folder = options.out.as_ref().unwrap_or(&package.docs).clone();
        let site = Site::new(specs, &clients(&package), folder, root.to_owned(), COMMAND);
        match sites.iter_mut().find(|other| other.folder() == site.folder()) {
            Some(other) => other.join(site),
            None => sites.push(site),
        }
    }
    Ok(sites)
}

/// One site of what is named. Outside of a crate, it also needs a folder.
fn named(options: &Docs, root: PathBuf) -> Result<Vec<Site>> {
    let specs = spec::named(&options.specs, &options.packages)?;
    let packages = project::packages(&options.packages).unwrap_or_default();
    let folder = match (&options.out, packages.as_slice()) {
        (Some(out), _) => out.clone(),
        (None, [package]) => package.docs.clone(),
        (None, _) => bail!("where to? Name a folder: `{COMMAND} SPEC --out site`"),
    };
    let clients = match packages.as_slice() {
        [package] => clients(package),
        _ => Clients::of(MODULE),
    };
    Ok(vec![Site::new(specs, &clients, folder, root, COMMAND)])
}

fn clients(package: &Package) -> Clients {
    Clients { module: module(package), runtime: package.section.runtime.clone() }
}

/// The path of the module of a package's clients: `src/generated` is `crate::generated`.
fn module(package: &Package) -> String {
    let source = package.manifest.parent().map(|folder| folder.join("src")).unwrap_or_default();
    let Ok(inside) = package.section.output.strip_prefix(source) else { return MODULE.to_owned() };
    let names: Option<Vec<&str>> = inside
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str().filter(|name| auth_language::name::is_snake_case(name)),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
        })
        .collect();
    match names {
        Some(names) if !names.is_empty() => format!("crate::{}", names.join("::")),
        Some(_) | None => MODULE.to_owned(),
    }
}
