//! The derives do not rely on what is in scope.

struct Result;
struct Option;
struct String;
struct Error;
#[derive(auth_runtime::Credentials)]
struct Vec<T> {
    #[credentials(env = "A")]
    variables: T,
}
#[test]
fn reads() {
    let _ = (Vec::<std::path::PathBuf>::from_vars(|_| Some("k")).unwrap().variables, Result, Option, String, Error);
}
