//! What is left to do by hand after modules were generated: said until it is done.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use toml_edit::{DocumentMut, Item};

use super::features::RUNTIME;
use super::target::Target;
use crate::spec::files;

/// Returns what to do before the package compiles. Nothing is said of a package that has the runtime elsewhere, or whose
/// workspace declares it.
pub(super) fn steps(target: &Target, needs: &BTreeSet<&str>, is_first: bool) -> Result<Option<String>> {
    let is_in_source = target.output.parent().is_some_and(|parent| parent.ends_with("src"));
    let (true, Some(name)) = (target.lenient && is_in_source, target.output.file_name()) else { return Ok(None) };
    let dependency = if target.runtime.is_some() { None } else { dependency_step(target, needs)? };
    let module = is_first.then(|| format!("write `mod {};` in src/lib.rs or src/main.rs", name.display()));
    let steps: Vec<String> = dependency.into_iter().chain(module).collect();
    Ok((!steps.is_empty()).then(|| format!("{}, then `cargo build`", steps.join(", "))))
}

fn dependency_step(target: &Target, needs: &BTreeSet<&str>) -> Result<Option<String>> {
    let output = target.root.join(&target.output);
    let Some(manifest) = output.ancestors().map(|folder| folder.join("Cargo.toml")).find(|path| path.exists()) else {
        return Ok(None);
    };
    let text = files::read(&manifest)?.unwrap_or_default();
    let document: DocumentMut = text.parse().with_context(|| format!("cannot read {}", manifest.display()))?;
    Ok(missing(&document, needs))
}

/// Returns what the dependencies lack.
fn missing(manifest: &DocumentMut, needs: &BTreeSet<&str>) -> Option<String> {
    let Some(dependency) = manifest.get("dependencies").and_then(|table| table.get(RUNTIME)) else {
        let with = if needs.is_empty() { String::new() } else { format!(" with {}", features(needs)) };
        return Some(format!("add `{RUNTIME}` to the dependencies{with}"));
    };
    let is_of_workspace = dependency.get("workspace").is_some();
    let has = |feature: &str| {
        let list = dependency.get("features").and_then(Item::as_array);
        list.into_iter().flatten().any(|one| one.as_str().is_some_and(|one| one.split('-').next() == Some(feature)))
    };
    let lacks: BTreeSet<&str> = needs.iter().copied().filter(|feature| !has(feature)).collect();
    (!is_of_workspace && !lacks.is_empty()).then(|| format!("turn on {} of `{RUNTIME}`", features(&lacks)))
}

fn features(names: &BTreeSet<&str>) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("the feature{} {}", if names.len() == 1 { "" } else { "s" }, quoted.join(" and "))
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn what_the_dependencies_lack_is_said() {
        let rows: [(&str, &[&'static str], Option<&str>); 8] = [
            ("", &[], Some("add `R` to the dependencies")),
            ("[dev-dependencies]\nR = \"0.1\"", &["sign"], Some("add `R` to the dependencies with the feature `sign`")),
            (
                "[dependencies]",
                &["sign", "xml"],
                Some("add `R` to the dependencies with the features `sign` and `xml`"),
            ),
            ("[dependencies]\nR = \"0.1\"", &[], None),
            ("[dependencies]\nR = \"0.1\"", &["sign"], Some("turn on the feature `sign` of `R`")),
            ("[dependencies.R]\npath = \"x\"\nfeatures = [\"sign-aws-lc-rs\"]", &["sign"], None),
            (
                "[dependencies]\nR = { path = \"x\", features = [\"xml\"] }",
                &["sign", "xml"],
                Some("turn on the feature `sign` of `R`"),
            ),
            ("[dependencies]\nR.workspace = true", &["sign"], None),
        ];
        for (manifest, needs, expected) in rows {
            let document = manifest.replace('R', RUNTIME).parse().expect("TOML");
            let said = missing(&document, &needs.iter().copied().collect());
            assert_eq!(said, expected.map(|text| text.replace("`R`", &format!("`{RUNTIME}`"))), "{manifest}");
        }
    }
}
