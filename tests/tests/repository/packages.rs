//! What crates.io, docs.rs and GitHub are told: complete manifests, and workflows that name what exists.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use auth_tests::here;
use serde_json::Value;

fn cargo(arguments: &[&str]) -> Vec<u8> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).current_dir(here()).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The packages of the workspace, as cargo lists them.
fn packages() -> Vec<Value> {
    let metadata = cargo(&["metadata", "--no-deps", "--format-version", "1", "--locked"]);
    let metadata: Value = serde_json::from_slice(&metadata).expect("what cargo says");
    metadata["packages"].as_array().expect("packages").clone()
}

/// The packages of a tree of dependencies, each with its features.
fn tree(arguments: &[&str]) -> BTreeSet<(String, String)> {
    let tree =
        cargo(&[&["tree", "--locked", "--offline", "--prefix", "none", "--format", "{p}|{f}|"], arguments].concat());
    let tree = String::from_utf8(tree).expect("what cargo says");
    let parts = tree.lines().filter_map(|line| line.rsplit_once('|')?.0.split_once('|'));
    parts.map(|(package, features)| (package.to_owned(), features.to_owned())).collect()
}

/// Programs need the generator and the derives, and so do build scripts and derives. If the two turn on other features of a crate that
/// these need, such as `syn`, cargo compiles it and all that need it twice.
#[test]
fn the_generator_is_compiled_once() {
    let needed = tree(&["--package", "authwright-derive", "--features", "spec", "--edges", "normal,build"]);
    let needed: BTreeSet<String> = needed.into_iter().map(|(package, _)| package).collect();
    let mut features: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (package, turned_on) in tree(&["--workspace"]).into_iter().filter(|(package, _)| needed.contains(package)) {
        features.entry(package).or_default().insert(turned_on);
    }
    for name in ["authwright-codegen ", "authwright-derive ", "authwright-language ", "syn "] {
        assert!(features.keys().any(|package| package.starts_with(name)), "{name}is found: {features:?}");
    }
    features.retain(|_, sets| sets.len() > 1);
    assert!(features.is_empty(), "turn on the same in [build-dependencies] of tests/Cargo.toml: {features:#?}");
}

fn is_published(package: &Value) -> bool {
    package["publish"].is_null()
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn every_published_package_is_described() {
    let packages = packages();
    let published: Vec<&Value> = packages.iter().filter(|package| is_published(package)).collect();
    assert_eq!(published.len(), 8, "the eight crates that users may have");
    for package in published {
        let name = package["name"].as_str().expect("a name");
        let manifest = package["manifest_path"].as_str().expect("a path");
        let folder = std::path::Path::new(manifest).parent().expect("a folder");
        for key in ["description", "license", "repository", "readme", "rust_version"] {
            assert!(package[key].as_str().is_some_and(|text| !text.is_empty()), "{name} has no {key}");
        }
        for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
            assert!(folder.join(file).is_file(), "{name} has no {file}");
        }
        let (keywords, categories) = (strings(&package["keywords"]), strings(&package["categories"]));
        assert!(
            (1..=5).contains(&keywords.len()) && keywords.iter().all(|word| word.len() <= 20),
            "{name}: {keywords:?}"
        );
        assert!((1..=5).contains(&categories.len()), "{name}: {categories:?}");
    }
}

/// Packages that belong together are of one version, and name it: an older runtime would not know what a newer derive says.
#[test]
fn packages_of_the_workspace_name_each_other_by_one_version() {
    let packages = packages();
    let version = packages[0]["version"].as_str().expect("a version");
    for package in packages.iter().filter(|package| is_published(package)) {
        assert_eq!(package["version"], version);
        let dependencies = package["dependencies"].as_array().expect("dependencies");
        for dependency in dependencies.iter().filter(|dependency| !dependency["path"].is_null()) {
            let (name, of) = (&package["name"], &dependency["name"]);
            let other = packages.iter().find(|package| package["name"] == *of).expect("a package");
            assert!(is_published(other), "{name} needs {of}, which is not published");
            assert_eq!(dependency["req"], format!("={version}"), "{name} needs {of}");
        }
    }
}

/// Returns a workflow, and the commands that it runs.
fn workflow(path: &str) -> (serde_yaml::Value, Vec<String>) {
    let text = fs::read_to_string(here().join("..").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let workflow: serde_yaml::Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let jobs = workflow["jobs"].as_mapping().expect("jobs").values();
    let steps = jobs.flat_map(|job| job["steps"].as_sequence().expect("steps").clone());
    let commands = steps.filter_map(|step| step["run"].as_str().map(str::to_owned)).collect();
    (workflow, commands)
}

#[test]
fn workflows_name_packages_that_exist() {
    let packages = packages();
    for path in [".github/workflows/ci.yml", ".github/workflows/release.yml", "docs/ci/authwright.yml"] {
        let (workflow, commands) = workflow(path);
        assert_eq!(workflow["permissions"]["contents"], "read", "{path} has more rights than it needs");
        assert!(!commands.is_empty(), "{path} runs nothing");
        let words: Vec<&str> = commands.iter().flat_map(|command| command.split_whitespace()).collect();
        for pair in words.windows(2).filter(|pair| ["--package", "--exclude"].contains(&pair[0])) {
            assert!(
                packages.iter().any(|package| package["name"] == pair[1]),
                "{path}: there is no package {}",
                pair[1]
            );
        }
    }
}
