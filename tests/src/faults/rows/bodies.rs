//! Bodies that are not a token response, are too long, or have another encoding.

use std::io::Write as _;

use auth_runtime::Class;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::response::{at, token, token_with, undecodable, undecodable_json};
use crate::faults::answer::{answer, head, json, repeat, send};
use crate::faults::row::{accept, refuse, refuse_for};
use crate::faults::{CANARY, Failure, Row, Step, Wait};

pub(super) fn rows() -> Vec<Row> {
    [texts(), depths(), content_types(), encodings(), sizes(), large_refusals()].into_iter().flatten().collect()
}

/// Tests the text of a token response, which is one JSON object with nothing after it. A byte order mark may be ignored
/// (RFC 8259 §8.1); what is not UTF-8 counts as Latin-1, in which only a name or a message is of use.
fn texts() -> Vec<Row> {
    let token = token("texts");
    let latin1 =
        [token_with("Latin-1", r#","expires_in":3600,"user":"J"#).trim_end_matches('}').as_bytes(), b"\xf6rg\"}"]
            .concat();
    let bytes = |bytes: &[u8]| {
        [&br#"{"refresh_token":"rt-"#[..], CANARY.as_bytes(), br#"-row","access_token":"at-"#, bytes, br#""}"#].concat()
    };
    vec![
        undecodable_json("truncated JSON", &token[..token.len() - 10]),
        refuse("non-UTF-8", vec![json(bytes(b"\xff\xfe"))], Failure::TokenText, Class::Configuration),
        accept("Latin-1", vec![json(latin1)], at("Latin-1"), 3600),
        undecodable_json("NUL in a string", bytes(b"a\0b")),
        undecodable_json("NUL alone", b"\0"),
        undecodable_json("trailing garbage", format!("{token} trailing")),
        undecodable_json("a second document", format!("{token}{token}")),
        accept(
            "byte order mark",
            vec![json(format!("\u{feff}{}", super::response::token("byte order mark")))],
            at("byte order mark"),
            3600,
        ),
        undecodable_json("two byte order marks", format!("\u{feff}\u{feff}{token}")),
        undecodable_json("UTF-16", token.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()),
        undecodable_json("empty", ""),
        undecodable_json("white space", " \r\n\t"),
        undecodable_json("null", "null"),
        accept("an array", vec![json(format!("[{token}]"))], at("texts"), 3600),
        undecodable_json("an array of two", format!("[{token},{token}]")),
        undecodable_json("a text", format!("\"at-{CANARY}\"")),
        undecodable_json("an empty object", "{}"),
        undecodable("204", vec![send(head("204 No Content", ""))]),
        undecodable_json("200 with an error member", format!(r#"{{"error":"invalid_grant","trace":"{CANARY}"}}"#)),
        undecodable_json("200 with an error object", r#"{"error":{"code":7},"error_description":["no"]}"#),
    ]
}

/// Tests bodies that are nested deeper than a parser should follow, in the token or in another member.
fn depths() -> Vec<Row> {
    const DEEP: usize = 100_000;
    let arrays = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    let objects = format!("{}1{}", r#"{"a":"#.repeat(DEEP), "}".repeat(DEEP));
    let token = token("depths");
    vec![
        undecodable_json("100,000 arrays", &arrays),
        undecodable_json("100,000 objects", objects),
        undecodable_json("100,000 open arrays", "[".repeat(DEEP)),
        undecodable_json("100,000 arrays beside a token", format!("{{\"deep\":{arrays},{}", &token[1..])),
    ]
}

/// Tests content types. A JSON token response is accepted with any content type, also that of a form; a form is accepted if its content type
/// says so, because early providers send it. An HTML page is refused.
fn content_types() -> Vec<Row> {
    let labelled = |name: &str, label: &str| {
        accept(name, vec![answer("200 OK", &format!("content-type: {label}\r\n"), token(name))], at(name), 3600)
    };
    let form = |name: &str| {
        format!("access_token={}&token_type=bearer&expires_in=3600&scope=a%20b&refresh_token=rt-{CANARY}-row", at(name))
    };
    let form_type = "content-type: application/x-www-form-urlencoded; charset=utf-8\r\n";
    let html = format!("<html><body>{CANARY}</body></html>");
    vec![
        labelled("JSON as text/plain", "text/plain"),
        labelled("JSON as text/html", "text/html; charset=utf-8"),
        labelled("JSON in a content type that is none", "/;;=,\""),
        accept(
            "JSON without content type",
            vec![answer("200 OK", "", token("JSON without content type"))],
            at("JSON without content type"),
            3600,
        ),
        accept("a form", vec![answer("200 OK", form_type, form("a form"))], at("a form"), 3600),
        undecodable("a form as JSON", vec![json(form("a form as JSON"))]),
        labelled("JSON as a form", "application/x-www-form-urlencoded; charset=utf-8"),
        undecodable("a form of half escapes", vec![answer("200 OK", form_type, "access%5Ftoken%=%zz%&=&&%ff")]),
        undecodable("HTML 200", vec![answer("200 OK", "content-type: text/html\r\n", html)]),
    ]
}

/// Tests encodings. The client requests none (RFC 9110 §12.5.3). A known one is decoded up to the limit of one MiB; any
/// other is not read, unless the body is JSON all the same.
fn encodings() -> Vec<Row> {
    let encoded =
        |encoding: &str, body: Vec<u8>| vec![answer("200 OK", &format!("content-encoding: {encoding}\r\n"), body)];
    let plain = |name: &str| token(name).into_bytes();
    let said = |name: &str, encoding: &str| accept(name, encoded(encoding, plain(name)), at(name), 3600);
    vec![
        refuse("gzip bomb", encoded("gzip", gzip_bomb()), Failure::TooLarge, Class::Configuration),
        accept("gzip", encoded("gzip", gzip(&plain("gzip"))), at("gzip"), 3600),
        undecodable("gzip, cut short", encoded("gzip", gzip(&plain("gzip, cut short"))[..40].to_vec())),
        undecodable("an unknown encoding", encoded("x-rot13", b"npprff_gbxra".to_vec())),
        said("deflate that is none", "deflate"),
        said("JSON that is said to be encoded", "utf-8"),
        said("content encoding identity", "identity"),
    ]
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Returns 512 MiB of spaces in half a megabyte: a file of many members is their concatenation (RFC 1952 §2.2).
fn gzip_bomb() -> Vec<u8> {
    gzip(&vec![b' '; 1024 * 1024]).repeat(512)
}

const CHUNK: usize = 64 * 1024;

fn times(bytes: usize) -> u64 {
    (bytes / CHUNK) as u64
}

const MIB: usize = 1024 * 1024;

/// Tests white space before the token that does not end, or ends beyond the limit of one MiB.
fn sizes() -> Vec<Row> {
    let spaces = || vec![b' '; CHUNK];
    let too_large = |name: &str, steps| refuse(name, steps, Failure::TooLarge, Class::Configuration);
    let long = |name: &str, bytes: usize| {
        let body = token(name);
        let length = bytes + body.len();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
        vec![send(head), repeat(spaces(), times(bytes)), send(body)]
    };
    let chunk = [format!("{CHUNK:x}\r\n").as_bytes(), &spaces(), b"\r\n"].concat();
    let chunked = send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
    let small = format!("20\r\n{}\r\n", " ".repeat(32)).repeat(1000);
    vec![
        too_large("endless body", vec![send(head("200 OK", "")), repeat(spaces(), u64::MAX)]),
        too_large("endless chunked body", vec![chunked.clone(), repeat(chunk, u64::MAX)]),
        too_large("endless chunked body of small chunks", vec![chunked, repeat(small, u64::MAX)]),
        too_large("64 MB body", long("64 MB body", 64 * MIB)),
        too_large("512 MB body", long("512 MB body", 512 * MIB)),
        accept(
            "half a MiB before the token",
            long("half a MiB before the token", MIB / 2),
            at("half a MiB before the token"),
            3600,
        ),
    ]
}

/// Tests that an error response is used even if its body cannot be read, because the status and `Retry-After` arrived
/// before.
fn large_refusals() -> Vec<Row> {
    let endless = |status: &str| vec![send(head(status, "retry-after: 30\r\n")), repeat(vec![b' '; CHUNK], u64::MAX)];
    let cut = |status: &str| {
        vec![
            send(format!("HTTP/1.1 {status}\r\nretry-after: 30\r\ncontent-length: 500\r\n\r\n{{\"error\"")),
            Step::Pause(std::time::Duration::from_millis(20)),
            Step::Reset,
        ]
    };
    let row =
        |name: &str, steps, status, class| refuse_for(name, steps, Failure::Status(status), class, Wait::Asked(30));
    vec![
        row("429 with an endless body", endless("429 Too Many Requests"), 429, Class::RateLimited),
        row("503 with an endless body", endless("503 Service Unavailable"), 503, Class::Retry),
        row("429 that is cut in its body", cut("429 Too Many Requests"), 429, Class::RateLimited),
        row("503 that is cut in its body", cut("503 Service Unavailable"), 503, Class::Retry),
    ]
}
