//! The error of checking an `id_token`.

/// Why an `id_token` is rejected. The text contains nothing of the token, because it may be forged, and because it
/// names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum IdentityError {
    /// It is not a signed JWT (RFC 7519).
    #[error("the `id_token` is not a signed JWT")]
    Malformed,
    /// Its algorithm does not prove who signed it: `none`, or one with a shared secret.
    #[error("the `id_token` is signed by an algorithm that is not accepted")]
    Algorithm,
    /// The issuer's keys are not a JWK Set (RFC 7517).
    #[error("the keys of the issuer cannot be read")]
    Keys,
    /// The issuer has no such key. It may have rotated its keys: request them again, once.
    #[error("the issuer has no key that signed the `id_token`")]
    UnknownKey,
    /// This build has no cryptographic library.
    #[error("this build has no library for signatures: add the feature `tls-rustls`, `tls-ring` or `sign-aws-lc-rs`")]
    NoLibrary,
    /// The signature is wrong.
    #[error("the signature of the `id_token` is wrong")]
    Signature,
    /// It was issued by another issuer, or has none.
    #[error("the `id_token` is from another issuer")]
    Issuer,
    /// It was issued for another client.
    #[error("the `id_token` is for another client")]
    Audience,
    /// It has expired, is not yet valid, or has no expiry.
    #[error("the `id_token` is not valid at this time")]
    Expired,
    /// It belongs to another login, because its `nonce` differs (`OpenID` Connect Core 1.0 §15.5.2).
    #[error("the `id_token` belongs to another log-in: its `nonce` differs")]
    Nonce,
    /// It has no subject.
    #[error("the `id_token` has no subject")]
    Subject,
    /// It was refreshed, but is about another person (`OpenID` Connect Core 1.0 §12.2).
    #[error("the `id_token` is about another person than before")]
    OtherPerson,
}
