//! Why an `id_token` says nothing.

/// Why an `id_token` is refused. Nothing of the token is in the text: it may be forged, and it names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum IdentityError {
    /// It is not a signed JWT (RFC 7519).
    #[error("the `id_token` is not a signed JWT")]
    Malformed,
    /// Its algorithm is none that proves who signed it: `none`, or one with a shared secret.
    #[error("the `id_token` is signed by an algorithm that is not accepted")]
    Algorithm,
    /// The issuer's keys are not a set of keys (RFC 7517).
    #[error("the keys of the issuer cannot be read")]
    Keys,
    /// The issuer has no such key. It may have changed its keys: ask for them again, once.
    #[error("the issuer has no key that signed the `id_token`")]
    UnknownKey,
    /// The signature is wrong.
    #[error("the signature of the `id_token` is wrong")]
    Signature,
    /// It was made by somebody else, or the issuer is missing.
    #[error("the `id_token` is from another issuer")]
    Issuer,
    /// It was made for somebody else.
    #[error("the `id_token` is for another client")]
    Audience,
    /// Its time is over, has not come yet, or is missing.
    #[error("the `id_token` is not valid at this time")]
    Expired,
    /// It belongs to another log-in: its `nonce` differs (OpenID Connect Core 1.0 §15.5.2).
    #[error("the `id_token` belongs to another log-in: its `nonce` differs")]
    Nonce,
    /// It names nobody.
    #[error("the `id_token` has no subject")]
    Subject,
    /// It was refreshed, and is about another person (OpenID Connect Core 1.0 §12.2).
    #[error("the `id_token` is about another person than before")]
    OtherPerson,
}
