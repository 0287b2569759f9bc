//! Which file of a crate imports which, with re-exports resolved.

use std::collections::BTreeMap;

use super::crates::Crate;
use super::modules::{Module, Modules};
use super::tokens::Path;

/// The files of a crate and the imports between them.
pub(crate) struct Imports {
    pub(crate) files: Vec<String>,
    /// For each file, the files that it imports, each with one of the paths.
    pub(crate) of: Vec<BTreeMap<usize, String>>,
}

pub(crate) fn of(of: &Crate) -> Imports {
    let files: Vec<String> = of.files.iter().map(|file| file.path.clone()).collect();
    let mut imports = Imports { of: vec![BTreeMap::new(); files.len()], files };
    let modules = Modules::of(of);
    for (path, module) in &modules.0 {
        for import in imported(module) {
            let target = modules.file_of(path, import).filter(|target| *target != module.file);
            if let Some(target) = target {
                imports.of[module.file].insert(target, import.join("::"));
            }
        }
    }
    imports
}

/// The paths that a module uses itself. What it only re-exports is an import of the files that use it.
fn imported(module: &Module) -> impl Iterator<Item = &Path> {
    let used = module.uses.iter().filter(|import| {
        let named = |name: &String| module.mentioned.mentions(name);
        !import.is_public || import.leaf.name.as_ref().is_some_and(named)
    });
    used.map(|import| &import.leaf.path).chain(&module.mentioned.paths)
}
