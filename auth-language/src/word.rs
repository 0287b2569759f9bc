//! The closed sets of words of the language. Each word is declared once, with its meaning.

mod form;
pub mod header;
mod instant;
pub mod name;
pub mod suggest;
pub mod template;

pub(crate) use form::is_pattern;
pub use form::{TimeForm, fits_pattern};
pub(crate) use instant::{read_now, seconds};
pub use instant::{zone, zone_of};

use crate::problem::{Broken, Code, Help, Problems};
use crate::spanned::Spanned;

/// A closed set of words.
pub trait Word: Copy + PartialEq + 'static {
    /// Text that introduces the list of words in a message: `the classes are`.
    const ALL_ARE: &'static str;
    /// The code of the problem that is reported for any other word.
    const CODE: Code;
    /// All words, each with its text and meaning.
    const ALL: &'static [(Self, &'static str, &'static str)];

    /// Returns the word with this text.
    #[must_use]
    fn find(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == text).map(|(word, _, _)| *word)
    }

    /// Returns the text of the word.
    #[must_use]
    fn text(self) -> &'static str {
        Self::ALL.iter().find(|(word, _, _)| *word == self).map_or("", |(_, text, _)| text)
    }

    /// Returns the texts of all words.
    #[must_use]
    fn texts() -> Vec<&'static str> {
        Self::ALL.iter().map(|(_, text, _)| *text).collect()
    }
}

/// Reads a word. `what` names the key in messages: `` `pkce` ``.
///
/// # Errors
/// Reports a problem if there is no such word.
pub fn check<W: Word, P: Copy>(text: &Spanned<String, P>, what: &str, problems: &mut Problems<P>) -> Result<W, Broken> {
    W::find(&text.value).ok_or_else(|| {
        if let Some(word) = other_word::<W>(&text.value) {
            let help = Help::Edit { at: text.at, text: word.to_owned(), advice: format!("here it is called `{word}`") };
            return problems.report(
                W::CODE,
                text.at,
                format!("{what} cannot be `{}`", text.value),
                help.without_edit(),
            );
        }
        let texts = W::texts();
        let help = suggest::help(&text.value, text.at, &texts, W::ALL_ARE);
        // A word that is only like another one may mean something else: `SHA256` is not `HS256`.
        let is_slip = texts.iter().any(|known| suggest::is_slip(&text.value, known));
        let help = if is_slip { help } else { help.without_edit() };
        problems.report(W::CODE, text.at, format!("{what} cannot be `{}`", text.value), help)
    })
}

/// Names of signatures elsewhere, with those of RFC 7518 and RFC 8037, and of forms of the time.
const OTHER_WORDS: [(&[&str], &str); 6] = [
    (&["rsa", "rsa2", "rsa-sha256", "sha256withrsa", "rsa_sha256"], "RS256"),
    (&["ecdsa", "ecdsa-sha256", "sha256withecdsa", "ecdsa_sha_256", "ecdsa_sha256", "p256"], "ES256"),
    (&["ed25519"], "EdDSA"),
    (&["rfc2822", "rfc822", "rfc1123", "rfc7231", "rfc9110", "httpdate"], "http date"),
    (&["rfc3339", "iso8601", "iso", "iso 8601", "rfc 3339"], "timestamp"),
    (&["unix", "epoch", "unixtime", "unix_time", "seconds"], "unix seconds"),
];

/// Returns the word for what another language calls so.
fn other_word<W: Word>(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let (_, word) = OTHER_WORDS.iter().find(|(others, _)| others.contains(&lower.as_str()))?;
    W::find(word).map(|_| *word)
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident, $all_are:literal, $code:ident { $($variant:ident $text:literal $meaning:literal;)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = $meaning] $variant,)*
        }

        impl Word for $name {
            const ALL_ARE: &'static str = $all_are;
            const CODE: Code = Code::$code;
            const ALL: &'static [(Self, &'static str, &'static str)] = &[$((Self::$variant, $text, $meaning)),*];
        }
    )*};
}

words! {
    /// The method of a request (RFC 9110 §9).
    Method, "the methods are", METHOD {
        Get "GET" "Read something.";
        Head "HEAD" "Read the headers of something.";
        Post "POST" "Create something, or have it done.";
        Put "PUT" "Replace something.";
        Patch "PATCH" "Change something.";
        Delete "DELETE" "Remove something.";
        Options "OPTIONS" "Ask what can be done.";
    }
    /// What a caller can do about an error.
    Class, "the classes are", CLASS {
        Reauthenticate "reauthenticate" "The credential is not valid: get a new one.";
        Retry "retry" "The provider failed: try again.";
        RateLimited "rate_limited" "Too many requests: try again later, as `Retry-After` says.";
        Configuration "configuration" "The call or the settings are wrong: mend them.";
        Denied "denied" "The credential is valid, and not allowed to do this.";
        Pending "pending" "Something is awaited: ask again later, as often as the provider allows (RFC 8628 §3.5).";
        SlowDown "slow_down" "Something is awaited, and was asked for too often: wait longer between two requests.";
        ClockSkew "clock_skew" "The clock of the caller is wrong: set it by the `Date` of the reply, and repeat once.";
    }
    /// What a field of an error body means.
    Meaning, "a field can mean", MEANING {
        Code "code" "The provider's stable error code.";
        Message "message" "The text for people.";
    }
    /// The members of a token reply (RFC 6749 §5.1).
    TokenMember, "the members of a token are", TOKEN {
        AccessToken "access_token" "The token that calls are made with.";
        ExpiresIn "expires_in" "How long it lives.";
        ExpiresAt "expires_at" "When it ends: a point in time, or the claim of a JWT.";
        RefreshToken "refresh_token" "The token that the next one is requested with (RFC 6749 §6).";
        RefreshExpiresIn "refresh_expires_in" "How long that token lives.";
        Scope "scope" "The scopes that were granted (RFC 6749 §3.3).";
        TokenType "token_type" "The kind of token (RFC 6749 §7.1).";
    }
    /// Whether an authorization uses PKCE (RFC 7636).
    Pkce, "write", WORD {
        S256 "S256" "A challenge is always sent.";
        Supported "supported" "A challenge is sent if the caller asks for it.";
        Off "off" "No challenge can be sent: the provider refuses it.";
    }
    /// How user name and password are encoded for HTTP Basic.
    BasicEncoding, "write", WORD {
        Plain "plain" "As they are (RFC 7617).";
        Form "form" "Form-urlencoded (RFC 6749 §2.3.1).";
    }
    /// The methods of client authentication at the token endpoint, by their names in the registry of RFC 7591.
    ClientAuthentication, "the methods are", CLIENT_AUTHENTICATION {
        ClientSecretBasic "client_secret_basic" "Id and secret in HTTP Basic, form-urlencoded first (RFC 6749 §2.3.1).";
        ClientSecretPost "client_secret_post" "Id and secret in the body (RFC 6749 §2.3.1).";
        ClientSecretJwt "client_secret_jwt" "A JWT that is signed with the secret (RFC 7523 §2.2).";
        PrivateKeyJwt "private_key_jwt" "A JWT that is signed with a private key (RFC 7523 §2.2).";
        TlsClientAuth "tls_client_auth" "A certificate of an authority, in the TLS connection, and the id in the body (RFC 8705 §2.1).";
        SelfSignedTlsClientAuth "self_signed_tls_client_auth" "A registered certificate, in the TLS connection, and the id in the body (RFC 8705 §2.2).";
        None "none" "The id in the body, and no secret: a public client (RFC 6749 §2.1).";
    }
    /// What happens to a refresh token when it is used.
    Rotation, "write", WORD {
        Kept "kept" "It stays valid.";
        Replaced "replaced" "The reply has another, and the used one ends.";
    }
    /// What happens when a replaced refresh token is used again.
    Reuse, "write", WORD {
        Tolerated "tolerated" "The request is refused, and nothing else happens.";
        EndsGrant "ends_grant" "All tokens of the log-in end (RFC 9700 §4.14.2).";
    }
    /// The encoding of a reply.
    ReplyEncoding, "a reply is", WORD {
        Json "json" "JSON (RFC 8259).";
        Form "form" "Form-urlencoded, as OAuth 1 has it (RFC 5849 §2.1).";
        Xml "xml" "XML: elements are members, and attributes have names with `@`.";
        Text "text" "One text.";
        Bytes "bytes" "Bytes, kept as they are.";
    }
    /// The format of a time.
    Time, "write", WORD {
        UnixSeconds "unix seconds" "Seconds since 1970.";
        UnixMilliseconds "unix milliseconds" "Milliseconds since 1970.";
        Timestamp "timestamp" "RFC 3339, to the second.";
        HttpDate "http date" "RFC 9110 §5.6.7.";
    }
    /// The kind of a random value.
    RandomKind, "write", WORD {
        Uuid "uuid" "A UUID (RFC 9562 §5.4).";
        Bytes "bytes" "Bytes.";
        Digits "digits" "Decimal digits.";
    }
    /// The digest algorithm.
    Digest, "the digests are", WORD {
        Md5 "md5" "MD5 (RFC 1321).";
        Sha1 "sha1" "SHA-1.";
        Sha256 "sha256" "SHA-256.";
        Sha512 "sha512" "SHA-512.";
    }
    /// The signature algorithm (RFC 7518 §3.1, RFC 8037).
    JwtAlgorithm, "the algorithms are", WORD {
        Rs256 "RS256" "RSASSA-PKCS1-v1_5 with SHA-256.";
        Rs384 "RS384" "RSASSA-PKCS1-v1_5 with SHA-384.";
        Rs512 "RS512" "RSASSA-PKCS1-v1_5 with SHA-512.";
        Ps256 "PS256" "RSASSA-PSS with SHA-256.";
        Ps384 "PS384" "RSASSA-PSS with SHA-384.";
        Ps512 "PS512" "RSASSA-PSS with SHA-512.";
        Es256 "ES256" "ECDSA on P-256.";
        Es384 "ES384" "ECDSA on P-384.";
        Es512 "ES512" "ECDSA on P-521.";
        EdDsa "EdDSA" "Ed25519.";
        Hs256 "HS256" "HMAC with SHA-256.";
        Hs384 "HS384" "HMAC with SHA-384.";
        Hs512 "HS512" "HMAC with SHA-512.";
    }
    /// The format of a text.
    Format, "the formats are", TYPE {
        Label "label" "One label of a host name: letters, digits and hyphens, at most 63.";
        Labels "labels" "Labels of a host name, joined by dots.";
        Host "host" "A host name without a port.";
        HostAndPort "host and port" "A host name, perhaps with a port.";
        Origin "origin" "Scheme, host and port (RFC 6454).";
        Email "email" "An email address.";
    }
    /// The notation of a duration.
    Lifetime, "the lifetimes are", TYPE {
        Seconds "seconds" "A number of seconds, or the same as text.";
        Milliseconds "milliseconds" "A number of milliseconds, or the same as text.";
        Minutes "minutes" "A number of minutes, or the same as text.";
        HoursMinutesSeconds "hours:minutes:seconds" "Text such as `177:05:38`.";
        DaysHoursMinutes "days:hours:minutes" "Text such as `7:00:30`.";
        Duration "duration" "Text such as `30d`.";
    }
    /// The notation of a point in time.
    Instant, "the points in time are", TYPE {
        Timestamp "timestamp" "Text with a time zone (RFC 3339).";
        UnixSeconds "unix seconds" "A number of seconds since 1970, or the same as text.";
        UnixMilliseconds "unix milliseconds" "A number of milliseconds since 1970, or the same as text.";
        HttpDate "http date" "Text such as `Tue, 20 Feb 2024 12:00:00 GMT` (RFC 9110 §5.6.7).";
        Date "date" "A day: `2024-02-20`.";
    }
    /// The encoding of bytes as text.
    Encoding, "the encodings are", WORD {
        Base64 "base64" "RFC 4648 §4, with padding.";
        Base64Url "base64url" "RFC 4648 §5, without padding.";
        Hex "hex" "Hexadecimal digits.";
    }
    /// The case to which a text is converted before it is used.
    Case, "the cases are", WORD {
        Lower "lower" "Small letters.";
        Upper "upper" "Capitals.";
    }
}

impl ReplyEncoding {
    /// Returns the media type of a body.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Xml => "application/xml",
            Self::Text => "text/plain",
            Self::Bytes => "application/octet-stream",
        }
    }
}

impl JwtAlgorithm {
    /// Whether the algorithm uses a shared secret.
    #[must_use]
    pub fn is_hmac(self) -> bool {
        match self {
            Self::Hs256 | Self::Hs384 | Self::Hs512 => true,
            Self::Rs256
            | Self::Rs384
            | Self::Rs512
            | Self::Ps256
            | Self::Ps384
            | Self::Ps512
            | Self::Es256
            | Self::Es384
            | Self::Es512
            | Self::EdDsa => false,
        }
    }

    /// Whether its signatures are two numbers (RFC 7518 §3.4).
    #[must_use]
    pub fn is_ecdsa(self) -> bool {
        matches!(self, Self::Es256 | Self::Es384 | Self::Es512)
    }

    /// Whether a session makes keys for it: they are made in no time.
    #[must_use]
    pub fn can_be_made(self) -> bool {
        match self {
            Self::Es256 | Self::Es384 | Self::EdDsa => true,
            Self::Rs256
            | Self::Rs384
            | Self::Rs512
            | Self::Ps256
            | Self::Ps384
            | Self::Ps512
            | Self::Es512
            | Self::Hs256
            | Self::Hs384
            | Self::Hs512 => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Dialect;

    #[test]
    fn a_word_is_found_or_suggested() {
        let mut problems = Problems::new(Dialect::Yaml);
        let word =
            |text: &str, problems: &mut Problems<()>| check(&Spanned::new(text.to_owned(), ()), "`class`", problems);
        assert_eq!(word("retry", &mut problems), Ok(Class::Retry));
        assert!(word("rety", &mut problems).is_err());
        let help = problems.found()[0].help.as_ref().unwrap();
        assert_eq!(help.advice(), "did you mean `retry`?");
        assert_eq!(Class::RateLimited.text(), "rate_limited");
    }
}
