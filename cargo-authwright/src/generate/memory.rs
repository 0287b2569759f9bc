//! What one round of `gen --watch` leaves for the next: a spec that has not changed is neither checked nor generated again.

use std::collections::HashMap;
use std::path::Path;

use auth_codegen::model::Provider;
use auth_codegen::{Report, RuntimePath, generate, generate_with, parse};

use crate::spec::{Spec, parallel};

/// The specs of one folder, by the names of their files, which are those of their providers.
#[derive(Debug, Default)]
pub(super) struct Memory(HashMap<String, Made>);

/// What was made of a text.
#[derive(Debug)]
struct Made {
    text: String,
    provider: Provider,
    code: String,
}

impl Memory {
    /// Checks a spec, unless its text is known.
    pub(super) fn provider(&self, spec: &Spec) -> Result<Provider, Report> {
        match self.0.get(&name_of(spec)).filter(|made| made.text == spec.text) {
            Some(made) => Ok(made.provider.clone()),
            None => parse(&spec.shown, &spec.text),
        }
    }

    /// Returns the modules of providers, each made from the text of its spec.
    pub(super) fn codes(
        &mut self,
        specs: &[Spec],
        providers: &[Provider],
        runtime: Option<&RuntimePath>,
    ) -> Vec<String> {
        let pairs: Vec<(&Spec, &Provider)> = specs.iter().zip(providers).collect();
        let codes = parallel::map(&pairs, |(spec, provider)| match self.0.get(&name_of(spec)) {
            Some(Made { text, code, .. }) if *text == spec.text => code.clone(),
            Some(_) | None => runtime.map_or_else(|| generate(provider), |runtime| generate_with(provider, runtime)),
        });
        for ((spec, provider), code) in pairs.into_iter().zip(&codes) {
            if self.0.get(&name_of(spec)).is_some_and(|made| made.text == spec.text) {
                continue;
            }
            let made = Made { text: spec.text.clone(), provider: provider.clone(), code: code.clone() };
            self.0.insert(name_of(spec), made);
        }
        codes
    }
}

fn name_of(spec: &Spec) -> String {
    Path::new(&spec.shown).file_stem().unwrap_or_default().to_string_lossy().into_owned()
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
            let specs = [spec(path)];
            let providers: Vec<Provider> = memory.provider(&specs[0]).into_iter().collect();
            let codes = memory.codes(&specs, &providers, None).concat();
            assert!(codes.contains(path), "{path}: {codes}");
        }
        assert!(memory.provider(&spec("three")).is_err());
    }
}
