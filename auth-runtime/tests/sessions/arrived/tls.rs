//! TLS handshakes that fail.

use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use auth_runtime::Class;
use auth_runtime::call::Arrived;
use auth_runtime::reqwest::{self, Certificate, Identity};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, SupportedProtocolVersion, version};

use super::world::{Time, World, arrivals, check, handed_in};
use crate::server::Server;

const SERVER: (&str, &str) = (include_str!("certificates/server.pem"), include_str!("certificates/server.key.pem"));
const STRANGER: (&str, &str) =
    (include_str!("certificates/stranger.pem"), include_str!("certificates/stranger.key.pem"));

#[test]
fn a_certificate_that_is_not_trusted() {
    for version in [&version::TLS12, &version::TLS13] {
        let untrusted = || world(trusting(STRANGER), version, false);
        check("untrusted", untrusted, Arrived::No, Class::Configuration);
    }
}

/// By the TLS of the operating system.
#[cfg(feature = "tls-native")]
#[test]
fn a_certificate_that_the_system_does_not_trust() {
    let untrusted = || world(trusting(STRANGER).tls_backend_native(), &version::TLS13, false);
    check("untrusted", untrusted, Arrived::No, Class::Configuration);
}

/// In TLS 1.3 the client may have written its request when the server looks at its certificate.
#[test]
fn a_client_certificate_that_is_refused() {
    let strange = Identity::from_pem([STRANGER.0, STRANGER.1].concat().as_bytes()).unwrap();
    for version in [&version::TLS12, &version::TLS13] {
        let none = || world(trusting(SERVER), version, true);
        check("no client certificate", none, Arrived::No, Class::Configuration);
        let another = || world(trusting(SERVER).identity(strange.clone()), version, true);
        check("a client certificate of a stranger", another, Arrived::No, Class::Configuration);
    }
}

#[test]
fn a_server_that_does_not_speak_it() {
    let plain = || {
        let server = Server::answering("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        World::of(handed_in(trusting(SERVER)).base_url(server.url.replace("http:", "https:"))).keeping(server)
    };
    check("plain HTTP", plain, Arrived::No, Class::Configuration);
    let closed = || {
        let server = Server::answering("");
        World::of(handed_in(trusting(SERVER)).base_url(server.url.replace("http:", "https:"))).keeping(server)
    };
    check("closed in the handshake", closed, Arrived::No, Class::Retry);
    let silent = || {
        let (arrived, arrivals) = arrivals();
        let server = Server::start(move |stream| {
            let _ = arrived.send(());
            while stream.read(&mut [0; 1024]).is_ok_and(|count| count > 0) {}
        });
        let builder = handed_in(trusting(SERVER)).base_url(server.url.replace("http:", "https:"));
        World::of(builder).when(Time::OverAfterArrival).hearing(arrivals).keeping(server)
    };
    check("no time left in the handshake", silent, Arrived::No, Class::Retry);
}

fn trusting((certificate, _): (&str, &str)) -> reqwest::ClientBuilder {
    let certificate = Certificate::from_pem(certificate.as_bytes()).unwrap();
    reqwest::Client::builder().no_proxy().tls_backend_rustls().tls_certs_only([certificate])
}

/// A client of a server that ends each handshake, or reads requests and answers none.
fn world(http: reqwest::ClientBuilder, version: &'static SupportedProtocolVersion, asks_client: bool) -> World {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let config = config(version, asks_client);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let config = Arc::clone(&config);
            std::thread::spawn(move || serve(stream.unwrap(), config));
        }
    });
    World::of(handed_in(http).base_url(url))
}

fn config(version: &'static SupportedProtocolVersion, asks_client: bool) -> Arc<ServerConfig> {
    let certificate = CertificateDer::from_pem_slice(SERVER.0.as_bytes()).unwrap();
    let provider = Arc::new(default_provider());
    let builder =
        ServerConfig::builder_with_provider(Arc::clone(&provider)).with_protocol_versions(&[version]).unwrap();
    let builder = if asks_client {
        let mut roots = RootCertStore::empty();
        roots.add(certificate.clone()).unwrap();
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
        builder.with_client_cert_verifier(verifier)
    } else {
        builder.with_no_client_auth()
    };
    let key = PrivateKeyDer::from_pem_slice(SERVER.1.as_bytes()).unwrap();
    Arc::new(builder.with_single_cert(vec![certificate], key).unwrap())
}

/// The alert is written by the failure of the handshake.
fn serve(mut stream: TcpStream, config: Arc<ServerConfig>) {
    let mut connection = ServerConnection::new(config).unwrap();
    while connection.is_handshaking() && connection.complete_io(&mut stream).is_ok_and(|(read, _)| read > 0) {}
    // Reading to the end keeps the alert from being cut off by a reset.
    while stream.read(&mut [0; 1024]).is_ok_and(|count| count > 0) {}
}
