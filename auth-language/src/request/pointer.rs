//! Names the members of nested objects by JSON pointers (RFC 6901), such as `/login/userName`.

/// Returns the name of a member of the object that is called `parent`.
#[must_use]
pub fn child(parent: &str, name: &str) -> String {
    let escaped = name.replace('~', "~0").replace('/', "~1");
    if parent.is_empty() || parent.starts_with('/') {
        return format!("{parent}/{escaped}");
    }
    child(&child("", parent), name)
}

/// Returns the names on the path to a member; only the name itself if it is not a pointer.
#[must_use]
pub fn segments(name: &str) -> Vec<String> {
    match name.strip_prefix('/') {
        Some(pointer) => pointer.split('/').map(|name| name.replace("~1", "/").replace("~0", "~")).collect(),
        None => vec![name.to_owned()],
    }
}

/// Returns the last name on the path, without the `@` of an XML attribute.
#[must_use]
pub fn leaf(name: &str) -> String {
    let last = segments(name).into_iter().rfind(|segment| segment != ".");
    last.unwrap_or_default().trim_start_matches('@').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_into_objects() {
        let name = child(&child("login", "a/b"), "c~d");
        assert_eq!(name, "/login/a~1b/c~0d");
        assert_eq!(segments(&name), ["login", "a/b", "c~d"]);
        assert_eq!((segments("a.b"), child("", "/a")), (vec!["a.b".to_owned()], "/~1a".to_owned()));
    }
}
