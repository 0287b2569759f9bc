//! Why the requests differ: `tests/catalogue/differences.txt`.

use std::fs;

use auth_tests_catalogue::here;

/// A difference, and the reason for it.
#[derive(Debug)]
pub(super) struct Explained {
    /// The provider; `None` if several have it.
    pub(super) provider: Option<String>,
    pub(super) difference: String,
    pub(super) reason: String,
}

impl Explained {
    /// Whether this explains a difference of a provider.
    pub(super) fn is(&self, provider: &str, difference: &str) -> bool {
        self.difference == difference && self.provider.as_ref().is_none_or(|of| of == provider)
    }
}

/// Reads the explanations: a line `provider | difference | reason` each, with `*` for all providers.
pub(super) fn explained() -> Vec<Explained> {
    let text = fs::read_to_string(here().join("differences.txt")).expect("the explanations");
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(read).collect()
}

fn read(line: &str) -> Explained {
    let parts: Vec<&str> = line.split(" | ").collect();
    let [provider, difference, reason] = parts[..] else { panic!("`{line}` is not `provider | difference | reason`") };
    Explained {
        provider: (provider != "*").then(|| provider.to_owned()),
        difference: difference.to_owned(),
        reason: reason.to_owned(),
    }
}
