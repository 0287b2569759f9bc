//! The server, a process of Node.js.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oidc_provider");

pub(crate) fn has_node() -> bool {
    let is_there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    is_there("node") && is_there("npm")
}

/// `server.mjs` next to its packages, which are installed once.
fn installed() -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("oidc_provider");
    fs::create_dir_all(&directory).unwrap();
    for file in ["package.json", "package-lock.json", "server.mjs"] {
        fs::copy(Path::new(SOURCES).join(file), directory.join(file)).unwrap();
    }
    if !directory.join("node_modules/oidc-provider").exists() {
        let installed = Command::new("npm").args(["ci", "--no-fund", "--no-audit"]).current_dir(&directory).status();
        assert!(installed.unwrap().success(), "npm could not install the server");
    }
    directory.join("server.mjs")
}

pub(crate) struct Server {
    pub url: String,
    port: u16,
    directory: PathBuf,
    child: Child,
}

impl Server {
    pub(crate) fn start(directory: &Path) -> Self {
        // Free a moment ago, and the same after each restart.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = spawn(port, directory);
        let server = Self { url: format!("http://127.0.0.1:{port}"), port, directory: directory.into(), child };
        server.wait();
        server
    }

    /// Whether that was in the middle of a request.
    pub(crate) fn kill(&mut self) -> bool {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.log().lines().last() == Some("request")
    }

    pub(crate) fn restart(&mut self, directory: &Path) {
        self.child = spawn(self.port, directory);
        self.wait();
    }

    fn wait(&self) {
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            sleep(Duration::from_millis(20));
        }
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.directory.join("log")).unwrap_or_default()
    }

    pub(crate) fn post(&self, path: &str, body: &str) -> String {
        post(self.port, path, body).unwrap()
    }
}

fn spawn(port: u16, directory: &Path) -> Child {
    let mut command = Command::new("node");
    command.arg(installed()).arg(port.to_string()).arg(directory);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// No process outlives a test that fails.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Adds a line to the log of the server.
pub(crate) fn note(directory: &Path, line: &str) {
    let mut log = OpenOptions::new().append(true).create(true).open(directory.join("log")).unwrap();
    writeln!(log, "{line}").unwrap();
}

/// The body of the answer.
pub(crate) fn post(port: u16, path: &str, body: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    let length = body.len();
    write!(stream, "POST {path} HTTP/1.0\r\nhost: localhost\r\ncontent-length: {length}\r\n\r\n{body}")?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let body = text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
    body.filter(|body| !body.is_empty() || path == "/faults").ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}
