//! Generates the clients of the generator's fixtures, which `tests/goldens_compile.rs` compiles.

#![allow(clippy::expect_used, reason = "a build without its input has failed")]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../auth-codegen/tests/goldens");
    println!("cargo::rerun-if-changed={}", folder.display());
    let modules: String = specs(&folder).iter().map(|spec| module(spec)).collect();
    let path = format!("{}/goldens.rs", env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(path, modules).expect("OUT_DIR can be written to");
}

fn specs(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("the fixtures").map(|file| file.expect("a file").path());
    let mut specs: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    specs.sort();
    specs
}

/// The client of a spec, in a module of its name.
fn module(spec: &Path) -> String {
    let text = fs::read_to_string(spec).expect("a spec");
    let provider = auth_codegen::parse(&spec.display().to_string(), &text).unwrap_or_else(|report| {
        eprintln!("{report}");
        process::exit(1);
    });
    let name = spec.file_stem().and_then(|stem| stem.to_str()).expect("a name");
    format!("mod {name} {{\n{}}}\n", auth_codegen::include(&provider))
}
