//! What is made of one spec.

use auth_codegen::model::Provider;
use auth_codegen::{examples, generate, generate_with};
use serde::{Deserialize, Serialize};

use super::overview;
use super::target::Target;

/// What is made of a spec, as far as it depends on that spec alone.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Made {
    /// The name of the provider.
    pub(super) name: String,
    /// The module of its client.
    pub(super) code: String,
    /// The examples as calls; empty where they are not wanted.
    pub(super) examples: String,
    /// Its line in the table of the providers.
    pub(super) line: String,
    /// The features of the runtime that its client needs.
    pub(super) needs: Vec<String>,
    pub(super) endpoints: usize,
    pub(super) types: usize,
}

impl Made {
    pub(super) fn of(provider: &Provider, target: &Target) -> Self {
        let code = |provider| match &target.runtime {
            Some(runtime) => generate_with(provider, runtime),
            None => generate(provider),
        };
        Self {
            name: provider.name.clone(),
            code: code(provider),
            examples: if target.examples.is_some() { examples(provider) } else { String::new() },
            line: overview::line(provider),
            needs: provider.runtime_features().into_iter().map(str::to_owned).collect(),
            endpoints: provider.endpoints.len(),
            types: provider.records.len() + provider.choices.len(),
        }
    }
}
