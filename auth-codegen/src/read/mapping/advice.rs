//! Advice on what to write instead of something that is not a mapping.

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
        "`scopes`" | "`values`" | "`reply_headers`" => "write a line `name: meaning` for each",
        _ => "write a line `name: …` for each, indented",
    }
}
