//! Made-up values in place of real ones: of the same kind, and equal where the real ones are equal.

mod alike;
mod jwt;
mod number;
mod store;
mod url;
mod words;

use std::collections::HashSet;

use ::url::Url;
use auth_codegen::model::{Encoding, Format, Provider, Type};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::Value as Json;

use self::alike::like;
use self::store::{Kind, Store};
use self::words::words;
use super::dates::Shift;
use super::look::{self, Look};
use crate::import::guess::name::snake;

/// The made-up values of a recording. Of real values, only digests are kept.
#[derive(Debug, Default)]
pub(super) struct MadeUp {
    store: Store,
    shift: Shift,
    /// The words of the specs, which stay as they are: what conditions ask for, constants and defaults.
    words: HashSet<String>,
    /// The hosts of the specs.
    hosts: HashSet<String>,
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
        // What was a secret once is one wherever it is.
        if let Some(known) = self.store.known(Kind::Text, text) {
            return known;
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

    fn secret(&mut self, name: &str, text: &str) -> String {
        let snake = snake(name);
        self.store.once(Kind::Text, text, &snake, |number| format!("{snake}_example_{number}"))
    }

    fn named(&mut self, name: &str, text: &str) -> String {
        let snake = snake(name);
        self.store.once(Kind::Text, text, &snake, |number| format!("{snake}_{number}"))
    }

    fn phrase(&mut self, name: &str, text: &str) -> String {
        let words = snake(name).replace('_', " ");
        let first = words.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        let words = first + words.get(1..).unwrap_or_default();
        self.store.once(Kind::Text, text, &words, |number| format!("{words} {number}"))
    }

    fn email(&mut self, text: &str) -> String {
        self.store.once(Kind::Email, &text.to_lowercase(), "email", |number| format!("person{number}@example.com"))
    }

    fn uuid(&mut self, text: &str) -> String {
        let made = self.store.once(Kind::Uuid, &text.to_lowercase().replace('-', ""), "uuid", |number| {
            format!("00000000-0000-4000-8000-{number:012}")
        });
        if text.contains('-') { made } else { made.replace('-', "") }
    }

    fn formatted(&mut self, format: Format, text: &str) -> String {
        match format {
            Format::Email => self.email(text),
            Format::Host | Format::Labels => self.host(text),
            Format::Label => self.store.once(Kind::Label, text, "label", |number| format!("label-{number}")),
            Format::Origin => self.url(text),
            Format::HostAndPort => match text.rsplit_once(':') {
                Some((host, port)) => format!("{}:{port}", self.host(host)),
                None => self.host(text),
            },
        }
    }

    fn bytes(&mut self, encoding: Encoding, text: &str) -> String {
        self.store.once(Kind::Bytes, text, "bytes", |number| {
            let made = format!("made up {number}");
            match encoding {
                Encoding::Base64 => STANDARD.encode(made),
                Encoding::Base64Url => URL_SAFE_NO_PAD.encode(made),
                Encoding::Hex => made.bytes().map(|byte| format!("{byte:02x}")).collect(),
            }
        })
    }

    /// Replaces the key of a map, which is a value like any other.
    pub(super) fn map_key(&mut self, key: &str) -> String {
        if is_plain(key) { self.named("key", key) } else { self.text("key", key) }
    }

    /// Replaces the name of a member that is no name, such as an email address.
    pub(super) fn key(&mut self, key: &str) -> String {
        let is_name = key.len() <= 40
            && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.:/@$[]".contains(c))
            && key.bytes().filter(u8::is_ascii_digit).count() <= 3;
        if is_name && is_plain(key) { key.to_owned() } else { self.text("key", key) }
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
        self.store.once(Kind::Alike, text, "alike", |number| format!("{}{}", &text[..prefix], like(rest, number)))
    }
}

/// Whether a key looks like nothing special, such as an email address or a UUID.
fn is_plain(key: &str) -> bool {
    matches!(look::of("key", key), Look::Word | Look::Phrase | Look::Other)
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
