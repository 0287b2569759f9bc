//! Writes the examples of the catalogue's specs as calls of the clients in `authwright-providers`, and the snippets of their documentation
//! pages, which are compiled.

#![allow(clippy::expect_used, clippy::panic, reason = "a build without its input has failed")]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use auth_codegen::model::Provider;

#[path = "../snippets.rs"]
mod snippets;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/catalogue");
    println!("cargo::rerun-if-changed={}", folder.display());
    let files = fs::read_dir(&folder).expect("the catalogue").map(|file| file.expect("a file").path());
    let mut specs: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    specs.sort();
    let providers: Vec<Provider> = specs.iter().map(|spec| parse(spec)).collect();
    let calls: String = providers.iter().map(calls).collect();
    let arms: String = names(&providers).map(|name| format!("{name:?} => {name}::calls(visitor),\n")).collect();
    let of = format!(
        "/// Passes every example of a provider to a visitor.\npub fn calls(provider: &str, visitor: &mut impl crate::Visitor) {{\n\
         match provider {{\n{arms}_ => {{}}\n}}\n}}\n"
    );
    let output = env::var("OUT_DIR").expect("cargo sets it");
    let snippets =
        providers.iter().map(|provider| snippets::functions(provider, &format!("auth_providers::{}", provider.name)));
    let snippets = format!("pub mod snippets {{\n{}}}\n", snippets.collect::<String>());
    fs::write(Path::new(&output).join("calls.rs"), calls + &of + &snippets).expect("OUT_DIR can be written to");
}

fn parse(spec: &Path) -> Provider {
    let text = fs::read_to_string(spec).expect("a spec");
    auth_codegen::parse(&spec.display().to_string(), &text).unwrap_or_else(|report| {
        eprintln!("{report}");
        process::exit(1);
    })
}

fn names(providers: &[Provider]) -> impl Iterator<Item = &str> {
    providers.iter().map(|provider| provider.name.as_str())
}

fn calls(provider: &Provider) -> String {
    format!("mod {} {{\n{}}}\n", provider.name, auth_codegen::examples(provider))
}
