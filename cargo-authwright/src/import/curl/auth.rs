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

/// The user name and password of HTTP Basic.
pub(super) type User = (String, String);

/// Returns the user of a token request, who is the client (RFC 6749 §2.3.1).
pub(super) fn client(request: &Request) -> Option<User> {
    let user = request.user.clone().or_else(|| request.header("Authorization").and_then(basic));
    user.filter(|_| is_token_request(request))
}

/// Takes the credential out of a request. The id and secret of a client stay: at a token endpoint, and where a form is sent with
/// the same ones.
pub(super) fn take(request: &mut Request, clients: &[User]) -> Vec<Carried> {
    let mut carried = Vec::new();
    take_basic(request);
    request.headers.retain(|(name, value)| match header(name, value) {
        Some(found) => {
            carried.push(found);
            false
        }
        None => true,
    });
    if request.method != "visit" && !is_token_request(request) {
        take_pairs(&mut request.query, Place::Query, is_key_in_query, &mut carried);
    }
    take_pairs(
        &mut request.cookies,
        Place::Cookie,
        |name, value| secret::is_secret(name, value) || placeholder::name(value).is_some(),
        &mut carried,
    );
    let is_form = matches!(request.body, Body::Form(_));
    let is_client = is_form && request.user.as_ref().is_some_and(|user| clients.contains(user));
    if !is_client && !is_token_request(request) {
        take_user(request, &mut carried);
    }
    carried
}

/// `Authorization: Basic …` is what `-u` sends.
fn take_basic(request: &mut Request) {
    let Some(user) = request.header("Authorization").and_then(basic) else { return };
    request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
    request.user = Some(user);
}

fn take_user(request: &mut Request, carried: &mut Vec<Carried>) {
    if let Some((user, password)) = request.user.take() {
        let place = if request.is_digest { Place::Digest } else { Place::Basic };
        carried.push(Carried { password, ..Carried::new(place, "Authorization", &user) });
    }
}

/// Whether the body, or the query, is a token request (RFC 6749), in which `-u` is how the client authenticates.
pub(super) fn is_token_request(request: &Request) -> bool {
    let is_grant = |(name, _): &(String, String)| name == "grant_type";
    match &request.body {
        _ if request.method != "visit" && request.query.iter().any(is_grant) => true,
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
        "sid",
        "ticket",
        "jwt",
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
    if scheme.eq_ignore_ascii_case("digest") {
        return Carried::new(Place::Digest, name, "username");
    }
    with_prefix(Carried::new(Place::Header, name, value))
}

/// Reads the value of `Authorization`. User name and password are those that the page shows, as in
/// `$(echo -n "user:password" | base64)`.
fn basic(value: &str) -> Option<User> {
    let (scheme, text) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let inner = text.split(['"', '\'']).find(|part| part.contains(':') && !part.contains('$') || part.contains("${"));
    let (user, password) = inner.and_then(|inner| inner.split_once(':')).unwrap_or(("username", "password"));
    Some((user.to_owned(), password.to_owned()))
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
        let user = basic("Basic $(echo -n \"${ID}:${SECRET}\" | base64)");
        assert_eq!(user, Some(("${ID}".to_owned(), "${SECRET}".to_owned())));
        assert_eq!([basic("Bearer a"), basic("abc")], [None, None]);
    }
}
