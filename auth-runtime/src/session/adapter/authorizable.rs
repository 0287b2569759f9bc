//! Requests of other HTTP clients, and where they go.

use http::HeaderMap;

use crate::host::site::Site;
use crate::session::SessionError;

/// A request that a session can be asked to [authorize](crate::session::Session::authorize): an [`http::Request`] with any body,
/// and a [`reqwest::Request`]. Nothing else implements it, because what it says of the URL is trusted.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request that a session can authorize",
    label = "neither `http::Request` nor `reqwest::Request`",
    note = "for a request of another kind, take the value from `session.header()` and look where you send it"
)]
pub trait Authorizable: Parts {}

/// What authorizing takes. Hidden, so that it can be implemented here only.
pub trait Parts {
    /// Where the request goes.
    fn target(&self) -> Target<'_>;
    /// What the token is put into.
    fn headers_mut(&mut self) -> &mut HeaderMap;
}

/// Scheme and authority as the URL has them; empty if it has none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    scheme: &'a str,
    authority: &'a str,
}

impl<B> Authorizable for http::Request<B> {}

impl<B> Parts for http::Request<B> {
    /// A URI that is put together of parts may have a path that begins without a slash: `*`, and in older releases of
    /// `http` anything. Written as text it would go on where the host ends, so such a URI has no host.
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

/// Whether a log-in may capture the URL of the host: the token says whether it has.
pub(crate) fn may_be_captured(hosts: &Site, request: &impl Authorizable) -> bool {
    let Target { scheme, authority } = request.target();
    hosts.may_capture(scheme, authority)
}

/// A token goes to the provider and nowhere else.
pub(crate) fn check(hosts: &Site, request: &impl Authorizable) -> Result<(), SessionError> {
    let Target { scheme, authority } = request.target();
    if hosts.has_origin(scheme, authority) {
        return Ok(());
    }
    // What is before the host may be a password.
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    Err(SessionError::other_host(if host.is_empty() {
        format!("the URL has no host; the provider has {}", list(hosts))
    } else if hosts.has_origin(scheme, host) {
        format!("the URL of `{host}` has a user name or a password; take it out")
    } else {
        format!("`{scheme}://{host}` is not of the provider, which has {}", list(hosts))
    }))
}

fn list(hosts: &Site) -> String {
    let origins = hosts.origins().map(|(scheme, authority)| format!("`{scheme}://{authority}`"));
    origins.collect::<Vec<_>>().join(", ")
}
