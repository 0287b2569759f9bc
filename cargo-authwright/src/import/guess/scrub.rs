//! Secrets that are a part of a text: in a URL, after `Bearer`, in a sentence.

use std::collections::HashMap;

use super::made_up::Masks;
use super::{name, placeholder, secret};

/// How many characters of a secret find it in a text.
const START: usize = 4;
/// Parameters of URLs that are secrets, beside those with names of secrets.
const PARAMETERS: [&str; 10] =
    ["sig", "hmac", "code", "credential", "amz_credential", "key", "auth", "session_id", "sessionid", "phpsessid"];
/// A UUID that belongs to nobody.
const UUID: &str = "8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11";

/// Replaces in texts what is known as a secret, and what looks like one.
pub(crate) struct Scrub<'m> {
    masks: &'m mut Masks,
    /// Known secrets with their made-up values, by how they begin.
    index: HashMap<String, Vec<(String, String)>>,
}

impl<'m> Scrub<'m> {
    pub(crate) fn new(masks: &'m mut Masks) -> Self {
        let mut index: HashMap<String, Vec<(String, String)>> = HashMap::new();
        for (text, made) in masks.known().filter(|(text, made)| is_distinct(text) && text != made) {
            index.entry(start(text).to_owned()).or_default().push((text.to_owned(), made.to_owned()));
        }
        Self { masks, index }
    }

    /// Returns the value of an example without secrets.
    pub(crate) fn value(&mut self, name: &str, text: &str) -> String {
        let is_known = || self.index.get(start(text)).is_some_and(|all| all.iter().any(|(known, _)| known == text));
        if uuid::Uuid::try_parse(text).is_ok() && is_known() {
            return UUID.to_owned();
        }
        // A reply that is one text has no name.
        if name == "body" && is_open(text) && secret::is_by_shape(text) {
            return self.masks.secret("secret", text);
        }
        self.text(text)
    }

    /// Returns a text without secrets.
    pub(crate) fn text(&mut self, text: &str) -> String {
        let text = self.known(text);
        let is_one = !text.contains(is_gap);
        let mut made = String::new();
        let mut before = "";
        for piece in text.split_inclusive(is_gap) {
            let word = piece.trim_end_matches(is_gap);
            made.push_str(&self.word(word, before, is_one));
            made.push_str(piece.get(word.len()..).unwrap_or_default());
            before = if word.is_empty() { before } else { word };
        }
        made
    }

    /// Returns a link to a page, whose path stays as it is.
    pub(crate) fn link(&mut self, url: &str) -> String {
        let url = self.known(url);
        let (place, parameters) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
        self.place(place, false) + &self.pairs(parameters)
    }

    /// Replaces the known secrets in a text.
    pub(crate) fn known(&self, text: &str) -> String {
        let mut made = String::new();
        let mut rest = text;
        let mut before = None;
        while let Some(first) = rest.chars().next() {
            let found = self.known_at(rest).filter(|_| !before.is_some_and(char::is_alphanumeric));
            let length = found.map_or(first.len_utf8(), |(secret, _)| secret.len());
            let (taken, after) = rest.split_at(length);
            made.push_str(found.map_or(taken, |(_, value)| value));
            (before, rest) = (taken.chars().next_back(), after);
        }
        made
    }

    /// The longest known secret at the beginning of a text.
    fn known_at(&self, text: &str) -> Option<&(String, String)> {
        let begins = |known: &&(String, String)| {
            text.strip_prefix(known.0.as_str()).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        };
        self.index.get(start(text))?.iter().filter(begins).max_by_key(|(known, _)| known.len())
    }

    fn word(&mut self, word: &str, before: &str, is_whole: bool) -> String {
        let bare = word.trim_end_matches(['.', ':', ';', '!', '?']);
        let is_after_scheme = ["bearer", "basic"].contains(&before.to_ascii_lowercase().as_str());
        if !is_open(bare) {
            return word.to_owned();
        }
        if is_after_scheme && is_distinct(bare) && bare.len() >= 8 {
            return word.replacen(bare, &self.masks.secret("access_token", bare), 1);
        }
        if word.contains("://") || word.starts_with('/') {
            let (place, parameters) = word.split_at(word.find(['?', '#']).unwrap_or(word.len()));
            return self.place(place, true) + &self.pairs(parameters);
        }
        if word.contains('=') {
            return self.pairs(word);
        }
        // What is a value as a whole was judged with its name.
        let is_secret = !is_whole && secret::is_by_shape(bare);
        if is_secret { word.replacen(bare, &self.masks.secret("secret", bare), 1) } else { word.to_owned() }
    }

    /// Returns a URL up to its query.
    fn place(&mut self, place: &str, has_secrets: bool) -> String {
        let at = place.find("://").map_or(0, |at| at + 3);
        let (scheme, rest) = place.split_at(at);
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let authority = if scheme.is_empty() { authority.to_owned() } else { self.authority(authority) };
        let path: Vec<String> = path
            .split('/')
            .map(|segment| if has_secrets { self.segment(segment) } else { segment.to_owned() })
            .collect();
        format!("{scheme}{authority}{}", path.join("/"))
    }

    /// Returns a host without the name and the password of a person before it.
    fn authority(&mut self, authority: &str) -> String {
        let Some((user, host)) = authority.rsplit_once('@') else { return authority.to_owned() };
        match user.split_once(':') {
            Some((_, password)) if is_open(password) => {
                format!("user:{}@{host}", self.masks.secret("password", password))
            }
            None if is_open(user) && is_distinct(user) => format!("{}@{host}", self.masks.secret("user", user)),
            Some(_) | None => authority.to_owned(),
        }
    }

    /// Returns a segment of a path, or a made-up one if it looks like a secret.
    pub(crate) fn segment(&mut self, segment: &str) -> String {
        let is_secret = is_open(segment) && secret::is_in_path(segment);
        if is_secret { self.masks.secret("secret", segment) } else { segment.to_owned() }
    }

    fn pairs(&mut self, text: &str) -> String {
        let is_between = |c: char| "?&#;".contains(c);
        let pieces = text.split_inclusive(is_between).map(|piece| {
            let pair = piece.trim_end_matches(is_between);
            let end = piece.get(pair.len()..).unwrap_or_default();
            match pair.split_once('=') {
                Some((name, value)) => format!("{name}={}{end}", self.parameter(name, value)),
                None => piece.to_owned(),
            }
        });
        pieces.collect()
    }

    fn parameter(&mut self, name: &str, value: &str) -> String {
        let snake = name::snake(name);
        let is_text = value.len() >= 6 && !value.bytes().all(|byte| byte.is_ascii_digit());
        let is_named = PARAMETERS.contains(&snake.trim_start_matches("x_")) && is_text;
        if !is_open(value) {
            return value.to_owned();
        }
        if is_named || secret::is_secret(name, value) {
            return self.masks.secret(&snake, value);
        }
        if value.contains("://") { self.place(value, true) } else { value.to_owned() }
    }
}

/// What is between the words of a text.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || "\"'`<>(),|".contains(c)
}

fn start(text: &str) -> &str {
    let end = text.char_indices().nth(START).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// Whether a text may be a secret: neither a placeholder nor made up already.
fn is_open(text: &str) -> bool {
    let is_made =
        text.rsplit_once("_example_").is_some_and(|(_, count)| count.bytes().all(|byte| byte.is_ascii_digit()));
    let stands_for_it = placeholder::name(text).is_some() || placeholder::is_cut(text) || text.contains(['$', '{']);
    !text.is_empty() && !is_made && !stands_for_it
}

/// Whether a secret can be replaced wherever it is in a text, because it is not a common word.
pub(crate) fn is_distinct(text: &str) -> bool {
    let has = |test: fn(&char) -> bool| text.chars().any(|c| test(&c));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let has_letter = has(char::is_ascii_alphabetic);
    let letters: Vec<char> = text.chars().collect();
    let humps = letters.windows(2).filter(|two| two[0].is_lowercase() && two[1].is_uppercase()).count();
    let is_mixed = has_letter && digits > 0 && text.len() >= 6;
    let is_odd = text.len() >= 8 && has(|c| "!@#$%^&*+/=~".contains(*c)) && !text.contains(' ');
    is_mixed || is_odd || (humps >= 2 && text.len() >= 12) || digits >= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_in_texts() {
        let rows = [
            ("https://a.example/x?page=2&api_key=9f8e7d6c5b4a", "https://a.example/x?page=2&api_key=api_key_example_1"),
            ("/reports/42?access_token=9f8e7d6c", "/reports/42?access_token=access_token_example_1"),
            ("https://a.example/f?sig=a%2Fb%3D12&se=2024", "https://a.example/f?sig=sig_example_1&se=2024"),
            ("https://ada:hunter2real@cb.example/x", "https://user:password_example_1@cb.example/x"),
            ("https://cb.example/T00/XXXXRealHookSecret1234567", "https://cb.example/T00/secret_example_1"),
            ("called with Bearer 9f8e7d6c5b4a.", "called with Bearer access_token_example_1."),
            ("Bearer tokens live an hour", "Bearer tokens live an hour"),
            ("https://a.example/x?cursor=abc&api_key=YOUR_KEY", "https://a.example/x?cursor=abc&api_key=YOUR_KEY"),
            ("https://a.example/users/42/keys", "https://a.example/users/42/keys"),
            ("the known one: k-12345.", "the known one: known_example_1."),
            ("not the known one: k-123456", "not the known one: k-123456"),
        ];
        for (text, expected) in rows {
            let mut masks = Masks::default();
            masks.secret("known", "k-12345");
            assert_eq!(Scrub::new(&mut masks).text(text), expected);
        }
    }

    #[test]
    fn usual_words_are_not_replaced_everywhere() {
        let rows = [
            ("password", false),
            ("authorization_code", false),
            ("hunter2", true),
            ("abcXyzAbcXyz", true),
            ("123456", false),
            ("p@ssword", true),
        ];
        for (text, expected) in rows {
            assert_eq!(is_distinct(text), expected, "{text}");
        }
    }
}
