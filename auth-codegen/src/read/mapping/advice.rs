//! Advice on what to write instead of something that is not a mapping.

use auth_language::key::{self, Mapping};
use auth_language::problem::Help;

use crate::text::Entry;

/// Whether the keys of a mapping are all unknown, and those of one other: one mistake, such as a line that is missing above
/// them.
pub(super) fn are_of_another(entries: &[Entry], declared: &Mapping) -> bool {
    let are_in = |mapping: &Mapping| entries.iter().all(|entry| mapping.key(&entry.key).is_some());
    let is_unknown = entries.iter().all(|entry| declared.key(&entry.key).is_none());
    entries.len() > 1 && is_unknown && key::ALL.iter().any(|mapping| are_in(mapping))
}

/// Whether the keys of a mapping are those of headers or parameters, whose line `headers:` or `query:` is missing above them.
pub(super) fn are_fields(entries: &[Entry], declared: &'static Mapping) -> bool {
    let has_fields = [&key::ATTACH, &key::INTO].into_iter().any(|mapping| std::ptr::eq(mapping, declared));
    let is_unknown = |entry: &Entry| {
        declared.key(&entry.key).is_none() && matches!(declared.help(&entry.key, (), key::ALL), Help::Prose(_))
    };
    has_fields && entries.len() > 1 && entries.iter().all(is_unknown)
}

/// Returns advice on how to write a mapping.
pub(super) fn how_to_write(what: &str) -> &'static str {
    match what {
        "a spec" => "write `name: …`, `title: …`, `base_url: …` and `endpoints:`",
        "a type" => "write `fields:`, and below it a line `name: type` for each field",
        "an enumeration" => "write `values:`, and below it a line `value: meaning` for each value",
        "an error" => "write `{ name: NotFound }`, with `doc`, `when`, `body`, `class` and `example` as needed",
        "an endpoint" => "write `doc: …`, `GET: /path` and `returns: { 200: TYPE }`, for example",
        "an example" => "write `request: { … }` and `response: { … }`",
        "a credential" => "write `doc: …`, `key: {}` or `token: { … }`, and `attach: bearer`",
        "a key" => "write `{}`, or `{ example: … }` with a made-up key",
        "an assertion" => "write what differs, such as `{ algorithm: PS256 }`, or `{}`",
        "a token" => "write `{ from: ENDPOINT, value: FIELD }`",
        "a registration" => "write `{ from: ENDPOINT, capture: FIELD }`",
        "an identity" => "write `{ from: ENDPOINT, subject: FIELD }`",
        "`tls`" => "write `{ certificate: certificate, key: private_key }`",
        "`auth`" => "write `required`, the name of a credential, or `{ any: [NAME, NAME] }`",
        "`basic`" => "write `{ username: \"{client_id}\", password: \"{client_secret}\" }`",
        "`returns`" => "write `{ 200: TYPE }`; `nothing` and `json` are types too",
        "`path`" | "`query`" | "`headers`" | "`json`" | "`form`" | "`fields`" | "`inputs`" => {
            "write a line `name: type` for each"
        }
        "`when`" => "write the field and its value: `{ success: false }`, or `{ error: { present: true } }`",
        "`scopes`" | "`values`" | "`reply_headers`" => "write a line `name: meaning` for each",
        _ => "write a line `name: …` for each, indented",
    }
}
