//! Client authentication (RFC 6749 §2.3).

use crate::request::{PASSWORD, Place, USERNAME};
use crate::value::Type;
use crate::word::ClientAuthentication;

/// A value that a method of client authentication sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientPart {
    /// Where it is sent.
    pub place: Place,
    /// Its name in that place.
    pub name: &'static str,
    /// The input that holds its value.
    pub input: &'static str,
    /// The type of the input.
    pub ty: Type,
    /// The documentation of the input.
    pub doc: &'static str,
}

const fn id(place: Place, name: &'static str) -> ClientPart {
    let doc = "The identifier of the client (RFC 6749 §2.2).";
    ClientPart { place, name, input: "client_id", ty: Type::String, doc }
}

const fn secret(place: Place, name: &'static str) -> ClientPart {
    let doc = "The secret of the client (RFC 6749 §2.3.1).";
    ClientPart { place, name, input: "client_secret", ty: Type::Secret, doc }
}

static BASIC: [ClientPart; 2] = [id(Place::Basic, USERNAME), secret(Place::Basic, PASSWORD)];
static POST: [ClientPart; 2] = [id(Place::Body, "client_id"), secret(Place::Body, "client_secret")];
static PUBLIC: [ClientPart; 1] = [id(Place::Body, "client_id")];

/// Returns what a method of client authentication sends, in order.
#[must_use]
pub fn client_parts(method: ClientAuthentication) -> &'static [ClientPart] {
    match method {
        ClientAuthentication::ClientSecretBasic => &BASIC,
        ClientAuthentication::ClientSecretPost => &POST,
        ClientAuthentication::None => &PUBLIC,
    }
}
