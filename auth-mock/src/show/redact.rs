//! Removes secrets from requests and replies before they are shown, because someone may use the mock with a real key.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use auth_codegen::model::{Credential, Place, Provider};
use auth_codegen::{conformance, secrets};
use serde_json::Value as Json;
use url::form_urlencoded::Serializer;

use crate::answer::reply::Reply;
use crate::judge::{attach, credential};
use crate::read::basic::halves;
use crate::read::content::{self, Body};
use crate::read::fields::fields_at;
use crate::read::made;
use crate::read::own;
use crate::read::received::{Pairs, Received, pairs};
use crate::route::candidate::{Candidate, base_path};
use crate::show::mask::{MARK, Unknown, is_secret, mask, mask_fields, mask_unknown};
use crate::show::seen;

/// The minimum length of a made-up secret that is searched for in every text. A shorter one may be part of other words,
/// so it is masked only in its own field.
const SCRUBBED: usize = 6;
/// Headers that may carry credentials with any provider.
const HEADERS: [&str; 3] = ["authorization", "cookie", "proxy-authorization"];

/// The secrets of all providers, collected once.
#[derive(Debug)]
pub(crate) struct Redactor {
    /// The made-up secrets, the longest first, because one may be part of another.
    secrets: Vec<String>,
    credentials: Vec<Credential>,
    /// The lower-case names of headers that contain secrets.
    headers: Vec<String>,
    /// The real secrets that came in requests and replies.
    seen: Mutex<BTreeSet<String>>,
}

impl Redactor {
    pub(crate) fn new(providers: &[Provider]) -> Self {
        let mut secrets: Vec<String> =
            providers.iter().flat_map(secrets::all).filter(|secret| secret.len() >= SCRUBBED).collect();
        secrets.sort_by(|one, other| (Reverse(one.len()), one).cmp(&(Reverse(other.len()), other)));
        secrets.dedup();
        let credentials: Vec<Credential> = providers.iter().flat_map(|provider| provider.credentials.clone()).collect();
        let parts =
            providers.iter().flat_map(|provider| &provider.endpoints).flat_map(|endpoint| &endpoint.request.parts);
        let parts = parts.filter(|part| part.place == Place::Header && part.value.is_secret());
        let names = parts.map(|part| part.name.value.as_str()).chain(HEADERS);
        let names = names.chain(credentials.iter().flat_map(credential::header_names));
        let headers = names.map(str::to_ascii_lowercase).collect();
        Self { secrets, credentials, headers, seen: Mutex::default() }
    }

    /// Returns the path and the query. Only the values of declared parameters are shown, because people sometimes put
    /// secrets in URLs by mistake.
    pub(crate) fn path(&self, chosen: Option<&Candidate<'_>>, received: &Received) -> String {
        let path = without_secrets(chosen, received.uri.path());
        let path = if chosen.is_some() { path } else { seen::without_random(&path) };
        let path = self.scrub(&path);
        match received.uri.query() {
            Some(_) => format!("{path}?{}", self.pairs(chosen, Place::Query, received.query())),
            None => path,
        }
    }

    /// Returns the headers, with the scheme or prefix of a credential but without its secret.
    pub(crate) fn headers(&self, received: &Received) -> Vec<(String, String)> {
        let shown = received.headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            let is_secret = self.headers.iter().any(|known| known == name.as_str());
            let value = if is_secret { self.credential(name.as_str(), &value) } else { self.scrub(&value) };
            (name.to_string(), value)
        });
        shown.collect()
    }

    /// Returns the body of a request. Members without a field are masked, because they may be secrets with a misspelled
    /// name.
    pub(crate) fn request(&self, chosen: Option<&Candidate<'_>>, received: &Received) -> String {
        let Some(body) = &received.body else { return "(more than 1 MiB)".to_owned() };
        let read = chosen.and_then(|chosen| Some((chosen, content::read(chosen, received).ok()?)));
        match read {
            Some((chosen, Body::Json(json))) => self.json_request(chosen, json),
            Some((chosen, Body::Form(form))) => self.pairs(Some(chosen), Place::Body, form),
            Some((_, Body::None)) => String::new(),
            None if body.is_empty() => String::new(),
            None => format!("({} bytes)", body.len()),
        }
    }

    /// Returns the body of a reply.
    pub(crate) fn response(&self, chosen: Option<&Candidate<'_>>, reply: &Reply) -> String {
        let Some(content) = &reply.body else { return String::new() };
        if let Some(text) = &content.text {
            return self.scrub(text);
        }
        let mut json = content.json.clone();
        let call = chosen.and_then(|chosen| Some((chosen.provider, chosen.endpoint.http()?)));
        let success = call.and_then(|(provider, call)| {
            let success = conformance::success(call, reply.status.as_u16(), &json, &[])?;
            Some((provider, success.body?))
        });
        if let Some((provider, ty)) = success {
            mask(provider, ty, &mut json, Unknown::Shown);
        }
        self.scrub_json(&mut json);
        json.to_string()
    }

    /// Remembers the secrets of a request and its reply, so that no other text of the log has them: those of the spec's
    /// types, and those in headers that carry credentials.
    pub(crate) fn learn(&self, chosen: Option<&Candidate<'_>>, received: &Received, reply: &Reply) {
        let headers =
            received.headers.iter().filter(|(name, _)| self.headers.iter().any(|known| known == name.as_str()));
        let headers = headers.filter_map(|(_, value)| value.to_str().ok()).flat_map(seen::of_header);
        let body = chosen.map(|chosen| seen::of_request(chosen, received)).unwrap_or_default();
        let names = received.query().into_iter().chain(pairs(received.bytes())).map(|(name, _)| name);
        self.remember(names.filter(|name| seen::is_random(name)));
        let reply = chosen.map(|chosen| seen::of_reply(chosen, reply)).unwrap_or_default();
        self.remember(headers.chain(body).chain(reply));
    }

    /// Remembers secrets.
    pub(crate) fn remember(&self, secrets: impl IntoIterator<Item = String>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.extend(secrets.into_iter().filter(|secret| seen::is_telling(secret)));
    }

    fn json_request(&self, chosen: &Candidate<'_>, mut json: Json) -> String {
        let fields = fields_at(chosen, Place::Body);
        let constants: Vec<&str> = shown_parts(chosen, Place::Body);
        mask_unknown(&fields, &constants, &mut json);
        mask_fields(chosen.provider, &fields, &mut json, Unknown::Masked);
        self.scrub_json(&mut json);
        json.to_string()
    }

    fn pairs(&self, chosen: Option<&Candidate<'_>>, place: Place, pairs: Pairs) -> String {
        let shown = pairs.into_iter().map(|(name, text)| {
            let text = if is_shown(chosen, place, &name) { self.scrub(&text) } else { MARK.to_owned() };
            (self.scrub(&name), text)
        });
        Serializer::new(String::new()).extend_pairs(shown).finish()
    }

    fn credential(&self, name: &str, value: &str) -> String {
        if halves::decode(value).is_some() {
            return format!("Basic {MARK}");
        }
        let parts = self.credentials.iter().flat_map(|known| &known.parts);
        let mut here = parts.filter(|part| part.place == Place::Header && part.name.value.eq_ignore_ascii_case(name));
        let found = here.find(|part| attach::after_prefix(part, value).is_some());
        found.map_or_else(|| MARK.to_owned(), |part| attach::prefix(part) + MARK)
    }

    fn scrub_json(&self, json: &mut Json) {
        match json {
            Json::String(text) => *text = self.scrub(text),
            Json::Array(items) => items.iter_mut().for_each(|json| self.scrub_json(json)),
            Json::Object(members) => members.values_mut().for_each(|json| self.scrub_json(json)),
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }

    /// Returns a text without the made-up secrets of the specs, and without those that came.
    pub(crate) fn scrub(&self, text: &str) -> String {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<&String> =
            self.secrets.iter().chain(seen.iter()).filter(|secret| text.contains(secret.as_str())).collect();
        found.sort_by_key(|secret| Reverse(secret.len()));
        found.into_iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), MARK))
    }
}

/// Returns the path with its declared secrets masked.
fn without_secrets(chosen: Option<&Candidate<'_>>, path: &str) -> String {
    let Some(chosen) = chosen else { return path.to_owned() };
    let is_secret = |name: &str| {
        let mut parts = chosen.endpoint.parts_in(Place::Path);
        let is_attached = chosen.endpoint.request.attached.iter().any(|attached| attached.value == name);
        is_attached || parts.any(|part| part.name.value == name && part.value.is_secret())
    };
    if !chosen.parameters.iter().any(|(name, _)| is_secret(name)) {
        return path.to_owned();
    }
    let base = base_path(chosen.provider, &chosen.provider.hosts[chosen.endpoint.host]);
    let shown = chosen.parameters.iter().fold(chosen.endpoint.path(), |path, (name, text)| {
        path.replace(&format!("{{{name}}}"), if is_secret(name) { MARK } else { text })
    });
    base + &shown
}

/// Whether a parameter is shown. `state` is secret until the callback (RFC 6749 §10.12); a PKCE challenge is public.
fn is_shown(chosen: Option<&Candidate<'_>>, place: Place, name: &str) -> bool {
    let Some(chosen) = chosen else { return false };
    let is_challenge = place == Place::Query && own::is_challenge(chosen, name);
    let is_constant = shown_parts(chosen, place).contains(&name);
    let is_field = fields_at(chosen, place).iter().any(|field| field.wire == name && !is_secret(&field.ty.value));
    is_challenge || is_constant || is_field
}

/// Returns the names of constants, and of templates without secrets.
fn shown_parts<'p>(chosen: &Candidate<'p>, place: Place) -> Vec<&'p str> {
    let parts = made::parts(chosen, place).into_iter().filter(|part| !part.value.is_secret());
    parts.map(|part| part.name.value.as_str()).collect()
}
