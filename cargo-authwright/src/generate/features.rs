//! The features of the crate that contains the clients: one for each provider, and `all`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::files;

/// The feature that enables all providers. The features in its list are generated.
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

/// Returns the manifest with a feature for each of these providers and no other generated ones; comments and order are
/// kept.
pub(super) fn update(text: &str, names: &[&str]) -> Result<String> {
    let mut manifest: DocumentMut = text.parse().context("the manifest is not TOML")?;
    let features = manifest.entry("features").or_insert(Item::Table(Table::new()));
    let features = features.as_table_mut().context("`features` of the manifest is not a table")?;
    for gone in managed(features).iter().filter(|name| !names.contains(&name.as_str())) {
        features.remove(gone);
    }
    for name in names.iter().filter(|name| !features.contains_key(name)).collect::<Vec<_>>() {
        features.insert(name, Item::Value(Value::Array(Array::new())));
    }
    if managed(features) != names.iter().map(|name| (*name).to_owned()).collect() {
        let all: Array = names.iter().copied().collect();
        features.insert(ALL, Item::Value(Value::Array(all)));
    }
    Ok(manifest.to_string())
}

/// Returns the features that were generated for providers.
fn managed(features: &Table) -> BTreeSet<String> {
    let all = features.get(ALL).and_then(Item::as_array);
    all.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
