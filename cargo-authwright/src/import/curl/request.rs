//! A request, as a curl command makes it.

use serde_json::Value as Json;

use super::json;
use super::option::{self, Kind};
use crate::import::draft::place;
use crate::import::fault::Fault;

/// What a command sends.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    /// The line of the command, counted from one.
    pub(super) line: usize,
    /// A method in capitals, or `visit`.
    pub(super) method: String,
    /// The URL without its query.
    pub(super) url: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) cookies: Vec<(String, String)>,
    pub(super) body: Body,
    /// User name and password of `-u`.
    pub(super) user: Option<(String, String)>,
    pub(super) is_digest: bool,
    /// What the command does and a draft cannot say.
    pub(super) remarks: Vec<String>,
}

/// What is sent in the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Body {
    #[default]
    None,
    /// With the comments in it.
    Json(Json, Vec<(String, String)>),
    Form(Vec<(String, String)>),
    Multipart(Vec<(String, String)>),
    Text(String),
    /// A file, which the command does not show.
    File,
}

impl Request {
    /// Returns the value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The bodies of a command, before it is known what they are.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of curl")]
struct Given {
    method: Option<String>,
    urls: Vec<String>,
    data: Vec<String>,
    parts: Vec<(String, String)>,
    is_json: bool,
    is_get: bool,
    is_head: bool,
    is_file: bool,
    /// The standard input, which `-d @-` sends.
    input: Option<String>,
}

/// Reads the words of a command, without `curl` itself, and its standard input.
pub(super) fn read(words: &[String], input: Option<String>, line: usize) -> Result<Request, Fault> {
    let mut request = Request { line, ..Request::default() };
    let mut given = Given { input, ..Given::default() };
    for (kind, value) in option::read(words) {
        take(kind, value, &mut request, &mut given);
    }
    let Some(url) = given.urls.first() else {
        return Err(Fault::new("this command has no URL")
            .at(line)
            .help("write the whole URL, as in `https://api.acme.example/v1/token`"));
    };
    if given.urls.len() > 1 {
        request.remarks.push(format!("The command on line {line} has several URLs; only the first was read."));
    }
    set_url(url, &mut request);
    set_body(&given, &mut request)?;
    request.method = method(&given, &request.body);
    Ok(request)
}

fn take(kind: Kind, value: String, request: &mut Request, given: &mut Given) {
    match kind {
        Kind::Method => given.method = Some(value.to_ascii_uppercase()),
        Kind::Header => take_header(&value, request),
        Kind::Data | Kind::Binary => take_data(value, given),
        Kind::UrlEncoded => given.data.push(encode(&value)),
        Kind::Json => {
            given.is_json = true;
            take_data(value, given);
        }
        Kind::Multipart => given.parts.push(unquoted(pair(&value))),
        Kind::User => request.user = Some(halves(&value)),
        Kind::Bearer => request.headers.push(("Authorization".to_owned(), format!("Bearer {value}"))),
        Kind::Cookie => request.cookies.extend(cookies(&value)),
        Kind::Url => given.urls.push(value),
        Kind::Get => given.is_get = true,
        Kind::Head => given.is_head = true,
        Kind::Digest => request.is_digest = true,
        Kind::Upload => given.is_file = true,
        Kind::Certificate => {
            request.remarks.push("A client certificate is shown: see `tls` in specs/README.md.".to_owned());
        }
        Kind::SigV4 => request
            .remarks
            .push("The request is signed by AWS Signature Version 4: see `sign` in specs/README.md.".to_owned()),
        Kind::UserAgent | Kind::OtherValue | Kind::Other => {}
    }
}

/// Text, a file (`@name`), or the standard input (`@-`).
fn take_data(value: String, given: &mut Given) {
    match (value.strip_prefix('@'), &given.input) {
        (Some("-"), Some(input)) => given.data.push(input.clone()),
        (Some(_), _) => given.is_file = true,
        (None, _) => given.data.push(value),
    }
}

fn take_header(text: &str, request: &mut Request) {
    let Some((name, value)) = text.split_once(':') else { return };
    let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
    match name.eq_ignore_ascii_case("cookie") {
        true => request.cookies.extend(cookies(&value)),
        false if auth_language::header::is_name(&name) => request.headers.push((name, value)),
        false => {}
    }
}

/// `-b name=value; other=value`. Without `=`, it is a file.
fn cookies(text: &str) -> Vec<(String, String)> {
    text.split(';').filter(|pair| pair.contains('=')).map(pair).collect()
}

fn pair(text: &str) -> (String, String) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    (name.trim().to_owned(), value.trim().to_owned())
}

/// curl reads `-F 'name="value"'` without the quotes.
fn unquoted((name, value): (String, String)) -> (String, String) {
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map(str::to_owned);
    (name, inner.unwrap_or(value))
}

fn halves(text: &str) -> (String, String) {
    let (name, password) = text.split_once(':').unwrap_or((text, ""));
    (name.to_owned(), password.to_owned())
}

/// `--data-urlencode name=value`: the value is not encoded yet.
fn encode(text: &str) -> String {
    let (name, value) = text.split_once('=').unwrap_or(("", text));
    let value: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
    if name.is_empty() { value } else { format!("{name}={value}") }
}

/// Divides the URL; a user name in it is that of `-u`.
fn set_url(url: &str, request: &mut Request) {
    let (before, query) = url.split_once('?').unwrap_or((url, ""));
    let before = before.split('#').next().unwrap_or(before);
    let query = query.split('#').next().unwrap_or(query);
    let rest = before.split_once("://").map_or(before, |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or(rest);
    if let Some((user, _)) = authority.rsplit_once('@') {
        request.user.get_or_insert_with(|| halves(user));
    }
    before.clone_into(&mut request.url);
    request.query = place::query(query);
}

fn set_body(given: &Given, request: &mut Request) -> Result<(), Fault> {
    if given.is_get || given.is_head {
        request.query.extend(given.data.iter().flat_map(|data| place::query(data)));
        return Ok(());
    }
    request.body = match given.data.as_slice() {
        [] if !given.parts.is_empty() => Body::Multipart(given.parts.clone()),
        [] if given.is_file => Body::File,
        [] => Body::None,
        data => body(data, given.is_json, request)?,
    };
    Ok(())
}

fn body(data: &[String], is_json: bool, request: &Request) -> Result<Body, Fault> {
    let joined = data.join("&");
    let media_type = request.header("Content-Type").unwrap_or_default().to_ascii_lowercase();
    let text = joined.trim();
    let looks_so = text.starts_with(['{', '[']) && !text.starts_with("{{");
    if is_json || media_type.contains("json") || (looks_so && !media_type.contains("form")) {
        let sample = json::read(&quote_placeholders(text)).map_err(|error| {
            let fault = Fault::new(format!(
                "the body of this command is not JSON: {} in its line {}",
                error.reason, error.line
            ));
            fault.at(request.line).help("mend the body, or remove the header that says it is JSON")
        })?;
        return Ok(Body::Json(sample.json, sample.notes));
    }
    let is_form = media_type.is_empty() || media_type.contains("form-urlencoded");
    if is_form && joined.contains('=') {
        return Ok(Body::Form(place::query(&joined.replace('\n', ""))));
    }
    Ok(if joined.is_empty() { Body::None } else { Body::Text(joined) })
}

/// Puts quotes around the variables of the shell and the placeholders that pages write where a number would be.
fn quote_placeholders(text: &str) -> String {
    let mut quoted = String::new();
    let mut rest = text;
    let mut in_text = false;
    while let Some(c) = rest.chars().next() {
        let is_value = !in_text && matches!(c, '$' | '<') && quoted.trim_end().ends_with([':', ',', '[']);
        let end = rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
        let end = if c == '<' { rest.find('>').map_or(end, |end| end + 1) } else { end };
        if let (true, Some(name)) = (is_value, rest.get(..end)) {
            quoted.push_str(&serde_json::to_string(name.trim()).unwrap_or_default());
            rest = rest.get(end..).unwrap_or_default();
            continue;
        }
        let is_escaped = quoted.chars().rev().take_while(|c| *c == '\\').count() % 2 == 1;
        in_text ^= c == '"' && !is_escaped;
        quoted.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    quoted
}

/// Returns the method: that of `-X`, or the one that follows from the body.
fn method(given: &Given, body: &Body) -> String {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    let implied = match body {
        _ if given.is_head => "HEAD",
        _ if given.is_get => "GET",
        Body::None => "GET",
        Body::File if given.data.is_empty() => "PUT",
        Body::File | Body::Json(..) | Body::Form(_) | Body::Multipart(_) | Body::Text(_) => "POST",
    };
    let said = given.method.as_deref().filter(|method| KNOWN.contains(method));
    let is_impossible = !matches!(body, Body::None) && matches!(said, Some("GET" | "HEAD"));
    said.filter(|_| !is_impossible).unwrap_or(implied).to_owned()
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    fn request(command: &str) -> Request {
        let command = super::super::words::split(command).expect("a whole command");
        read(&command.words[1..], command.input, 1).expect("a request")
    }

    #[test]
    fn each_kind_of_body() {
        let rows = [
            ("curl https://a.example", "GET", Body::None),
            (
                "curl https://a.example -d a=b -d 'c=d e'",
                "POST",
                Body::Form(vec![("a".into(), "b".into()), ("c".into(), "d e".into())]),
            ),
            ("curl https://a.example --data-urlencode 'a=b&c'", "POST", Body::Form(vec![("a".into(), "b&c".into())])),
            ("curl https://a.example --json '{\"a\":1}'", "POST", Body::Json(serde_json::json!({"a": 1}), vec![])),
            (
                "curl https://a.example -d '{\"a\":$N, \"b\": <id>}'",
                "POST",
                Body::Json(serde_json::json!({"a": "$N", "b": "<id>"}), vec![]),
            ),
            ("curl -X PUT https://a.example -F f=@x.png", "PUT", Body::Multipart(vec![("f".into(), "@x.png".into())])),
            ("curl https://a.example -T x.png", "PUT", Body::File),
            ("curl -X POST https://a.example --json @x.json", "POST", Body::File),
            (
                "curl https://a.example -d @- <<X\n{\"a\": 1}\nX",
                "POST",
                Body::Json(serde_json::json!({"a": 1}), vec![]),
            ),
            ("curl https://a.example --data-binary @x", "PUT", Body::File),
            ("curl -H 'Content-Type: text/plain' https://a.example -d hello", "POST", Body::Text("hello".into())),
            ("curl -I https://a.example", "HEAD", Body::None),
            ("curl -X GET https://a.example -d a=b", "POST", Body::Form(vec![("a".into(), "b".into())])),
        ];
        for (command, method, body) in rows {
            let request = request(command);
            assert_eq!((request.method.as_str(), &request.body), (method, &body), "{command}");
        }
        assert_eq!(
            request("curl -G https://a.example?x=1 -d a=b").query,
            [("x".to_owned(), "1".to_owned()), ("a".to_owned(), "b".to_owned())]
        );
        assert_eq!(request("curl https://u:p@a.example").user, Some(("u".to_owned(), "p".to_owned())));
    }
}
