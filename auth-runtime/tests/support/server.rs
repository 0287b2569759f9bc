//! A raw loopback server that does what no well-behaved server would.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::unwrap_used, reason = "each test uses a part of it")]

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Answers each request with `answer`, which gets the stream.
pub struct Server {
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub fn start(answer: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                thread::spawn(move || serve(stream.unwrap(), &seen, &*answer));
            }
        });
        Self { url, requests }
    }

    /// Sends the same bytes to every request and closes the connection.
    pub fn answering(text: impl Into<Vec<u8>>) -> Self {
        let text = text.into();
        Self::start(move |stream| {
            let _ = stream.write_all(&text);
        })
    }

    /// The requests so far, as they were received.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, seen: &Mutex<Vec<String>>, answer: &dyn Fn(&mut TcpStream)) {
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let request = read_request(&mut stream);
    seen.lock().unwrap().push(request);
    answer(&mut stream);
    let _ = stream.shutdown(Shutdown::Write);
    // Reading to the end keeps the answer from being cut off by a reset.
    let _ = stream.read(&mut [0; 1024]);
}

/// Head and body; an empty text if the connection was opened and nothing was sent.
pub fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return text;
            }
        }
        // A client that greets by TLS sends nothing more before it is answered.
        if bytes.first() == Some(&0x16) {
            return text;
        }
        match stream.read(&mut buffer) {
            Ok(count) if count > 0 => bytes.extend_from_slice(buffer.get(..count).unwrap_or_default()),
            _ => return text,
        }
    }
}

/// A complete response that closes the connection.
pub fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}
