//! A secret has no `Hash`, because hashing allows comparing.

use std::collections::HashMap;

use auth_runtime::Secret;

fn main() {
    let mut names = HashMap::new();
    names.insert(Secret::from("key"), "name");
}
