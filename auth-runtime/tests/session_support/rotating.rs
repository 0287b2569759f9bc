//! An account whose refresh token can be used once, at a server that revokes everything when one comes twice.
#![allow(dead_code, reason = "only the tests of two processes use it")]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use auth_runtime::session::{Minted, Renewal, SessionError, TokenSource};
use auth_runtime::{Class, Connection, Secret};

use super::{Acme, INVALID_GRANT, RefreshGrant};

/// An account with a rotating refresh token.
pub struct Rotating;

impl TokenSource<Acme> for Rotating {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "the family of refresh tokens was revoked"))
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

/// The refresh tokens it was sent.
pub fn rotating_server() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let uses = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&uses);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let token = read_refresh_token(&mut stream);
            let mut seen = seen.lock().unwrap();
            let (status, body) = if token == format!("r{}", seen.len()) {
                (
                    "200 OK",
                    format!(r#"{{"access_token":"a{0}","expires_in":100,"refresh_token":"r{0}"}}"#, seen.len() + 1),
                )
            } else {
                ("400 Bad Request", INVALID_GRANT.to_owned())
            };
            seen.push(token);
            let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            let _ = stream.write_all((head + &body).as_bytes());
        }
    });
    (url, uses)
}

fn read_refresh_token(stream: &mut TcpStream) -> String {
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    loop {
        if let Some((_, token)) = text.split_once("&refresh_token=") {
            return token.to_owned();
        }
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "the request ended early: {text}");
        text += std::str::from_utf8(&buffer[..count]).unwrap();
    }
}
