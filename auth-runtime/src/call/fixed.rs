//! The fixed part of an endpoint.

/// The constant part of an endpoint, which does not depend on the fields of a request.
///
/// ```
/// use auth_runtime::call::{Call, Content, Method};
///
/// const EXCHANGE: Call = Call::new("ExchangeCode", Method::Post, "/oauth/token").host("auth").form();
/// assert_eq!((EXCHANGE.path, EXCHANGE.content), ("/oauth/token", Content::Form));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// The name of the request type, which errors contain.
    pub name: &'static str,
    /// The method.
    pub method: Method,
    /// The name of the host; `base` by default.
    pub host: &'static str,
    /// The path that is appended to the base URL. `{name}` is a path parameter.
    pub path: &'static str,
    /// The encoding of the body.
    pub content: Content,
    /// Whether the request may be sent a second time after a refusal although its method is not idempotent.
    pub repeat: bool,
    /// The encoding of replies.
    pub reply: ReplyEncoding,
    /// The statuses of a refusal or a redirect with which a reply is a success.
    pub successes: &'static [u16],
    /// The scopes that a token needs.
    pub scopes: &'static [&'static str],
    /// The hosts to which redirects are followed, with the credential.
    pub redirects: &'static [&'static str],
}

impl Call {
    /// Makes an endpoint on the host `base`, without a body.
    #[must_use]
    pub const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            name,
            method,
            host: "base",
            path,
            content: Content::None,
            reply: ReplyEncoding::Json,
            repeat: false,
            successes: &[],
            scopes: &[],
            redirects: &[],
        }
    }

    /// Sets the hosts to which redirects are followed, with the credential. By default none is followed.
    #[must_use]
    pub const fn redirects(self, redirects: &'static [&'static str]) -> Self {
        Self { redirects, ..self }
    }

    /// Sets the statuses of a refusal or a redirect with which a reply is a success. By default none is.
    #[must_use]
    pub const fn successes(self, successes: &'static [u16]) -> Self {
        Self { successes, ..self }
    }

    /// Sets the scopes that a token needs.
    #[must_use]
    pub const fn scopes(self, scopes: &'static [&'static str]) -> Self {
        Self { scopes, ..self }
    }

    /// Sets the host.
    #[must_use]
    pub const fn host(self, host: &'static str) -> Self {
        Self { host, ..self }
    }

    /// Sets a JSON body.
    #[must_use]
    pub const fn json(self) -> Self {
        Self { content: Content::Json, ..self }
    }

    /// Sets a form body.
    #[must_use]
    pub const fn form(self) -> Self {
        Self { content: Content::Form, ..self }
    }

    /// Sets an XML element as the body.
    #[must_use]
    pub const fn xml(self) -> Self {
        Self { content: Content::Xml, ..self }
    }

    /// Sets any JSON value as the body.
    #[must_use]
    pub const fn json_value(self) -> Self {
        Self { content: Content::JsonValue, ..self }
    }

    /// Sets a text as the body.
    #[must_use]
    pub const fn text(self) -> Self {
        Self { content: Content::Text, ..self }
    }

    /// Sets a multipart body (RFC 7578).
    #[must_use]
    pub const fn multipart(self) -> Self {
        Self { content: Content::Multipart, ..self }
    }

    /// Sets bytes as the body.
    #[must_use]
    pub const fn bytes(self) -> Self {
        Self { content: Content::Bytes, ..self }
    }

    /// Sets the encoding of replies, if it is not JSON.
    #[must_use]
    pub const fn reply(self, reply: ReplyEncoding) -> Self {
        Self { reply, ..self }
    }

    /// Allows the request to be sent again although its method is not idempotent: after a refusal with class
    /// [`Reauthenticate`](crate::Class::Reauthenticate), a session sends it once more with a new token.
    #[must_use]
    pub const fn repeat(self) -> Self {
        Self { repeat: true, ..self }
    }
}

/// The encoding of a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Content {
    /// No body.
    None,
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `application/xml` with one root element.
    Xml,
    /// `application/json` whose whole body is the part `body`.
    JsonValue,
    /// `text/plain` whose whole body is the part `body`.
    Text,
    /// `multipart/form-data` (RFC 7578).
    Multipart,
    /// Bytes: the whole body is the part `body`, an [`Upload`](crate::request::Upload).
    Bytes,
}

/// The encoding of replies. A reply whose `Content-Type` is JSON is always read as JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReplyEncoding {
    /// `application/json`.
    #[default]
    Json,
    /// `application/x-www-form-urlencoded`: each name is a member.
    Form,
    /// `application/xml`: an element is a member of its parent element, by its local name; an attribute is a member
    /// whose name begins with `@`.
    #[cfg(feature = "xml")]
    Xml,
    /// A single text.
    Text,
    /// Bytes, which are kept unchanged.
    Bytes,
}

/// The method of a request (RFC 9110 §9). It is a separate type because `http::Method` cannot be used in constant
/// patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
}

impl Method {
    /// Whether the method defines a meaning for a body, even for an empty one.
    pub(crate) fn expects_content(self) -> bool {
        match self {
            Self::Post | Self::Put | Self::Patch => true,
            Self::Get | Self::Head | Self::Delete | Self::Options => false,
        }
    }

    /// Whether sending the request several times has the same effect as once (RFC 9110 §9.2.2).
    #[cfg(feature = "client")]
    pub(crate) fn is_idempotent(self) -> bool {
        match self {
            Self::Get | Self::Head | Self::Put | Self::Delete | Self::Options => true,
            Self::Post | Self::Patch => false,
        }
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Head => Self::HEAD,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Options => Self::OPTIONS,
        }
    }
}
