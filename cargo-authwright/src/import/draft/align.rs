//! Lets the examples of calls that renew or revoke a token send what the example of its log-in answers: a page often shows
//! another token in each call, and a provider that is played by the examples would not know it.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::{Draft, Endpoint, Field, Source, Token};

/// The parameter of a revocation (RFC 7009 §2.1), and that of a renewal (RFC 6749 §6).
const STANDARD: [(&str, &str); 2] = [("token", "value"), ("refresh_token", "refresh_token")];

/// Aligns the examples of all credentials.
pub(super) fn align(draft: &mut Draft) {
    let sources = draft.credentials.iter().map(|credential| credential.source.clone());
    let tokens: Vec<Token> = sources
        .filter_map(|source| match source {
            Source::Token(token) => Some(token),
            Source::Key { .. } | Source::Inputs(_) => None,
        })
        .collect();
    let mut aligned = HashSet::new();
    for token in &tokens {
        for call in token.refresh.iter().chain(&token.revoke).filter(|call| **call != token.from) {
            if aligned.insert(call.clone()) {
                align_call(call, token, draft);
            }
        }
    }
}

fn align_call(call: &str, token: &Token, draft: &mut Draft) {
    let own = token.members.iter().map(|(key, field)| (field.as_str(), *key));
    for (name, key) in own.chain(STANDARD).filter(|(_, key)| STANDARD.iter().any(|(_, known)| known == key)) {
        let first = answered(&token.from, key, token, draft);
        let again = answered(call, key, token, draft);
        let Some(fresh) = first.first() else { continue };
        let examples = draft.endpoints.iter_mut().filter(|endpoint| endpoint.name == call);
        for (index, example) in examples.flat_map(|endpoint| &mut endpoint.examples).enumerate() {
            let is_known = |text: &String| first.contains(text) || (index > 0 && again.contains(text));
            for (_, json) in example.request.iter_mut().filter(|(given, _)| given == name) {
                if json.as_str().is_some_and(|text| !is_known(&text.to_owned())) {
                    *json = Json::from(fresh.as_str());
                }
            }
        }
    }
}

/// The tokens that the examples of a call answer.
fn answered(call: &str, key: &str, token: &Token, draft: &Draft) -> Vec<String> {
    let name = token.members.iter().find(|(known, _)| *known == key).map(|(_, name)| name);
    let endpoint = draft.endpoints.iter().find(|endpoint| endpoint.name == call);
    let record = endpoint.and_then(|endpoint| draft.record(endpoint.reply()?));
    let (Some(name), Some(endpoint), Some(record)) = (name, endpoint, record) else { return Vec::new() };
    let Some(field) = record.field(name) else { return Vec::new() };
    let responses = endpoint.examples.iter().filter_map(|example| example.response.as_ref());
    responses.filter_map(|response| text(response, field, endpoint)).collect()
}

fn text(response: &Json, field: &Field, endpoint: &Endpoint) -> Option<String> {
    if let (Some("form"), Json::String(form)) = (endpoint.response, response) {
        let mut pairs = url::form_urlencoded::parse(form.as_bytes());
        return pairs.find(|(name, _)| *name == field.name).map(|(_, value)| value.into_owned());
    }
    let plain = [field.name.clone()];
    let paths = if field.at.is_empty() { plain.as_slice() } else { field.at.as_slice() };
    let found = paths.iter().find_map(|path| at(response, path))?;
    found.as_str().map(str::to_owned)
}

fn at<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    path.split('.').try_fold(json, |json, segment| match segment.parse::<usize>() {
        Ok(index) => json.get(index),
        Err(_) => json.get(segment),
    })
}
