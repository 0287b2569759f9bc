//! A private CA and a client certificate for Redis, made by `openssl` and required by a real Redis.
#![cfg(all(
    feature = "derive",
    feature = "test-util",
    feature = "redis",
    any(feature = "tls-rustls", feature = "tls-ring"),
    not(feature = "tls-native")
))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::format_collect, reason = "a test that fails may panic")]

use std::error::Error;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use auth_runtime::Class;
use auth_runtime::session::{RedisStore, RedisStoreError, RedisTls, SessionProblem, Store, Stored};
use tempfile::TempDir;

use crate::redis_server::Server;
use crate::session_support::{MINT, Script, build, served};

/// A CA, and certificates that it has signed: files in a directory.
struct Authority(TempDir);

impl Authority {
    /// None where openssl is not installed, which is an error in CI.
    fn new() -> Option<Self> {
        if Command::new("openssl").arg("version").stdout(Stdio::null()).status().is_err() {
            assert!(std::env::var_os("CI").is_none(), "openssl is not installed, and CI needs it");
            std::io::stderr().write_all(b"NOT RUN: openssl is not installed\n").unwrap();
            return None;
        }
        let authority = Self(tempfile::tempdir().unwrap());
        authority.request("ca", &["-x509", "-subj", "/CN=test ca", "-days", "2"]);
        for (name, usage) in [("server", "serverAuth"), ("client", "clientAuth")] {
            authority.request(name, &["-subj", &format!("/CN={name}")]);
            let extensions = format!("subjectAltName=IP:127.0.0.1\nextendedKeyUsage={usage}\n");
            fs::write(authority.0.path().join("extensions"), extensions).unwrap();
            authority.openssl(&format!(
                "x509 -req -in {name}.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile extensions -out {name}.pem"
            ));
        }
        Some(authority)
    }

    fn request(&self, name: &str, more: &[&str]) {
        let key = format!("{name}.key");
        let out = format!("{name}.pem");
        let arguments = ["req", "-newkey", "rsa:2048", "-nodes", "-keyout", &key, "-out", &out];
        self.run(arguments.into_iter().chain(more.iter().copied()));
    }

    fn openssl(&self, arguments: &str) {
        self.run(arguments.split(' '));
    }

    fn run<'a>(&self, arguments: impl Iterator<Item = &'a str>) {
        let mut command = Command::new("openssl");
        command.args(arguments).current_dir(self.0.path()).stdout(Stdio::null()).stderr(Stdio::null());
        assert!(command.status().unwrap().success());
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.path().join(name)).unwrap()
    }

    fn server(&self) -> Option<Server> {
        let path = |name: &str| self.0.path().join(name).to_str().unwrap().to_owned();
        let [ca, certificate, key] = ["ca.pem", "server.pem", "server.key"].map(path);
        Server::start_tls(&["--tls-ca-cert-file", &ca, "--tls-cert-file", &certificate, "--tls-key-file", &key])
    }
}

async fn save(url: &str, tls: RedisTls) -> Result<(), String> {
    let store = RedisStore::new(url, "acme:ada").unwrap().tls(tls).unwrap();
    let mut locked = store.lock().await.map_err(|error| said(&*error))?;
    let stored = Stored { access_token: Some("a".into()), ..Stored::default() };
    locked.save(&stored).await.map_err(|error| said(&*error))?;
    assert!(locked.load().await.unwrap().access_token.unwrap().matches("a"));
    Ok(())
}

fn said(error: &(dyn Error + 'static)) -> String {
    std::iter::successors(Some(error), |&error: &&(dyn Error + 'static)| error.source())
        .map(|error| format!("{error}\n"))
        .collect()
}

#[tokio::test]
async fn the_certificates_are_used() {
    let Some(authority) = Authority::new() else { return };
    let Some(server) = authority.server() else { return };
    let url = server.url().replace("redis:", "rediss:");
    let trusting = RedisTls::default().ca(authority.read("ca.pem"));
    let own = |tls: RedisTls| tls.client_certificate(authority.read("client.pem"), authority.read("client.key"));
    let rows = [
        ("both", own(trusting.clone()), true),
        ("no client certificate", trusting.clone(), false),
        ("an unknown CA", own(RedisTls::default()), false),
        ("another CA", own(RedisTls::default().ca(authority.read("client.pem"))), false),
    ];
    for (name, tls, works) in rows {
        let saved = save(&url, tls).await;
        assert_eq!(saved.is_ok(), works, "{name}: {saved:?}");
    }
}

/// A certificate that is not trusted is the same tomorrow; a server that does not answer may do so.
#[tokio::test]
async fn an_untrusted_server_is_no_reason_to_wait() {
    let Some(authority) = Authority::new() else { return };
    let Some(server) = authority.server() else { return };
    let url = server.url().replace("redis:", "rediss:");
    let rows = [(url.as_str(), Class::Configuration), ("rediss://127.0.0.1:1", Class::Retry)];
    for (url, class) in rows {
        let another = RedisTls::default().ca(authority.read("client.pem"));
        let store = RedisStore::new(url, "acme:ada").unwrap().tls(another).unwrap();
        let session = build(&Script::<MINT>::new([])).0.account("ada").store(store).build();
        let error = served(&session).await.unwrap_err();
        assert_eq!((error.problem(), error.class()), (SessionProblem::Store, class), "{error:?}");
    }
}

#[test]
fn what_cannot_be_used_is_refused_at_once() {
    let Some(authority) = Authority::new() else { return };
    let (ca, chain, key) = (authority.read("ca.pem"), authority.read("client.pem"), authority.read("client.key"));
    let one_line = key.iter().copied().filter(|byte| *byte != b'\n').collect::<Vec<u8>>();
    let rows = [
        ("rediss://redis.example", RedisTls::default().ca("c4nary"), "the CA certificate"),
        ("rediss://redis.example", RedisTls::default().ca(key.clone()), "the CA certificate"),
        ("rediss://redis.example", RedisTls::default().client_certificate("", key.clone()), "the client certificate"),
        (
            "rediss://redis.example",
            RedisTls::default().client_certificate(chain.clone(), one_line),
            "the client certificate",
        ),
        ("redis://127.0.0.1", RedisTls::default().ca(ca), "the URL of Redis"),
    ];
    for (url, tls, start) in rows {
        let shown = format!("{tls:?}");
        let error = RedisStore::new(url, "acme").unwrap().tls(tls).unwrap_err();
        let said = format!("{error} {error:?} {shown}");
        assert!(said.starts_with(start), "{said}");
        assert!(!said.contains("c4nary") && !said.contains("MII") && !said.contains("77, 73, 73"), "{said}");
        assert!(matches!(error, RedisStoreError::Certificate { .. } | RedisStoreError::Url));
    }
}
