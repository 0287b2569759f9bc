//! Token responses with tokens, token types and scopes in every form.

use auth_runtime::Class;

use super::response::{at, token, token_with, undecodable_json};
use crate::faults::answer::json;
use crate::faults::row::{accept, refuse};
use crate::faults::{CANARY, Failure, Row};

pub(super) fn rows() -> Vec<Row> {
    [texts(), types(), members()].into_iter().flatten().collect()
}

fn with_token(literal: &str) -> String {
    let refresh_token = format!("rt-{CANARY}-row");
    format!(r#"{{"access_token":{literal},"token_type":"Bearer","expires_in":3600,"refresh_token":"{refresh_token}"}}"#)
}

/// Tests access tokens, which are visible ASCII (RFC 6749 §A.12, without the space, which a header cannot safely carry)
/// of any length (§5.1: "the client should avoid making assumptions about value sizes").
fn texts() -> Vec<Row> {
    let unfit = |name: &str, text: &str| {
        let body = with_token(&format!("\"{CANARY}{text}\""));
        refuse(name, vec![json(body)], Failure::TokenText, Class::Configuration)
    };
    let long = format!("at-{CANARY}-{}", "a".repeat(1_000_000));
    let odd = format!("at-{CANARY}-~!#$%&'()*+,-./:;<=>?@[]^_`{{|}}");
    let escaped = format!("at-{CANARY}-escaped");
    vec![
        unfit("token with CRLF", "\\r\\nx-injected: yes"),
        unfit("token with LF", "\\n"),
        unfit("token with NUL", "\\u0000"),
        unfit("token with a space", " b"),
        unfit("token with non-ASCII", "é"),
        unfit("token with an emoji", "\\ud83d\\ude00"),
        unfit("token with DEL", "\\u007f"),
        undecodable_json("empty token", with_token("\"\"")),
        undecodable_json("null token", with_token("null")),
        undecodable_json("numeric token", with_token("12345")),
        undecodable_json("boolean token", with_token("true")),
        undecodable_json("token as an array", with_token(&format!("[\"{CANARY}\"]"))),
        undecodable_json("token with half a surrogate pair", with_token(&format!("\"{CANARY}\\ud800\""))),
        undecodable_json("token missing", r#"{"token_type":"Bearer","expires_in":3600}"#),
        undecodable_json("token of another case", format!(r#"{{"Access_Token":"{CANARY}"}}"#)),
        accept("1 MB token", vec![json(with_token(&format!("\"{long}\"")))], long, 3600),
        accept("token of every visible sign", vec![json(with_token(&format!("\"{odd}\"")))], odd, 3600),
        accept("escaped token", vec![json(with_token(&format!("\"\\u0061t-{CANARY}-escaped\"")))], escaped, 3600),
    ]
}

/// Tests token types, which are case-insensitive (RFC 6749 §5.1). A token of an unknown type is not used (§7.1). A
/// missing type means `Bearer`.
fn types() -> Vec<Row> {
    let body = |name: &str, literal: &str| token_with(name, &format!(r#","token_type":{literal},"expires_in":3600"#));
    let accepted = [
        ("lower", "\"bearer\""),
        ("upper", "\"BEARER\""),
        ("mixed", "\"beAREr\""),
        ("null", "null"),
        ("empty", "\"\""),
    ];
    let refused = [("unknown", "\"mac\""), ("DPoP", "\"DPoP\""), ("with a space", "\"Bearer \"")];
    let accepted = accepted.map(|(name, literal)| {
        let name = format!("token_type {name}");
        accept(&name, vec![json(body(&name, literal))], at(&name), 3600)
    });
    let refused = refused.map(|(name, literal)| {
        let name = format!("token_type {name}");
        refuse(&name, vec![json(body(&name, literal))], Failure::TokenType, Class::Configuration)
    });
    // A number may mean any type.
    let numeric = json(body("token_type numeric", "7"));
    let numeric = refuse("token_type numeric", vec![numeric], Failure::TokenType, Class::Configuration);
    let missing = "token_type missing";
    let missing = accept(missing, vec![json(token_with(missing, r#","expires_in":3600"#))], at(missing), 3600);
    accepted.into_iter().chain(refused).chain([numeric, missing]).collect()
}

/// Tests other members. Unknown ones are ignored (RFC 6749 §5.1). A known member that is repeated is ambiguous, because
/// parsers differ in which one they use (RFC 8259 §4). Therefore a repeated token counts as no token, and another
/// repeated member counts as absent, like one that cannot be read.
fn members() -> Vec<Row> {
    let beside = |name: &str, members: &str| {
        let body = token_with(name, &format!(r#","token_type":"Bearer","expires_in":3600,{members}"#));
        accept(name, vec![json(body)], at(name), 3600)
    };
    let twice = |name: &str, members: &str| undecodable_json(name, format!("{{{members},{}", &token(name)[1..]));
    vec![
        twice("access_token twice", &format!(r#""access_token":"{CANARY}""#)),
        twice("access_token twice, once escaped", &format!(r#""access\u005ftoken":"{CANARY}""#)),
        accept(
            "expires_in twice",
            vec![json(format!(r#"{{"expires_in":60,{}"#, &token("expires_in twice")[1..]))],
            at("expires_in twice"),
            1800,
        ),
        beside("an unknown member twice", r#""x":1,"x":2"#),
        beside("unknown members", r#""id":1e400,"list":[{"a":null}],"":"","access_token ":7"#),
        beside("a token and an error member", r#""error":"none""#),
        beside("scope", r#""scope":"read write""#),
        beside("scope as array", r#""scope":["read","write"]"#),
        beside("scope empty", r#""scope":"""#),
        beside("scope null", r#""scope":null"#),
        beside("scope numeric", r#""scope":7"#),
        beside("scope as array of numbers", r#""scope":[7]"#),
        beside("scope twice", r#""scope":"a","scope":"b""#),
    ]
}
