//! `cargo authwright diff`: pairs of specs and their sizes, files, git revisions.

mod pairs;
mod semver;

use std::process::Command;

use crate::world::World;
use pairs::{ACME, PAIRS};

/// A change is as large as callers find it.
#[test]
fn pairs_have_their_sizes() {
    let world = World::new();
    let mut wrong = Vec::new();
    world.write("old.yaml", ACME);
    for pair in PAIRS {
        world.write("new.yaml", &pair.new_spec());
        let run = world.run("diff old.yaml new.yaml");
        assert_eq!(run.code, 0, "{}: {run:?}", pair.change);
        let first = run.out.lines().next().and_then(|line| line.split(": ").nth(1)).unwrap();
        if first != pair.size || !run.out.contains(pair.line) {
            wrong.push(format!("{}, {}, {}:\n{}", pair.change, pair.size, pair.line, run.out));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Callers pass arguments by position: two of one type that change places compile, and mean each other.
#[test]
fn arguments_that_change_places_are_major() {
    let world = World::new();
    let with = |fields: &str| {
        let spec = ACME.replace("reason: string, scopes: list", &format!("{fields}, scopes: list"));
        spec.replace("reason: fun,", "reason: fun, comment: now,")
    };
    world.write("old.yaml", &with("reason: string, comment: string"));
    world.write("new.yaml", &with("comment: string, reason: string"));
    let run = world.run("diff old.yaml new.yaml");
    assert!(run.out.starts_with("acme: major\n"), "{run:?}");
    assert!(run.out.contains("takes `id`, `comment`, `reason`, `scopes` in this order"), "{run:?}");
}

#[test]
fn a_limit_is_for_ci() {
    let world = World::new();
    world.write("old.yaml", ACME);
    world.write(
        "new.yaml",
        &ACME.replace("dry_run: optional boolean", "dry_run: optional boolean, loud: optional boolean"),
    );
    for (limit, code) in [("patch", 1), ("minor", 0), ("major", 0)] {
        assert_eq!(world.run(&format!("diff old.yaml new.yaml --at-most {limit}")).code, code, "{limit}");
    }
    assert_eq!(world.run("diff old.yaml old.yaml --at-most patch").code, 0);
    let run = world.run("diff old.yaml new.yaml --format json");
    let document: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(document["specs"][0]["size"], "minor");
    assert_eq!(document["specs"][0]["changes"][0]["name"], "Launch::loud");
}

/// Runs git without what a user has set up.
fn git(world: &World, arguments: &str) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=Ada", "-c", "user.email=ada@acme.example", "-c", "commit.gpgsign=false"]);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").current_dir(world.path(""));
    assert!(command.args(arguments.split(' ')).output().unwrap().status.success(), "git {arguments}");
}

#[test]
fn git_has_the_older_version() {
    let world = World::package("[package.metadata.authwright]\n");
    world.write("specs/acme.yaml", ACME);
    world.write("specs/gone.yaml", &ACME.replace("name: acme", "name: gone"));
    git(&world, "init --quiet");
    git(&world, "add .");
    git(&world, "commit --quiet --message First");
    world.write("specs/acme.yaml", &ACME.replace("ping:", "pong:"));
    world.write("specs/beta.yaml", &ACME.replace("name: acme", "name: beta"));
    std::fs::remove_file(world.path("specs/gone.yaml")).unwrap();
    let run = world.run("diff --rev HEAD");
    let sizes: Vec<&str> = run.out.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(sizes, ["acme: major", "beta: minor", "gone: major"], "{run:?}");
    for arguments in ["diff --rev HEAD specs/acme.yaml", "diff HEAD:specs/acme.yaml specs/acme.yaml"] {
        let run = world.run(arguments);
        assert!(run.code == 0 && run.out.contains("`Client::pong` is new"), "{arguments}: {run:?}");
    }
    assert_eq!(world.run_in("specs", "diff --rev HEAD acme.yaml", "").code, 0);
    assert_eq!(world.run("diff --rev HEAD --at-most minor").code, 1);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let world = World::package("[package.metadata.authwright]\n");
    world.write("wrong.yaml", &ACME.replace("GET", "GTE"));
    git(&world, "init --quiet");
    let rows = [
        ("diff specs/acme.yaml", 2, "name two versions of a spec"),
        ("diff specs/acme.yaml other.yaml", 2, "there is no file other.yaml"),
        ("diff specs/acme.yaml wrong.yaml", 1, "nothing is compared"),
        ("diff --rev v9", 2, "git has no revision `v9` here"),
        (
            "diff v9:specs/acme.yaml specs/acme.yaml",
            2,
            "git has no revision `v9` here: name a branch, a tag or a commit",
        ),
        (r"diff C:\acme.yaml specs/acme.yaml", 2, r"there is no file C:\acme.yaml: name a file, or `REVISION:PATH`"),
        ("diff", 2, "--rev"),
    ];
    for (arguments, code, expected) in rows {
        let run = world.run(arguments);
        assert!(run.code == code && run.err.contains(expected), "{arguments}: {run:?}");
    }
    let outside = World::new();
    outside.write("acme.yaml", ACME);
    let run = outside.run("diff --rev HEAD acme.yaml");
    assert!(run.code == 2 && run.err.contains("not a git repository"), "{run:?}");
}
