//! The specs in which mistakes are made: all that the project has.

use auth_tests::here;

/// The folders of specs.
const FOLDERS: [&str; 3] = ["../auth-codegen/tests/goldens", "../specs", "../docs/language/sketches"];

/// A spec without mistakes.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
    /// Whether it is a sketch of the language, which shows what the language can say.
    pub(crate) is_sketch: bool,
}

pub(crate) fn sources() -> Vec<Source> {
    let specs: Vec<_> = FOLDERS.iter().flat_map(|folder| specs(folder)).collect();
    assert!(specs.len() > 80, "the specs are found: {}", specs.len());
    specs
}

fn specs(folder: &str) -> Vec<Source> {
    let is_sketch = folder.ends_with("sketches");
    let mut paths: Vec<_> = std::fs::read_dir(here().join(folder))
        .expect("a folder of specs")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        Source { name, text: std::fs::read_to_string(path).expect("a spec"), is_sketch }
    };
    // A sketch of what the language cannot say yet has mistakes already.
    paths.iter().map(read).filter(|source| auth_codegen::parse("source.yaml", &source.text).is_ok()).collect()
}
