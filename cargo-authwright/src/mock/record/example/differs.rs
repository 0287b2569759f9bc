//! How an exchange differs from the spec, in words.

use auth_codegen::conformance::Mismatch;

/// Describes differences, without the values.
pub(super) fn describe(what: &str, found: &[Mismatch]) -> Vec<String> {
    found
        .iter()
        .map(|found| {
            let path = found.path.join(".");
            let place =
                if path.is_empty() || found.message.contains(&path) { String::new() } else { format!("`{path}`: ") };
            format!("{what} disagrees with the spec: {place}{}", found.message)
        })
        .collect()
}
