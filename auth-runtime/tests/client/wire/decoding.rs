//! What is accepted and what is refused of a provider's answers (runtime.md §2.6, §3).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a test that fails may panic, and its texts are short"
)]

use auth_runtime::call::read;
use auth_runtime::http::{HeaderMap, StatusCode, header};
use auth_runtime::response::RawResponse;
use auth_runtime::value::JsonRef;
use auth_runtime::{Class, Decode, Endpoint, Error, Response};

use crate::support::{DeleteKey, ExchangeCode, Key, ListAgents, Scope, Token};

fn raw(body: impl Into<Vec<u8>>) -> RawResponse {
    RawResponse::new(StatusCode::OK, HeaderMap::new(), body.into())
}

/// What the error says, after the fixed beginning.
fn problem<E: Endpoint>(raw: RawResponse) -> String {
    let Err(Error::Undecodable(error)) = read::<E>(raw) else { return "accepted".to_owned() };
    let text = error.to_string();
    text.split_once("body: ").unwrap().1.to_owned()
}

#[test]
fn expires_in() {
    let ten_years = 315_360_000;
    let expected = "`expires_in`: expected a number of seconds";
    let rows = [
        ("900", Ok(900)),
        ("0", Ok(0)),
        ("1", Ok(1)),
        ("3600.0", Ok(3600)),
        ("3.6e3", Ok(3600)),
        ("\"3600\"", Ok(3600)),
        ("\"3600.0\"", Ok(3600)),
        ("9223372036854775807", Ok(ten_years)),
        ("18446744073709551615", Ok(ten_years)),
        ("99999999999999999999999999", Ok(ten_years)),
        ("1e30", Ok(ten_years)),
        ("1e400", Ok(ten_years)),
        ("\"1e30\"", Ok(ten_years)),
        ("-1", Err(expected)),
        ("-0.5", Err(expected)),
        ("3600.5", Err(expected)),
        ("\"-1\"", Err(expected)),
        ("\"\"", Err(expected)),
        ("\" 3600\"", Err(expected)),
        ("\"0x10\"", Err(expected)),
        ("\"1h\"", Err(expected)),
        ("\"NaN\"", Err(expected)),
        ("\"inf\"", Err(expected)),
        ("true", Err(expected)),
        ("[900]", Err(expected)),
        ("{}", Err(expected)),
        ("null", Err("`expires_in` is missing")),
    ];
    for (value, expected) in rows {
        let found = match read::<ExchangeCode>(raw(format!(r#"{{"access_token":"t","expires_in":{value}}}"#))) {
            Ok(token) => Ok(token.value().expires_in.get()),
            Err(Error::Undecodable(error)) => Err(error.error().to_string()),
            Err(other) => Err(other.to_string()),
        };
        assert_eq!(found, expected.map_err(str::to_owned), "{value}");
    }
}

#[test]
fn tokens() {
    let expected = "`access_token`: expected a non-empty string";
    let either = "`access_token` or `data.bearer` is missing";
    let rows = [
        (r#""access_token":"t""#, "accepted"),
        (r#""access_token":"t","unknown":{"a":[1]}"#, "accepted"),
        (r#""data":{"bearer":"t"}"#, "accepted"),
        (r#""access_token":null,"data":{"bearer":"t"}"#, "accepted"),
        (r#""\u0061ccess_token":"t""#, "accepted"),
        (r#""access_token":"""#, expected),
        (r#""access_token":12345"#, expected),
        (r#""access_token":["t"]"#, expected),
        (r#""access_token":{"t":1}"#, expected),
        (r#""access_token":"\ud800""#, expected),
        (r#""access_token":null"#, either),
        (r#""data":"t""#, either),
        (r#""data":{"bearer":null}"#, either),
        (r#""error":"invalid_grant""#, either),
        (r#""data":{"bearer":7}"#, "`data.bearer`: expected a non-empty string"),
        (r#""data":{"bearer":"a","bearer":"b"}"#, "`data.bearer` is there twice"),
        (r#""access_token":"a","access_token":"b""#, "`access_token` is there twice"),
        (r#""access_token":"a","access\u005ftoken":"b""#, "`access_token` is there twice"),
        (r#""access_token":"t","token_type":7"#, "`token_type`: expected a string"),
        (r#""access_token":"t","refresh_token":"""#, "`refresh_token`: expected a non-empty string"),
        (r#""access_token":"t","scope":7"#, "`scope`: expected an array"),
        (r#""access_token":"t","scope":["read",7]"#, "`scope[1]`: expected a text"),
    ];
    for (members, expected) in rows {
        assert_eq!(problem::<ExchangeCode>(raw(format!(r#"{{"expires_in":1,{members}}}"#))), expected, "{members}");
    }
}

#[test]
fn bodies() {
    let cut = "expected JSON, the body ends early at line 1, column 18";
    let deep = "expected JSON at most 128 levels deep";
    let rows: [(Vec<u8>, &str); 15] = [
        (b"".into(), "expected JSON, the body is empty"),
        (b"  \n".into(), "expected JSON, the body is empty"),
        (b"{\"access_token\":\"t".into(), cut),
        (b"{\"access_token\":\"\xff\"}".into(), "expected JSON, the body is not UTF-8"),
        (b"\xEF\xBB\xBF{}".into(), "`access_token` or `data.bearer` is missing"),
        (b"\xEF\xBB\xBF\xEF\xBB\xBF{}".into(), "expected JSON, the body starts with a byte order mark"),
        (b"{\"access_token\":\"a\0b\"}".into(), "expected JSON, found something else at line 1, column 18"),
        (b"\0".into(), "expected JSON, found something else at line 1, column 1"),
        (b"\n\n {\"a\" 1}".into(), "expected JSON, found something else at line 3, column 7"),
        (b"{} trailing".into(), "expected JSON, found something else at line 1, column 4"),
        (b"<html>".into(), "expected JSON, found something else at line 1, column 1"),
        (b"[]".into(), "expected an object"),
        ("[".repeat(100_000).into(), "expected JSON, the body ends early at line 1, column 100000"),
        (format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)).into(), deep),
        (format!("{{\"a\":{}{}}}", "{\"a\":".repeat(100_000), "1".to_owned() + &"}".repeat(100_000)).into(), deep),
    ];
    for (body, expected) in rows {
        let start = String::from_utf8_lossy(body.get(..body.len().min(40)).unwrap()).into_owned();
        assert_eq!(problem::<ExchangeCode>(raw(body)), expected, "{start}");
    }
    assert_eq!(problem::<ListAgents>(raw("")), "expected JSON, the body is empty");
    assert_eq!(
        read::<ListAgents>(raw("{\"b\":1.10,  \"a\":1e400}")).unwrap().value().get(),
        "{\"b\":1.10,  \"a\":1e400}"
    );
}

#[test]
fn nothing_is_read_of_nothing() {
    for body in ["", "<html>", "{", "\0"] {
        assert!(read::<DeleteKey>(raw(body)).is_ok(), "{body}");
    }
}

#[test]
fn other_encodings() {
    let with = |name: header::HeaderName, value: &'static str, body: &'static str| {
        RawResponse::new(StatusCode::CREATED, HeaderMap::from_iter([(name, value.parse().unwrap())]), body)
    };
    let form = "application/x-www-form-urlencoded; charset=utf-8";
    let token =
        read::<ExchangeCode>(with(header::CONTENT_TYPE, form, "access_token=a%22b+c&expires_in=3600&scope=read+x"))
            .unwrap();
    assert_eq!((token.value().access_token.expose(), token.value().expires_in.get()), ("a\"b c", 3600));
    assert_eq!(token.value().scope.as_deref(), Some([Scope::Read, Scope::from("x")].as_slice()));
    let json = r#"{"access_token":"t","expires_in":1}"#;
    assert!(read::<ExchangeCode>(with(header::CONTENT_TYPE, "text/plain", json)).is_ok());
    assert!(read::<ExchangeCode>(with(header::CONTENT_ENCODING, "identity", json)).is_ok());
    let problem = problem::<ExchangeCode>(with(header::CONTENT_ENCODING, "gzip", json));
    assert_eq!(problem, "expected a body without content encoding");
}

fn scopes(value: &str) -> Vec<String> {
    let body = format!(r#"{{"access_token":"t","expires_in":1,"scope":{value}}}"#);
    let token: Token = read::<ExchangeCode>(raw(body)).unwrap().into_value();
    token.scope.unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn records() {
    let key = |members: &str| {
        let body = format!(
            r#"{{"id":"8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11","secretKey":"s","created":"2024-01-21T12:00:00Z"{members}}}"#
        );
        Key::decode(JsonRef::parse(body.as_bytes()).unwrap()).map_err(|error| error.to_string())
    };
    let plain = key("").unwrap();
    assert_eq!((plain.ttl.get(), plain.active, plain.limits.is_none()), (3600, true, true));
    assert_eq!(plain.created.as_str(), "2024-01-21T12:00:00Z");
    let full = key(r#","type":"x","ttl":"60","active":false,"limits":[{"per_minute":1.0}]"#).unwrap();
    assert_eq!((full.r#type.as_deref(), full.ttl.get(), full.active), (Some("x"), 60, false));
    assert_eq!(full.limits.unwrap()[0].per_minute, 1);
    let rows = [
        (r#","limits":[{"per_minute":1},{"per_minute":1.5}]"#, "`limits[1].per_minute`: expected an integer"),
        (r#","limits":[{}]"#, "`limits[0].per_minute` is missing"),
        (r#","limits":[7]"#, "`limits[0]`: expected an object"),
        (r#","limits":{}"#, "`limits`: expected an array"),
        (r#","active":"true""#, "`active`: expected a boolean"),
        (r#","ttl":true"#, "`ttl`: expected a number of seconds"),
    ];
    for (members, expected) in rows {
        assert_eq!(key(members).unwrap_err(), expected, "{members}");
    }
    assert_eq!(scopes(r#""read keys:write  x""#), ["read", "keys:write", "x"]);
    assert_eq!(scopes(r#"["read","x y"]"#), ["read", "x y"]);
    assert_eq!(scopes(r#""""#), [""; 0]);
    assert_eq!(scopes("null"), [""; 0]);
}

#[test]
fn keeps_the_answer_byte_for_byte() {
    let body = "{\"access_token\" : \"t-canary\",\n \"expires_in\":1 }";
    let headers = HeaderMap::from_iter([("x-correlation-id".parse().unwrap(), "c1".parse().unwrap())]);
    let response: Response<Token> =
        read::<ExchangeCode>(RawResponse::new(StatusCode::ACCEPTED, headers, body)).unwrap();
    assert_eq!((response.status().as_u16(), &response.body()[..]), (202, body.as_bytes()));
    assert_eq!((response.header("X-Correlation-ID"), response.value().token_type.as_str()), (Some("c1"), "Bearer"));
    assert!(!format!("{response:?}").contains("canary"));
}

#[test]
fn undecodable_says_where_and_not_what() {
    let error = read::<ExchangeCode>(raw(r#"{"access_token":["canary"],"expires_in":1}"#)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`ExchangeCode` was answered with 200 and an undocumented body: `access_token`: expected a non-empty string"
    );
    assert!(!format!("{error:?}").contains("canary"));
    assert_eq!((error.class(), error.is_retryable(), error.endpoint()), (Class::Configuration, false, "ExchangeCode"));
    let Error::Undecodable(error) = error else { unreachable!() };
    assert_eq!((error.path(), error.body().len()), ("access_token", 42));
}
