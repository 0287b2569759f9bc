//! A mock that runs, and requests to it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::world::World;

/// A command that serves, with its first line.
pub(super) struct Server {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    pub(super) ready: Value,
}

/// What a command has printed after its first line, and its exit code.
#[derive(Debug)]
pub(super) struct End {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

impl Server {
    /// Starts the command with a log of JSON, and waits until it is ready.
    pub(super) fn start(world: &World, arguments: &[&str]) -> Self {
        Self::start_with(world, arguments, &[])
    }

    /// Starts it with environment variables.
    pub(super) fn start_with(world: &World, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-authwright"));
        command.arg("mock").args(arguments).current_dir(world.path("")).envs(variables.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command");
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let ready = serde_json::from_str(&line).unwrap_or_else(|_| {
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            panic!("not ready: {line}{said}")
        });
        Self { child, input, output, ready }
    }

    /// The URL of the host `base` of the provider `acme`.
    pub(super) fn base(&self) -> String {
        self.ready["providers"]["acme"]["base"].as_str().expect("a URL").to_owned()
    }

    pub(super) fn control(&self) -> String {
        self.ready["control"].as_str().expect("a URL").to_owned()
    }

    /// Reads a line of the log.
    pub(super) fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line
    }

    /// Closes standard input, and waits for the end.
    pub(super) fn close(mut self) -> End {
        drop(self.input.take());
        self.end()
    }

    /// Sends a signal, and waits for the end. Standard input has this text.
    #[cfg(unix)]
    pub(super) fn signal(mut self, name: &str, answer: &str) -> End {
        let mut input = self.input.take().unwrap();
        input.write_all(answer.as_bytes()).unwrap();
        drop(input);
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
        self.end()
    }

    fn end(&mut self) -> End {
        let (mut out, mut err) = (String::new(), String::new());
        self.output.read_to_string(&mut out).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        End { code: self.child.wait().unwrap().code(), out, err }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a request; returns the status and the body.
pub(super) fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
    let rest = url.strip_prefix("http://").expect("a URL of this machine");
    let (address, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head = format!("{head}{name}: {value}\r\n");
    }
    let mut stream = TcpStream::connect(address).expect("a server");
    stream.write_all(format!("{head}\r\n{body}").as_bytes()).unwrap();
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).unwrap();
    let reply = String::from_utf8(reply).unwrap();
    let (head, body) = reply.split_once("\r\n\r\n").unwrap_or((&reply, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    (status, body.to_owned())
}

/// Sends JSON.
pub(super) fn post(url: &str, json: &str) -> (u16, String) {
    send("POST", url, &[("content-type", "application/json")], json)
}
