//! OAuth 1.0 (RFC 5849).

use super::{Given, configuration, pairs, percent};
use crate::expression::{Digest, Encoding, encode};
use crate::request::{Context, RequestProblem};
use crate::sign::{Algorithm, PrivateKey, Sign, SignError, SignFuture, Signature, Unsigned};
use crate::value::{Secret, Value};

/// An OAuth 1.0 signature in `Authorization`.
#[derive(Clone, Debug)]
#[must_use]
pub struct OAuth1<'a> {
    method: &'static str,
    consumer_key: Value<'a>,
    consumer_secret: Value<'a>,
    private_key: Option<PrivateKey>,
    token: Value<'a>,
    token_secret: Value<'a>,
    callback: Value<'a>,
    verifier: Value<'a>,
    realm: Value<'a>,
    has_body_hash: bool,
}

/// The algorithm of a signature method.
enum Means {
    Hmac(Digest),
    Rsa(Algorithm, Digest),
    Plain,
}

fn means(method: &str) -> Option<Means> {
    Some(match method {
        "HMAC-SHA1" => Means::Hmac(Digest::Sha1),
        "HMAC-SHA256" => Means::Hmac(Digest::Sha256),
        "HMAC-SHA512" => Means::Hmac(Digest::Sha512),
        "RSA-SHA1" => Means::Rsa(Algorithm::RsaSha1, Digest::Sha1),
        "RSA-SHA256" => Means::Rsa(Algorithm::Rs256, Digest::Sha256),
        "RSA-SHA512" => Means::Rsa(Algorithm::Rs512, Digest::Sha512),
        "PLAINTEXT" => Means::Plain,
        _ => return None,
    })
}

impl<'a> OAuth1<'a> {
    /// Makes signatures of a client with `method`: `HMAC-SHA1`, `RSA-SHA256`, `PLAINTEXT` and others.
    pub fn new(method: &'static str, consumer_key: Value<'a>) -> Self {
        Self {
            method,
            consumer_key,
            consumer_secret: Value::Absent,
            private_key: None,
            token: Value::Absent,
            token_secret: Value::Absent,
            callback: Value::Absent,
            verifier: Value::Absent,
            realm: Value::Absent,
            has_body_hash: false,
        }
    }

    /// Sets the client's secret.
    pub fn consumer_secret(self, consumer_secret: Value<'a>) -> Self {
        Self { consumer_secret, ..self }
    }

    /// Sets the client's private key, for RSA.
    pub fn private_key(self, key: &PrivateKey) -> Self {
        Self { private_key: Some(key.clone()), ..self }
    }

    /// Sets the token: a request token, or a user's access token.
    pub fn token(self, token: Value<'a>) -> Self {
        Self { token, ..self }
    }

    /// Sets the token's secret.
    pub fn token_secret(self, token_secret: Value<'a>) -> Self {
        Self { token_secret, ..self }
    }

    /// Sets the callback URL (RFC 5849 §2.1).
    pub fn callback(self, callback: Value<'a>) -> Self {
        Self { callback, ..self }
    }

    /// Sets the verifier that the callback contained (RFC 5849 §2.3).
    pub fn verifier(self, verifier: Value<'a>) -> Self {
        Self { verifier, ..self }
    }

    /// Sets the realm (RFC 5849 §3.5.1), which is not signed.
    pub fn realm(self, realm: Value<'a>) -> Self {
        Self { realm, ..self }
    }

    /// Adds `oauth_body_hash` for a body that is not a form, as defined by an extension of OAuth 1.0.
    pub fn body_hash(self) -> Self {
        Self { has_body_hash: true, ..self }
    }

    /// Makes the signature own all its values.
    pub fn into_owned(self) -> OAuth1<'static> {
        OAuth1 {
            method: self.method,
            consumer_key: self.consumer_key.into_owned(),
            consumer_secret: self.consumer_secret.into_owned(),
            private_key: self.private_key,
            token: self.token.into_owned(),
            token_secret: self.token_secret.into_owned(),
            callback: self.callback.into_owned(),
            verifier: self.verifier.into_owned(),
            realm: self.realm.into_owned(),
            has_body_hash: self.has_body_hash,
        }
    }

    async fn signature(&self, given: Given<'_>) -> Result<Signature, SignError> {
        let unknown = RequestProblem::Computed { name: "oauth1", reason: "its method is unknown" };
        let means = means(self.method).ok_or_else(|| configuration(unknown))?;
        let mut own = self.parameters(given, &means)?;
        let base = base(given.request, &own);
        let signature = self.value(given, &means, &base).await?;
        own.push(("oauth_signature", signature));
        let realm = given.optional(&self.realm)?.map(|realm| ("realm", realm));
        Ok(Signature::default().header("authorization", authorization(realm.iter().chain(&own))))
    }

    /// Returns the protocol parameters without the signature (RFC 5849 §3.1).
    fn parameters(&self, given: Given<'_>, means: &Means) -> Result<Vec<(&'static str, Secret)>, SignError> {
        let mut own = vec![
            ("oauth_consumer_key", given.text(&self.consumer_key)?),
            ("oauth_nonce", Secret::from(given.nonce::<16>()?)),
            ("oauth_signature_method", Secret::from(self.method)),
            ("oauth_timestamp", Secret::from(given.seconds().to_string())),
            ("oauth_version", Secret::from("1.0")),
        ];
        let others =
            [("oauth_token", &self.token), ("oauth_callback", &self.callback), ("oauth_verifier", &self.verifier)];
        for (name, value) in others {
            own.extend(given.optional(value)?.map(|value| (name, value)));
        }
        if self.has_body_hash && !given.request.is_form() {
            own.push(("oauth_body_hash", body_hash(given.request, means)?));
        }
        Ok(own)
    }

    /// Computes the signature (RFC 5849 §3.4).
    async fn value(&self, given: Given<'_>, means: &Means, base: &str) -> Result<Secret, SignError> {
        let key = || -> Result<Secret, SignError> {
            let (consumer, token) = (given.text(&self.consumer_secret)?, given.text(&self.token_secret)?);
            Ok(Secret::from(format!("{}&{}", percent(consumer.expose()), percent(token.expose()))))
        };
        let bytes = match (means, &self.private_key) {
            (Means::Plain, _) => return key(),
            (Means::Hmac(digest), _) => digest.keyed(key()?.expose().as_bytes(), base.as_bytes()).to_vec(),
            (Means::Rsa(algorithm, _), Some(private)) => private.sign(*algorithm, base.as_bytes()).await?,
            (Means::Rsa(..), None) => {
                let missing = RequestProblem::Computed { name: "oauth1", reason: "its method needs a private key" };
                return Err(configuration(missing));
            }
        };
        Ok(Secret::from(encode(&bytes, Encoding::Base64).as_str()))
    }
}

/// Returns the value of `Authorization` (RFC 5849 §3.5.1).
fn authorization<'p>(parameters: impl Iterator<Item = &'p (&'static str, Secret)>) -> String {
    let parameters = parameters.map(|(name, value)| format!("{name}=\"{}\"", percent(value.expose())));
    format!("OAuth {}", parameters.collect::<Vec<_>>().join(", "))
}

/// Returns the digest of the body (OAuth Request Body Hash 1.0 §3.2).
fn body_hash(request: Unsigned<'_>, means: &Means) -> Result<Secret, SignError> {
    let digest = match means {
        Means::Hmac(digest) | Means::Rsa(_, digest) => *digest,
        Means::Plain => Digest::Sha1,
    };
    let body = request.whole_body().map_err(configuration)?;
    Ok(Secret::from(encode(&digest.of(body), Encoding::Base64).as_str()))
}

/// Returns the signature base string (RFC 5849 §3.4.1).
fn base(request: Unsigned<'_>, own: &[(&'static str, Secret)]) -> String {
    // The parameters of a form are signed, too (RFC 5849 §3.4.1.3.1).
    let form = request.form();
    let own = own.iter().map(|(name, value)| ((*name).to_owned(), value.expose().to_owned()));
    let all = pairs(request.query(), true).into_iter().chain(pairs(form, true)).chain(own);
    let mut all: Vec<_> = all.map(|(name, value)| (percent(&name), percent(&value))).collect();
    all.sort();
    let all = all.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    let url = format!("{}{}", request.origin(), request.path());
    format!("{}&{}&{}", request.method(), percent(&url), percent(&all))
}

impl Sign for OAuth1<'_> {
    fn sign<'s>(&'s self, request: Unsigned<'s>, context: &'s Context) -> SignFuture<'s> {
        Box::pin(self.signature(Given { request, context }))
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, Method};

    use http::header::CONTENT_TYPE;

    use super::*;

    type Row<'t> = (Method, &'t str, &'t str, &'t [(&'static str, &'t str)], &'t str, &'t str);

    fn signature((method, url, form, own, key, expected): Row<'_>) {
        let mut headers = HeaderMap::new();
        if !form.is_empty() {
            headers.insert(CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
        }
        let own: Vec<_> = own.iter().map(|(name, value)| (*name, Secret::from(*value))).collect();
        let request = Unsigned::new("x", &method, url, &headers, form.as_bytes());
        let signature = Digest::Sha1.keyed(key.as_bytes(), base(request, &own).as_bytes());
        assert_eq!(encode(&signature, Encoding::Base64).as_str(), expected, "{url}");
    }

    /// The examples of RFC 5849 §1.2, in order.
    #[test]
    fn signs_the_requests_of_the_standard() {
        let own = |time, nonce| {
            [
                ("oauth_consumer_key", "dpf43f3p2l4k3l03"),
                ("oauth_signature_method", "HMAC-SHA1"),
                ("oauth_timestamp", time),
                ("oauth_nonce", nonce),
            ]
        };
        let initiate =
            [&own("137131200", "wIjqoS")[..], &[("oauth_callback", "http://printer.example.com/ready")]].concat();
        let url = "https://photos.example.net/initiate";
        signature((Method::POST, url, "", &initiate, "kd94hf93k423kf44&", "74KNZJeDHnMBp0EMJ9ZHt/XKycU="));
        let more = [("oauth_token", "hh5s93j4hdidpola"), ("oauth_verifier", "hfdp7dh39dks9884")];
        let token = [&own("137131201", "walatlh")[..], &more].concat();
        let (url, key) = ("https://photos.example.net/token", "kd94hf93k423kf44&hdhd0244k9j7ao03");
        signature((Method::POST, url, "", &token, key, "gKgrFCywp7rO0OXSjdot/IHF7IU="));
        let photos = [&own("137131202", "chapoH")[..], &[("oauth_token", "nnch734d00sl2jdk")]].concat();
        let url = "http://photos.example.net/photos?file=vacation.jpg&size=original";
        let key = "kd94hf93k423kf44&pfkkdhi9sl3r4s00";
        signature((Method::GET, url, "", &photos, key, "MdpQcU8iPSUjWoN/UDMsK2sui9I="));
    }

    /// The example "Creating a signature" in the documentation of X, with the current and the former path.
    #[test]
    fn signs_a_form() {
        let own = [
            ("oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog"),
            ("oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "1318622958"),
            ("oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"),
            ("oauth_version", "1.0"),
        ];
        let form = "status=Hello%20Ladies%20%2b%20Gentlemen%2c%20a%20signed%20OAuth%20request%21";
        let key = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw&LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE";
        for (version, expected) in [("1.1", "hCtSmYh+iHYCEqBWrE7C7hYmtUk="), ("1", "tnnArxj06cWHq44gCs1OSKk/jLY=")] {
            let url = format!("https://api.twitter.com/{version}/statuses/update.json?include_entities=true");
            signature((Method::POST, &url, form, &own, key, expected));
        }
    }

    /// The example of RFC 5849 §3.4.1.3.1: parameters of the query and of the body, some repeated or empty.
    #[test]
    fn collects_the_parameters_of_the_standard() {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
        let own = [
            ("oauth_consumer_key", "9djdj82h48djs9d2".into()),
            ("oauth_token", "kkk9d7dh3k39sjv7".into()),
            ("oauth_signature_method", "HMAC-SHA1".into()),
            ("oauth_timestamp", "137131201".into()),
            ("oauth_nonce", "7d8f3e4a".into()),
        ];
        let url = "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b";
        let request = Unsigned::new("x", &Method::POST, url, &headers, b"c2&a3=2+q");
        let expected = "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26\
                        c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26\
                        oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7";
        assert_eq!(base(request, &own), expected);
    }
}
