//! What the command says about itself, and colours.

use std::process::Command;

use crate::world::{ACME, World};

#[test]
fn every_command_has_examples() {
    let world = World::new();
    let all = world.run("--help");
    assert!(all.code == 0 && all.out.contains("Exit codes:") && all.out.contains("NO_COLOR"), "{all:?}");
    for command in ["new", "gen", "check", "explain", "diff", "schema", "mock", "completions", "man"] {
        let run = world.run(&format!("{command} --help"));
        let example = format!("\n  cargo authwright {command}");
        let piped = format!("| cargo authwright {command}");
        assert!(run.code == 0 && (run.out.contains(&example) || run.out.contains(&piped)), "{command}: {run:?}");
        let can_find_something = ["new", "gen", "check", "diff"].contains(&command);
        assert_eq!(run.out.contains("Exit codes: 0 "), can_find_something, "{command}: {run:?}");
    }
    assert_eq!(world.run("").code, 2);
    assert!(world.run("--version").out.starts_with("cargo-authwright "));
}

#[test]
fn shells_and_man_are_served() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = world.run(&format!("completions {shell}"));
        assert!(run.code == 0 && run.out.contains("explain"), "{shell}: {run:?}");
    }
    assert_eq!(world.run("man pages/man1").code, 0);
    assert!(
        world.list("pages/man1").contains(&"cargo-authwright-check.1".to_owned()),
        "{:?}",
        world.list("pages/man1")
    );
    assert!(world.read("pages/man1/cargo-authwright-gen.1").contains("src/apis"));
}

/// Colours are for terminals, unless somebody asks for them; `NO_COLOR` is stronger.
#[test]
fn colours_are_asked_for() {
    let world = World::new();
    world.write("acme.yaml", &ACME.replace("GET", "GTE"));
    let run = |variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-authwright"));
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").envs(variables.iter().copied());
        let output = command.args(["check", "acme.yaml"]).current_dir(world.path("")).output().unwrap();
        String::from_utf8(output.stderr).unwrap().contains('\u{1b}')
    };
    assert!(!run(&[]));
    assert!(run(&[("CLICOLOR_FORCE", "1")]));
    assert!(!run(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!run(&[("CLICOLOR_FORCE", "0")]));
}

/// A reader that has seen enough is not an error: `cargo authwright explain | head -1`.
#[test]
fn a_closed_pipe_is_no_panic() {
    let world = World::package("[package.metadata.authwright]\n");
    for arguments in [["explain", ""], ["check", ""], ["gen", ""], ["gen", "--check"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-authwright"));
        command.args(arguments.iter().filter(|argument| !argument.is_empty())).current_dir(world.path(""));
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command.stdout(writer).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && !said.contains("panicked"), "{arguments:?}: {said}");
    }
}
