//! What earlier runs have made of specs, in the folder of build output.

use std::path::PathBuf;
use std::time::UNIX_EPOCH;
use std::{env, fs};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::made::Made;
use super::target::Target;
use crate::spec::Spec;
use crate::spec::files;

/// The folder with a file for each spec. Whatever is wrong with it, the spec is only generated again.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    /// What the result depends on besides the text of the spec: this executable, and the options of the target.
    recipe: String,
}

/// A file on the shelf.
#[derive(Deserialize, Serialize)]
struct Kept<M> {
    /// The digest of the text and of the recipe.
    digest: String,
    made: M,
}

impl Shelf {
    /// Returns the shelf of a target; `None` if it has none, or if nobody knows which executable this is.
    pub(super) fn of(target: &Target) -> Option<Self> {
        let folder = target.shelf.clone()?;
        let executable = fs::metadata(env::current_exe().ok()?).ok()?;
        let changed = executable.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let options = (&target.runtime, target.examples.is_some());
        Some(Self { folder, recipe: format!("{changed:?} {} {options:?}", executable.len()) })
    }

    /// Returns what was made of a spec with this text.
    pub(super) fn find(&self, spec: &Spec) -> Option<Made> {
        let kept: Kept<Made> = serde_json::from_slice(&fs::read(self.path(spec)).ok()?).ok()?;
        (kept.digest == self.digest(spec)).then_some(kept.made)
    }

    /// Keeps what was made of a spec.
    pub(super) fn put(&self, spec: &Spec, made: &Made) {
        let kept = serde_json::to_string(&Kept { digest: self.digest(spec), made });
        if let Ok(text) = kept {
            let _ = files::write(&self.path(spec), &text);
        }
    }

    fn path(&self, spec: &Spec) -> PathBuf {
        self.folder.join(format!("{}.json", spec.stem()))
    }

    fn digest(&self, spec: &Spec) -> String {
        let digest = Sha256::new().chain_update(&self.recipe).chain_update("\n").chain_update(&spec.text).finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
