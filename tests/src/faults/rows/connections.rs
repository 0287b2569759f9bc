//! Connections that break, stall, or do not speak HTTP.

use std::time::Duration;

use auth_runtime::Class;

use super::response::{at, token, undecodable};
use crate::faults::answer::{answer, answer_on, head, repeat, send, trickle};
use crate::faults::row::{accept, refuse};
use crate::faults::{CANARY, Failure, Row, Step};

/// Makes a row in which the connection breaks. It can be established again (class `retry`), but the server may have
/// acted on the request.
fn broken(name: &str, steps: Vec<Step>) -> Row {
    refuse(name, steps, Failure::Broken, Class::Retry)
}

fn timeout(name: &str, steps: Vec<Step>) -> Row {
    refuse(name, steps, Failure::Timeout, Class::Retry)
}

pub(super) fn rows() -> Vec<Row> {
    [breaks(), endless(), stalls(), floods(), oddities(), odd_headers()].into_iter().flatten().collect()
}

fn cut(name: &str) -> Step {
    let body = token(name);
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    send(format!("{head}{}", &body[..body.len() - 20]))
}

fn breaks() -> Vec<Row> {
    let chunk = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{{\"access_token\":\"{CANARY}");
    vec![
        broken("reset before headers", vec![Step::Reset]),
        broken("close before headers", vec![]),
        broken("reset in the head", vec![send("HTTP/1.1 200 OK\r\ncontent-le"), Step::Reset]),
        broken("close in the head", vec![send("HTTP/1.1 200 OK\r\ncontent-le")]),
        broken("reset in mid body", vec![cut("reset in mid body"), Step::Pause(SHORT), Step::Reset]),
        broken("short body", vec![cut("short body")]),
        broken("short chunked body", vec![send(chunk)]),
        broken("chunk size that is no number", vec![send(chunked(b"zz\r\n{}\r\n"))]),
        broken("chunk size beyond u64", vec![send(chunked(b"FFFFFFFFFFFFFFFFF\r\n{}\r\n"))]),
    ]
}

/// Replies that are whole, although their end does not come.
fn endless() -> Vec<Row> {
    let whole = |name: &str, head: fn(&str) -> String| {
        let body = token(name);
        accept(name, vec![send(head(&body) + &body)], at(name), 3600)
    };
    vec![
        whole("whole body before its length", |_| "HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n".to_owned()),
        whole("whole body in chunks without an end", |body| {
            format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n", body.len())
        }),
    ]
}

const SHORT: Duration = Duration::from_millis(20);

fn chunked(body: &[u8]) -> Vec<u8> {
    [b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", body].concat()
}

fn stalls() -> Vec<Row> {
    let halves = |name| {
        let text = format!("{}{}", head("200 OK", ""), token(name));
        let middle = text.len() - 30;
        let (first, second) = text.split_at(middle);
        vec![send(first.to_owned()), Step::Pause(SHORT), send(second.to_owned())]
    };
    vec![
        timeout("hang", vec![Step::Hang]),
        timeout("hang in the head", vec![send("HTTP/1.1 200 OK\r\n"), Step::Hang]),
        timeout("hang in mid body", vec![cut("hang in mid body"), Step::Hang]),
        timeout("slow headers", vec![send("HTTP/1.1 200 OK\r\nx-slow: "), trickle("a", u64::MAX)]),
        timeout("slow body", vec![send(head("200 OK", "")), trickle(" ", u64::MAX)]),
        timeout("interim answers without end", vec![trickle("HTTP/1.1 103 Early Hints\r\n\r\n", u64::MAX)]),
        accept("slow and in time", halves("slow and in time"), at("slow and in time"), 3600),
    ]
}

fn floods() -> Vec<Row> {
    let huge = "a".repeat(1024 * 1024);
    let many = "x-many: a\r\n".repeat(1000);
    vec![
        broken("one huge header", vec![send(format!("HTTP/1.1 200 OK\r\nx-huge: {huge}\r\n\r\n"))]),
        broken("a thousand headers", vec![answer("200 OK", &many, "{}")]),
        broken("headers without end", vec![send("HTTP/1.1 200 OK\r\n"), repeat("x-a: b\r\n".repeat(1000), u64::MAX)]),
        broken("a status line without end", vec![send("HTTP/1.1 200 "), repeat("OK".repeat(8000), u64::MAX)]),
    ]
}

/// Tests headers that HTTP does not allow, beside a good token: they are left out.
fn odd_headers() -> Vec<Row> {
    let rows = [
        ("a control character in a header", "content-type: a\u{1}b"),
        ("a header without a colon", "garbage"),
        ("a header of two lines", "x-a: b\r\n c"),
    ];
    let row = |(name, line): (&str, &str)| {
        accept(name, vec![answer("200 OK", &format!("{line}\r\n"), token(name))], at(name), 3600)
    };
    rows.into_iter().map(row).collect()
}

/// Tests unusual messages. Interim responses are skipped (RFC 9110 §15.2); a body may end with the connection (RFC 9112
/// §6.3); bytes after a response are not taken for the response to the next request.
fn oddities() -> Vec<Row> {
    let early = format!("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n{}", head("200 OK", ""));
    let stray = format!("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{{}}{}", head("200 OK", ""));
    vec![
        broken("not HTTP", vec![send("SSH-2.0-OpenSSH_9.9\r\n")]),
        broken("a header with NUL", vec![send(format!("HTTP/1.1 200 OK\r\nx-\0{CANARY}: {CANARY}\r\n\r\n"))]),
        broken("a status that is no number", vec![send("HTTP/1.1 abc OK\r\n\r\n{}")]),
        broken("two lengths that differ", vec![answer("200 OK", "content-length: 1\r\n", "{}")]),
        broken(
            "a length beyond u64",
            vec![send("HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999999\r\n\r\n{}")],
        ),
        broken("a negative length", vec![send("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}")]),
        accept(
            "interim answers",
            vec![send(format!("{early}{}", token("interim answers")))],
            at("interim answers"),
            3600,
        ),
        accept(
            "HTTP/1.0 without a length",
            vec![send(format!("HTTP/1.0 200 OK\r\n\r\n{}", token("HTTP/1.0 without a length")))],
            at("HTTP/1.0 without a length"),
            3600,
        ),
        accept(
            "a second answer behind the first",
            vec![
                answer_on("200 OK", "", token("a second answer behind the first")),
                send(format!("{stray}{}", token("stray"))),
                Step::Hang,
            ],
            at("a second answer behind the first"),
            3600,
        ),
        undecodable("a second answer with the token", vec![send(format!("{stray}{}", token("stray"))), Step::Hang]),
    ]
}
