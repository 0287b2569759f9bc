//! What a server of HTTP/2 says of a stream (RFC 9113).

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use auth_runtime::Class;
use auth_runtime::call::Arrived;
use auth_runtime::reqwest;

use super::world::{REQUESTS, World, check, handed_in, run};

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;
const REFUSED_STREAM: u32 = 7;
/// The number with which a server announces that it will shut down (RFC 9113 §6.8).
const LAST: u32 = (1 << 31) - 1;
const PREFACE: usize = 24;

/// What is answered to a request: frames, made of the number of its stream; then the connection may be closed.
type Answer = fn(stream: u32) -> (Vec<u8>, bool);

#[test]
fn a_stream_that_was_not_looked_at_has_not_arrived() {
    let not_taken: [(&str, Answer); 6] = [
        ("REFUSED_STREAM", |stream| (reset(stream, REFUSED_STREAM), false)),
        ("GOAWAY", |_| (go_away(0, 0), false)),
        ("GOAWAY for an error", |_| (go_away(0, 11), false)),
        ("GOAWAY, and closed", |_| (go_away(0, 2), true)),
        ("GOAWAY that announces the end, and one that ends", |_| ([go_away(LAST, 0), go_away(0, 0)].concat(), true)),
        ("GOAWAY that announces the end, and REFUSED_STREAM", |stream| {
            ([go_away(LAST, 0), reset(stream, REFUSED_STREAM)].concat(), false)
        }),
    ];
    for (name, answer) in not_taken {
        check(name, || world(answer, usize::MAX).0, Arrived::No, Class::Retry);
    }
    let arrived: [(&str, Answer); 11] = [
        ("CANCEL", |stream| (reset(stream, 8), false)),
        ("INTERNAL_ERROR", |stream| (reset(stream, 2), false)),
        ("NO_ERROR", |stream| (reset(stream, 0), false)),
        ("ENHANCE_YOUR_CALM", |stream| (reset(stream, 11), false)),
        ("HTTP_1_1_REQUIRED", |stream| (reset(stream, 13), false)),
        ("GOAWAY that counts the stream, and closed", |stream| (go_away(stream, 0), true)),
        ("GOAWAY for an error that counts the stream, and closed", |stream| (go_away(stream, 2), true)),
        ("GOAWAY that announces the end, and closed", |_| (go_away(LAST, 0), true)),
        ("GOAWAY that counts the stream, and its reset", |stream| {
            ([go_away(stream, 11), reset(stream, 2)].concat(), false)
        }),
        ("a frame that is none", |stream| (frame(DATA, 8, stream, &[9]), false)),
        ("closed", |_| (Vec::new(), true)),
    ];
    for (name, answer) in arrived {
        check(name, || world(answer, usize::MAX).0, Arrived::Maybe, Class::Retry);
    }
    let answered: [(&str, Answer); 2] = [
        ("REFUSED_STREAM after an answer began", |stream| {
            ([head(stream), reset(stream, REFUSED_STREAM)].concat(), false)
        }),
        ("GOAWAY after an answer began", |stream| ([head(stream), go_away(0, 11)].concat(), false)),
    ];
    for (name, answer) in answered {
        check(name, || world(answer, usize::MAX).0, Arrived::Yes, Class::Retry);
    }
}

/// A server that shuts down in good order refuses one stream: the request is sent again at once, and not for ever.
#[test]
fn what_was_not_looked_at_is_sent_again() {
    for request in REQUESTS {
        for (refusals, is_answered, sent) in [(0, true, 1), (1, true, 2), (2, true, 3), (usize::MAX, false, 3)] {
            let (world, requests) = world(|stream| (reset(stream, REFUSED_STREAM), false), refusals);
            assert_eq!(run(world, request, true).is_none(), is_answered, "{refusals}");
            assert_eq!(requests.load(SeqCst), sent, "{refusals}");
        }
    }
}

/// A client of a server that gives that answer to the first requests; those after them succeed.
fn world(answer: Answer, times: usize) -> (World, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let http = handed_in(reqwest::Client::builder().no_proxy().http2_prior_knowledge());
    let builder = http.base_url(format!("http://{}", listener.local_addr().unwrap())).allow_loopback_http();
    let requests = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&requests);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let seen = Arc::clone(&seen);
            std::thread::spawn(move || serve(stream.unwrap(), answer, times, &seen));
        }
    });
    (World::of(builder), requests)
}

/// Ends when the client closes the connection.
fn serve(mut stream: TcpStream, answer: Answer, times: usize, seen: &AtomicUsize) -> Option<()> {
    stream.read_exact(&mut [0; PREFACE]).ok()?;
    stream.write_all(&frame(SETTINGS, 0, 0, &[])).ok()?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).ok()?;
        let mut payload = vec![0; u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize];
        stream.read_exact(&mut payload).ok()?;
        let number = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        let (bytes, closes) = match head[3] {
            SETTINGS if head[4] == 0 => (frame(SETTINGS, 1, 0, &[]), false),
            HEADERS if seen.fetch_add(1, SeqCst) < times => answer(number),
            HEADERS => (success(number), false),
            _ => continue,
        };
        stream.write_all(&bytes).ok()?;
        if closes {
            // Reading to the end keeps what was written from being cut off by a reset.
            stream.shutdown(std::net::Shutdown::Write).ok()?;
            while stream.read(&mut [0; 1024]).ok()? > 0 {}
            return None;
        }
    }
}

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

fn reset(stream: u32, code: u32) -> Vec<u8> {
    frame(RST_STREAM, 0, stream, &code.to_be_bytes())
}

fn go_away(last: u32, code: u32) -> Vec<u8> {
    frame(GOAWAY, 0, 0, &[last.to_be_bytes(), code.to_be_bytes()].concat())
}

/// `:status: 200` is number 8 of the static table (RFC 7541).
fn head(stream: u32) -> Vec<u8> {
    frame(HEADERS, 4, stream, &[0x88])
}

fn success(stream: u32) -> Vec<u8> {
    [head(stream), frame(DATA, 1, stream, br#"{"access_token":"at_1"}"#)].concat()
}
