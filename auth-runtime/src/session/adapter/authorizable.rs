//! Requests of other HTTP clients, and their destinations.

use http::HeaderMap;

use crate::host::site::Site;
use crate::session::SessionError;

/// A request that a session can [authorize](crate::session::Session::authorize): an [`http::Request`] with any body, or
/// a [`reqwest::Request`]. No other type can implement it, because the URL that it returns is trusted.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request that a session can authorize",
    label = "neither `http::Request` nor `reqwest::Request`",
    note = "for a request of another kind, take the value from `session.header()` and look where you send it"
)]
pub trait Authorizable: Parts {}

/// The parts of a request that authorizing needs. It is hidden so that no other crate can implement it.
pub trait Parts {
    /// Returns the destination of the request.
    fn target(&self) -> Target<'_>;
    /// Returns the headers, to which the token is added.
    fn headers_mut(&mut self) -> &mut HeaderMap;
}

/// Scheme and authority of a URL; empty if it has none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    scheme: &'a str,
    authority: &'a str,
}

impl<B> Authorizable for http::Request<B> {}

impl<B> Parts for http::Request<B> {
    /// Returns the destination of the URI. A URI built from parts may have a path that does not begin with a slash:
    /// `*`, or in older releases of `http` any text. Written as text, such a path would continue the host, so the URI
    /// counts as having no host.
    fn target(&self) -> Target<'_> {
        let authority = self.uri().authority().filter(|_| self.uri().path().starts_with('/'));
        let authority = authority.map_or("", |authority| authority.as_str());
        Target { scheme: self.uri().scheme_str().unwrap_or_default(), authority }
    }

    fn headers_mut(&mut self) -> &mut HeaderMap {
        self.headers_mut()
    }
}

impl Authorizable for reqwest::Request {}

impl Parts for reqwest::Request {
    fn target(&self) -> Target<'_> {
        target(self.url())
    }

    fn headers_mut(&mut self) -> &mut HeaderMap {
        self.headers_mut()
    }
}

pub(crate) fn target(url: &reqwest::Url) -> Target<'_> {
    Target { scheme: url.scheme(), authority: url.authority() }
}

/// Whether the URL's host is possible for a captured URL. Only the token shows whether it was captured.
pub(crate) fn may_be_captured(hosts: &Site, request: &impl Authorizable) -> bool {
    let Target { scheme, authority } = request.target();
    hosts.may_capture(scheme, authority)
}

/// Checks that a request is for a host of the provider; a token must not be sent elsewhere.
pub(crate) fn check(hosts: &Site, request: &impl Authorizable) -> Result<(), SessionError> {
    let Target { scheme, authority } = request.target();
    if hosts.has_origin(scheme, authority) {
        Ok(())
    } else {
        Err(SessionError::other_host(why_refused(hosts, scheme, authority)))
    }
}

fn why_refused(hosts: &Site, scheme: &str, authority: &str) -> String {
    // The text before the host may contain a password.
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if host.is_empty() {
        format!("the URL has no host; the provider has {}", list(hosts))
    } else if hosts.has_origin(scheme, host) {
        format!("the URL of `{host}` has a user name or a password; take it out")
    } else {
        format!("`{scheme}://{host}` is not of the provider, which has {}", list(hosts))
    }
}

fn list(hosts: &Site) -> String {
    hosts.origins().map(|(scheme, authority)| format!("`{scheme}://{authority}`")).collect::<Vec<_>>().join(", ")
}
