//! What ARCHITECTURE.md promises about the source, as far as a test can check it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use auth_tests::{here, providers};

const CRATES: [&str; 9] = [
    "auth-codegen",
    "auth-derive",
    "auth-language",
    "auth-macros",
    "auth-mock",
    "auth-runtime",
    "auth-providers",
    "cargo-authwright",
    "xtask",
];

/// The hand-written Rust of a crate.
fn sources(crate_name: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    collect(&here().join("..").join(crate_name).join("src"), &mut found);
    assert!(!found.is_empty(), "{crate_name} has sources");
    found
}

fn collect(dir: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(dir).expect("a directory of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "generated") {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.clone(), fs::read_to_string(&path).expect("a source")));
        }
    }
}

/// The code of a file, without comments and without its unit tests.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]").next().unwrap_or_default();
    body.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_provider_is_named_in_hand_written_code() {
    // Messages and documentation use `acme` for any provider, so that name would be found everywhere.
    let real = providers().into_iter().filter(|provider| provider.name != "acme");
    let names: Vec<String> = real.flat_map(|provider| [provider.name, provider.ident]).collect();
    for crate_name in CRATES {
        for (path, text) in sources(crate_name) {
            let code = code(&text);
            let found: Vec<&String> = names.iter().filter(|name| code.contains(name.as_str())).collect();
            assert!(found.is_empty(), "{} names {found:?}", path.display());
        }
    }
}

/// That it prints nothing is held by lints of its crates.
#[test]
fn the_generator_does_no_io() {
    for (path, text) in ["auth-codegen", "auth-language"].into_iter().flat_map(sources) {
        for module in ["std::fs", "std::io", "std::net", "std::env", "std::process"] {
            assert!(!code(&text).contains(module), "{} uses {module}", path.display());
        }
    }
}

/// No dependency requires a newer compiler than the workspace does; clippy checks the use of `std`.
#[test]
fn every_dependency_builds_with_the_stated_rust_version() {
    let version = |text: &str| text.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>();
    let mut command = std::process::Command::new(env!("CARGO"));
    let output =
        command.args(["metadata", "--format-version", "1", "--locked"]).current_dir(here().join("..")).output();
    let json: serde_json::Value = serde_json::from_slice(&output.expect("cargo").stdout).expect("its metadata");
    let packages = json["packages"].as_array().expect("packages");
    let stated = packages.iter().find(|package| package["name"] == "authwright-runtime").expect("the runtime");
    let stated = version(stated["rust_version"].as_str().expect("a version"));
    for package in packages {
        let asked = version(package["rust_version"].as_str().unwrap_or("1"));
        assert!(asked[..2.min(asked.len())] <= stated[..2], "{} asks for {asked:?}", package["name"]);
    }
}

/// Only the client and the Redis store use the network, and the receiver of callbacks listens on this machine.
#[test]
fn three_places_await_the_network() {
    let here = here().join("../auth-runtime/src");
    // Other files name the request types of reqwest, which a session authorizes, but send none.
    let network = [".execute(", "reqwest::get", "redis::", "std::net", "tokio::net"];
    let (client, redis) = (here.join("client/wire.rs"), here.join("session/store/redis"));
    let receiver = here.join("consent/receiver");
    for (path, text) in sources("auth-runtime") {
        let reaches = network.iter().any(|name| code(&text).replace("self::redis::", "").contains(name));
        let may = path == client || [&redis, &receiver].iter().any(|room| path.with_extension("").starts_with(room));
        assert!(!reaches || may, "{} reaches the network", path.display());
    }
}
