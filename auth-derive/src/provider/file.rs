//! Finds the file of a spec, which is relative to the file that names it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{fs, io};

use auth_language::problem::Code;
use auth_language::suggest;
use proc_macro2::Span;
use syn::LitStr;

use crate::attr::problems::Problems;

/// Returns the path of a spec, relative to the file that names it. `CARGO_MANIFEST_DIR` cannot be used, because with
/// some build tools it is another crate's.
pub(super) fn locate(spec: &LitStr, source: impl FnOnce(Span) -> Option<PathBuf>) -> PathBuf {
    let source = source(spec.span());
    let dir = source.as_deref().and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
    let path = dir.join(spec.value());
    path.canonicalize().unwrap_or(path)
}

pub(super) fn read(path: &Path, spec: &LitStr, problems: &mut Problems) -> Option<String> {
    let (at, name) = (spec.span(), spec.value());
    if path.is_dir() {
        problems.report(Code::ATTRIBUTE, at, format!("`{name}` is a directory"), "name the YAML file in it");
        return None;
    }
    fs::read_to_string(path)
        .map_err(|error| {
            let (message, help) = describe(&error, path, &name);
            problems.report(Code::ATTRIBUTE, at, message, help);
        })
        .ok()
}

fn describe(error: &io::Error, path: &Path, spec: &str) -> (String, String) {
    match error.kind() {
        ErrorKind::NotFound => (format!("there is no file `{spec}` next to this one"), neighbours(path)),
        ErrorKind::InvalidData => (format!("`{spec}` is not UTF-8 text"), "save it as UTF-8".to_owned()),
        _ => (format!("`{spec}` cannot be read"), error.to_string()),
    }
}

fn neighbours(path: &Path) -> String {
    let entries = path.parent().map(fs::read_dir).and_then(Result::ok).into_iter().flatten().flatten();
    let yaml = entries.map(|entry| PathBuf::from(entry.file_name())).filter(|name| is_yaml(name));
    let mut specs: Vec<String> = yaml.map(|name| name.display().to_string()).collect();
    specs.sort();
    let known: Vec<&str> = specs.iter().map(String::as_str).collect();
    let wanted = path.file_name().unwrap_or_default().to_string_lossy();
    suggest::help::<()>(&wanted, (), &known, "the YAML files here are").advice().to_owned()
}

fn is_yaml(name: &Path) -> bool {
    name.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}
