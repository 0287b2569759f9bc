//! The headers of a request.

use super::super::super::group::Sample;
use crate::import::draft::{Field, Part, Ty};
use crate::import::guess::{placeholder, secret};

/// Headers that the runtime sets, that browsers add, or that say nothing.
const IGNORED: [&str; 27] = [
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "access-control-request-headers",
    "access-control-request-method",
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "date",
    "dnt",
    "expect",
    "host",
    "if-none-match",
    "keep-alive",
    "origin",
    "pragma",
    "priority",
    "referer",
    "te",
    "transfer-encoding",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
    "x-requested-with",
];
pub(super) fn headers(samples: &[&Sample]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (name, value) in samples.iter().flat_map(|sample| &sample.request.headers) {
        let lower = name.to_ascii_lowercase();
        let is_known = parts.iter().any(|part| part.name.eq_ignore_ascii_case(name));
        let is_json = value.starts_with("application/json") || value.starts_with("*/*");
        let is_ignored =
            IGNORED.contains(&lower.as_str()) && (lower != "accept" || is_json || value.contains("text/html"));
        if is_known || is_ignored || lower.starts_with("sec-") || lower.starts_with("proxy-") {
            continue;
        }
        let is_everywhere = samples.iter().all(|sample| sample.request.header(name).is_some());
        parts.push(header(name, value, &lower, is_everywhere));
    }
    parts
}

/// A version or a media type is a constant; everything else is given by the caller.
fn header(name: &str, value: &str, lower: &str, is_everywhere: bool) -> Part {
    let is_fixed = lower == "accept" || lower.contains("version") || value.parse::<jiff::civil::Date>().is_ok();
    if is_fixed && placeholder::name(value).is_none() && auth_language::header::is_value(value) {
        return Part::constant(name, value);
    }
    let ty = if secret::is_secret(name, value) { Ty::SECRET } else { Ty::STRING };
    Field { optional: !is_everywhere, ..Field::new(name, ty) }.into()
}
