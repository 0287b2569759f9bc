//! Made-up hosts, addresses and URLs.

use std::net::IpAddr;

use url::Url;

use super::MadeUp;
use super::store::Kind;

impl MadeUp {
    pub(super) fn host(&mut self, text: &str) -> String {
        if self.hosts.contains(text) || is_local(text) {
            return text.to_owned();
        }
        if text.parse::<IpAddr>().is_ok() {
            return self.address(text);
        }
        self.store.once(Kind::Host, &text.to_lowercase(), "host", |number| format!("host{number}.example"))
    }

    /// Addresses that are for documentation (RFC 5737, RFC 3849).
    pub(super) fn address(&mut self, text: &str) -> String {
        let is_v6 = text.contains(':');
        self.store.once(Kind::Address, text, "address", |number| {
            if is_v6 { format!("2001:db8::{number:x}") } else { format!("192.0.2.{}", number % 255) }
        })
    }

    /// Replaces the host, the parts of the path that are no words, and the values of the query.
    pub(super) fn url(&mut self, text: &str) -> String {
        let Ok(mut url) = Url::parse(text) else { return self.alike(text) };
        let host = url.host_str().map(|host| host.trim_matches(['[', ']']).to_owned()).unwrap_or_default();
        let made = self.host(&host);
        let made = if made.contains(':') { format!("[{made}]") } else { made };
        let segments: Vec<String> = url.path_segments().into_iter().flatten().map(str::to_owned).collect();
        let segments: Vec<String> = segments.iter().map(|segment| self.segment(segment)).collect();
        let pairs: Vec<(String, String)> =
            url.query_pairs().map(|(name, text)| (name.into_owned(), text.into_owned())).collect();
        let pairs: Vec<(String, String)> = pairs
            .into_iter()
            .map(|(name, text)| {
                let made = self.text(&name, &text);
                (self.key(&name), made)
            })
            .collect();
        // What such a URL has is not a part of its shape.
        let is_changed = url.set_username("").and(url.set_password(None)).is_ok() && url.set_host(Some(&made)).is_ok();
        if !is_changed {
            return "https://host.example/".to_owned();
        }
        if !url.cannot_be_a_base() {
            url.set_path(&segments.join("/"));
        }
        url.set_fragment(None);
        url.set_query(None);
        if !pairs.is_empty() {
            url.query_pairs_mut().extend_pairs(pairs);
        }
        // A URL without a path is written without a slash, if the real one was.
        let made = url.to_string();
        if text.ends_with('/') || !made.ends_with('/') { made } else { made.trim_end_matches('/').to_owned() }
    }

    fn segment(&mut self, segment: &str) -> String {
        let is_word =
            segment.len() <= 24 && segment.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_.".contains(&byte));
        let is_version = segment.len() <= 4 && segment.starts_with('v');
        let is_secret = self.store.known(Kind::Text, segment).is_some();
        if (is_word || is_version) && !is_secret { segment.to_owned() } else { self.text("segment", segment) }
    }
}

fn is_local(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "::1") || host.ends_with(".example") || host.ends_with(".localhost")
}
