//! Examines the source errors of a failure, because they are more precise than reqwest's own kinds.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use crate::response::Class;

/// Whether the server says that it has not processed the request: with `REFUSED_STREAM` (RFC 9113 §8.7), or with a
/// GOAWAY whose last stream is an earlier one (§6.8). h2 reports a GOAWAY only for such streams.
pub(crate) fn is_not_taken(error: &reqwest::Error) -> bool {
    let says_so = |error: &h2::Error| {
        let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        error.is_remote() && (error.is_go_away() || is_refused)
    };
    chain(error).any(|cause| cause.downcast_ref().is_some_and(says_so))
}

/// Whether the server ended the TLS handshake. In TLS 1.3 the client finishes its part before the server checks the
/// client certificate, so the alert can arrive after the request was sent; but a server reads no request before it has
/// finished the handshake.
pub(crate) fn is_refused_handshake(error: &reqwest::Error) -> bool {
    chain(error).any(rustls_says::is_refused_handshake)
}

/// Returns the class of a failure to connect. A retry does not help with an untrusted certificate, no common TLS
/// version, a proxy that requires a password, or a URL that cannot be requested.
pub(crate) fn class(error: &reqwest::Error) -> Class {
    let is_lasting =
        error.is_builder() || error.is_redirect() || is_lasting_tls(error) || chain(error).any(is_proxy_password);
    if is_lasting { Class::Configuration } else { Class::Retry }
}

/// Whether TLS failed in a way that a retry does not change: an untrusted certificate, no common version.
pub(crate) fn is_lasting_tls(error: &(dyn StdError + 'static)) -> bool {
    chain(error).any(|cause| rustls_says::is_lasting(cause) || is_refused_natively(cause))
}

/// Whether the operating system's TLS rejected a certificate, which it reports only in the message.
#[cfg(feature = "tls-native")]
fn is_refused_natively(cause: &(dyn StdError + 'static)) -> bool {
    cause.is::<native_tls::Error>() && cause.to_string().to_lowercase().contains("certificate")
}

#[cfg(not(feature = "tls-native"))]
fn is_refused_natively(_: &(dyn StdError + 'static)) -> bool {
    false
}

/// Whether the proxy requires a password. hyper-util's error type is private, so the message is compared.
fn is_proxy_password(cause: &(dyn StdError + 'static)) -> bool {
    cause.to_string() == "tunnel error: proxy authorization required"
}

/// Returns the error and its sources. The `source` of an `io::Error` skips the error inside it, and so does that of a
/// shared error (the redis crate's), so those are added.
fn chain<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&cause| inside(cause).or_else(|| cause.source()))
}

fn inside<'e>(cause: &'e (dyn StdError + 'static)) -> Option<&'e (dyn StdError + 'static)> {
    if let Some(shared) = cause.downcast_ref::<Arc<dyn StdError + Send + Sync>>() {
        return Some(&**shared);
    }
    Some(cause.downcast_ref::<io::Error>()?.get_ref()?)
}

#[cfg(any(feature = "tls-rustls", feature = "tls-ring"))]
mod rustls_says {
    use std::error::Error as StdError;

    use rustls::{AlertDescription, Error, InvalidMessage};

    pub(super) fn is_refused_handshake(cause: &(dyn StdError + 'static)) -> bool {
        matches!(cause.downcast_ref(), Some(Error::AlertReceived(alert)) if is_of_handshake(*alert))
    }

    pub(super) fn is_lasting(cause: &(dyn StdError + 'static)) -> bool {
        is_refused_handshake(cause)
            || matches!(
                cause.downcast_ref(),
                Some(
                    Error::InvalidCertificate(_)
                        | Error::InvalidCertRevocationList(_)
                        | Error::NoCertificatesPresented
                        | Error::UnsupportedNameType
                        | Error::PeerIncompatible(_)
                        | Error::NoApplicationProtocol
                        // The server does not speak TLS.
                        | Error::InvalidMessage(InvalidMessage::InvalidContentType)
                )
            )
    }

    /// Whether an alert is sent only during a handshake (RFC 8446 §6.2).
    fn is_of_handshake(alert: AlertDescription) -> bool {
        matches!(
            alert,
            AlertDescription::HandshakeFailure
                | AlertDescription::NoCertificate
                | AlertDescription::BadCertificate
                | AlertDescription::UnsupportedCertificate
                | AlertDescription::CertificateRevoked
                | AlertDescription::CertificateExpired
                | AlertDescription::CertificateUnknown
                | AlertDescription::UnknownCA
                | AlertDescription::AccessDenied
                | AlertDescription::ProtocolVersion
                | AlertDescription::InsufficientSecurity
                | AlertDescription::InappropriateFallback
                | AlertDescription::MissingExtension
                | AlertDescription::UnsupportedExtension
                | AlertDescription::UnrecognisedName
                | AlertDescription::BadCertificateStatusResponse
                | AlertDescription::UnknownPSKIdentity
                | AlertDescription::CertificateRequired
                | AlertDescription::NoApplicationProtocol
                | AlertDescription::DecryptError
                | AlertDescription::UserCanceled
        )
    }
}

#[cfg(not(any(feature = "tls-rustls", feature = "tls-ring")))]
mod rustls_says {
    use std::error::Error as StdError;

    pub(super) fn is_refused_handshake(_: &(dyn StdError + 'static)) -> bool {
        false
    }

    pub(super) fn is_lasting(_: &(dyn StdError + 'static)) -> bool {
        false
    }
}

#[cfg(all(test, feature = "tls-rustls"))]
mod tests {
    use rustls::{AlertDescription, Error};

    use super::*;

    #[test]
    fn an_alert_of_a_handshake_says_that_nothing_was_read() {
        let rows = [
            (AlertDescription::CertificateRequired, true),
            (AlertDescription::DecryptError, true),
            (AlertDescription::UserCanceled, true),
            (AlertDescription::InternalError, false),
            (AlertDescription::BadRecordMac, false),
            (AlertDescription::CloseNotify, false),
        ];
        for (alert, expected) in rows {
            assert_eq!(rustls_says::is_refused_handshake(&Error::AlertReceived(alert)), expected, "{alert:?}");
        }
    }
}
