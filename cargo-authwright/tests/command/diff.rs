//! `cargo authwright diff`: twenty pairs of specs and their sizes, files, git revisions.

use std::process::Command;

use crate::world::World;

/// A spec with something of each kind.
const ACME: &str = "\
name: acme
title: Acme
base_url: https://api.acme.example
scopes: { read: See rockets., write: Launch rockets. }
types:
  Rocket:
    fields:
      id: string
      crew: optional list of string
      token: { type: secret, at: token }
  Part: { fields: { name: string, size: optional integer } }
  Fault: { fields: { reason: { type: optional string, means: message } } }
error_body: Fault
errors:
  401: { name: Unauthorized, doc: The key is wrong. }
  404: { name: NotFound, doc: There is no such rocket. }
endpoints:
  ping: { doc: Ask whether it is there., GET: /ping, returns: { 204: nothing } }
  launch:
    doc: Launch a rocket.
    POST: /rockets/{id}
    auth: required
    path: { id: string }
    query: { dry_run: optional boolean }
    json: { reason: string, scopes: list of Scope, part: optional Part }
    returns: { 200: Rocket }
    examples: [{ request: { id: r_1, reason: fun, scopes: [read] }, response: { id: r_1, token: t_1 } }]
credentials:
  api_key: { doc: A key., key: { example: key_1 }, attach: bearer }
";

/// What is replaced by what, the size of the change, and a line of the output.
const ROWS: [(&[[&str; 2]], &str, &str); 24] = [
    (&[], "nothing changes", ""),
    (&[["Launch a rocket.", "Start a rocket."]], "patch", "`Client::launch` is documented differently"),
    (&[["acme.example", "acme.example/v2"]], "patch", "`Acme::HOSTS` is sent, read or told apart differently"),
    (&[["POST: /rockets/{id}", "PUT: /rocket/{id}"]], "patch", "`Launch` is sent, read or told apart differently"),
    (
        &[["at: token", "at: data.token"], ["token: t_1", "data: { token: t_1 }"]],
        "patch",
        "`Rocket.token` is sent, read or",
    ),
    (&[["  404:", "  410:"]], "patch", "`AcmeError::NotFound` is sent, read or told apart differently"),
    (&[["boolean }", "boolean, loud: optional boolean }"]], "minor", "`Launch::loud` is new"),
    (&[["      id: string\n", "      id: string\n      size: optional integer\n"]], "minor", "`Rocket.size` is new"),
    (&[["  404:", "  403: { name: Forbidden }\n  404:"]], "minor", "`AcmeError::Forbidden` is new"),
    (&[["write: Launch rockets.", "write: Launch rockets., admin: All."]], "minor", "`Scope::Admin` is new"),
    (
        &[["  ping:", "  pong: { doc: Ask., GET: /pong, returns: { 204: nothing } }\n  ping:"]],
        "minor",
        "`Client::pong` is new",
    ),
    (&[["    auth:", "    deprecated: Use another.\n    auth:"]], "minor", "`Client::launch` is deprecated"),
    (
        &[["  api_key:", "  other: { doc: Other., key: { example: k }, attach: { header: X } }\n  api_key:"]],
        "minor",
        "`Other` is new",
    ),
    (&[["ping:", "pong:"]], "major", "`Client::ping` is gone"),
    (&[["dry_run: optional", "dry: optional"]], "major", "`Launch::dry_run` is gone"),
    (
        &[["reason: string", "reason: string, force: boolean"], ["reason: fun", "reason: fun, force: true"]],
        "major",
        "`Launch::new` is",
    ),
    (&[["reason: string", "reason: optional string"]], "major", "`Launch::new` is"),
    (&[["dry_run: optional boolean", "dry_run: optional integer"]], "major", "`Launch::dry_run` is"),
    (
        &[["      id: string", "      id: integer"], ["{ id: r_1, token", "{ id: 1, token"]],
        "major",
        "`Rocket.id` is `i64`, and was `std::String`",
    ),
    (
        &[["crew: optional list", "crew: list"], ["token: t_1", "crew: [], token: t_1"]],
        "major",
        "`Rocket.crew` is `std::Vec<std::String>`",
    ),
    (&[["name: NotFound", "name: NoSuchRocket"]], "major", "`AcmeError::NotFound` is gone"),
    (&[["    auth: required\n", ""], [CREDENTIALS, ""]], "major", "`Client::launch` is"),
    (&[["200: Rocket", "200: optional Rocket"]], "major", "`Client::launch` is"),
    (&[["name: acme", "name: zenith"]], "major", "`zenith` is the module that was `acme`"),
];

const CREDENTIALS: &str = "credentials:\n  api_key: { doc: A key., key: { example: key_1 }, attach: bearer }\n";

/// A change is as large as callers find it.
#[test]
fn pairs_have_their_sizes() {
    let world = World::new();
    world.write("old.yaml", ACME);
    for (edits, size, line) in ROWS {
        let new = edits.iter().fold(ACME.to_owned(), |spec, [from, to]| {
            assert!(spec.contains(from), "{from}");
            spec.replacen(from, to, 1)
        });
        world.write("new.yaml", &new);
        let run = world.run("diff old.yaml new.yaml");
        assert_eq!(run.code, 0, "{edits:?}: {run:?}");
        let first = run.out.lines().next().and_then(|line| line.split(": ").nth(1)).unwrap();
        assert_eq!(first, size, "{edits:?}:\n{}", run.out);
        assert!(run.out.contains(line), "{edits:?}:\n{}", run.out);
    }
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
