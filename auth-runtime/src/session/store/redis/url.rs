//! Checks the URL of a Redis server.

use core::net::IpAddr;

use redis::{Client, ConnectionAddr};
use url::Url;

use super::RedisStoreError;
use crate::client::tls;

/// For which hosts a connection without TLS is accepted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plain {
    Loopback,
    Anywhere,
}

/// Checks the URL. Errors do not contain it, because it may contain a password.
pub(super) fn open(text: &str, plain: Plain) -> Result<Client, RedisStoreError> {
    let url = Url::parse(text).map_err(|_| RedisStoreError::Url)?;
    // The fragment `#insecure` disables the check of the certificate.
    if url.fragment().is_some() {
        return Err(RedisStoreError::Url);
    }
    if ["rediss", "valkeys"].contains(&url.scheme()) {
        check_tls()?;
    }
    let client = Client::open(text).map_err(|_| RedisStoreError::Url)?;
    match client.get_connection_info().addr() {
        ConnectionAddr::Tcp(host, _) if plain == Plain::Loopback && !is_loopback(host) => {
            Err(RedisStoreError::InsecureUrl)
        }
        _ => Ok(client),
    }
}

/// Returns an error if the connection is not encrypted.
#[cfg(any(feature = "tls-rustls", feature = "tls-ring"))]
pub(super) fn check_encrypted(client: &Client) -> Result<(), RedisStoreError> {
    if is_encrypted(client) { Ok(()) } else { Err(RedisStoreError::Url) }
}

#[cfg(any(feature = "tls-rustls", feature = "tls-ring"))]
fn is_encrypted(client: &Client) -> bool {
    matches!(client.get_connection_info().addr(), ConnectionAddr::TcpTls { .. })
}

fn check_tls() -> Result<(), RedisStoreError> {
    let (rustls, native) = (cfg!(any(feature = "tls-rustls", feature = "tls-ring")), cfg!(feature = "tls-native"));
    match (rustls, native) {
        (false, false) => Err(RedisStoreError::NoTls),
        // Built with both, the redis crate does not load the root certificates of the system and trusts none.
        (true, true) => Err(RedisStoreError::TwoTls),
        _ => {
            tls::install_provider();
            Ok(())
        }
    }
}

/// Whether a host is a loopback address. `localhost` is not accepted, because it may resolve to any address.
fn is_loopback(host: &str) -> bool {
    host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_for_this_machine() {
        let rows = [
            ("redis://127.0.0.1", true, true),
            ("redis://:pw@127.9.9.9:7000/3", true, true),
            ("redis://[::1]:6379", true, true),
            ("valkey://127.0.0.1", true, true),
            ("unix:///run/redis.sock", true, true),
            ("redis://localhost", false, true),
            ("redis://10.0.0.1", false, true),
            ("redis://ada:pw@redis.example:6379/0", false, true),
            ("redis://127.0.0.1.evil.example", false, true),
            ("http://127.0.0.1", false, false),
            ("redis://", false, false),
            ("redis://127.0.0.1/one", false, false),
            ("rediss://redis.example#insecure", false, false),
            ("REDISS://redis.example#insecure", false, false),
            ("127.0.0.1:6379", false, false),
            ("", false, false),
        ];
        for (url, loopback, anywhere) in rows {
            assert_eq!(open(url, Plain::Loopback).is_ok(), loopback, "{url}");
            assert_eq!(open(url, Plain::Anywhere).is_ok(), anywhere, "{url}");
        }
        assert!(matches!(open("redis://redis.example", Plain::Loopback), Err(RedisStoreError::InsecureUrl)));
    }

    #[test]
    fn tls_needs_one_library() {
        let rustls = cfg!(any(feature = "tls-rustls", feature = "tls-ring"));
        let opened = open("rediss://redis.example", Plain::Loopback);
        match (rustls, cfg!(feature = "tls-native")) {
            (false, false) => assert!(matches!(opened, Err(RedisStoreError::NoTls))),
            (true, true) => assert!(matches!(opened, Err(RedisStoreError::TwoTls))),
            _ => assert!(opened.is_ok()),
        }
    }
}
