//! Follows redirects to the hosts that an endpoint lists (RFC 9110 §15.4).

use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;

use crate::call::Call;
use crate::host::site::Site;
use crate::request::Body;
use crate::request::write::target::LONGEST_URL;

/// How many redirects of one call are followed.
const MOST: usize = 10;

/// The request that is sent to where a redirect points. It has the headers of the first one, with the credential.
pub(super) struct Hop {
    redirects: &'static [&'static str],
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Body,
    left: usize,
}

impl Hop {
    /// Begins with a request that is not signed yet; `None` if no redirect is followed.
    pub(super) fn of(call: &Call, request: &reqwest::Request, body: &Body) -> Option<Self> {
        (!call.redirects.is_empty()).then(|| Self {
            redirects: call.redirects,
            method: request.method().clone(),
            url: request.url().clone(),
            headers: request.headers().clone(),
            body: body.clone(),
            left: MOST,
        })
    }

    /// Returns the body of the request.
    pub(super) fn body(&self) -> &Body {
        &self.body
    }

    /// Moves to where a redirect points; `None` if the response is not a redirect that may be followed.
    pub(super) fn follow(&mut self, response: &reqwest::Response, site: &Site) -> Option<&Self> {
        let url = self.target(response, site).filter(|_| self.left > 0)?;
        if becomes_get(response.status(), &self.method)? {
            self.drop_body();
        } else if !self.body.is_repeatable() {
            return None;
        }
        self.url = url;
        self.left -= 1;
        Some(self)
    }

    /// Turns the request into one without a body: a GET, or a HEAD as before.
    fn drop_body(&mut self) {
        self.method = if self.method == Method::HEAD { Method::HEAD } else { Method::GET };
        self.body = Body::default();
        for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING] {
            self.headers.remove(name);
        }
    }

    /// Returns the next request.
    pub(super) fn request(&self, body: reqwest::Body) -> reqwest::Request {
        let mut request = reqwest::Request::new(self.method.clone(), self.url.clone());
        self.headers.clone_into(request.headers_mut());
        *request.body_mut() = Some(body);
        request
    }

    /// Returns where a redirect points, if that is one of the listed hosts: https, without a user name, and with the
    /// default port. A listed host of the provider that has another URL in this client is where that URL is.
    fn target(&self, response: &reqwest::Response, site: &Site) -> Option<Url> {
        let location = response.headers().get(LOCATION)?.to_str().ok()?;
        let mut url = self.url.join(location).ok().filter(|url| url.as_str().len() <= LONGEST_URL)?;
        url.set_fragment(None);
        let has_user = !url.username().is_empty() || url.password().is_some();
        let is_listed = self.redirects.iter().any(|host| match site.moved(host) {
            Some(moved) => url.origin() == moved.origin(),
            None => url.scheme() == "https" && url.port().is_none() && url.host_str() == Some(host),
        });
        (is_listed && !has_user).then_some(url)
    }
}

/// Whether a GET follows (RFC 9110 §15.4.4; for 301 and 302 as all clients do it, §15.4.2 and §15.4.3); `None` if the
/// status is no redirect with a target.
fn becomes_get(status: StatusCode, method: &Method) -> Option<bool> {
    match status.as_u16() {
        301 | 302 => Some(*method == Method::POST),
        303 => Some(true),
        307 | 308 => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_method_follows_the_standard() {
        let rows = [
            (301, Method::GET, Some(false)),
            (301, Method::POST, Some(true)),
            (302, Method::PUT, Some(false)),
            (303, Method::PUT, Some(true)),
            (303, Method::HEAD, Some(true)),
            (307, Method::POST, Some(false)),
            (308, Method::DELETE, Some(false)),
            (300, Method::GET, None),
            (304, Method::GET, None),
        ];
        for (status, method, expected) in rows {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(becomes_get(status, &method), expected, "{status} {method}");
        }
    }
}
