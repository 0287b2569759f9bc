//! What was made of specs. A spec that has not changed since the last round of `gen --watch`, or since the last run, is neither
//! checked nor generated again.

use std::collections::HashMap;
use std::sync::Arc;

use auth_codegen::parse;

use super::made::Made;
use super::shelf::Shelf;
use super::target::Target;
use crate::spec::{Failure, Spec, make_all};

/// What was made of the specs of one folder, with their texts, by name.
#[derive(Debug, Default)]
pub(super) struct Memory(HashMap<String, (String, Arc<Made>)>);

impl Memory {
    /// Makes what is not known, from these specs, or takes it from the shelf.
    ///
    /// # Errors
    /// If a spec has mistakes, or if its file is not named after its provider.
    pub(super) fn make(
        &mut self,
        specs: &[Spec],
        target: &Target,
        shelf: Option<&Shelf>,
    ) -> Result<Vec<Arc<Made>>, Failure> {
        let made = make_all(
            specs,
            |made: &Arc<Made>| &made.name,
            |spec| {
                if let Some(made) = self.known(spec).or_else(|| shelf?.find(spec).map(Arc::new)) {
                    return Ok(made);
                }
                let made = Made::of(&parse(&spec.shown, &spec.text)?, target);
                shelf.inspect(|shelf| shelf.put(spec, &made));
                Ok(Arc::new(made))
            },
        )?;
        for (spec, made) in specs.iter().zip(&made) {
            if self.known(spec).is_none() {
                self.0.insert(spec.stem(), (spec.text.clone(), Arc::clone(made)));
            }
        }
        Ok(made)
    }

    fn known(&self, spec: &Spec) -> Option<Arc<Made>> {
        self.0.get(&spec.stem()).filter(|(text, _)| *text == spec.text).map(|(_, made)| Arc::clone(made))
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that fails may panic")]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn spec(path: &str) -> Spec {
        let text = format!(
            "name: acme\ntitle: Acme\nbase_url: https://api.acme.example\nendpoints:\n  ping: {{ doc: Ask., GET: {path}, returns: {{ 204: nothing }} }}\n"
        );
        Spec { file: None, shown: "specs/acme.yaml".to_owned(), text }
    }

    fn target(shelf: Option<PathBuf>) -> Target {
        Target {
            specs: PathBuf::new(),
            output: PathBuf::new(),
            features: false,
            manifest: None,
            group: "all",
            overview: None,
            examples: None,
            runtime: None,
            lenient: false,
            root: PathBuf::new(),
            shelf,
            command: "",
            again: String::new(),
        }
    }

    /// Returns the client that is made of a spec.
    fn code(memory: &mut Memory, path: &str, target: &Target, shelf: Option<&Shelf>) -> String {
        let made = memory.make(&[spec(path)], target, shelf);
        made.map(|made| made[0].code.clone()).unwrap_or_default()
    }

    /// The code is that of the last text, also if an older one comes back.
    #[test]
    fn the_last_text_counts() {
        let (mut memory, target) = (Memory::default(), target(None));
        for path in ["/one", "/one", "/two", "/one", "/two"] {
            let code = code(&mut memory, path, &target, None);
            assert!(code.contains(path), "{path}: {code}");
        }
        assert!(memory.make(&[spec("three")], &target, None).is_err());
    }

    /// What another run has made is used, as long as the text is the same, and only if it can be read.
    #[test]
    fn the_shelf_keeps_what_was_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = target(Some(folder.path().to_owned()));
        let shelf = Shelf::of(&target).expect("a shelf");
        let make = |path: &str| code(&mut Memory::default(), path, &target, Some(&shelf));
        let (one, two) = (make("/one"), make("/two"));
        assert!(one.contains("/one") && two.contains("/two"));
        let kept = folder.path().join("acme.json");
        let text = std::fs::read_to_string(&kept).expect("what was kept");
        std::fs::write(&kept, text.replace("/two", "/kept")).expect("a file");
        assert!(make("/two").contains("/kept"), "it was taken from the shelf");
        std::fs::write(&kept, "{").expect("a file");
        assert_eq!(make("/two"), two);
        assert_eq!(make("/one"), one);
    }
}
