//! Takes what authenticates a command out of its request.

use crate::import::guess::{name, placeholder, secret};

use super::request::{Body, Request};

/// Something that authenticates, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Carried {
    pub(super) place: Place,
    /// The name in that place: of a header, a parameter or a cookie.
    pub(super) name: String,
    /// What is before the secret in a header: `Token `.
    pub(super) prefix: Option<String>,
    /// The secret, or what stands for it.
    pub(super) value: String,
    /// The password of HTTP Basic or Digest.
    pub(super) password: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Bearer,
    Header,
    Query,
    Cookie,
    Basic,
    Digest,
}

impl Carried {
    fn new(place: Place, name: &str, value: &str) -> Self {
        let (name, value) = (name.to_owned(), value.to_owned());
        Self { place, name, prefix: None, value, password: String::new() }
    }

    /// Whether two are sent in the same way.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.place == other.place && self.name.eq_ignore_ascii_case(&other.name) && self.prefix == other.prefix
    }

    /// What a placeholder calls the secret: `api_key`, `access_token`.
    pub(super) fn hint(&self) -> Option<String> {
        placeholder::name(&self.value)
    }
}

/// Takes the credential out of a request. The client's id and secret at a token endpoint stay.
pub(super) fn take(request: &mut Request) -> Vec<Carried> {
    let mut carried = Vec::new();
    request.headers.retain(|(name, value)| match header(name, value) {
        Some(found) => {
            carried.push(found);
            false
        }
        None => true,
    });
    if request.method != "visit" {
        take_pairs(&mut request.query, Place::Query, is_key_in_query, &mut carried);
    }
    take_pairs(
        &mut request.cookies,
        Place::Cookie,
        |name, value| secret::is_secret(name, value) || placeholder::name(value).is_some(),
        &mut carried,
    );
    if !is_token_request(request) {
        take_user(request, &mut carried);
    }
    carried
}

fn take_user(request: &mut Request, carried: &mut Vec<Carried>) {
    if let Some((user, password)) = request.user.take() {
        let place = if request.is_digest { Place::Digest } else { Place::Basic };
        carried.push(Carried { password, ..Carried::new(place, "Authorization", &user) });
    }
}

/// Whether the body is a token request (RFC 6749), in which `-u` is how the client authenticates.
pub(super) fn is_token_request(request: &Request) -> bool {
    match &request.body {
        Body::Form(pairs) => pairs.iter().any(|(name, _)| name == "grant_type" || name == "token"),
        Body::Json(json, _) => json.get("grant_type").is_some(),
        Body::None | Body::Multipart(_) | Body::Text(_) | Body::File => false,
    }
}

fn header(name: &str, value: &str) -> Option<Carried> {
    if name.eq_ignore_ascii_case("authorization") {
        return Some(authorization(name, value));
    }
    let snake = name::snake(name);
    let words = [
        "api_key",
        "apikey",
        "token",
        "secret",
        "auth",
        "access_key",
        "app_key",
        "application_key",
        "session",
        "authorization",
    ];
    let is_named =
        words.iter().any(|word| snake == *word || snake.ends_with(&format!("_{word}"))) || secret::is_named(name);
    let is_csrf = snake.contains("csrf") || snake.contains("xsrf") || snake.contains("idempotency");
    (is_named && !is_csrf).then(|| with_prefix(Carried::new(Place::Header, name, value)))
}

fn authorization(name: &str, value: &str) -> Carried {
    let (scheme, rest) = value.split_once(' ').unwrap_or(("", value));
    if scheme.eq_ignore_ascii_case("bearer") {
        return Carried::new(Place::Bearer, name, rest.trim());
    }
    if scheme.eq_ignore_ascii_case("basic") {
        let (user, password) = basic(rest.trim());
        return Carried { password, ..Carried::new(Place::Basic, name, &user) };
    }
    if scheme.eq_ignore_ascii_case("digest") {
        return Carried::new(Place::Digest, name, "username");
    }
    with_prefix(Carried::new(Place::Header, name, value))
}

/// User name and password, if the page shows them: `$(echo -n "user:password" | base64)`.
fn basic(text: &str) -> (String, String) {
    let inner = text.split(['"', '\'']).find(|part| part.contains(':') && !part.contains('$') || part.contains("${"));
    let (user, password) = inner.and_then(|inner| inner.split_once(':')).unwrap_or(("username", "password"));
    (user.to_owned(), password.to_owned())
}

/// Divides a scheme from the secret after it: `Token abc`, `Key=abc` is left whole.
fn with_prefix(mut carried: Carried) -> Carried {
    let found = carried.value.split_once(' ').filter(|(scheme, rest)| {
        scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            && !rest.trim().is_empty()
            && placeholder::name(&carried.value).is_none()
    });
    if let Some((scheme, rest)) = found {
        (carried.prefix, carried.value) = (Some(format!("{scheme} ")), rest.trim().to_owned());
    }
    carried
}

fn is_key_in_query(name: &str, value: &str) -> bool {
    let snake = name::snake(name);
    let words = [
        "api_key",
        "apikey",
        "access_token",
        "auth_token",
        "token",
        "appid",
        "app_id",
        "key",
        "auth",
        "secret",
        "access_key",
        "sig",
    ];
    let is_value = placeholder::name(value).is_some() || placeholder::is_cut(value) || value.len() >= 12;
    words.contains(&snake.as_str()) && is_value
}

fn take_pairs(
    pairs: &mut Vec<(String, String)>,
    place: Place,
    is_secret: impl Fn(&str, &str) -> bool,
    carried: &mut Vec<Carried>,
) {
    pairs.retain(|(name, value)| {
        let is_one = is_secret(name, value);
        if is_one {
            carried.push(Carried::new(place, name, value));
        }
        !is_one
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place() {
        let rows = [
            ("Authorization", "Bearer $TOKEN", Some((Place::Bearer, None, "$TOKEN"))),
            ("Authorization", "Token abc", Some((Place::Header, Some("Token "), "abc"))),
            ("Authorization", "abc", Some((Place::Header, None, "abc"))),
            ("Authorization", "Basic $(echo -n \"${ID}:${SECRET}\" | base64)", Some((Place::Basic, None, "${ID}"))),
            ("X-Api-Key", "YOUR_API_KEY", Some((Place::Header, None, "YOUR_API_KEY"))),
            ("PRIVATE-TOKEN", "<your token>", Some((Place::Header, None, "<your token>"))),
            ("X-CSRF-Token", "a", None),
            ("Accept", "application/json", None),
        ];
        for (name, value, expected) in rows {
            let found = header(name, value);
            let found = found.as_ref().map(|found| (found.place, found.prefix.as_deref(), found.value.as_str()));
            assert_eq!(found, expected, "{name}: {value}");
        }
    }
}
