//! The features of the crate that contains the clients: one for each provider, and `all`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::files;

/// The feature that enables all providers.
const ALL: &str = "all";

/// Returns the manifest of the crate that contains a folder, if that crate depends on the runtime.
///
/// # Errors
/// If the manifest cannot be read.
pub fn find(folder: &Path) -> Result<Option<PathBuf>> {
    for folder in folder.ancestors() {
        let path = folder.join("Cargo.toml");
        if let Some(text) = files::read(&path)? {
            let manifest: DocumentMut = text.parse().with_context(|| format!("cannot read {}", path.display()))?;
            let uses_runtime = manifest.get("dependencies").and_then(|table| table.get("auth-runtime")).is_some();
            return Ok(uses_runtime.then_some(path));
        }
    }
    Ok(None)
}

/// Returns the manifest with a feature for each of these providers, and without those of `gone`, whose modules are removed.
/// Everything else is kept: other features, also those in `all`, comments and the order.
pub(super) fn update(text: &str, names: &[&str], gone: &[String]) -> Result<String> {
    let mut manifest: DocumentMut = text.parse().context("the manifest is not TOML")?;
    let features = manifest.entry("features").or_insert(Item::Table(Table::new()));
    let features = features.as_table_mut().context("`features` of the manifest is not a table")?;
    for gone in gone {
        forget(gone, features);
    }
    for name in names.iter().filter(|name| !features.contains_key(name)).collect::<Vec<_>>() {
        features.insert(name, Item::Value(Value::Array(Array::new())));
    }
    let before = in_all(features);
    let wanted: BTreeSet<String> = before.iter().cloned().chain(names.iter().map(|name| (*name).to_owned())).collect();
    if !features.contains_key(ALL) || before != wanted {
        let all: Array = wanted.iter().map(String::as_str).collect();
        features.insert(ALL, Item::Value(Value::Array(all)));
    }
    Ok(manifest.to_string())
}

/// Removes a feature, also from the lists of others.
fn forget(name: &str, features: &mut Table) {
    features.remove(name);
    for list in features.iter_mut().filter_map(|(_, list)| list.as_array_mut()) {
        list.retain(|one| one.as_str() != Some(name));
    }
}

/// Returns the features that `all` enables.
fn in_all(features: &Table) -> BTreeSet<String> {
    let all = features.get(ALL).and_then(Item::as_array);
    all.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
