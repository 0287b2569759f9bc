//! Rust that the derives accept, compiled by rustc: modules of one crate, against the runtime that this test is linked with.

use std::fs;

use auth_tests::{Rustc, in_parallel};

/// Compiles modules; what rustc says, if it refuses them.
pub(crate) fn compile(modules: &[String]) -> Result<(), String> {
    let arguments = ["--crate-type=lib", "--cap-lints=warn", "-Awarnings"];
    in_parts(modules, |part| crate_of("", "pub mod", part), &arguments)
}

/// Compiles modules as programs that use none of them, with the lints that somebody may have turned on; what rustc says, if it
/// warns.
pub(crate) fn warn(modules: &[String]) -> Result<(), String> {
    let head = format!("//! A program.\n#![deny({})]\nfn main() {{}}\n", LINTS.join(", "));
    in_parts(modules, |part| crate_of(&head, "mod", part), &["--crate-type=bin"])
}

fn crate_of(head: &str, module: &str, modules: &[String]) -> String {
    let modules = modules.iter().enumerate().map(|(index, code)| format!("{module} m{index} {{\n{code}\n}}\n"));
    head.to_owned() + &modules.collect::<String>()
}

/// Most of rustc uses one core: the modules are some crates that are compiled beside each other.
fn in_parts(modules: &[String], text: impl Fn(&[String]) -> String + Sync, arguments: &[&str]) -> Result<(), String> {
    let rustc = Rustc::with(&["auth_runtime"]);
    let parts: Vec<&[String]> = modules.chunks(PART).collect();
    let said = in_parallel(&parts, |part| {
        let dir = tempfile::tempdir().expect("a folder");
        let source = dir.path().join("main.rs");
        fs::write(&source, text(part)).expect("a file");
        let mut command = rustc.check();
        let output =
            command.args(arguments).arg(&source).arg("--out-dir").arg(dir.path()).output().expect("rustc runs");
        if output.status.success() { String::new() } else { String::from_utf8_lossy(&output.stderr).into_owned() }
    });
    let said = said.concat();
    if said.is_empty() { Ok(()) } else { Err(said) }
}

/// How many modules are one crate.
const PART: usize = 60;

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
