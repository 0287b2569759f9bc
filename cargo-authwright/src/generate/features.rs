//! The features of the crate that contains the clients: one for each provider, and one for all of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::made::Made;
use crate::spec::files::{self, Change};

/// The crate of which a client may need further features.
pub(super) const RUNTIME: &str = "authwright-runtime";

/// What to change in the features of a manifest. Several folders of specs can belong to one package, so that the text is
/// read again when it is changed.
#[derive(Debug)]
pub(super) struct Features {
    /// The manifest.
    pub(super) manifest: PathBuf,
    /// The feature that enables all providers of the folder.
    pub(super) group: &'static str,
    /// The providers.
    pub(super) wanted: Vec<Feature>,
    /// The names of those whose specs are gone.
    pub(super) gone: Vec<String>,
}

/// The feature of a provider.
#[derive(Debug)]
pub(super) struct Feature {
    name: String,
    /// The features of the runtime that its client needs.
    needs: Vec<String>,
}

impl Feature {
    pub(super) fn of(made: &Made) -> Self {
        Self { name: made.name.clone(), needs: made.needs.clone() }
    }
}

impl Features {
    /// Returns the change of the manifest as it is now.
    ///
    /// # Errors
    /// If the manifest cannot be read, or has no table `features`.
    pub(super) fn change(&self) -> Result<Change> {
        let text = files::read(&self.manifest)?.unwrap_or_default();
        Change::write(self.manifest.clone(), self.update(&text)?)
    }

    /// Returns the manifest with a feature for each provider, and without those whose specs are gone. Everything else is
    /// kept: other features, also those in the lists, comments and the order.
    fn update(&self, text: &str) -> Result<String> {
        let mut manifest: DocumentMut = text.parse().context("the manifest is not TOML")?;
        let features = manifest.entry("features").or_insert(Item::Table(Table::new()));
        let features = features.as_table_mut().context("`features` of the manifest is not a table")?;
        for gone in &self.gone {
            forget(gone, features);
        }
        for Feature { name, needs } in &self.wanted {
            if name == self.group {
                bail!("`{name}` is the feature that enables all providers: choose another name for the spec");
            }
            let needs = needs.iter().map(|feature| format!("{RUNTIME}/{feature}"));
            require(name, needs, features);
        }
        require(self.group, self.wanted.iter().map(|feature| feature.name.clone()), features);
        Ok(manifest.to_string())
    }
}

/// Returns the manifest of the crate that contains a folder, if that crate depends on the runtime.
///
/// # Errors
/// If the manifest cannot be read.
pub fn find(folder: &Path) -> Result<Option<PathBuf>> {
    for folder in folder.ancestors() {
        let path = folder.join("Cargo.toml");
        if let Some(text) = files::read(&path)? {
            let manifest: DocumentMut = text.parse().with_context(|| format!("cannot read {}", path.display()))?;
            let uses_runtime = manifest.get("dependencies").and_then(|table| table.get(RUNTIME)).is_some();
            return Ok(uses_runtime.then_some(path));
        }
    }
    Ok(None)
}

/// Gives a feature what it enables. What else it enables is kept.
fn require(name: &str, needs: impl Iterator<Item = String>, features: &mut Table) {
    let before = enabled(name, features);
    let wanted: BTreeSet<String> = before.iter().cloned().chain(needs).collect();
    if !features.contains_key(name) || before != wanted {
        let list: Array = wanted.iter().map(String::as_str).collect();
        features.insert(name, Item::Value(Value::Array(list)));
    }
}

/// Removes a feature, also from the lists of others.
fn forget(name: &str, features: &mut Table) {
    features.remove(name);
    for list in features.iter_mut().filter_map(|(_, list)| list.as_array_mut()) {
        list.retain(|one| one.as_str() != Some(name));
    }
}

/// Returns what a feature enables.
fn enabled(name: &str, features: &Table) -> BTreeSet<String> {
    let list = features.get(name).and_then(Item::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
