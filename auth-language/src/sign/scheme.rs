//! The signers by name, each declared once.

/// A signer and what it takes.
#[derive(Debug, PartialEq, Eq)]
pub struct Scheme {
    /// The key of a spec, and the word of a derive.
    pub name: &'static str,
    /// What it takes, in the order in which it is written.
    pub parameters: &'static [Parameter],
    /// Inputs that it finds by their names, and whether each is required.
    pub inputs: &'static [(&'static str, bool)],
}

/// Something that a signer takes.
#[derive(Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its key.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
}

/// What a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, perhaps with names in braces.
    Template,
    /// The name of an input.
    Name,
    /// The name of a private key.
    Key,
    /// The name of a private key, or of a secret for HMAC.
    AnyKey,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `true`
    Flag,
    /// A length of time: `1h`.
    Length,
    /// Several texts.
    Texts,
}

const fn required(name: &'static str, kind: Kind) -> Parameter {
    Parameter { name, kind, required: true }
}

const fn optional(name: &'static str, kind: Kind) -> Parameter {
    Parameter { name, kind, required: false }
}

/// Algorithms of private keys.
const ASYMMETRIC: &[&str] = &["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
/// Those of RFC 9421 §3.3.
const MESSAGES: &[&str] = &["PS512", "RS256", "HS256", "ES256", "ES384", "EdDSA"];

/// Every signer.
pub static SCHEMES: [Scheme; 5] = [
    Scheme {
        name: "sigv4",
        parameters: &[
            required("service", Kind::Template),
            required("region", Kind::Template),
            optional("in", Kind::Word(&["headers", "query"])),
            optional("path", Kind::Word(&["once", "twice"])),
            optional("lifetime", Kind::Length),
        ],
        inputs: &[("access_key_id", true), ("secret_access_key", true), ("session_token", false)],
    },
    Scheme {
        name: "oauth1",
        parameters: &[
            required(
                "method",
                Kind::Word(&[
                    "HMAC-SHA1",
                    "HMAC-SHA256",
                    "HMAC-SHA512",
                    "RSA-SHA1",
                    "RSA-SHA256",
                    "RSA-SHA512",
                    "PLAINTEXT",
                ]),
            ),
            required("consumer_key", Kind::Name),
            optional("consumer_secret", Kind::Name),
            optional("private_key", Kind::Key),
            optional("token", Kind::Name),
            optional("token_secret", Kind::Name),
            optional("callback", Kind::Name),
            optional("verifier", Kind::Name),
            optional("realm", Kind::Template),
            optional("body_hash", Kind::Flag),
        ],
        inputs: &[],
    },
    Scheme {
        name: "digest",
        parameters: &[required("username", Kind::Template), required("password", Kind::Template)],
        inputs: &[],
    },
    Scheme {
        name: "dpop",
        parameters: &[required("algorithm", Kind::Word(ASYMMETRIC)), required("key", Kind::Key)],
        inputs: &[],
    },
    Scheme {
        name: "http_signature",
        parameters: &[
            required("algorithm", Kind::Word(MESSAGES)),
            required("key", Kind::AnyKey),
            optional("key_id", Kind::Template),
            required("components", Kind::Texts),
        ],
        inputs: &[],
    },
];

impl Scheme {
    /// The signer of this name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        SCHEMES.iter().find(|scheme| scheme.name == name)
    }

    /// The parameter of this name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }
}
