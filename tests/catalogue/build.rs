//! Writes the examples of the catalogue's specs as calls of the clients in `auth-providers`.

#![allow(clippy::expect_used, reason = "a build without its input has failed")]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use auth_codegen::model::Provider;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/catalogue");
    println!("cargo::rerun-if-changed={}", folder.display());
    let files = fs::read_dir(&folder).expect("the catalogue").map(|file| file.expect("a file").path());
    let mut specs: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    specs.sort();
    let providers: Vec<Provider> = specs.iter().map(|spec| parse(spec)).collect();
    let calls: String = providers.iter().map(calls).collect();
    let all: String = providers.iter().map(|provider| format!("{}::calls(visitor);\n", provider.name)).collect();
    let all = format!(
        "/// Passes every example of every provider to a visitor.\npub fn calls(visitor: &mut impl crate::Visitor) {{\n{all}}}\n"
    );
    let output = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&output).join("calls.rs"), calls + &all).expect("OUT_DIR can be written to");
}

fn parse(spec: &Path) -> Provider {
    let text = fs::read_to_string(spec).expect("a spec");
    auth_codegen::parse(&spec.display().to_string(), &text).unwrap_or_else(|report| {
        eprintln!("{report}");
        process::exit(1);
    })
}

fn calls(provider: &Provider) -> String {
    format!("mod {} {{\n{}}}\n", provider.name, auth_codegen::examples(provider))
}
