//! A server of this machine that stands for a provider's real API.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A reply: status, further header lines, and the body.
pub(super) type Reply = (u16, String, String);

pub(super) struct Upstream {
    pub(super) url: String,
    /// The requests that came, with their bodies.
    pub(super) seen: Arc<Mutex<Vec<String>>>,
}

impl Upstream {
    /// Answers each request by a function of its first line and its body.
    pub(super) fn start(answer: impl Fn(&str, &str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let here = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let _ = serve(stream.unwrap(), &answer, &here);
            }
        });
        Self { url, seen }
    }
}

/// Answers one request, and closes the connection.
fn serve(stream: TcpStream, answer: &impl Fn(&str, &str) -> Reply, seen: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head)? > 2 {}
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    seen.lock().unwrap().push(format!("{head}{body}"));
    let (status, headers, reply) = answer(head.lines().next().unwrap_or_default(), &body);
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n", reply.len());
    reader.get_mut().write_all(format!("{head}{reply}").as_bytes())
}
