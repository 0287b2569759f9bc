//! What one round of `gen --watch` leaves for the next: a spec that has not changed is neither checked nor generated again.

use std::collections::HashMap;
use std::path::Path;

use auth_codegen::model::Provider;
use auth_codegen::{Report, RuntimePath, generate, generate_with, parse};

use crate::spec::Spec;

/// The specs of one folder, by the names of their files, which are those of their providers.
#[derive(Debug, Default)]
pub(super) struct Memory(HashMap<String, Made>);

/// What was made of a text.
#[derive(Debug)]
struct Made {
    text: String,
    provider: Provider,
    code: Option<String>,
}

impl Memory {
    /// Checks a spec, unless its text is known.
    pub(super) fn provider(&mut self, spec: &Spec) -> Result<Provider, Report> {
        let name = Path::new(&spec.shown).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(made) = self.0.get(&name).filter(|made| made.text == spec.text) {
            return Ok(made.provider.clone());
        }
        let provider = parse(&spec.shown, &spec.text)?;
        self.0.insert(name, Made { text: spec.text.clone(), provider: provider.clone(), code: None });
        Ok(provider)
    }

    /// Returns the module of a provider that was made from the last text of its file.
    pub(super) fn code(&mut self, provider: &Provider, runtime: Option<&RuntimePath>) -> String {
        let generate = |provider: &Provider| match runtime {
            Some(runtime) => generate_with(provider, runtime),
            None => generate(provider),
        };
        match self.0.get_mut(&provider.name) {
            Some(Made { provider, code, .. }) => code.get_or_insert_with(|| generate(provider)).clone(),
            None => generate(provider),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(path: &str) -> Spec {
        let text = format!(
            "name: acme\ntitle: Acme\nbase_url: https://api.acme.example\nendpoints:\n  ping: {{ doc: Ask., GET: {path}, returns: {{ 204: nothing }} }}\n"
        );
        Spec { file: None, shown: "specs/acme.yaml".to_owned(), text }
    }

    /// The code is that of the last text, also if an older one comes back.
    #[test]
    fn the_last_text_counts() {
        let mut memory = Memory::default();
        for path in ["/one", "/one", "/two", "/one", "/two"] {
            let provider = memory.provider(&spec(path)).ok();
            let code = provider.map(|provider| memory.code(&provider, None)).unwrap_or_default();
            assert!(code.contains(path), "{path}: {code}");
        }
        assert!(memory.provider(&spec("three")).is_err());
    }
}
