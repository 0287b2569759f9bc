//! Error responses.

use auth_runtime::Class;

use crate::faults::answer::{answer, head};
use crate::faults::row::{refuse, refuse_for};
use crate::faults::{CANARY, Failure, Row, Step, Wait};

pub(super) fn rows() -> Vec<Row> {
    [statuses(), waits(), oauth_errors(), problems(), echoes()].into_iter().flatten().collect()
}

fn no(name: &str, status: u16, headers: &str, body: impl AsRef<[u8]>, class: Class) -> Row {
    let steps = vec![answer(&format!("{status} No"), headers, body)];
    refuse(name, steps, Failure::Status(status), class)
}

/// Tests the statuses of RFC 9110 §15; one above 599 counts as a server error.
fn statuses() -> Vec<Row> {
    let rows = [
        (400, Class::Configuration),
        (401, Class::Reauthenticate),
        (403, Class::Denied),
        (404, Class::Configuration),
        (405, Class::Configuration),
        (408, Class::Retry),
        (409, Class::Configuration),
        (418, Class::Configuration),
        (429, Class::RateLimited),
        (500, Class::Retry),
        (501, Class::Retry),
        (502, Class::Retry),
        (503, Class::Retry),
        (504, Class::Retry),
        (599, Class::Retry),
        (600, Class::Retry),
        (999, Class::Retry),
    ];
    rows.into_iter().map(|(status, class)| no(&status.to_string(), status, "", "", class)).collect()
}

/// Tests `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), at most an hour. A value that cannot be parsed is
/// ignored, and the session backs off.
fn waits() -> Vec<Row> {
    let row = |status: u16, value: &str, class, wait| {
        let head = head(&format!("{status} No"), &format!("retry-after: {value}\r\n"));
        let name = format!("{status} with Retry-After {value}");
        refuse_for(name, vec![Step::Template(head)], Failure::Status(status), class, wait)
    };
    let limited = |value, wait| row(429, value, Class::RateLimited, wait);
    vec![
        limited("1", Wait::Asked(1)),
        limited("30", Wait::Asked(30)),
        limited("{soon}", Wait::UntilDate),
        limited("Sun, 06 Nov 1994 08:49:37 GMT", Wait::BackOff),
        limited("Fri, 31 Dec 9999 23:59:59 GMT", Wait::Asked(3600)),
        limited("-1", Wait::BackOff),
        limited("0", Wait::BackOff),
        limited("1.5", Wait::BackOff),
        limited("soon", Wait::BackOff),
        limited("100000000000", Wait::Asked(3600)),
        limited("99999999999999999999999999", Wait::Asked(3600)),
        row(500, "30", Class::Retry, Wait::Asked(30)),
        row(503, "30", Class::Retry, Wait::Asked(30)),
        row(503, "{soon}", Class::Retry, Wait::UntilDate),
        row(400, "30", Class::Configuration, Wait::Asked(30)),
    ]
}

/// Tests OAuth error bodies, which are read leniently: a member of another type is ignored, and the status is used.
fn oauth_errors() -> Vec<Row> {
    let oauth = "content-type: application/json\r\n";
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    let html = "content-type: text/html\r\n";
    let invalid_grant = r#"{"error":"invalid_grant","error_description":"gone"}"#;
    let marked = format!("\u{feff}{invalid_grant}");
    let long = format!(r#"{{"error":"{}"}}"#, "e".repeat(1_000_000));
    let bad = |name: &str, headers: &str, body: &str| no(name, 400, headers, body, Class::Configuration);
    vec![
        no("invalid_grant", 400, oauth, invalid_grant, Class::Reauthenticate),
        no("invalid_grant as a form", 400, form, "error=invalid_grant", Class::Reauthenticate),
        no("invalid_grant as text/html", 400, html, invalid_grant, Class::Reauthenticate),
        no("invalid_grant behind a byte order mark", 400, oauth, &marked, Class::Reauthenticate),
        bad("error as an object", oauth, r#"{"error":{"code":"invalid_grant"}}"#),
        bad("error twice", oauth, r#"{"error":"invalid_grant","error":"x"}"#),
        bad("error of 1 MB", oauth, &long),
        bad("error with control characters", oauth, r#"{"error":"a\u001b[31m\r\nb\u0000"}"#),
        no("503 as HTML", 503, html, format!("<html>{CANARY}</html>"), Class::Retry),
        no("500 of non-UTF-8", 500, oauth, b"{\"error\":\"\xff\"}", Class::Retry),
        no("500 of 100,000 arrays", 500, oauth, "[".repeat(100_000), Class::Retry),
        no("400 with content encoding", 400, "content-encoding: gzip\r\n", b"\x1f\x8b", Class::Configuration),
    ]
}

/// Tests problem details (RFC 9457), which are read just as leniently.
fn problems() -> Vec<Row> {
    let denied =
        |name: &str, body: &str| no(name, 403, "content-type: application/problem+json\r\n", body, Class::Denied);
    vec![
        denied("problem+json", r#"{"type":"about:blank","title":"No","status":403,"detail":"no"}"#),
        denied(
            "problem+json with wrong-typed members",
            r#"{"type":7,"title":["a"],"status":"403","detail":{},"instance":null}"#,
        ),
        denied(
            "problem+json with unknown members",
            &format!(r#"{{"type":"x","trace":{{"secret":"{CANARY}"}},"balance":1e400}}"#),
        ),
        denied("problem+json that is an array", "[]"),
        denied("problem+json that is no JSON", "{\"type\":"),
    ]
}

/// Tests that errors do not show the request, which some providers repeat in them.
fn echoes() -> Vec<Row> {
    let echo = |name: &str, status: u16, headers: &str, body: &str, class| {
        let text = format!("{}{body}", head(&format!("{status} No"), headers));
        refuse(name, vec![Step::Template(text)], Failure::Status(status), class)
    };
    let json = r#"{"error":"{sent}","error_description":"you sent {sent}","detail":"{sent}"}"#;
    let line = format!("HTTP/1.1 400 {CANARY}\r\nx-{CANARY}: {CANARY}\r\ncontent-length: 0\r\n\r\n");
    vec![
        echo("400 that repeats the request", 400, "", json, Class::Configuration),
        echo("403 that repeats the request", 403, "x-sent: {sent}\r\n", json, Class::Denied),
        echo("500 that repeats the request", 500, "", "{sent}", Class::Retry),
        refuse(
            "secrets in the reason and in headers",
            vec![Step::Template(line)],
            Failure::Status(400),
            Class::Configuration,
        ),
    ]
}
