//! `cargo xtask docs`: writes the site of the providers of this workspace.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use cargo_authwright::docs::{Clients, Site, build};
use cargo_authwright::generate::Outcome;
use cargo_authwright::spec::{self, Spec};

use crate::root;

/// Writes the pages. Exits with 1 if a check finds a change, and with 2 if a spec has mistakes.
///
/// # Errors
/// If a name is not that of a provider, or files cannot be read or written.
pub fn docs(names: &[String], out: Option<PathBuf>, check: bool, spec_dir: Option<PathBuf>) -> Result<ExitCode> {
    let root = root();
    let specs = match spec_dir {
        Some(folder) => spec::of_folder(&folder, &root, names)?,
        None => named(names, &root)?,
    };
    let folder = out.unwrap_or_else(|| root.join("target/authwright"));
    let site = Site::new(specs, &Clients::of("auth_providers"), folder, root, "cargo xtask docs");
    Ok(match build(&[site], check)? {
        Outcome::Fresh => ExitCode::SUCCESS,
        Outcome::Stale => ExitCode::FAILURE,
        Outcome::Refused => ExitCode::from(2),
    })
}

/// The launch specs and the catalogue, or those of them with these names.
fn named(names: &[String], root: &Path) -> Result<Vec<Spec>> {
    let (launch, catalogue) = (root.join("specs"), root.join("specs/catalogue"));
    if names.is_empty() {
        let all = [launch, catalogue].map(|folder| spec::of_folder(&folder, root, names));
        return Ok(all.into_iter().collect::<Result<Vec<_>>>()?.into_iter().flatten().collect());
    }
    let is_of_catalogue = |name: &String| catalogue.join(format!("{name}.yaml")).exists();
    let folder = |name: &String| if is_of_catalogue(name) { &catalogue } else { &launch };
    let found = names.iter().map(|name| spec::of_folder(folder(name), root, std::slice::from_ref(name)));
    Ok(found.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}
