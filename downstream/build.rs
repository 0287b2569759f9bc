//! Generates a client from a spec at build time.

use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=src/acme.yaml");
    let spec = fs::read_to_string("src/acme.yaml").expect("src/acme.yaml");
    let provider = auth_codegen::parse("src/acme.yaml", &spec).unwrap_or_else(|report| {
        eprintln!("{report}");
        process::exit(1);
    });
    let path = format!("{}/acme.rs", env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(path, auth_codegen::include(&provider)).expect("OUT_DIR can be written to");
}
