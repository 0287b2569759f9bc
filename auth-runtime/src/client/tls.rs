//! Selects the TLS library.

/// Installs the crypto provider that the feature selects, unless the application has installed its own.
pub(crate) fn install_provider() {
    #[cfg(feature = "tls-ring")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    #[cfg(all(feature = "tls-rustls", not(feature = "tls-ring")))]
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
}
