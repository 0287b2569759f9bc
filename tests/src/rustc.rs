//! rustc, for code that a test compiles: against the very builds of the crates that the test is linked with, so that nothing is
//! built for it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// rustc, and the crates that the code may use.
#[derive(Clone, Debug)]
pub struct Rustc {
    crates: Vec<(&'static str, PathBuf)>,
}

impl Rustc {
    /// Finds the builds of crates.
    ///
    /// # Panics
    /// If the folder of the test has no build of a crate.
    #[must_use]
    pub fn with(crates: &[&'static str]) -> Self {
        Self { crates: crates.iter().map(|name| (*name, build_of(name))).collect() }
    }

    /// Returns a command that checks code without making an executable of it: whatever rustc refuses in a type, it refuses before.
    #[must_use]
    pub fn check(&self) -> Command {
        let mut command = Command::new(rustc());
        command.args(["--edition=2024", "--emit=metadata"]);
        command.arg("-L").arg(format!("dependency={}", deps().display()));
        for (name, build) in &self.crates {
            command.arg("--extern").arg(format!("{name}={}", build.display()));
        }
        command
    }
}

fn rustc() -> String {
    env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned())
}

/// Where cargo puts what tests are linked with.
#[expect(clippy::expect_used, reason = "a test is a file in a folder")]
fn deps() -> PathBuf {
    let test = env::current_exe().expect("this test");
    test.parent().expect("its folder").to_owned()
}

/// The build of a crate that this test is linked with: the only one, or the one whose functions the test has. There may be builds
/// with other features, too, and the names of functions hold a hash of the features.
#[expect(clippy::expect_used, clippy::panic, reason = "a test is linked with what it compiles against")]
fn build_of(name: &str) -> PathBuf {
    let start = format!("lib{name}-");
    let entries = fs::read_dir(deps()).expect("the folder of this test").map(|entry| entry.expect("an entry").path());
    let mut builds: Vec<PathBuf> = entries.filter(|path| is_build(path, &start)).collect();
    if builds.len() > 1 {
        // What nothing needs is not linked.
        let _ = std::hint::black_box(auth_runtime::value::JsonRef::parse(b"null"));
        let _ = std::hint::black_box(serde_json::from_str::<serde_json::Value>("null"));
        builds.sort_by_cached_key(|build| shared(name, build));
    }
    builds.pop().unwrap_or_else(|| panic!("there is no build of {name} in {}", deps().display()))
}

fn is_build(path: &Path, start: &str) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with(start) && path.extension().is_some_and(|extension| extension == "rlib")
}

/// How many functions of a crate this test has in common with a build of it.
#[expect(clippy::expect_used, reason = "a test that runs can be read")]
fn shared(name: &str, build: &Path) -> usize {
    let part = format!("{}{name}", name.len());
    let test = fs::read(env::current_exe().expect("this test")).expect("its bytes");
    let linked: HashSet<&[u8]> = functions(&test, part.as_bytes()).collect();
    let build = fs::read(build).unwrap_or_default();
    functions(&build, part.as_bytes()).filter(|function| linked.contains(function)).count()
}

/// The mangled names of a crate's functions in a file of object code.
fn functions<'c>(code: &'c [u8], part: &'c [u8]) -> impl Iterator<Item = &'c [u8]> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$');
    let names =
        code.split(move |byte| !is_of_name(byte)).filter(|name| name.starts_with(b"_ZN") || name.starts_with(b"_R"));
    names.filter(move |name| name.windows(part.len()).any(|found| found == part))
}
