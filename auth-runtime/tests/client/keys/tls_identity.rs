//! A client certificate of a client, and one of a credential (RFC 8705).
#![cfg(all(feature = "tls-rustls", feature = "client"))]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;

use auth_runtime::credential::TlsIdentity;
use auth_runtime::request::{Context, Fields, RequestProblem};
use auth_runtime::{Authorizes, Connection, Credential, Endpoint, Json};

use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection};

use crate::acme::Acme;

const SERVER: (&str, &str) = (
    include_str!("../../sessions/arrived/certificates/server.pem"),
    include_str!("../../sessions/arrived/certificates/server.key.pem"),
);
const STRANGER: (&str, &str) = (
    include_str!("../../sessions/arrived/certificates/stranger.pem"),
    include_str!("../../sessions/arrived/certificates/stranger.key.pem"),
);

/// Who the server thinks the client is.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/me", response = Json, error = ())]
struct Me;

/// The same for a credential.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/me", protected, response = Json, error = ())]
struct MyCredential;

/// A credential that is its certificate.
#[derive(Clone)]
struct Member(TlsIdentity);

impl Credential for Member {
    fn parts<'a>(&'a self, _: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        Ok(())
    }

    fn tls_identity(&self) -> Option<TlsIdentity> {
        Some(self.0.clone())
    }
}

impl Authorizes<Acme> for Member {}

fn identity((certificate, key): (&str, &str)) -> TlsIdentity {
    TlsIdentity::from_pem(certificate, key)
}

/// A server that wants a certificate, trusts both, and answers with the bytes of the one that it was shown, in the name of
/// a token if it is asked for one.
fn server() -> String {
    let mut roots = RootCertStore::empty();
    for (certificate, _) in [SERVER, STRANGER] {
        roots.add(CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap()).unwrap();
    }
    let provider = Arc::new(default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build().unwrap();
    let chain = vec![CertificateDer::from_pem_slice(SERVER.0.as_bytes()).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(SERVER.1.as_bytes()).unwrap();
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_client_cert_verifier(verifier).with_single_cert(chain, key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://127.0.0.1:{}", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let (mut stream, mut tls) = (stream, ServerConnection::new(Arc::clone(&config)).unwrap());
            let mut session = rustls::Stream::new(&mut tls, &mut stream);
            let mut request = [0; 4096];
            if session.read(&mut request).is_ok() {
                let shown = session.conn.peer_certificates().and_then(|chain| chain.first()).map(|one| one.len());
                let size = shown.unwrap_or_default();
                let is_token = request.starts_with(b"POST /token ");
                let body = if is_token { format!(r#"{{"access_token":"at_{size}"}}"#) } else { size.to_string() };
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
                let _ = session.write_all((head + &body).as_bytes());
            }
        }
    });
    url
}

fn size((certificate, _): (&str, &str)) -> String {
    CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap().len().to_string()
}

#[tokio::test]
async fn a_credential_shows_its_own_certificate() {
    assert_ne!(size(SERVER), size(STRANGER), "the answer tells the two apart");
    let builder = Connection::<Acme>::builder().base_url(server()).root_certificates(SERVER.0);
    let client = builder.clone().tls_identity(identity(SERVER)).build().unwrap();
    assert_eq!(client.call(Me).await.unwrap().into_value().get(), size(SERVER));
    let member = client.with(Member(identity(STRANGER)));
    for _ in 0..2 {
        assert_eq!(member.call_protected(MyCredential).await.unwrap().into_value().get(), size(STRANGER));
    }
    let other = client.with_tls_identity(identity(STRANGER)).unpooled();
    assert_eq!(other.call(Me).await.unwrap().into_value().get(), size(STRANGER));
    assert_eq!(client.call(Me).await.unwrap().into_value().get(), size(SERVER));
    let none = builder.build().unwrap();
    assert!(none.call(Me).await.is_err(), "the server wants a certificate");
}

#[test]
fn what_is_no_certificate_is_refused() {
    let broken = TlsIdentity::from_pem("no certificate", "no key");
    assert_eq!(format!("{broken:?}"), "TlsIdentity(…)");
    assert!(Connection::<Acme>::builder().tls_identity(broken).build().is_err());
    assert!(Connection::<Acme>::builder().root_certificates("-----BEGIN CERTIFICATE-----").build().is_err());
}

/// Requests, credentials and token sources that say which inputs hold their certificate.
#[cfg(feature = "sign")]
mod declared {
    use auth_runtime::session::TokenSource;
    use auth_runtime::sign::{Algorithm, SignError, Signer, SignerFuture};
    use auth_runtime::{Certificate, Decode, PrivateKey, Secret};

    use super::*;

    /// A token for the client that the certificate is of.
    #[derive(Clone, Debug, Endpoint)]
    #[endpoint(POST "/token", form, tls(certificate = certificate, key = private_key), response = Token, error = ())]
    struct CreateToken {
        client_id: String,
        #[endpoint(input)]
        certificate: Certificate,
        #[endpoint(input)]
        private_key: PrivateKey,
    }

    #[derive(Debug, Decode)]
    struct Token {
        access_token: Secret,
    }

    #[derive(Clone, Debug, TokenSource)]
    #[token_source(
        provider = Acme,
        mint(CreateToken),
        token(access_token),
        tls(certificate = certificate, key = private_key)
    )]
    struct Holder {
        client_id: String,
        certificate: Certificate,
        private_key: PrivateKey,
    }

    /// A credential that is its certificate.
    #[derive(Clone, Debug, Credential)]
    #[credential(provider = Acme, tls(certificate = certificate, key = private_key))]
    struct Certified {
        certificate: Certificate,
        private_key: PrivateKey,
    }

    /// A key that no TLS library can use.
    struct Elsewhere;

    impl Signer for Elsewhere {
        fn sign<'a>(&'a self, _: Algorithm, _: &'a [u8]) -> SignerFuture<'a> {
            Box::pin(async { Err(SignError::new(auth_runtime::Class::Denied, "no")) })
        }
    }

    fn stranger() -> (Certificate, PrivateKey) {
        (STRANGER.0.parse().unwrap(), STRANGER.1.parse().unwrap())
    }

    #[tokio::test]
    async fn calls_show_the_certificate_of_their_inputs() {
        let client = Connection::<Acme>::builder().base_url(server()).root_certificates(SERVER.0).build().unwrap();
        let (certificate, key) = stranger();
        let token = client.call(CreateToken::new("c_1", certificate.clone(), key.clone())).await.unwrap().into_value();
        assert!(token.access_token.matches(&format!("at_{}", size(STRANGER))));
        let certified = client.with(Certified::new(certificate.clone(), key.clone()));
        assert_eq!(certified.call_protected(MyCredential).await.unwrap().into_value().get(), size(STRANGER));
        let session = Holder::new("c_1", certificate.clone(), key).session(&client);
        assert!(session.token().await.unwrap().secret().matches(&format!("at_{}", size(STRANGER))));
        let member = client.with(session);
        assert_eq!(member.call_protected(MyCredential).await.unwrap().into_value().get(), size(STRANGER));
        let elsewhere = client.with(Certified::new(certificate, PrivateKey::from(Elsewhere)));
        let refused = elsewhere.call_protected(MyCredential).await.unwrap_err();
        assert_eq!(refused.class(), auth_runtime::Class::Configuration, "{refused}");
    }

    #[test]
    fn a_chain_stays_with_its_certificate() {
        let chain: Certificate = format!("{}{}", SERVER.0, STRANGER.0).parse().unwrap();
        assert_eq!(chain.to_pem(), format!("{}{}", SERVER.0, STRANGER.0));
        assert_ne!(chain, SERVER.0.parse().unwrap());
    }
}
