//! From the spec next to this file, by a derive.

use auth_runtime::Provider;

/// Acme, from `acme.yaml`.
#[derive(Clone, Copy, Debug, Provider)]
#[provider(spec = "acme.yaml")]
pub struct Acme;
