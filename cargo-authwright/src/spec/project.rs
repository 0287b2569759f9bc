//! The packages that have specs: what `[package.metadata.authwright]` says in their `Cargo.toml`.

mod section;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use auth_language::suggest;
use serde_json::Value;

use crate::arguments::Packages;
use crate::spec::files;
use section::Section;

/// A package that has specs.
#[derive(Debug)]
pub(crate) struct Package {
    name: String,
    pub(crate) manifest: PathBuf,
    pub(crate) section: Section,
    /// The folder of the site: what the section says, or `target/authwright` of the workspace.
    #[cfg_attr(not(feature = "docs"), expect(dead_code, reason = "without the command `docs` nobody asks"))]
    pub(crate) docs: PathBuf,
}

/// What to write into `Cargo.toml` if it has no section.
const ADVICE: &str = "write into Cargo.toml:

[package.metadata.authwright]
specs = \"specs\"
output = \"src/generated\"
";

/// Returns the packages that have specs, in the order of the workspace.
pub(crate) fn packages(wanted: &Packages) -> Result<Vec<Package>> {
    let metadata = metadata(wanted.manifest_path.as_deref())?;
    let listed = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    if let Some(unknown) = wanted.packages.iter().find(|name| !listed.iter().any(|one| one["name"] == name.as_str())) {
        let names: Vec<&str> = listed.iter().filter_map(|one| one["name"].as_str()).collect();
        let help = suggest::help(unknown, (), &names, "the packages are");
        bail!("the workspace has no package `{unknown}`: {}", help.advice());
    }
    let found: Vec<Package> =
        listed.iter().filter_map(|package| read(package, &metadata).transpose()).collect::<Result<_>>()?;
    let found = choose(found, wanted)?;
    if found.is_empty() {
        bail!("no package here has the section `[package.metadata.authwright]`: {ADVICE}");
    }
    Ok(found)
}

/// Returns the packages that are asked for: those that are named; else the one of the current folder; else all.
fn choose(found: Vec<Package>, wanted: &Packages) -> Result<Vec<Package>> {
    if !wanted.packages.is_empty() {
        let is_wanted = |package: &Package| wanted.packages.contains(&package.name);
        let without = wanted.packages.iter().find(|name| !found.iter().any(|package| package.name == **name));
        if let Some(name) = without {
            bail!("the package `{name}` has no section `[package.metadata.authwright]`: {ADVICE}");
        }
        return Ok(found.into_iter().filter(is_wanted).collect());
    }
    let start = match &wanted.manifest_path {
        Some(manifest) => {
            let manifest = manifest.canonicalize().with_context(|| format!("cannot read {}", manifest.display()))?;
            manifest.parent().map(Path::to_owned).unwrap_or_default()
        }
        None => env::current_dir().context("the current folder is gone")?,
    };
    let here = nearest(&found, &start);
    Ok(found
        .into_iter()
        .enumerate()
        .filter(|(index, _)| here.is_none_or(|here| here == *index))
        .map(|(_, one)| one)
        .collect())
}

/// Returns the package that a folder belongs to, if it has a section.
fn nearest(found: &[Package], folder: &Path) -> Option<usize> {
    let manifest = folder.ancestors().map(|folder| folder.join("Cargo.toml")).find(|path| path.exists())?;
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    found.iter().position(|package| real(&package.manifest) == real(&manifest))
}

/// Reads the section of a package, as cargo lists it.
fn read(package: &Value, metadata: &Value) -> Result<Option<Package>> {
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap_or_default());
    let section = match &package["metadata"]["authwright"] {
        Value::Null => return Ok(None),
        section => Section::read(section, manifest.parent().unwrap_or(Path::new(""))),
    };
    let here = env::current_dir().unwrap_or_default();
    let shown = || format!("{}: [package.metadata.authwright]", files::relative(&manifest, &here).display());
    let section = section.with_context(shown)?;
    // Not the target folder of cargo, which several workspaces may share.
    let workspace = Path::new(metadata["workspace_root"].as_str().unwrap_or_default());
    let docs = section.docs.clone().unwrap_or_else(|| workspace.join("target/authwright"));
    Ok(Some(Package { name: package["name"].as_str().unwrap_or_default().to_owned(), manifest, section, docs }))
}

/// Asks cargo which packages there are.
fn metadata(manifest: Option<&Path>) -> Result<Value> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["metadata", "--no-deps", "--format-version", "1"]);
    if let Some(manifest) = manifest {
        command.arg("--manifest-path").arg(manifest);
    }
    let output = command.output().context("cannot run cargo")?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        let reason = reason.trim().trim_start_matches("error: ");
        bail!(
            "{reason}\n(a spec that belongs to no package can be named: `check acme.yaml`, and so can folders: `gen --specs specs --output src/generated`)"
        );
    }
    serde_json::from_slice(&output.stdout).context("cannot read what `cargo metadata` says")
}
