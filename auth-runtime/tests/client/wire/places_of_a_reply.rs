//! Fields of a reply that are not members of its body: headers, cookies, challenges, items of lists, the whole.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use auth_runtime::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use auth_runtime::response::{FromResponse as _, RawResponse, Reply};
use auth_runtime::{Decode, ErrorBody, Secret};

#[derive(Debug, Decode)]
struct Session {
    #[decode(cookie = "SESSION")]
    session: Secret,
    #[decode(header = "X-CSRF-Token")]
    csrf: Option<Secret>,
    #[decode(header = "X-Limit")]
    limit: i64,
    #[decode(header = "X-Scopes", separator = ",")]
    scopes: Vec<String>,
    #[decode(item(list = "accounts", wanted("is_default" = true), field = "id"))]
    account: String,
    #[decode(at("sites.1.url"))]
    site: Option<String>,
    #[decode(header = "X-Region", default = "eu")]
    region: String,
}

#[derive(Debug, Decode)]
struct Whole {
    #[decode(at("."))]
    token: Secret,
}

#[derive(Debug, Decode)]
struct Place {
    #[decode(header = "Location")]
    place: String,
}

#[derive(Debug, ErrorBody)]
struct Fault {
    #[error_body(at("errors.0.code", "code"), code)]
    code: Option<String>,
    #[error_body(challenge = "scope", separator = " ")]
    scope: Option<Vec<String>>,
}

fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers
}

fn read<T: Decode>(lines: &[(&'static str, &'static str)], body: &'static str) -> Result<T, String> {
    T::from_response(&RawResponse::new(StatusCode::OK, headers(lines), body)).map_err(|error| error.to_string())
}

const LINES: [(&str, &str); 5] = [
    ("set-cookie", "SESSION=old"),
    ("set-cookie", "SESSION=s3cret; Path=/; HttpOnly"),
    ("x-csrf-token", "t0ken"),
    ("x-limit", "12"),
    ("x-scopes", "read, write"),
];
const BODY: &str = r#"{"accounts":[{"id":"a_1"},{"id":"a_2","is_default":true}],"sites":[{},{"url":"u"}]}"#;

#[test]
fn reads_head_and_items() {
    let session: Session = read(&LINES, BODY).unwrap();
    assert_eq!((session.session.expose(), session.csrf.unwrap().expose(), session.limit), ("s3cret", "t0ken", 12));
    assert_eq!((session.scopes.join(" ").as_str(), session.account.as_str()), ("read write", "a_2"));
    assert_eq!((session.site.as_deref(), session.region.as_str()), (Some("u"), "eu"));
}

#[test]
fn an_error_names_the_place_and_never_the_value() {
    let rows = [
        (&LINES[2..], BODY, "`cookie SESSION` is missing"),
        (&LINES[..4], BODY, "`header X-Scopes` is missing"),
        (&LINES, "{}", "`accounts[].id` is missing"),
        (&LINES, "[]", "`accounts[].id` is missing"),
        (&LINES, r#"{"accounts":[{"id":7,"is_default":true}]}"#, "`accounts[].id`: expected a string"),
    ];
    for (lines, body, expected) in rows {
        assert_eq!(read::<Session>(lines, body).map(|_| ()).unwrap_err(), expected, "{body}");
    }
    let twice = [&LINES[..], &[("x-limit", "13")]].concat();
    assert_eq!(read::<Session>(&twice, BODY).map(|_| ()).unwrap_err(), "`header X-Limit` is there twice");
}

#[test]
fn the_whole_may_be_any_value_and_a_body_may_be_absent() {
    assert_eq!(read::<Whole>(&[], "\"t0ken\"").unwrap().token.expose(), "t0ken");
    assert_eq!(read::<Whole>(&[], "7").map(|_| ()).unwrap_err(), "`.`: expected a non-empty string");
    assert_eq!(read::<Place>(&[("location", "/a")], "").unwrap().place, "/a");
    assert_eq!(read::<Option<Place>>(&[("location", "/a")], "").unwrap().map(|found| found.place), None);
    assert_eq!(read::<Place>(&[], "").map(|_| ()).unwrap_err(), "`header Location` is missing");
}

#[test]
fn an_error_has_a_challenge_even_without_a_body() {
    let headers = headers(&[("www-authenticate", "Bearer error=\"insufficient_scope\", scope=\"read write\"")]);
    let fault: Fault = Reply::new(StatusCode::FORBIDDEN, &headers, None).body();
    assert_eq!((fault.code, fault.scope.unwrap().len()), (None, 2));
    let none = HeaderMap::new();
    let json = auth_runtime::value::JsonRef::parse(br#"{"errors":[{"code":"locked"}]}"#).unwrap();
    let fault: Fault = Reply::new(StatusCode::FORBIDDEN, &none, Some(json)).body();
    assert_eq!((fault.code(), fault.scope.is_none()), (Some("locked"), true));
}
