//! Reads the curl commands of the providers' documentation as requests.
//!
//! Two requests are equal here if they have the same method; the same URL, with the same decoded query pairs in any
//! order; the same headers (with case-insensitive names), except for `accept`, `content-length` and the media type of
//! the body; and bodies with the same JSON value or the same decoded form fields in any order.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use url::{Url, form_urlencoded};

use crate::wire::Message;

/// A request, normalized for comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Curl {
    /// The method.
    pub method: String,
    /// The URL without its query.
    pub url: String,
    /// The decoded query, sorted, without `state`, which is random.
    pub query: Vec<(String, String)>,
    /// The headers with lower-case names, without `accept` and `content-length`, and without the media type of the body.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Content,
}

/// A body, normalized for comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// No body.
    None,
    /// A JSON value.
    Json(Json),
    /// The decoded fields of a form, sorted.
    Form(Vec<(String, String)>),
    /// Any other body, which is not equal to any documented one.
    Other(String),
}

/// Returns the commands of a file: lines `# endpoint`, each followed by a command.
///
/// # Panics
/// If a command cannot be read.
#[must_use]
#[expect(clippy::expect_used, reason = "a documented command that cannot be read is a failed test")]
pub fn curls(text: &str) -> Vec<(String, Curl)> {
    let entries = text.split("\n# ").map(|entry| entry.trim_start_matches("# "));
    let parse = |entry: &str| {
        let (name, command) = entry.split_once('\n').expect("a command after its name");
        let words = shell_words::split(&command.replace("\\\n", " ")).expect("a shell command");
        (name.trim().to_owned(), Curl::from_words(&words))
    };
    entries.filter(|entry| !entry.trim().is_empty() && !entry.starts_with("#!")).map(parse).collect()
}

impl Curl {
    #[expect(clippy::expect_used, clippy::panic, reason = "a documented command that cannot be read is a failed test")]
    fn from_words(words: &[String]) -> Self {
        let mut method = None;
        let mut url = None;
        let mut headers = BTreeMap::new();
        let mut data: Vec<String> = Vec::new();
        let mut words = words.iter().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().expect("the value of an option").clone();
            match word.as_str() {
                "-X" | "--request" => method = Some(value()),
                "-H" | "--header" => drop(insert_header(&mut headers, &value())),
                "-d" | "--data" => data.push(value()),
                "--data-urlencode" => data.push(encode(&value())),
                "-s" | "-G" => {}
                option if option.starts_with('-') => panic!("the comparison does not know `{option}`"),
                other => url = Some(other.to_owned()),
            }
        }
        let method = method.unwrap_or_else(|| if data.is_empty() { "GET".to_owned() } else { "POST".to_owned() });
        Self::new(method, &url.expect("a URL"), headers, &data.join("&"))
    }

    fn new(method: String, url: &str, mut headers: BTreeMap<String, String>, body: &str) -> Self {
        headers.remove("accept");
        headers.remove("content-length");
        let media_type = headers.remove("content-type").unwrap_or_default();
        let (url, query) = split_query(url);
        Self { method, url, query, headers, body: content(&media_type, body) }
    }
}

impl From<&Message> for Curl {
    fn from(message: &Message) -> Self {
        let headers = message.headers.iter().cloned().collect();
        Self::new(message.method.clone(), &message.url, headers, &message.body)
    }
}

/// Encodes the value after the name, as curl does.
fn encode(field: &str) -> String {
    let (name, value) = field.split_once('=').unwrap_or((field, ""));
    format!("{name}={}", form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>())
}

fn insert_header(headers: &mut BTreeMap<String, String>, line: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    headers.insert(name.trim().to_lowercase(), value.trim().to_owned())
}

#[expect(clippy::expect_used, reason = "a documented command that cannot be read is a failed test")]
fn split_query(text: &str) -> (String, Vec<(String, String)>) {
    let mut url = Url::parse(text).expect("a URL");
    let query = url.query_pairs().filter(|(name, _)| name != "state").map(|(name, value)| (name.into(), value.into()));
    let mut query: Vec<(String, String)> = query.collect();
    query.sort();
    url.set_query(None);
    (url.into(), query)
}

/// Normalizes a body. curl sends a form unless a header says otherwise.
fn content(media_type: &str, body: &str) -> Content {
    match (media_type, body) {
        (_, "") => Content::None,
        ("application/json", _) => {
            serde_json::from_str(body).map_or_else(|_| Content::Other(body.to_owned()), Content::Json)
        }
        ("" | "application/x-www-form-urlencoded", _) => {
            let mut fields: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
            fields.sort();
            Content::Form(fields)
        }
        _ => Content::Other(body.to_owned()),
    }
}
