//! Which TLS library does the work.

/// Installs the crypto provider of the feature. Where the application has installed its own, that is the one to use.
pub(crate) fn install_provider() {
    #[cfg(feature = "tls-ring")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    #[cfg(all(feature = "tls-rustls", not(feature = "tls-ring")))]
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
}
