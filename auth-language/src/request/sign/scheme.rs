//! The named signature schemes, each declared once.

/// A signature scheme with its parameters.
#[derive(Debug, PartialEq, Eq)]
pub struct Scheme {
    /// The name of the scheme in specs and derives.
    pub name: &'static str,
    /// The parameters, in the order in which they are written.
    pub parameters: &'static [Parameter],
    /// The inputs that it finds by their names, and whether each is required.
    pub inputs: &'static [(&'static str, bool)],
}

/// A parameter of a scheme.
#[derive(Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The key of the parameter.
    pub name: &'static str,
    /// The kind of its value.
    pub kind: Kind,
    /// Whether it is required.
    pub required: bool,
}

/// The kind of a parameter's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text that may contain `{name}` placeholders.
    Template,
    /// The name of an input.
    Name,
    /// The name of a private key.
    Key,
    /// The name of a private key, or of a secret for HMAC.
    AnyKey,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A flag: `true`.
    Flag,
    /// A duration: `1h`.
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

/// The algorithms of private keys.
const ASYMMETRIC: &[&str] = &["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
/// The algorithms of RFC 9421 §3.3.
const MESSAGES: &[&str] = &["PS512", "RS256", "HS256", "ES256", "ES384", "EdDSA"];

/// All schemes.
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
    /// Returns the scheme with this name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        SCHEMES.iter().find(|scheme| scheme.name == name)
    }

    /// Returns the parameter with this name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }
}
