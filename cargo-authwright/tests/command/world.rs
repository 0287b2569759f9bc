//! A folder with packages and specs, in which the command runs.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use tempfile::TempDir;

/// A spec without mistakes.
pub(crate) const ACME: &str = "\
name: acme
title: Acme
base_url: https://api.acme.example
endpoints:
  ping:
    doc: Ask whether it is there.
    GET: /ping
    returns: { 204: nothing }
";

/// A folder that is removed at the end of a test.
pub(crate) struct World(TempDir);

/// What a run has printed, and its exit code.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl World {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A package with this section in its manifest, and a spec.
    pub(crate) fn package(section: &str) -> Self {
        let world = Self::new();
        world.write_package("", section);
        world
    }

    pub(crate) fn write_package(&self, folder: &str, section: &str) {
        let name = if folder.is_empty() { "rockets" } else { folder };
        let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{section}");
        self.write(&format!("{folder}/Cargo.toml"), &manifest);
        self.write(&format!("{folder}/src/main.rs"), "fn main() {}\n");
        self.write(&format!("{folder}/specs/acme.yaml"), ACME);
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name.trim_start_matches('/'))
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of the files in a folder, sorted.
    pub(crate) fn list(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Starts a command that runs until it is dropped.
    pub(crate) fn watch(&self, arguments: &str) -> Watched {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-authwright"));
        command.args(arguments.split_whitespace()).current_dir(self.path("")).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the command");
        let output = BufReader::new(child.stdout.take().unwrap());
        Watched { child, output }
    }

    /// Runs the command here, as cargo calls it.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        self.run_in("", arguments, "")
    }

    /// Runs the command in a folder, with an input.
    pub(crate) fn run_in(&self, folder: &str, arguments: &str, input: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-authwright"));
        command.arg("authwright").args(arguments.split_whitespace()).current_dir(self.path(folder));
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command");
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// A command that is running.
pub(crate) struct Watched {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Watched {
    /// Reads standard output up to a line with this text, and returns what was read.
    pub(crate) fn wait_for(&mut self, text: &str) -> String {
        let mut read = String::new();
        while !read.lines().last().is_some_and(|line| line.contains(text)) {
            assert!(self.output.read_line(&mut read).unwrap() > 0, "the command has ended: {read}");
        }
        read
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
