//! A CA and a client certificate for the connection to Redis.

use std::fmt;

use redis::{Client, ClientTlsConfig, TlsCertificates};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use zeroize::Zeroizing;

use super::RedisStoreError;

/// A CA and a client certificate for [`RedisStore::tls`](super::RedisStore::tls), all in PEM (RFC 7468).
///
/// ```
/// use auth_runtime::session::RedisTls;
///
/// # fn example() -> std::io::Result<()> {
/// let tls = RedisTls::default()
///     .ca(std::fs::read("ca.pem")?)
///     .client_certificate(std::fs::read("client.pem")?, std::fs::read("client.key")?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct RedisTls {
    ca: Option<Vec<u8>>,
    client: Option<(Vec<u8>, Zeroizing<Vec<u8>>)>,
}

impl RedisTls {
    /// Trusts the certificates of these CAs instead of the root certificates of the operating system.
    #[must_use]
    pub fn ca(self, certificates: impl Into<Vec<u8>>) -> Self {
        Self { ca: Some(certificates.into()), ..self }
    }

    /// Authenticates with a client certificate: the chain, beginning with the client's own certificate, and its private
    /// key.
    #[must_use]
    pub fn client_certificate(self, chain: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        Self { client: Some((chain.into(), Zeroizing::new(key.into()))), ..self }
    }

    /// Returns the same client with these certificates. The parsers' messages are dropped, because they quote the PEM.
    pub(super) fn apply(self, client: &Client) -> Result<Client, RedisStoreError> {
        let Self { ca, client: own } = self;
        let (ca_text, chain_text) = ("CA certificate", "client certificate or its key");
        check_any(ca.as_deref(), ca_text)?;
        check_any(own.as_ref().map(|(chain, _)| chain.as_slice()), chain_text)?;
        let certificates = TlsCertificates { client_tls: None, root_cert: ca };
        build(client, certificates.clone(), ca_text)?;
        let client_tls = own.map(|(chain, key)| ClientTlsConfig { client_cert: chain, client_key: key.to_vec() });
        build(client, TlsCertificates { client_tls, ..certificates }, chain_text)
    }
}

fn build(client: &Client, certificates: TlsCertificates, what: &'static str) -> Result<Client, RedisStoreError> {
    let info = client.get_connection_info().clone();
    Client::build_with_tls(info, certificates).map_err(|_| RedisStoreError::Certificate { what })
}

/// Checks that there is a certificate: a file without any would mean that no server is trusted.
fn check_any(pem: Option<&[u8]>, what: &'static str) -> Result<(), RedisStoreError> {
    if pem.is_none_or(has_certificate) { Ok(()) } else { Err(RedisStoreError::Certificate { what }) }
}

fn has_certificate(pem: &[u8]) -> bool {
    CertificateDer::pem_slice_iter(pem).next().is_some_and(|found| found.is_ok())
}

/// Shows only whether there are certificates.
impl fmt::Debug for RedisTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ca, client } = self;
        f.debug_struct("RedisTls").field("ca", &ca.is_some()).field("client_certificate", &client.is_some()).finish()
    }
}
