//! What cargo-semver-checks says of the same pairs.
//!
//! `cargo test -p cargo-authwright --test command semver -- --ignored --nocapture` needs the command `cargo-semver-checks`
//! (0.51 knows the rustdoc of Rust 1.95). `UPDATE_EXPECT=1` writes the table in `docs/semver.md`.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::pairs::{ACME, PAIRS};
use crate::world::World;

const PAGE: &str = "docs/semver.md";
const HEAD: &str = "| change | `diff` | cargo-semver-checks | why |\n|---|---|---|---|\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The table of the page.
fn table(page: &str) -> &str {
    let start = page.find(HEAD).expect("the table") + HEAD.len();
    let end = page[start..].find("\n\n").map_or(page.len(), |end| start + end + 1);
    &page[start..end]
}

/// The page has a row for each pair, and says of `diff` what it says.
#[test]
fn the_page_has_every_pair() {
    let page = fs::read_to_string(root().join(PAGE)).unwrap();
    let rows: Vec<&str> = table(&page).lines().collect();
    assert_eq!(rows.len(), PAIRS.len());
    for (row, pair) in rows.iter().zip(PAIRS) {
        assert!(row.starts_with(&format!("| {} | {} | ", pair.change, word(pair.size))), "{row}");
        let cells: Vec<&str> = row.split(" | ").collect();
        // It knows no patch: what callers do not see is not part of an API.
        let agrees = cells[1] == cells[2] || (cells[1] == "patch" && cells[2] == "–");
        assert_eq!(agrees, pair.why.is_empty(), "a difference is explained: {row}");
    }
}

fn word(size: &str) -> &str {
    if size == "nothing changes" { "–" } else { size }
}

#[test]
#[ignore = "needs cargo-semver-checks, and builds the runtime"]
fn semver_checks_says_the_same() {
    let mut documented = Documented { made: HashMap::new() };
    let old = documented.json(ACME);
    let mut rows = String::new();
    for pair in PAIRS {
        let size = compare(&old, &documented.json(&pair.new_spec()));
        let row = format!("| {} | {} | {size} | {} |\n", pair.change, word(pair.size), pair.why);
        print!("{row}");
        rows += &row;
    }
    let path = root().join(PAGE);
    let page = fs::read_to_string(&path).unwrap();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, page.replace(table(&page), &rows)).unwrap();
    } else {
        assert_eq!(table(&page), rows);
    }
}

/// The clients of specs as rustdoc describes them, by the spec.
struct Documented {
    made: HashMap<String, PathBuf>,
}

impl Documented {
    fn json(&mut self, spec: &str) -> PathBuf {
        let next = self.made.len();
        let make = || document(spec, next);
        self.made.entry(spec.to_owned()).or_insert_with(make).clone()
    }
}

/// Generates the client in a package, and has rustdoc describe it as JSON.
fn document(spec: &str, number: usize) -> PathBuf {
    let runtime = root().join("auth-runtime").canonicalize().unwrap();
    let section = format!(
        "[package.metadata.authwright]\n\n[workspace]\n\n[dependencies]\nauthwright-runtime = {{ path = \"{}\", default-features = false, features = [\"client\", \"derive\"] }}\n",
        runtime.display()
    );
    let world = World::package(&section);
    let name = spec.lines().next().unwrap().trim_start_matches("name: ");
    fs::remove_file(world.path("specs/acme.yaml")).unwrap();
    fs::remove_file(world.path("src/main.rs")).unwrap();
    world.write(&format!("specs/{name}.yaml"), spec);
    world.write("src/lib.rs", "//! A client.\npub mod generated;\n");
    assert_eq!(world.run("gen").code, 0);
    fs::copy(root().join("Cargo.lock"), world.path("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["rustdoc", "--quiet", "--lib", "--target-dir"]).arg(&target);
    command.args(["--", "-Zunstable-options", "--output-format=json"]);
    command.current_dir(world.path("")).env("RUSTC_BOOTSTRAP", "1").env_remove("RUSTFLAGS");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json = target.join(format!("client-{number}.json"));
    fs::rename(target.join("doc/rockets.json"), &json).unwrap();
    json
}

/// Returns the size of the step from one client to the other.
fn compare(old: &Path, new: &Path) -> &'static str {
    let command = std::env::var_os("CARGO_SEMVER_CHECKS").unwrap_or_else(|| "cargo-semver-checks".into());
    let mut command = Command::new(command);
    command.args(["semver-checks", "--release-type", "patch", "--color", "never", "--baseline-rustdoc"]).arg(old);
    let output = command.arg("--current-rustdoc").arg(new).output().expect("cargo-semver-checks");
    let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    if said.contains("Summary semver requires new major version") {
        "major"
    } else if said.contains("Summary semver requires new minor version") {
        "minor"
    } else if said.contains("Summary no semver update required") {
        "–"
    } else {
        panic!("{said}")
    }
}
