//! Declares each key of a spec once, with its shape, meaning and example. The reader, its suggestions and the reference
//! are based on it.

mod shape;
mod table;

pub use shape::{Key, Mapping, Room, Shape, is_foreign};
pub use table::*;

use crate::word::{Method, Word as _};

/// Whether a key of an endpoint is a method or `visit`, whose value is a path.
#[must_use]
pub fn is_method(key: &str) -> bool {
    key == endpoint::VISIT || Method::find(key).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_declared_once_in_its_mapping() {
        for mapping in ALL {
            let mut names = mapping.names();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{}", mapping.what);
            assert!(mapping.keys.iter().all(|key| !key.doc.is_empty() && !key.example.is_empty()), "{}", mapping.what);
        }
    }

    #[test]
    fn helps_with_slips_and_other_languages() {
        assert_eq!(ENDPOINT.help("retruns", (), ALL).advice(), "did you mean `returns`?");
        assert_eq!(ENDPOINT.help("attach", (), ALL).advice(), "`attach` is a key of a credential");
        assert_eq!(TYPE.help("properties", (), ALL).advice(), "here it is called `fields`");
    }
}
