//! The specs in which mistakes are made: all that the project has.

use std::path::Path;

use auth_tests::here;

/// The folders of specs.
const FOLDERS: [&str; 3] = ["../auth-codegen/tests/goldens", "../specs", "../docs/language/sketches"];

/// Each spec without mistakes, with its name.
pub(crate) fn sources() -> Vec<(String, String)> {
    let specs: Vec<_> = FOLDERS.iter().flat_map(|folder| specs(&here().join(folder))).collect();
    assert!(specs.len() > 80, "the specs are found: {}", specs.len());
    specs
}

fn specs(folder: &Path) -> Vec<(String, String)> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("a folder of specs").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("a spec"))
    };
    // A sketch of what the language cannot say yet has mistakes already.
    paths.iter().map(read).filter(|(_, text)| auth_codegen::parse("source.yaml", text).is_ok()).collect()
}
