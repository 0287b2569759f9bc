//! HTTP Digest authentication (RFC 7616).

use std::fmt::Write as _;

use http::header::WWW_AUTHENTICATE;
use http::{HeaderMap, StatusCode};

use super::Given;
use crate::expression::{self, Encoding, encode};
use crate::request::Context;
use crate::sign::{Heard, Hearing, Memory, Sign, SignError, SignFuture, Signature, Unsigned};
use crate::value::{Secret, Value};

/// Digest authentication with user name and password: MD5, SHA-256 and their `-sess` variants, with `qop=auth` or
/// without. The first request is sent without it; the server's challenge is answered, and stored for later requests.
#[derive(Clone, Debug)]
#[must_use]
pub struct Digest<'a> {
    username: Value<'a>,
    password: Value<'a>,
}

impl<'a> Digest<'a> {
    /// Makes the authentication of a user.
    pub fn new(username: Value<'a>, password: Value<'a>) -> Self {
        Self { username, password }
    }

    /// Makes the authentication own all its values.
    pub fn into_owned(self) -> Digest<'static> {
        Digest { username: self.username.into_owned(), password: self.password.into_owned() }
    }

    fn signature(&self, given: Given<'_>) -> Result<Signature, SignError> {
        let request = given.request;
        let Some((challenge, count)) = request.memory().and_then(|memory| take(&request.origin(), memory)) else {
            return Ok(Signature::default());
        };
        let user = (given.text(&self.username)?, given.text(&self.password)?);
        let (method, target) = (request.method().as_str(), request.target());
        let asked = Asked { method, target, count, nonce: &given.nonce::<16>()? };
        Ok(Signature::default().header("authorization", challenge.answer(&user, &asked)))
    }
}

/// The request that is authenticated.
struct Asked<'r> {
    method: &'r str,
    /// The `uri`: path and query.
    target: &'r str,
    /// How often the nonce was used, including this time.
    count: u32,
    /// The client's nonce.
    nonce: &'r str,
}

/// The server's `WWW-Authenticate: Digest` challenge (RFC 7616 §3.3).
#[derive(Clone, Debug, Default)]
struct Challenge {
    realm: String,
    nonce: String,
    opaque: Option<String>,
    algorithm: Option<String>,
    has_qop: bool,
    is_stale: bool,
}

impl Challenge {
    fn read(text: &str) -> Option<Self> {
        let parameters = parameters(text);
        let get = |name: &str| parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let qop = get("qop");
        let challenge = Self {
            realm: get("realm")?,
            nonce: get("nonce")?,
            opaque: get("opaque"),
            algorithm: get("algorithm"),
            has_qop: qop.is_some(),
            is_stale: get("stale").is_some_and(|stale| stale.eq_ignore_ascii_case("true")),
        };
        let is_auth = qop.is_none_or(|qop| qop.split(',').any(|word| word.trim().eq_ignore_ascii_case("auth")));
        (is_auth && challenge.digest().is_some()).then_some(challenge)
    }

    /// Returns the digest algorithm, and whether it is a `-sess` variant. `None` if it is not supported.
    fn digest(&self) -> Option<(expression::Digest, bool)> {
        let name = self.algorithm.as_deref().unwrap_or("MD5").to_ascii_uppercase();
        let (name, is_session) = name.strip_suffix("-SESS").map_or((name.as_str(), false), |name| (name, true));
        match name {
            "MD5" => Some((expression::Digest::Md5, is_session)),
            "SHA-256" => Some((expression::Digest::Sha256, is_session)),
            _ => None,
        }
    }

    /// Returns the header with the `response` and its parameters (RFC 7616 §3.4).
    fn answer(&self, (username, password): &(Secret, Secret), asked: &Asked<'_>) -> Secret {
        let Asked { target, count, nonce, .. } = *asked;
        let (digest, is_session) = self.digest().unwrap_or((expression::Digest::Md5, false));
        let hash = |text: &str| encode(&digest.of(text.as_bytes()), Encoding::Hex).as_str().to_owned();
        let user = Secret::from(format!("{}:{}:{}", username.expose(), self.realm, password.expose()));
        let mut user = Secret::from(hash(user.expose()));
        if is_session {
            user = Secret::from(hash(&format!("{}:{}:{nonce}", user.expose(), self.nonce)));
        }
        let response = self.response(&user, asked, &hash);
        let mut text = format!(
            "Digest username={}, realm={}, nonce={}, uri={}, response=\"{response}\"",
            quoted(username.expose()),
            quoted(&self.realm),
            quoted(&self.nonce),
            quoted(target)
        );
        if let Some(algorithm) = &self.algorithm {
            let _ = write!(text, ", algorithm={algorithm}");
        }
        if let Some(opaque) = &self.opaque {
            let _ = write!(text, ", opaque={}", quoted(opaque));
        }
        if self.has_qop {
            let _ = write!(text, ", qop=auth, nc={count:08x}, cnonce={}", quoted(nonce));
        } else if is_session {
            let _ = write!(text, ", cnonce={}", quoted(nonce));
        }
        Secret::from(text)
    }

    /// Computes the `response` of a request (RFC 7616 §3.4.1), given the digest of user and password.
    fn response(&self, user: &Secret, asked: &Asked<'_>, hash: &dyn Fn(&str) -> String) -> String {
        let Asked { method, target, count, nonce } = *asked;
        let request = hash(&format!("{method}:{target}"));
        let middle = if self.has_qop { format!("{count:08x}:{nonce}:auth:") } else { String::new() };
        hash(&format!("{}:{}:{middle}{request}", user.expose(), self.nonce))
    }
}

/// Formats a quoted string (RFC 9110 §5.6.4).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Parses `name=value, name="value"`; names are returned in lower case.
fn parameters(text: &str) -> Vec<(String, String)> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.trim_matches([' ', ',', '\t']).to_ascii_lowercase();
        let (value, after) = value(after.trim_start());
        found.push((name, value));
        rest = after;
    }
    found
}

/// Parses a token or a quoted string, and returns the text after it.
fn value(text: &str) -> (String, &str) {
    let Some(inner) = text.strip_prefix('"') else {
        let end = text.find([',', ' ']).unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let (mut value, mut chars) = (String::new(), inner.char_indices());
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return (value, &inner[at + 1..]),
            '\\' => value.extend(chars.next().map(|(_, char)| char)),
            other => value.push(other),
        }
    }
    (value, "")
}

/// Returns the parameters of each Digest challenge of a header, which may hold several.
fn split(header: &str) -> Vec<&str> {
    let lower = header.to_ascii_lowercase();
    let starts: Vec<usize> = lower.match_indices("digest ").map(|(start, _)| start).collect();
    let ends = starts.iter().skip(1).copied().chain([header.len()]);
    starts.iter().zip(ends).map(|(start, end)| &header[start + "digest ".len()..end]).collect()
}

/// Returns the challenge to answer: SHA-256 is preferred to MD5, as RFC 7616 §3.7 requires.
fn chosen(headers: &HeaderMap) -> Option<(String, Challenge)> {
    let texts = headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok());
    let known = texts.flat_map(split).filter_map(|text| Some((text.to_owned(), Challenge::read(text)?)));
    known.max_by_key(|(_, challenge)| matches!(challenge.digest(), Some((expression::Digest::Sha256, _))))
}

fn name(origin: &str) -> String {
    format!("digest {origin}")
}

/// Returns the stored challenge, `{count} {challenge}`, and counts its use.
fn take(origin: &str, memory: &Memory) -> Option<(Challenge, u32)> {
    memory.update(&name(origin), |known| match known.and_then(stored) {
        Some((count, text, challenge)) => {
            (Some(Secret::from(format!("{} {text}", count + 1))), Some((challenge, count + 1)))
        }
        None => (None, None),
    })
}

/// Reads a stored challenge: how often it was used, its text, and what that says.
fn stored(known: &Secret) -> Option<(u32, &str, Challenge)> {
    let (count, text) = known.expose().split_once(' ')?;
    Some((count.parse().ok()?, text, Challenge::read(text)?))
}

impl Sign for Digest<'_> {
    fn sign<'s>(&'s self, request: Unsigned<'s>, context: &'s Context) -> SignFuture<'s> {
        Box::pin(async move { self.signature(Given { request, context }) })
    }

    /// Stores a new challenge and asks for a repetition. The same nonce again, unless it is stale, means that the
    /// password is wrong.
    fn hear(&self, reply: Heard<'_>) -> Hearing {
        if reply.status != StatusCode::UNAUTHORIZED {
            return Hearing::Done;
        }
        let Some((text, challenge)) = chosen(reply.headers) else { return Hearing::Done };
        let name = name(reply.origin);
        let was_asked = reply.memory.get(&name).is_some_and(|known| stored(&known).is_some());
        reply.memory.set(name, format!("0 {text}"));
        if was_asked && !challenge.is_stale { Hearing::Done } else { Hearing::SignAgain }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 7616 §3.9.1.
    #[test]
    fn computes_the_answers_of_the_standard() {
        let text = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=ALGORITHM, \
                    nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", \
                    opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        let user = (Secret::from("Mufasa"), Secret::from("Circle of Life"));
        let nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        let asked = Asked { method: "GET", target: "/dir/index.html", count: 1, nonce };
        for (algorithm, response) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ] {
            let challenge = Challenge::read(&text.replace("ALGORITHM", algorithm)).unwrap();
            let answer = challenge.answer(&user, &asked);
            let expected = format!(
                "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", \
                 nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\", \
                 response=\"{response}\", algorithm={algorithm}, opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", \
                 qop=auth, nc=00000001, cnonce=\"{nonce}\""
            );
            assert_eq!(answer.expose(), expected);
        }
    }

    /// The examples of RFC 2617 §3.5, without and with `qop`; and a `-sess` variant, which differs only in the first
    /// digest.
    #[test]
    fn knows_the_older_forms() {
        let user = (Secret::from("Mufasa"), Secret::from("Circle Of Life"));
        let asked = Asked { method: "GET", target: "/dir/index.html", count: 1, nonce: "0a4f113b" };
        let base = "realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"";
        let rows = [(", qop=auth", "6629fae49393a05397450978507c4ef1"), ("", "670fd8c2df070c60b045671b8b24ff02")];
        for (rest, response) in rows {
            let challenge = Challenge::read(&format!("{base}{rest}")).unwrap();
            let answer = challenge.answer(&user, &asked);
            assert!(answer.expose().contains(&format!("response=\"{response}\"")), "{}", answer.expose());
        }
        assert!(Challenge::read(&format!("{base}, algorithm=SHA-512-256")).is_none());
        assert!(Challenge::read(&format!("{base}, qop=\"auth-int\"")).is_none());
    }

    #[test]
    fn answers_once_and_chooses_the_stronger_digest() {
        let (memory, mut headers) = (Memory::default(), HeaderMap::new());
        let both = "Basic realm=\"x\", Digest realm=\"a, b\", nonce=\"n1\", algorithm=MD5, \
                    Digest realm=\"a, b\", nonce=\"n2\", qop=\"auth\", algorithm=SHA-256";
        headers.insert(WWW_AUTHENTICATE, both.parse().unwrap());
        let digest = Digest::new(Value::text("u"), Value::text("p"));
        let heard =
            |headers: &HeaderMap| digest.hear(Heard::new("https://a", StatusCode::UNAUTHORIZED, headers, &memory));
        assert_eq!(heard(&headers), Hearing::SignAgain);
        let (challenge, count) = take("https://a", &memory).unwrap();
        assert_eq!((challenge.nonce.as_str(), challenge.realm.as_str(), count), ("n2", "a, b", 1));
        assert_eq!(take("https://a", &memory).unwrap().1, 2);
        assert_eq!(heard(&headers), Hearing::Done);
        headers.insert(WWW_AUTHENTICATE, format!("{both}, stale=true").parse().unwrap());
        assert_eq!(heard(&headers), Hearing::SignAgain);
        assert!(take("https://b", &memory).is_none());
    }
}
