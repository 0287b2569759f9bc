//! Any map will do.

use std::collections::BTreeMap;

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
struct Key(#[credentials(env = "ACME_KEY")] Secret);

#[test]
fn reads() {
    let map = BTreeMap::from([("ACME_KEY".to_owned(), "k".to_owned())]);
    assert!(Key::from_vars(|name| map.get(name)).unwrap().0.matches("k"));
    assert_eq!(Key::from_vars(|name| map.get(&name[1..])).unwrap_err().to_string(), "set `ACME_KEY`");
}
