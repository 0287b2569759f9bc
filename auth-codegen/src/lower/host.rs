//! Where the provider is, and what its replies carry.

use url::Url;

use crate::lower::sentence;
use crate::model::{Host, ReplyHeader};
use crate::names;
use crate::read::{Named, Spec, Text};
use crate::text::diagnostics::Diagnostics;

/// The name of the host that `base_url` gives.
pub(super) const BASE: &str = "base";

pub(super) fn lower(spec: &Spec, diagnostics: &mut Diagnostics) -> Vec<Host> {
    let base = Host { name: BASE.to_owned(), url: check_url(&spec.base_url, diagnostics) };
    let others = spec.hosts.iter().map(|host| {
        check_host_name(&host.name, diagnostics);
        Host { name: host.name.value.clone(), url: check_url(&host.value, diagnostics) }
    });
    std::iter::once(base).chain(others).collect()
}

fn check_host_name(name: &Text, diagnostics: &mut Diagnostics) {
    if name.value == BASE {
        diagnostics.spare(BASE);
        diagnostics.report(name.spot, "`base` is the host of `base_url`", "give this host another name");
    } else if !names::is_snake_case(&name.value) {
        diagnostics.report(
            name.spot,
            format!("`{}` cannot name a host", name.value),
            "use lower-case words joined by `_`",
        );
    }
}

/// Credentials travel to these URLs, so they are `https`; a path comes after them, so they have no query.
fn check_url(text: &Text, diagnostics: &mut Diagnostics) -> String {
    if let Some((message, help)) = url_problem(&text.value) {
        diagnostics.report(text.spot, message, help);
    }
    text.value.trim_end_matches('/').to_owned()
}

fn url_problem(text: &str) -> Option<(String, &'static str)> {
    let Some(url) = parse_url(text) else {
        return Some((format!("`{text}` is not a URL"), "write the whole of it: `https://api.example.com`"));
    };
    if url.scheme() != "https" {
        return Some((
            format!("`{text}` is not an https URL"),
            "credentials travel over https only: write `https://…`",
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Some((
            "a base URL carries no user name or password".to_owned(),
            "remove what stands before the `@`; secrets are credentials",
        ));
    }
    if text.contains(['{', '}']) {
        return Some((
            "a base URL has no parameters".to_owned(),
            "write `{parameters}` into the paths of the endpoints",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Some((
            "a base URL has no query and no fragment".to_owned(),
            "declare parameters under `query` of the endpoints",
        ));
    }
    None
}

/// The parser drops blanks and line ends, which would go out as they stand.
fn parse_url(text: &str) -> Option<Url> {
    let is_clean = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    Url::parse(text).ok().filter(|_| is_clean)
}

/// A page of documentation is for people; it is a URL all the same.
pub(super) fn check_page(text: &Text, diagnostics: &mut Diagnostics) -> String {
    if !parse_url(&text.value).is_some_and(|url| url.scheme().starts_with("http")) {
        diagnostics.report(
            text.spot,
            format!("`{}` is not the URL of a page", text.value),
            "write the whole of it: `https://docs.example.com`",
        );
    }
    text.value.clone()
}

pub(super) fn lower_reply_headers(spec: &Spec, diagnostics: &mut Diagnostics) -> Vec<ReplyHeader> {
    let lower = |header: &Named<Text>| {
        check_header_name(&header.name, diagnostics);
        ReplyHeader {
            ident: names::const_ident(&header.name.value),
            name: header.name.value.clone(),
            doc: sentence(&header.value),
        }
    };
    spec.reply_headers.iter().map(lower).collect()
}

/// A header's value is visible ASCII with blanks inside (RFC 9110 §5.5).
pub(super) fn check_header_value(value: &Text, diagnostics: &mut Diagnostics) {
    let is_visible = value.value.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    if !is_visible {
        let message = "a header holds visible ASCII characters and blanks";
        diagnostics.report(value.spot, message, "remove line ends and letters of other alphabets");
    }
}

/// A header's name is a token of RFC 9110 §5.6.2.
pub(super) fn check_header_name(name: &Text, diagnostics: &mut Diagnostics) {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.value.is_empty() || !name.value.chars().all(is_token) {
        diagnostics.report(
            name.spot,
            format!("`{}` cannot be the name of a header", name.value),
            "use letters, digits and hyphens: `X-Api-Key`",
        );
    }
}
