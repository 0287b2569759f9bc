//! A Redis server for one test.
#![allow(missing_docs, unreachable_pub, dead_code, reason = "a part of several tests")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// A server on a free loopback port, with a directory of its own. It ends with the test.
pub struct Server {
    port_option: &'static str,
    port: u16,
    directory: TempDir,
    options: Vec<String>,
    process: Child,
}

impl Server {
    /// A server that keeps nothing when it stops; `None` if Redis is not installed.
    pub fn start() -> Option<Self> {
        Self::start_with(&[])
    }

    /// A server that has all its data again after it was killed.
    pub fn start_lasting() -> Option<Self> {
        Self::start_with(&["--appendonly", "yes", "--appendfsync", "always"])
    }

    /// A server that accepts only TLS.
    pub fn start_tls(options: &[&str]) -> Option<Self> {
        Self::start_on("--tls-port", options)
    }

    pub fn start_with(options: &[&str]) -> Option<Self> {
        Self::start_on("--port", options)
    }

    fn start_on(port_option: &'static str, options: &[&str]) -> Option<Self> {
        if !is_installed() {
            return None;
        }
        let directory = tempfile::tempdir().unwrap();
        let options: Vec<String> = options.iter().map(|&option| option.into()).collect();
        // Another process may take the port between its choice and its use.
        let started = (0..10).find_map(|_| {
            let port = free_port();
            Some((port, run(port_option, port, &directory, &options)?))
        });
        let (port, process) = started.unwrap_or_else(|| panic!("redis-server does not start"));
        Some(Self { port_option, port, directory, options, process })
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Kills it.
    pub fn stop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again on the same port.
    pub fn go_on(&mut self) {
        self.process = run(self.port_option, self.port, &self.directory, &self.options).unwrap();
    }

    /// The response to a command, on a separate connection.
    pub fn tell(&self, command: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(format!("{command}\r\nQUIT\r\n").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Waits until it has received a command this many times.
    pub async fn until(&self, command: &str, times: u64) {
        while self.seen(command) < times {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn seen(&self, command: &str) -> u64 {
        let statistics = self.tell("INFO commandstats");
        let calls =
            statistics.split_once(&format!("cmdstat_{command}:calls=")).and_then(|(_, rest)| rest.split_once(','));
        calls.map_or(0, |(calls, _)| calls.parse().unwrap())
    }

    pub fn number(&self, command: &str) -> i64 {
        let answer = self.tell(command);
        let number = answer.strip_prefix(':').and_then(|rest| rest.split_once("\r\n")?.0.parse().ok());
        number.unwrap_or_else(|| panic!("{command}: {answer}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Where it is not, that is said past the capture of the test's output, and an error in CI.
fn is_installed() -> bool {
    let found = Command::new("redis-server").arg("--version").stdout(Stdio::null()).status();
    let Err(error) = found else { return true };
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    assert!(std::env::var_os("CI").is_none(), "redis-server is not installed, and CI needs it");
    std::io::stderr().write_all(b"NOT RUN: redis-server is not installed\n").unwrap();
    false
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Waits until it says that it is ready; none if it ends before that.
fn run(port_option: &str, port: u16, directory: &TempDir, options: &[String]) -> Option<Child> {
    let mut command = Command::new("redis-server");
    command.args(["--bind", "127.0.0.1", "--port", "0", port_option, &port.to_string(), "--save", "", "--dir"]);
    command.arg(directory.path()).args(options).stdout(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let lines = BufReader::new(process.stdout.take().unwrap());
    if lines.lines().map_while(Result::ok).any(|line| line.contains("Ready to accept connections")) {
        return Some(process);
    }
    process.wait().unwrap();
    None
}
