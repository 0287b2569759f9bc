//! Processes of servers, and the name that their clients know them by.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::spawn;

/// A server, which ends with the test.
pub(crate) struct Server {
    child: Child,
    /// Where it listens on 127.0.0.1: the first line that it prints.
    port: u16,
}

impl Server {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a server");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let first = lines.next().and_then(Result::ok).and_then(|line| line.trim().parse().ok());
        let Some(port) = first else { panic!("the server does not start: {}", log(&mut child)) };
        spawn(move || lines.count());
        Self { child, port }
    }

    /// Where it listens without TLS.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Ends the server, and returns what it has to say.
    fn end(mut self) -> String {
        log(&mut self.child)
    }
}

fn log(child: &mut Child) -> String {
    let _ = child.kill();
    let mut text = String::new();
    if let Some(mut errors) = child.stderr.take() {
        let _ = errors.read_to_string(&mut text);
    }
    let _ = child.wait();
    text
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs the rest of a test in a process whose HTTPS requests all reach this server, whatever their host: it has a proxy, which
/// needs no TLS of its own, so that certificates, host names and ports are those of the real world.
pub(crate) fn in_a_process_of_its_own(test: &str, server: impl FnOnce() -> Server, work: impl Future<Output = ()>) {
    const IS_CHILD: &str = "CONFORMANCE_CHILD";
    if std::env::var_os(IS_CHILD).is_some() {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        return runtime.expect("a runtime").block_on(work);
    }
    let server = server();
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    for proxy in ["NO_PROXY", "no_proxy", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env_remove(proxy);
    }
    command.args(["--exact", test, "--nocapture"]).env(IS_CHILD, "1").env("HTTPS_PROXY", proxy(server.port));
    let done = command.output().expect("this program");
    let said = [done.stdout, done.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    let log = server.end();
    assert!(done.status.success() && said.contains("1 passed"), "{said}\nthe server says: {log}");
}

/// Starts a proxy (RFC 9110 §9.3.6) that leads everybody to this port.
fn proxy(port: u16) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            spawn(move || tunnel(client, port));
        }
    });
    url
}

fn tunnel(mut client: TcpStream, port: u16) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        client.read_exact(&mut byte)?;
        head.extend(byte);
    }
    let server = TcpStream::connect(("127.0.0.1", port))?;
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
    let (from_client, to_server) = (client.try_clone()?, server.try_clone()?);
    spawn(move || copy(from_client, to_server));
    copy(server, client);
    Ok(())
}

fn copy(mut from: TcpStream, mut to: TcpStream) {
    let _ = std::io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Write);
}
