//! Made-up values in place of real ones: of the same kind, and equal where the real ones are equal.

use std::collections::{HashMap, HashSet};

use auth_codegen::model::{
    Condition, Encoding, Expr, Format, Instant, Is, Part, Provider, Returns, Scalar, Source, Type,
};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Number, Value as Json};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::dates::{self, Shift};
use super::look::{self, Look};
use crate::import::guess::name::snake;

/// From here on, a number may be somebody's.
const LARGE: f64 = 10_000.0;
/// How often another value is tried if one is taken.
const TRIES: usize = 10_000;

/// The made-up values of a recording. Of real values, only digests are kept.
#[derive(Debug, Default)]
pub(super) struct MadeUp {
    known: HashMap<(Kind, [u8; 32]), String>,
    used: HashSet<String>,
    count: HashMap<String, usize>,
    shift: Shift,
    /// The words of the specs, which stay as they are: what conditions ask for, constants and defaults.
    words: HashSet<String>,
    /// The hosts of the specs.
    hosts: HashSet<String>,
}

/// The kinds of made-up texts. A text is replaced by another for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Text,
    Digits,
    Alike,
    Email,
    Uuid,
    Host,
    Label,
    Address,
    Bytes,
}

impl MadeUp {
    pub(super) fn new(providers: &[Provider]) -> Self {
        let words = providers.iter().flat_map(words).collect();
        let hosts = providers.iter().flat_map(|provider| &provider.hosts);
        let hosts = hosts.filter_map(|host| Url::parse(&host.url.text).ok()?.host_str().map(str::to_owned)).collect();
        Self { words, hosts, ..Self::default() }
    }

    /// Replaces a value that is no list and no object.
    pub(super) fn scalar(&mut self, name: &str, ty: &Type, json: &Json) -> Json {
        match (ty, json) {
            (_, Json::Null | Json::Bool(_)) => json.clone(),
            (Type::Lifetime(_), json) if is_lifetime(json) => json.clone(),
            (Type::Instant(instant), json) => self.instant(name, *instant, json),
            (_, Json::Number(number)) => self.number(name, number),
            (ty, Json::String(text)) => Json::from(self.text_of(name, ty, text)),
            (_, Json::Array(_) | Json::Object(_)) => Json::Null,
        }
    }

    fn text_of(&mut self, name: &str, ty: &Type, text: &str) -> String {
        match ty {
            _ if text.is_empty() => String::new(),
            Type::Secret | Type::SecretInUrl | Type::PrivateKey | Type::Certificate => self.secret(name, text),
            Type::Jwt => self.jwt(name, text),
            Type::Uuid => self.uuid(text),
            Type::Url => self.url(text),
            Type::Format(format) => self.formatted(*format, text),
            Type::Bytes(encoding) => self.bytes(*encoding, text),
            Type::Upload => self.named("content", text),
            Type::Code if look::is_plain_word(text) => text.to_owned(),
            Type::Integer | Type::Unsigned | Type::Number | Type::Lifetime(_) => self.digits(text),
            Type::String
            | Type::Boolean
            | Type::Code
            | Type::Instant(_)
            | Type::Json
            | Type::Choice(_)
            | Type::Record(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Foreign => self.text(name, text),
        }
    }

    /// Replaces a text by its look.
    fn text(&mut self, name: &str, text: &str) -> String {
        if text.is_empty() || self.words.contains(text) {
            return text.to_owned();
        }
        match look::of(name, text) {
            Look::Secret => self.secret(name, text),
            Look::Jwt => self.jwt(name, text),
            Look::Email => self.email(text),
            Look::Uuid => self.uuid(text),
            Look::Url => self.url(text),
            Look::Time => self.shift.time(text).unwrap_or_else(|| self.alike(text)),
            Look::Day => self.shift.day(text).unwrap_or_else(|| self.alike(text)),
            Look::Address => self.address(text),
            Look::Phone => self.digits(text),
            Look::Word => text.to_owned(),
            Look::Phrase => self.phrase(name, text),
            Look::Other if text.bytes().all(|byte| byte.is_ascii_digit()) => self.digits(text),
            Look::Other => self.alike(text),
        }
    }

    /// Returns the made-up text of a kind for a real one, or makes it: by a function of a number that counts up.
    fn once(&mut self, kind: Kind, text: &str, count: &str, make: impl Fn(usize) -> String) -> String {
        let key = (kind, Sha256::digest(text).into());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let count = self.count.entry(count.to_owned()).or_default();
        let mut made = String::new();
        for _ in 0..TRIES {
            *count += 1;
            made = make(*count);
            if made != text && !self.used.contains(&made) {
                break;
            }
        }
        self.used.insert(made.clone());
        self.known.insert(key, made.clone());
        made
    }

    fn secret(&mut self, name: &str, text: &str) -> String {
        let snake = snake(name);
        self.once(Kind::Text, text, &snake, |number| format!("{snake}_example_{number}"))
    }

    fn named(&mut self, name: &str, text: &str) -> String {
        let snake = snake(name);
        self.once(Kind::Text, text, &snake, |number| format!("{snake}_{number}"))
    }

    fn phrase(&mut self, name: &str, text: &str) -> String {
        let words = snake(name).replace('_', " ");
        let first = words.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        let words = first + words.get(1..).unwrap_or_default();
        self.once(Kind::Text, text, &words, |number| format!("{words} {number}"))
    }

    fn email(&mut self, text: &str) -> String {
        self.once(Kind::Email, &text.to_lowercase(), "email", |number| format!("person{number}@example.com"))
    }

    fn uuid(&mut self, text: &str) -> String {
        let made = self.once(Kind::Uuid, &text.to_lowercase().replace('-', ""), "uuid", |number| {
            format!("00000000-0000-4000-8000-{number:012}")
        });
        if text.contains('-') { made } else { made.replace('-', "") }
    }

    fn host(&mut self, text: &str) -> String {
        if self.hosts.contains(text) || is_local(text) {
            return text.to_owned();
        }
        if text.parse::<std::net::IpAddr>().is_ok() {
            return self.address(text);
        }
        self.once(Kind::Host, &text.to_lowercase(), "host", |number| format!("host{number}.example"))
    }

    /// Addresses that are for documentation (RFC 5737, RFC 3849).
    fn address(&mut self, text: &str) -> String {
        let is_v6 = text.contains(':');
        self.once(Kind::Address, text, "address", |number| match is_v6 {
            true => format!("2001:db8::{number:x}"),
            false => format!("192.0.2.{}", number % 255),
        })
    }

    /// Replaces the host, the parts of the path that are no words, and the values of the query.
    fn url(&mut self, text: &str) -> String {
        let Ok(mut url) = Url::parse(text) else { return self.alike(text) };
        let host = url.host_str().map(|host| host.trim_matches(['[', ']']).to_owned()).unwrap_or_default();
        let made = self.host(&host);
        let made = if made.contains(':') { format!("[{made}]") } else { made };
        let segments: Vec<String> = url.path_segments().into_iter().flatten().map(str::to_owned).collect();
        let segments: Vec<String> = segments.iter().map(|segment| self.segment(segment)).collect();
        let pairs: Vec<(String, String)> =
            url.query_pairs().map(|(name, text)| (name.into_owned(), text.into_owned())).collect();
        let pairs: Vec<(String, String)> = pairs
            .into_iter()
            .map(|(name, text)| {
                let made = self.text(&name, &text);
                (self.key(&name), made)
            })
            .collect();
        // What such a URL has is not a part of its shape.
        let is_changed = url.set_username("").and(url.set_password(None)).is_ok() && url.set_host(Some(&made)).is_ok();
        if !is_changed {
            return "https://host.example/".to_owned();
        }
        if !url.cannot_be_a_base() {
            url.set_path(&segments.join("/"));
        }
        url.set_fragment(None);
        url.set_query(None);
        if !pairs.is_empty() {
            url.query_pairs_mut().extend_pairs(pairs);
        }
        // A URL without a path is written without a slash, if the real one was.
        let made = url.to_string();
        if text.ends_with('/') || !made.ends_with('/') { made } else { made.trim_end_matches('/').to_owned() }
    }

    fn segment(&mut self, segment: &str) -> String {
        let is_word =
            segment.len() <= 24 && segment.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_.".contains(&byte));
        let is_version = segment.len() <= 4 && segment.starts_with('v');
        if is_word || is_version { segment.to_owned() } else { self.text("segment", segment) }
    }

    fn formatted(&mut self, format: Format, text: &str) -> String {
        match format {
            Format::Email => self.email(text),
            Format::Host | Format::Labels => self.host(text),
            Format::Label => self.once(Kind::Label, text, "label", |number| format!("label-{number}")),
            Format::Origin => self.url(text),
            Format::HostAndPort => match text.rsplit_once(':') {
                Some((host, port)) => format!("{}:{port}", self.host(host)),
                None => self.host(text),
            },
        }
    }

    fn bytes(&mut self, encoding: Encoding, text: &str) -> String {
        self.once(Kind::Bytes, text, "bytes", |number| {
            let made = format!("made up {number}");
            match encoding {
                Encoding::Base64 => STANDARD.encode(made),
                Encoding::Base64Url => URL_SAFE_NO_PAD.encode(made),
                Encoding::Hex => made.bytes().map(|byte| format!("{byte:02x}")).collect(),
            }
        })
    }

    /// Replaces the claims of a JWT. Its signature is none.
    fn jwt(&mut self, name: &str, text: &str) -> String {
        let read = |part: &str| -> Option<Json> { serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok() };
        let parts: Vec<&str> = text.split('.').collect();
        let [head, claims, _] = parts.as_slice() else { return self.secret(name, text) };
        let (Some(head), Some(Json::Object(claims))) = (read(head), read(claims)) else {
            return self.secret(name, text);
        };
        let mark = self.secret(name, text);
        let algorithm = head.get("alg").cloned().unwrap_or_else(|| Json::from("RS256"));
        let head = serde_json::json!({ "alg": algorithm, "typ": "JWT" });
        let claims = claims.iter().map(|(name, json)| (self.key(name), self.claim(name, json)));
        let claims = Json::Object(claims.collect());
        [head.to_string(), claims.to_string(), mark].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".")
    }

    fn claim(&mut self, name: &str, json: &Json) -> Json {
        match json {
            Json::Array(items) => items.iter().map(|json| self.scalar(name, &Type::String, json)).collect(),
            // What a provider adds may be anything.
            Json::Object(_) => serde_json::json!({}),
            json => self.scalar(name, &Type::String, json),
        }
    }

    /// Replaces the name of a member that is no name, such as an email address.
    pub(super) fn key(&mut self, key: &str) -> String {
        let is_name = key.len() <= 40
            && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.:/@$ []".contains(c))
            && key.bytes().filter(u8::is_ascii_digit).count() <= 3;
        match look::of("key", key) {
            Look::Word | Look::Phrase | Look::Other if is_name => key.to_owned(),
            _ => self.text("key", key),
        }
    }

    fn instant(&mut self, name: &str, instant: Instant, json: &Json) -> Json {
        let number = json.as_i64().or_else(|| json.as_str()?.parse().ok());
        let made = match (instant, number, json.as_str()) {
            (Instant::UnixSeconds, Some(seconds), _) => Some(self.shift.seconds(seconds).to_string()),
            (Instant::UnixMilliseconds, Some(milliseconds), _) => {
                Some(self.shift.seconds(milliseconds.div_euclid(1000)).saturating_mul(1000).to_string())
            }
            (Instant::Timestamp, _, Some(text)) => self.shift.time(text),
            (Instant::Date, _, Some(text)) => self.shift.day(text),
            (Instant::HttpDate, _, Some(text)) => self.shift.http_date(text),
            _ => None,
        };
        match (made, json) {
            (Some(made), Json::Number(_)) => made.parse::<i64>().map_or(Json::Null, Json::from),
            (Some(made), _) => Json::from(made),
            (None, Json::String(text)) => Json::from(self.text(name, text)),
            (None, _) => Json::Null,
        }
    }

    /// Replaces a number that is large, or has many digits after the point.
    fn number(&mut self, name: &str, number: &Number) -> Json {
        let text = number.to_string();
        if let Some(seconds) = number.as_i64().filter(|seconds| dates::is_time(&snake(name), *seconds)) {
            return Json::from(self.shift.seconds(seconds));
        }
        let value = number.as_f64().unwrap_or_default();
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if value.abs() < LARGE && decimals <= 2 && !text.contains('e') {
            return Json::Number(number.clone());
        }
        let made = self.digits(&text);
        serde_json::from_str::<Number>(&made).map_or_else(|_| Json::from(1), Json::Number)
    }

    /// Replaces the digits of a text: the first by ones, so that a number has as many digits as before, and the last by a number
    /// that counts up.
    fn digits(&mut self, text: &str) -> String {
        let places = text.bytes().filter(u8::is_ascii_digit).count();
        self.once(Kind::Digits, text, "digits", |number| {
            let digits = format!("{:0>places$}", number);
            let digits = digits.get(digits.len() - places..).unwrap_or_default();
            let mut digits =
                digits.chars().enumerate().map(|(index, c)| if index == 0 && places > 1 { '1' } else { c });
            text.chars().map(|c| if c.is_ascii_digit() { digits.next().unwrap_or('0') } else { c }).collect()
        })
    }

    /// Replaces letters by letters and digits by digits. A short prefix before `_` or `-`, which tells kinds of identifiers from each
    /// other, stays.
    pub(super) fn alike(&mut self, text: &str) -> String {
        let is_letter = |c: char| c.is_ascii_lowercase();
        let prefix = text
            .find(['_', '-'])
            .filter(|end| *end <= 6 && text[..*end].chars().all(is_letter))
            .map_or(0, |end| end + 1);
        let rest = text.get(prefix..).unwrap_or_default();
        if rest.is_empty() {
            return self.named("text", text);
        }
        self.once(Kind::Alike, text, "alike", |number| format!("{}{}", &text[..prefix], like(rest, number)))
    }
}

/// Returns a text with the same kinds of characters, which is another for each number.
fn like(text: &str, number: usize) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    let mut left = letters;
    let of = |c: char, left: usize| {
        // The last characters count up, the others are the first of their kind.
        let step = number
            .checked_div(26_usize.saturating_pow(u32::try_from(left.saturating_sub(1)).unwrap_or(6).min(6)))
            .unwrap_or(0);
        let nth = |first: u8, size: usize| char::from(first + u8::try_from(step % size).unwrap_or(0));
        match c {
            c if c.is_ascii_digit() => nth(b'0', 10),
            c if c.is_uppercase() => nth(b'A', 26),
            c if c.is_alphabetic() => nth(b'a', 26),
            c => c,
        }
    };
    text.chars()
        .map(|c| {
            let made = of(c, left);
            left -= usize::from(c.is_alphanumeric());
            made
        })
        .collect()
}

fn is_lifetime(json: &Json) -> bool {
    match json {
        Json::Number(_) => true,
        Json::String(text) => {
            text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit() || b":dhms".contains(&byte))
        }
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => false,
    }
}

fn is_local(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "::1") || host.ends_with(".example") || host.ends_with(".localhost")
}

/// Returns the texts of a spec that are words of the provider: what conditions ask for, constants, defaults.
fn words(provider: &Provider) -> Vec<String> {
    let sets = provider.error_sets.iter().flat_map(|set| &set.cases).flat_map(|case| &case.when);
    let routes =
        provider.endpoints.iter().filter_map(|endpoint| endpoint.http()).flat_map(|call| match &call.returns {
            Returns::OneOf(one_of) => one_of.variants.iter().flat_map(|variant| &variant.routes).collect(),
            Returns::Nothing | Returns::Type(_) | Returns::Optional(_) | Returns::Bytes => Vec::new(),
        });
    let conditions = sets.chain(routes.flat_map(|route| &route.when)).flat_map(condition);
    let fields = provider.records.iter().flat_map(|record| &record.fields);
    let fields = fields.chain(provider.endpoints.iter().flat_map(|endpoint| endpoint.fields()));
    let defaults = fields.filter(|field| !field.ty.value.is_secret()).filter_map(|field| field.default.as_ref());
    let defaults = defaults.map(|default| default.value.as_text());
    let parts = provider.endpoints.iter().flat_map(|endpoint| &endpoint.request.parts).filter_map(constant);
    let steps = provider.credentials.iter().filter_map(|credential| match &credential.source {
        Source::Token(source) => Some(source),
        Source::Static => None,
    });
    let expected = steps.flat_map(|source| source.steps().collect::<Vec<_>>()).flat_map(|step| &step.expects);
    let expected = expected.filter_map(|(_, expr)| literal(expr));
    conditions.chain(defaults).chain(parts).chain(expected).collect()
}

fn condition(condition: &Condition) -> Vec<String> {
    match &condition.is {
        Is::AnyOf(values) => values.iter().map(Scalar::as_text).collect(),
        Is::Present | Is::Absent => Vec::new(),
    }
}

fn constant(part: &Part) -> Option<String> {
    literal(&part.value)
}

fn literal(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Literal(scalar) => Some(scalar.as_text()),
        Expr::Name(_) | Expr::Concat(_) | Expr::Computed(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(rows: &[(&str, &str)]) -> Vec<String> {
        let mut made = MadeUp::default();
        rows.iter().map(|(name, text)| made.text(name, text)).collect()
    }

    #[test]
    fn texts_keep_their_kind() {
        let rows = [
            ("email", "Grace.Hopper@navy.mil", "person1@example.com"),
            ("id", "3F2504E0-4F89-41D3-9A0C-0305E82C3301", "00000000-0000-4000-8000-000000000001"),
            ("id", "usr_8fj2K3", "usr_0aa0A1"),
            ("id", "18273645", "10000001"),
            ("phone", "+44 20 7946 0958", "+10 00 0000 0002"),
            ("name", "Grace Hopper", "Name 1"),
            ("ip", "81.2.69.142", "192.0.2.1"),
            ("created_at", "2026-03-01T08:00:00Z", "2024-02-20T12:00:00Z"),
            ("status", "active", "active"),
            ("access_token", "short", "access_token_example_1"),
            ("value", "sk_live_51H8x9sJ2eZvKYlo2C", "value_example_1"),
            ("avatar", "https://cdn.navy.mil/u/18273645.png?sig=aa11", "https://host1.example/u/10000000.aaa?sig=aa00"),
            ("callback", "http://127.0.0.1:4000/cb", "http://127.0.0.1:4000/cb"),
        ];
        let found = made(&rows.map(|(name, text, _)| (name, text)));
        for ((name, text, expected), found) in rows.iter().zip(found) {
            let letters = |text: &str| text.chars().filter(|c| !c.is_alphanumeric()).collect::<String>();
            let is_url = text.contains("://");
            if is_url {
                assert_eq!(letters(&found), letters(expected), "{name}: {found}");
            } else {
                assert_eq!(found, *expected, "{name}: {text}");
            }
        }
    }

    #[test]
    fn equal_texts_stay_equal_and_others_do_not() {
        let found = made(&[
            ("a", "x-1"),
            ("b", "x-2"),
            ("c", "x-1"),
            ("email", "A@b.co"),
            ("mail", "a@B.co"),
            ("id", "A"),
            ("id", "B"),
        ]);
        assert_eq!((&found[0], &found[3]), (&found[2], &found[4]));
        assert!(found[0] != found[1] && found[5] != found[6], "{found:?}");
    }
}
