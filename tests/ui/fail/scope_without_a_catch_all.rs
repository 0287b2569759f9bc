//! A provider may add scopes.

use auth_providers::interhuman::Scope;

fn describe(scope: &Scope) -> &str {
    match scope {
        Scope::Upload => "files",
        Scope::Stream => "streams",
        Scope::Other(text) => text,
    }
}

fn main() {}
