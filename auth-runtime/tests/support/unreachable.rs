//! A host that does not answer the first packet, as behind a firewall: its queue of connections is full.
#![allow(missing_docs, unreachable_pub, reason = "a part of two tests")]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::net::{TcpListener, TcpStream};
use std::time::Duration;

pub struct Unreachable {
    listener: TcpListener,
    waiting: Vec<TcpStream>,
}

impl Unreachable {
    pub fn new() -> Self {
        // A runtime of its own, and a thread of its own for it: the caller may be in another runtime, or in none.
        let listener = std::thread::spawn(listen).join().unwrap();
        let address = listener.local_addr().unwrap();
        let mut waiting = Vec::new();
        // The system accepts at once on loopback, or never.
        while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(50)) {
            waiting.push(stream);
            assert!(waiting.len() < 100, "this system accepts them all");
        }
        Self { listener, waiting }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.listener.local_addr().unwrap())
    }

    /// From now on it accepts connections.
    pub fn comes_back(self) -> TcpListener {
        let Self { listener, waiting } = self;
        drop(waiting);
        listener.set_nonblocking(false).unwrap();
        listener
    }
}

/// The shortest queue that can be had.
fn listen() -> TcpListener {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _inside = runtime.enter();
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    socket.listen(1).unwrap().into_std().unwrap()
}
