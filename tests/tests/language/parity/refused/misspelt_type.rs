//! A misspelt type gets a suggestion.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/misspelt_type.yaml")]
struct Acme;
