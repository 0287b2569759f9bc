//! Shapes that several keys have: one of several words or mappings.

use super::shape::Shape;
use super::table::{
    ALTERNATIVE_TYPE, CHOICE_VALUE, CLIENT_ASSERTION, COMPUTATION, ERROR, FIELD, HOST, OBJECT, ONE_OF, SETTING, STEP,
};

/// A field's value: a type, a constant, a template, or what is computed.
pub(super) static VALUE: Shape = Shape::AnyOf(&[Shape::Type, Shape::Mapping(&FIELD), Shape::Mapping(&COMPUTATION)]);
pub(super) static TEXT: Shape = Shape::Text;
pub(super) static SCALAR: Shape = Shape::Scalar;
pub(super) static TEXTS: Shape = Shape::AnyOf(&[Shape::Text, Shape::List(&TEXT)]);
pub(super) static CASES: Shape = Shape::Entries(&CASE);
pub(super) static CASE: Shape = Shape::AnyOf(&[Shape::Mapping(&ERROR), Shape::List(&Shape::Mapping(&ERROR))]);
pub(super) static CHOICE: Shape = Shape::AnyOf(&[Shape::Text, Shape::Mapping(&CHOICE_VALUE)]);
pub(super) static HOST_URL: Shape = Shape::AnyOf(&[Shape::Text, Shape::Mapping(&HOST)]);
/// The methods of client authentication.
pub(super) const CLIENT_METHODS: &[&str] = &[
    "client_secret_basic",
    "client_secret_post",
    "client_secret_jwt",
    "private_key_jwt",
    "tls_client_auth",
    "self_signed_tls_client_auth",
    "none",
];
/// The algorithms of JWTs.
pub(super) const JWT_ALGORITHMS: &[&str] = &[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "HS256", "HS384", "HS512",
];
/// A method of client authentication: a word, or an assertion with what differs.
pub(super) static CLIENT: [Shape; 2] = [Shape::Words(CLIENT_METHODS), Shape::Mapping(&CLIENT_ASSERTION)];
/// A member of a body: a value, or an object whose members are listed here.
pub(super) static BODY_VALUE: Shape =
    Shape::AnyOf(&[Shape::Type, Shape::Mapping(&FIELD), Shape::Mapping(&OBJECT), Shape::Mapping(&COMPUTATION)]);
/// The reply of one status: a type, or one of several types.
pub(super) static RETURNED: Shape = Shape::AnyOf(&[Shape::Type, Shape::Mapping(&ONE_OF)]);
pub(super) static ALTERNATIVE: Shape = Shape::AnyOf(&[Shape::Type, Shape::Mapping(&ALTERNATIVE_TYPE)]);
pub(super) static STEP_VALUE: Shape = Shape::AnyOf(&[Shape::Reference("an endpoint"), Shape::Mapping(&STEP)]);
pub(super) static ERROR_NAME: Shape = Shape::Reference("an error");
pub(super) static FIELD_NAME: Shape = Shape::Reference("a field");
pub(super) static SETTING_VALUE: Shape = Shape::AnyOf(&[Shape::Type, Shape::Mapping(&SETTING)]);
