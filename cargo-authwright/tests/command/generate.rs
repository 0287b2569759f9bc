//! `cargo authwright gen`.

use crate::world::{ACME, World};

const SECTION: &str = "[package.metadata.authwright]\n";

#[test]
fn a_section_without_keys_is_enough() {
    let world = World::package(SECTION);
    let run = world.run("gen");
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("create src/generated/acme.rs"), "{}", run.out);
    assert!(run.out.contains("1 provider, 1 endpoint, 0 types: 2 files written, 0 up to date"), "{}", run.out);
    assert!(world.read("src/generated/acme.rs").contains("pub async fn ping(&self) -> Reply<()>"));
    let module = world.read("src/generated/mod.rs");
    assert!(module.ends_with("\n\npub mod acme;\n") && module.contains("#![allow(dead_code, "), "{module}");
    assert_eq!(world.list("src/generated"), ["acme.rs", "mod.rs"], "nothing unfinished is left");
    assert_eq!(world.run("gen --check").code, 0);
}

/// A user's `cargo fmt` does not make generated files stale.
#[test]
fn rustfmt_leaves_the_modules_alone() {
    let world = World::package(SECTION);
    world.write("src/main.rs", "mod generated;\nfn main() {}\n");
    world.run("gen");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let formatted = std::process::Command::new(cargo).arg("fmt").current_dir(world.path("")).status().unwrap();
    assert!(formatted.success());
    assert_eq!(world.read("src/main.rs"), "mod generated;\nfn main() {}\n");
    let run = world.run("gen --check");
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn folders_and_features_can_be_named() {
    let world = World::package(&format!("{SECTION}specs = \"apis\"\noutput = \"src/apis\"\nfeatures = true\n"));
    world.write("apis/beta.yaml", &ACME.replace("name: acme", "name: beta"));
    assert_eq!(world.run("gen").code, 0);
    assert!(world.read("src/apis/mod.rs").ends_with("#[cfg(feature = \"beta\")]\npub mod beta;\n"));
    assert!(world.read("Cargo.toml").ends_with("[features]\nbeta = []\nall = [\"beta\"]\n"));
}

#[test]
fn folders_can_be_given_without_a_manifest() {
    let world = World::new();
    world.write("apis/acme.yaml", ACME);
    assert_eq!(world.run("gen --specs apis --output out").code, 0);
    assert_eq!(world.list("out"), ["acme.rs", "mod.rs"]);
    assert_eq!(world.run("gen --specs apis").code, 2, "one without the other");
}

/// The advice is the command to type, with the flags that were given.
#[test]
fn what_is_out_of_date_is_made_by_the_same_flags() {
    let world = World::new();
    world.write("Cargo.toml", "[workspace]\nmembers = [\"one\"]\n");
    world.write_package("one", SECTION);
    world.write("apis/acme.yaml", ACME);
    let rows = [
        ("--specs apis --output it's", r"--specs apis --output 'it'\''s'"),
        ("--manifest-path one/Cargo.toml -p one", "--manifest-path one/Cargo.toml --package one"),
        ("", ""),
    ];
    for (flags, expected) in rows {
        let run = world.run(&format!("gen --check {flags}"));
        let advice = format!("run `{}`\n", format!("cargo authwright gen {expected}").trim_end());
        assert!(run.code == 1 && run.err.ends_with(&advice), "{flags}: {run:?}");
    }
}

#[test]
fn the_last_spec_takes_its_module_with_it() {
    let world = World::package(&format!("{SECTION}features = true\n"));
    world.write("src/generated/by_hand.rs", "// by hand\n");
    assert!(
        world
            .run("gen")
            .out
            .ends_with("next: add `authwright-runtime` to the dependencies, write `mod generated;` in src/lib.rs or src/main.rs, then `cargo build`\n")
    );
    std::fs::remove_file(world.path("specs/acme.yaml")).unwrap();
    assert_eq!(world.run("gen --check").code, 1);
    let run = world.run("gen");
    assert!(run.code == 0 && run.out.contains("  remove src/generated/acme.rs\n"), "{run:?}");
    assert!(run.out.contains("0 providers") && !run.out.contains("next:"), "{run:?}");
    assert_eq!(world.list("src/generated"), ["by_hand.rs", "mod.rs"]);
    assert!(!world.read("src/generated/mod.rs").contains("pub mod"));
    assert!(world.read("Cargo.toml").ends_with("[features]\nall = []\n"), "{}", world.read("Cargo.toml"));
    assert_eq!(world.run("gen --check").code, 0);
    // A folder that is not there may be a slip in Cargo.toml: nothing is removed.
    std::fs::remove_dir(world.path("specs")).unwrap();
    let run = world.run("gen");
    assert!(run.code == 2 && run.err.contains("if the last provider is gone, remove src/generated as well"), "{run:?}");
    assert_eq!(world.list("src/generated"), ["by_hand.rs", "mod.rs"]);
}

/// The runtime may have another name in the package, or be re-exported by another crate.
#[test]
fn the_runtime_may_be_elsewhere() {
    let world = World::package(&format!("{SECTION}crate = \"acme_sdk::runtime\"\n"));
    assert_eq!(world.run("gen").code, 0);
    let module = world.read("src/generated/acme.rs");
    assert!(
        module.contains("use acme_sdk::runtime::{") && module.contains("#[client(crate = acme_sdk::runtime)]"),
        "{module}"
    );
    assert!(!module.contains("auth_runtime"), "{module}");
    assert_eq!(world.run("gen --check").code, 0);
}

/// Each change of a spec leads to a summary on standard output, each mistake to a report, and it goes on.
#[test]
fn specs_are_watched() {
    let world = World::package(SECTION);
    let mut watched = world.watch("gen --watch");
    assert!(watched.wait_for("watching specs").contains("2 files written"));
    world.write("specs/acme.yaml", &ACME.replace("GET", "GTE"));
    world.write("specs/beta.yaml", &ACME.replace("name: acme", "name: beta"));
    world.write("specs/acme.yaml", ACME);
    assert!(watched.wait_for("2 providers").contains("create src/generated/beta.rs"));
    std::fs::remove_file(world.path("specs/acme.yaml")).unwrap();
    watched.wait_for("remove src/generated/acme.rs");
    assert_eq!(world.run("gen --watch --check").code, 2);
}

#[test]
fn check_changes_nothing() {
    let world = World::package(SECTION);
    let run = world.run("gen --check");
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("+pub mod acme;") && run.err.ends_with("out of date: run `cargo authwright gen`\n"),
        "{run:?}"
    );
    assert!(!world.path("src/generated").exists());
}

/// One bad spec of one package leaves the files of all packages as they are.
#[test]
fn a_mistake_touches_nothing() {
    let world = World::new();
    world.write("Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\", \"three\"]\n");
    world.write_package("one", SECTION);
    world.write_package("two", SECTION);
    world.write_package("three", "");
    world.write("two/specs/beta.yaml", &ACME.replace("name: acme", "nmae: beta"));
    let run = world.run("gen");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("--> two/specs/beta.yaml:1:1"), "{}", run.err);
    assert!(run.err.ends_with("1 problem in 1 spec: no file was touched\n"), "{}", run.err);
    assert!(!world.path("one/src/generated").exists());
    assert_eq!(world.run("gen -p one").code, 0);
    assert!(world.path("one/src/generated/acme.rs").exists());
}

#[test]
fn the_package_of_the_folder_is_meant() {
    let world = World::new();
    world.write("Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\"]\n");
    world.write_package("one", SECTION);
    world.write_package("two", SECTION);
    assert_eq!(world.run_in("one/src", "gen", "").code, 0);
    assert!(world.path("one/src/generated/acme.rs").exists() && !world.path("two/src/generated").exists());
    assert_eq!(world.run("gen").code, 0);
    assert!(world.path("two/src/generated/acme.rs").exists());
}

#[test]
fn wrong_use_says_what_to_do() {
    let bare = World::package("");
    let twisted = World::package(&format!("{SECTION}spec = \"apis\"\n"));
    let by_hand = World::package(SECTION);
    by_hand.write("src/generated/acme.rs", "// by hand\n");
    let no_specs = World::package(&format!("{SECTION}specs = \"apis\"\n"));
    let outside = World::new();
    let rows = [
        (&bare, "gen", "no package here has the section `[package.metadata.authwright]`: write into Cargo.toml:"),
        (&bare, "gen -p rockets", "the package `rockets` has no section `[package.metadata.authwright]`"),
        (&bare, "gen -p moon", "the workspace has no package `moon`: the packages are `rockets`"),
        (
            &twisted,
            "gen",
            "error: Cargo.toml: [package.metadata.authwright]: there is no key `spec`: did you mean `specs`?",
        ),
        (&by_hand, "gen", "acme.rs was written by hand: move it, or choose another folder for the output"),
        (&no_specs, "gen", "there are no specs (*.yaml) in apis: `cargo authwright new NAME` writes one"),
        (&outside, "gen", "could not find `Cargo.toml`"),
        (&outside, "gne", "unrecognized subcommand 'gne'"),
    ];
    for (world, arguments, expected) in rows {
        let run = world.run(arguments);
        assert!(run.code == 2 && run.err.contains(expected), "{arguments}: {run:?}");
    }
    assert_eq!(by_hand.read("src/generated/acme.rs"), "// by hand\n");
}
