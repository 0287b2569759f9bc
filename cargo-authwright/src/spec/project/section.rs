//! The section `[package.metadata.authwright]`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use auth_codegen::RuntimePath;
use auth_language::suggest;
use serde_json::Value;

/// What the section says, with paths that begin at the folder of the package.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// The folder of the specs; `specs` by default.
    pub(crate) specs: PathBuf,
    /// The folder of the generated modules; `src/generated` by default.
    pub(crate) output: PathBuf,
    /// Whether each module has a cargo feature of its name, which is then kept in the manifest.
    pub(crate) features: bool,
    /// The path of the runtime in this package, if it is not `auth_runtime`.
    pub(crate) runtime: Option<RuntimePath>,
    /// The folder of the site that `docs` writes, if it is said.
    pub(crate) docs: Option<PathBuf>,
}

const KEYS: [&str; 5] = ["specs", "output", "features", "crate", "docs"];

impl Section {
    pub(super) fn read(section: &Value, folder: &Path) -> Result<Self> {
        let Some(section) = section.as_object() else { bail!("expected a table with {}", suggest::list(&KEYS)) };
        if let Some(unknown) = section.keys().find(|key| !KEYS.contains(&key.as_str())) {
            let help = suggest::help(unknown, (), &KEYS, "the keys are");
            bail!("there is no key `{unknown}`: {}", help.advice());
        }
        Ok(Self {
            specs: folder.join(text(section.get("specs"), "specs", "specs")?),
            output: folder.join(text(section.get("output"), "output", "src/generated")?),
            features: match section.get("features") {
                None => false,
                Some(Value::Bool(features)) => *features,
                Some(_) => bail!("`features` is `true` or `false`"),
            },
            runtime: section.get("crate").map(runtime).transpose()?,
            docs: match section.get("docs") {
                None => None,
                given => Some(folder.join(text(given, "docs", "target/authwright")?)),
            },
        })
    }
}

fn runtime(value: &Value) -> Result<RuntimePath> {
    let text = value.as_str().context("`crate` is the path of the runtime, such as `crate = \"acme_sdk::runtime\"`")?;
    text.parse().context("`crate`")
}

fn text<'v>(value: Option<&'v Value>, key: &str, default: &'v str) -> Result<&'v str> {
    match value {
        None => Ok(default),
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        Some(_) => bail!("`{key}` is the path of a folder, such as `{key} = {default:?}`"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn says_what_is_wrong() {
        let rows = [
            (json!("specs"), "expected a table with `specs`, `output`, `features`, `crate`, `docs`"),
            (json!({ "spec": "apis" }), "there is no key `spec`: did you mean `specs`?"),
            (
                json!({ "colour": 1 }),
                "there is no key `colour`: the keys are `specs`, `output`, `features`, `crate`, `docs`",
            ),
            (json!({ "specs": [] }), "`specs` is the path of a folder, such as `specs = \"specs\"`"),
            (json!({ "output": "" }), "`output` is the path of a folder, such as `output = \"src/generated\"`"),
            (json!({ "docs": 1 }), "`docs` is the path of a folder, such as `docs = \"target/authwright\"`"),
            (json!({ "features": "yes" }), "`features` is `true` or `false`"),
            (json!({ "crate": true }), "`crate` is the path of the runtime, such as `crate = \"acme_sdk::runtime\"`"),
            (
                json!({ "crate": "super::rt" }),
                "`crate`: `super::rt` is not a path of a crate, such as `acme_sdk::runtime` or `crate::runtime`",
            ),
        ];
        for (section, expected) in rows {
            let error = Section::read(&section, Path::new("/acme")).map_err(|error| format!("{error:#}"));
            assert_eq!(error, Err(expected.to_owned()), "{section}");
        }
    }

    #[test]
    fn paths_begin_at_the_package() {
        let section = json!({ "specs": "../apis", "features": true, "crate": "rt", "docs": "site" });
        let section = Section::read(&section, Path::new("/acme")).ok();
        let (specs, output, docs) = ("/acme/../apis".into(), "/acme/src/generated".into(), Some("/acme/site".into()));
        let expected = Section { specs, output, features: true, runtime: "rt".parse().ok(), docs };
        assert_eq!(section, Some(expected));
    }
}
