//! The crates of the workspace and their hand-written files.

use std::fs;
use std::path::Path;

use auth_tests::here;

pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) files: Vec<File>,
}

pub(crate) struct File {
    /// The path from the root of the workspace.
    pub(crate) path: String,
    /// The path of the module: `["session", "cell"]`.
    pub(crate) module: Vec<String>,
    pub(crate) text: String,
}

impl File {
    /// A file for a test: the path of its module, and its text.
    pub(crate) fn of((path, text): (&str, &str)) -> Self {
        let module = path.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        Self { path: format!("{path}.rs"), module, text: text.to_owned() }
    }

    /// The folder in `src`, with a leading slash.
    pub(crate) fn folder(&self) -> &str {
        let (_, inside) = self.path.split_once("/src").expect("a file of `src`");
        inside.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// The crates of the workspace, sorted by name.
pub(crate) fn all() -> Vec<Crate> {
    let root = here().join("..");
    let folders = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = folders.filter(|name| is_member(&root.join(name))).collect();
    names.sort();
    assert!(names.len() >= 6, "the crates were found: {names:?}");
    names.into_iter().map(|name| Crate { files: files(&root, &name), name }).collect()
}

/// A crate of the workspace inherits its version.
fn is_member(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    manifest.contains("version.workspace") && folder.join("src/lib.rs").exists()
}

fn files(root: &Path, name: &str) -> Vec<File> {
    let mut files = Vec::new();
    collect(root, &format!("{name}/src"), &[], &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn collect(root: &Path, folder: &str, module: &[String], files: &mut Vec<File>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = format!("{folder}/{name}");
        match name.strip_suffix(".rs") {
            Some("lib") => files.push(File { text: read(root, &path), path, module: module.to_vec() }),
            Some("main") => {}
            Some(stem) => files.push(File { text: read(root, &path), path, module: child(module, stem) }),
            None if name != "generated" && root.join(&path).is_dir() => {
                collect(root, &path, &child(module, &name), files);
            }
            None => {}
        }
    }
}

fn child(module: &[String], name: &str) -> Vec<String> {
    [module, &[name.to_owned()]].concat()
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}
