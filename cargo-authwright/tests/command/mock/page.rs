//! The page on the mock shows what happens: its commands are run, and print what it says.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use regex_lite::Regex;
use serde_json::json;

use super::upstream::Upstream;
use crate::world::World;

const PAGE: &str = include_str!("../../../../docs/mock.md");
/// The port that the page shows.
const SHOWN: &str = "127.0.0.1:8080";

/// The code blocks of a language below a heading.
fn blocks(heading: &str, language: &str) -> Vec<String> {
    let start = PAGE.split(&format!("\n{heading}\n")).nth(1).unwrap_or(PAGE);
    let section = start.split("\n## ").next().unwrap();
    let fence = format!("```{language}\n");
    section.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// The spec of the page.
pub(super) fn spec() -> String {
    let fence = PAGE.split("```yaml\n").nth(1).unwrap();
    fence.split("```").next().unwrap().to_owned()
}

/// The commands of a block, each with what it prints.
fn commands(block: &str) -> Vec<(String, String)> {
    let parts = block.split("$ ").skip(1).map(|part| part.split_once('\n').unwrap());
    parts.map(|(command, printed)| (command.to_owned(), printed.to_owned())).collect()
}

/// A shell in a package with the spec, in which `cargo authwright` is this command.
struct Shell {
    world: World,
    /// The server that runs, and its address.
    served: Option<(Child, BufReader<ChildStdout>, String)>,
}

impl Shell {
    fn new() -> Self {
        let world = World::package("[package.metadata.authwright]\n");
        world.write("specs/acme.yaml", &spec());
        world.write("bin/cargo", &format!("#!/bin/sh\nexec {} \"$@\"\n", env!("CARGO_BIN_EXE_cargo-authwright")));
        let status = Command::new("chmod").arg("+x").arg(world.path("bin/cargo")).status().unwrap();
        assert!(status.success());
        Self { world, served: None }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path: Vec<PathBuf> = [self.world.path("bin")].into_iter().chain(std::env::split_paths(&path)).collect();
        command.current_dir(self.world.path("")).env("PATH", std::env::join_paths(path).unwrap());
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command to its end, and returns what it prints, with the address that the page shows.
    fn run(&self, command: &str) -> String {
        let address = self.served.as_ref().map_or(SHOWN, |(_, _, address)| address);
        let output = self.command("sh").arg("-c").arg(command.replace(SHOWN, address)).output().unwrap();
        text(&output).replace(address, SHOWN)
    }

    /// Starts a command that serves, and compares the first lines that it prints.
    fn serve(&mut self, command: &str, expected: &str) {
        self.served = None;
        let command = format!("exec {}", command.replace(" --port 8080", ""));
        let mut child =
            self.command("sh").arg("-c").arg(command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut printed = String::new();
        for _ in expected.lines() {
            output.read_line(&mut printed).unwrap();
        }
        let address = Regex::new(r"127\.0\.0\.1:\d+").unwrap().find(&printed).expect("an address").as_str().to_owned();
        assert_eq!(printed.replace(&address, SHOWN), expected);
        self.served = Some((child, output, address));
    }

    /// Interrupts the server, and returns what it has printed since.
    fn interrupt(&mut self) -> String {
        let (child, mut output, address) = self.served.take().unwrap();
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        let mut printed = String::new();
        while output.read_line(&mut printed).unwrap() > 0 {}
        let output = child.wait_with_output().unwrap();
        let printed = format!("{printed}{}", text(&output)).replace(&address, SHOWN);
        let printed = Regex::new(r"\d\d:\d\d:\d\d\.\d{3}").unwrap().replace_all(&printed, "12:00:00.000").into_owned();
        Regex::new(r"\(\d+ ms\)").unwrap().replace_all(&printed, "(0 ms)").into_owned()
    }

    /// Runs the commands of a block.
    fn check(&mut self, block: &str) {
        for (command, expected) in commands(block) {
            if command.starts_with("cargo authwright mock") && !command.contains("--har") {
                self.serve(&command, &expected);
            } else {
                let printed = self.run(&command);
                // `…` stands for what the page leaves out.
                let (start, end) = expected.split_once("…\n").unwrap_or((&expected, &expected));
                let (start, end) = (start.trim_end(), end.trim_end());
                assert!(printed.starts_with(start) && printed.trim_end().ends_with(end), "{command}\n{printed}");
            }
        }
    }
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Whether a program of this machine is there. Without it, a test says so, and is skipped.
pub(super) fn has(program: &str) -> bool {
    let version = if program == "openssl" { "version" } else { "--version" };
    let is_there = Command::new(program).arg(version).output().is_ok_and(|output| output.status.success());
    if !is_there {
        eprintln!("SKIPPED: there is no {program}, so that this test does nothing");
    }
    is_there
}

#[cfg(unix)]
#[test]
fn the_commands_print_what_it_says() {
    if !has("curl") {
        return;
    }
    let mut shell = Shell::new();
    for block in blocks("## By hand", "console") {
        shell.check(&block);
    }
    let log = shell.interrupt();
    for line in blocks("## The log", "text").concat().lines() {
        assert!(log.lines().any(|found| found == line), "{line}\nis not in\n{log}");
    }
    assert!(!log.contains("hunter2") && !log.contains("token_example_1"), "{log}");
    for block in blocks("## Faults", "console") {
        shell.check(&block);
    }
    shell.interrupt();
}

#[cfg(unix)]
#[test]
fn the_recordings_show_what_it_says() {
    let real = "6f1c2b9e-0d7a-4a44-9b43-1f0e8d6c5a21";
    let rocket =
        json!({ "id": real, "name": "Grace Hopper", "owner": "grace@navy.mil", "launched": "2026-03-01T08:00:00Z" });
    let token = json!({ "access_token": "at_7f3Kq", "expires_in": 3600, "refresh_token": "rt_0b8Zx" });
    let (log_in, reply) = (json!({ "name": "grace", "password": "Cobol-1959!" }).to_string(), rocket.to_string());
    let answer = token.to_string();
    let api = Upstream::start(move |line, _| {
        let body = if line.starts_with("POST") { answer.clone() } else { reply.clone() };
        (200, "content-type: application/json\r\n".to_owned(), body)
    });
    let mut shell = Shell::new();
    let blocks = blocks("## Recording", "console");
    let block = blocks[0].replace("https://api.acme.example", &api.url);
    shell.check(&block);
    let (_, _, address) = shell.served.as_ref().unwrap();
    let base = format!("http://{address}/acme/base");
    super::server::post(&format!("{base}/token"), &log_in);
    super::server::send("GET", &format!("{base}/rockets/{real}"), &[("authorization", "Bearer at_7f3Kq")], "");
    let printed = shell.interrupt();
    let diff = self::blocks("## Recording", "diff").concat();
    assert!(printed.contains(&diff), "{diff}\nis not in\n{printed}");
    let entries = [("POST", "token", Some(&log_in), token), ("GET", &format!("rockets/{real}"), None, rocket)];
    let entries: Vec<serde_json::Value> = entries.into_iter().map(|(method, path, body, reply)| json!({
        "request": { "method": method, "url": format!("https://api.acme.example/{path}"), "postData": body.map(|text| json!({ "mimeType": "application/json", "text": text })) },
        "response": { "status": 200, "content": { "text": reply.to_string() } },
    })).collect();
    shell.world.write("session.har", &json!({ "log": { "entries": entries } }).to_string());
    shell.check(&blocks[1]);
}

/// The Rust of the page is a test of the library's documentation.
#[test]
fn the_rust_is_that_of_the_library() {
    let library = include_str!("../../../../auth-mock/src/server.rs");
    let library: String =
        library.lines().map(|line| line.trim_start().trim_start_matches("/// ").to_owned() + "\n").collect();
    let flat = |text: &str| text.lines().map(|line| line.trim().to_owned() + "\n").collect::<String>();
    let blocks = blocks("## Faults", "rust");
    assert!(blocks.len() == 1 && blocks.iter().all(|block| flat(&library).contains(&flat(block))), "{blocks:?}");
}

#[cfg(unix)]
#[test]
fn the_suite_in_python_passes() {
    if !has("python3") {
        return;
    }
    let shell = Shell::new();
    shell.world.write("test_acme.py", &blocks("## From other languages", "python").concat());
    let output = shell.command("python3").args(["-W", "error", "-m", "unittest", "test_acme"]).output().unwrap();
    assert!(output.status.success() && text(&output).contains("Ran 3 tests"), "{}", text(&output));
}
