//! Rust that the derives accept, compiled by rustc: modules of one crate, against the runtime that this test is linked with.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// The runtime, as it is named in mangled names.
const CRATE: &[u8] = b"12auth_runtime";

/// Compiles modules; what rustc says, if it refuses them.
pub(crate) fn compile(modules: &[String]) -> Result<(), String> {
    let dir = tempfile::tempdir().expect("a folder");
    let source = dir.path().join("mutants.rs");
    let modules = modules.iter().enumerate().map(|(index, code)| format!("pub mod m{index} {{\n{code}\n}}\n"));
    fs::write(&source, modules.collect::<String>()).expect("a file");
    let output = rustc(&source, dir.path(), &runtime());
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// Compiles modules as a program that uses none of them, with the lints that somebody may have turned on; what rustc says, if it
/// warns.
pub(crate) fn warn(modules: &[String]) -> Result<(), String> {
    let dir = tempfile::tempdir().expect("a folder");
    let source = dir.path().join("main.rs");
    let modules = modules.iter().enumerate().map(|(index, code)| format!("mod m{index} {{\n{code}\n}}\n"));
    let text =
        format!("//! A program.\n#![deny({})]\n{}fn main() {{}}\n", LINTS.join(", "), modules.collect::<String>());
    fs::write(&source, text).expect("a file");
    let output = command(&source, dir.path(), &runtime()).arg("--crate-type=bin").output().expect("rustc runs");
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// Groups of lints, and lints that are off by default. Those of a taste of their own are left out: `unused_results`,
/// `missing_copy_implementations`, `variant_size_differences`.
const LINTS: [&str; 18] = [
    "warnings",
    "unused",
    "nonstandard_style",
    "future_incompatible",
    "rust_2018_idioms",
    "rust_2021_compatibility",
    "rust_2024_compatibility",
    "explicit_outlives_requirements",
    "meta_variable_misuse",
    "missing_debug_implementations",
    "missing_docs",
    "redundant_lifetimes",
    "single_use_lifetimes",
    "trivial_casts",
    "trivial_numeric_casts",
    "unreachable_pub",
    "unused_lifetimes",
    "unused_qualifications",
];

/// The build of the runtime that this test is linked with: the one whose functions it has. There may be builds with other
/// features, too, and the names of functions hold a hash of the features.
fn runtime() -> PathBuf {
    // The linker leaves out what nothing needs.
    let _ = std::hint::black_box(auth_runtime::value::JsonRef::parse(b"null"));
    let test = fs::read(env::current_exe().expect("this test")).expect("its bytes");
    let linked: HashSet<&[u8]> = functions(&test).collect();
    let entries = fs::read_dir(deps()).expect("the folder of this test").map(|entry| entry.expect("an entry").path());
    let shared = |path: &PathBuf| {
        let build = fs::read(path).unwrap_or_default();
        functions(&build).filter(|name| linked.contains(name)).count()
    };
    let builds = entries.filter(|path| is_runtime(path)).map(|path| (shared(&path), path));
    let (shared, build) = builds.max_by_key(|(shared, _)| *shared).expect("a build of the runtime");
    assert!(shared > 0, "no build of the runtime has a function of this test");
    build
}

/// The mangled names of the runtime's functions in a file of object code.
fn functions(code: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$');
    let names =
        code.split(move |byte| !is_of_name(byte)).filter(|name| name.starts_with(b"_ZN") || name.starts_with(b"_R"));
    names.filter(|name| name.windows(CRATE.len()).any(|part| part == CRATE))
}

fn is_runtime(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with("libauth_runtime-") && path.extension().is_some_and(|extension| extension == "rlib")
}

/// Where cargo puts what tests are linked with.
fn deps() -> PathBuf {
    let test = env::current_exe().expect("this test");
    test.parent().expect("its folder").to_owned()
}

/// Metadata is enough: whatever rustc refuses in a type, it refuses before it makes code.
fn rustc(source: &Path, out: &Path, runtime: &Path) -> Output {
    let mut command = command(source, out, runtime);
    command.args(["--crate-type=lib", "--cap-lints=warn", "-Awarnings"]).output().expect("rustc runs")
}

fn command(source: &Path, out: &Path, runtime: &Path) -> Command {
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let mut command = Command::new(rustc);
    command.args(["--edition=2024", "--emit=metadata"]);
    command.arg(source).arg("--out-dir").arg(out);
    command.arg("-L").arg(format!("dependency={}", deps().display()));
    command.arg("--extern").arg(format!("auth_runtime={}", runtime.display()));
    command
}
