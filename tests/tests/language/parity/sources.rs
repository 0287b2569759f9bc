//! The specs that are mutated: all that the project has.

use std::path::Path;

use auth_tests::here;

/// A spec without mistakes.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The fixtures, the launch specs, and both examples of the page of the language.
pub(crate) fn sources() -> Vec<Source> {
    let folders = ["../auth-codegen/tests/goldens", "../specs"];
    let mut sources: Vec<Source> = folders.iter().flat_map(|folder| specs(&here().join(folder))).collect();
    let page = std::fs::read_to_string(here().join("../specs/README.md")).expect("the page of the language");
    let blocks = page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let examples =
        blocks.enumerate().map(|(index, text)| Source { name: format!("example{index}"), text: text.to_owned() });
    sources.extend(examples);
    assert!(sources.len() >= 16, "the specs are found: {}", sources.len());
    sources
}

fn specs(folder: &Path) -> Vec<Source> {
    let entries = std::fs::read_dir(folder).expect("a folder of specs").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect();
    paths.sort();
    let source = |path: &std::path::PathBuf| Source {
        name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
        text: std::fs::read_to_string(path).expect("a spec"),
    };
    paths.iter().map(source).collect()
}
