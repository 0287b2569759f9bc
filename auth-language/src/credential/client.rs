//! Client authentication (RFC 6749 §2.3).

use crate::request::{PASSWORD, Place, USERNAME};
use crate::value::Type;
use crate::word::{ClientAuthentication, JwtAlgorithm};

/// The value of `client_assertion_type` for a JWT (RFC 7523 §2.2).
pub const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// An input of a method of client authentication, and the value that it sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientPart {
    /// Where it is sent. `None` if it is only signed, or signed with.
    pub place: Option<Place>,
    /// Its name in that place.
    pub name: &'static str,
    /// The input that holds its value.
    pub input: &'static str,
    /// The type of the input.
    pub ty: Type,
    /// The documentation of the input.
    pub doc: &'static str,
}

const fn id(place: Option<Place>, name: &'static str) -> ClientPart {
    let doc = "The identifier of the client (RFC 6749 §2.2).";
    ClientPart { place, name, input: "client_id", ty: Type::String, doc }
}

const fn secret(place: Option<Place>, name: &'static str) -> ClientPart {
    let doc = "The secret of the client (RFC 6749 §2.3.1).";
    ClientPart { place, name, input: "client_secret", ty: Type::Secret, doc }
}

const fn key() -> ClientPart {
    let doc = "The private key with which the client proves who it is (RFC 7523 §2.2).";
    ClientPart { place: None, name: "private_key", input: "private_key", ty: Type::PrivateKey, doc }
}

static BASIC: [ClientPart; 2] = [id(Some(Place::Basic), USERNAME), secret(Some(Place::Basic), PASSWORD)];
static POST: [ClientPart; 2] = [id(Some(Place::Body), "client_id"), secret(Some(Place::Body), "client_secret")];
static PUBLIC: [ClientPart; 1] = [id(Some(Place::Body), "client_id")];
static SECRET_JWT: [ClientPart; 2] = [id(None, "client_id"), secret(None, "client_secret")];
static KEY_JWT: [ClientPart; 2] = [id(None, "client_id"), key()];

/// Returns the inputs of a method of client authentication, in the order in which they are sent.
#[must_use]
pub fn client_parts(method: ClientAuthentication) -> &'static [ClientPart] {
    match method {
        ClientAuthentication::ClientSecretBasic => &BASIC,
        ClientAuthentication::ClientSecretPost => &POST,
        ClientAuthentication::ClientSecretJwt => &SECRET_JWT,
        ClientAuthentication::PrivateKeyJwt => &KEY_JWT,
        // The certificate is shown by the connection, and the request says whose it must be (RFC 8705 §2).
        ClientAuthentication::TlsClientAuth
        | ClientAuthentication::SelfSignedTlsClientAuth
        | ClientAuthentication::None => &PUBLIC,
    }
}

/// Returns the algorithm and the key with which a method signs its assertion (RFC 7523 §3), where the spec does not say
/// others. `None` for a method without an assertion.
#[must_use]
pub fn client_assertion(method: ClientAuthentication) -> Option<(JwtAlgorithm, &'static str)> {
    match method {
        ClientAuthentication::PrivateKeyJwt => Some((JwtAlgorithm::Rs256, "private_key")),
        ClientAuthentication::ClientSecretJwt => Some((JwtAlgorithm::Hs256, "client_secret")),
        ClientAuthentication::ClientSecretBasic
        | ClientAuthentication::ClientSecretPost
        | ClientAuthentication::TlsClientAuth
        | ClientAuthentication::SelfSignedTlsClientAuth
        | ClientAuthentication::None => None,
    }
}
