//! Starts an authorization code grant (RFC 6749 §4.1, RFC 7636).

use std::fmt;

use crate::call::Call;
use crate::consent::pkce::{challenge, random_text};
use crate::consent::{AuthorizationCode, CallbackError, PendingCallback};
use crate::host::site::Site;
use crate::host::{HasHosts, Provider};
use crate::request::RequestProblem;
use crate::request::fields::Locate;
use crate::request::write::target::{add_query, each_pair, render_endpoint, render_url};
use crate::request::{Context, Fields, Place, RequestError};
use crate::value::Secret;

/// A page on which the user gives consent (the authorization endpoint). `#[derive(Endpoint)]` with `VISIT` implements
/// it.
///
/// ```
/// # use auth_runtime::*;
/// # use auth_runtime::host::Hosts;
/// # pub struct Acme;
/// # impl Provider for Acme {
/// #     const NAME: &'static str = "acme";
/// #     const TITLE: &'static str = "Acme";
/// #     const HOSTS: &'static [Host] = &[Host::new("base", "https://acme.example")];
/// # }
/// /// Ask for consent.
/// #[derive(Clone, Debug, Endpoint)]
/// #[endpoint(VISIT "/authorize", query("response_type" = "code"), provider = Acme, pkce)]
/// pub struct Authorize {
///     #[endpoint(query)]
///     client_id: String,
/// }
///
/// let mut authorization = Authorize::new("app_1").start(&Hosts::of::<Acme>()?)?;
/// assert!(authorization.url().starts_with("https://acme.example/authorize?response_type=code&client_id=app_1&state="));
///
/// // The user comes back:
/// let callback = format!("https://app.example/callback?code=c_1&state={}", authorization.state().expose());
/// let code = authorization.finish(&callback)?;
/// assert!(code.code.matches("c_1") && code.verifier.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It cannot be started with the hosts of another provider:
///
/// ```compile_fail,E0277
/// # use auth_runtime::*;
/// # use auth_runtime::consent::AuthorizationRequest;
/// # use auth_runtime::host::Hosts;
/// # fn example<R: AuthorizationRequest, Other: Provider>(request: R) -> Result<(), Box<dyn std::error::Error>> {
/// request.start(&Hosts::of::<Other>()?)?;
/// # Ok(())
/// # }
/// ```
pub trait AuthorizationRequest: Sized {
    /// The provider that the page belongs to.
    type Provider: Provider;
    /// The host and path of the page.
    const CALL: Call;
    /// Whether a PKCE challenge with S256 is always sent (RFC 7636).
    const PKCE: bool;
    /// Whether the provider accepts a PKCE challenge.
    const ACCEPTS_PKCE: bool = true;

    /// Adds the parameters in the order in which they are sent. Returns an error if one cannot be computed.
    fn fields<'a>(&'a self, to: &mut Fields<'a>, context: &Context) -> Result<(), RequestProblem>;

    /// Returns the URL to which the user is sent, with a fresh `state`, and with a fresh PKCE challenge if PKCE is
    /// used. `at` is a client of the provider, or [`Hosts`](crate::host::Hosts).
    fn start(&self, at: &impl HasHosts<Self::Provider>) -> Result<Authorization, RequestError> {
        let site = at.hosts().site();
        let locate = |fields: &Fields<'_>| render_endpoint(&Self::CALL, fields, site);
        let mut fields = Fields::of(site, Locate(&locate));
        let collected = self.fields(&mut fields, &site.context());
        collected.map_err(|problem| RequestError::new(Self::CALL.name, problem))?;
        start(&Self::CALL, &fields, site, Self::PKCE)
    }

    /// Uses PKCE for a provider that accepts it without requiring it.
    fn with_pkce(self) -> WithPkce<Self> {
        const { assert!(Self::ACCEPTS_PKCE, "this page accepts no PKCE challenge: its `pkce` is `off`") };
        WithPkce(self)
    }
}

/// An authorization request that uses PKCE.
#[derive(Clone, Debug)]
pub struct WithPkce<R>(R);

impl<R: AuthorizationRequest> WithPkce<R> {
    /// Returns the URL to which the user is sent. See [`AuthorizationRequest::start`].
    pub fn start(&self, at: &impl HasHosts<R::Provider>) -> Result<Authorization, RequestError> {
        AuthorizationRequest::start(self, at)
    }
}

impl<R: AuthorizationRequest> AuthorizationRequest for WithPkce<R> {
    type Provider = R::Provider;
    const CALL: Call = R::CALL;
    const PKCE: bool = true;

    fn fields<'a>(&'a self, to: &mut Fields<'a>, context: &Context) -> Result<(), RequestProblem> {
        self.0.fields(to, context)
    }
}

fn start(call: &Call, fields: &Fields<'_>, site: &Site, pkce: bool) -> Result<Authorization, RequestError> {
    let refuse = |problem| RequestError::new(call.name, problem);
    fields.check().map_err(refuse)?;
    let mut url = render_url(call, fields, site).map_err(refuse)?;
    let nonce = nonce(fields).map_err(refuse)?;
    let random = || random_text().ok_or_else(|| refuse(RequestProblem::Randomness));
    let state = random()?;
    add_query("state", state.expose(), &mut url);
    let verifier = if pkce { Some(random()?) } else { None };
    if let Some(verifier) = &verifier {
        add_query("code_challenge", &challenge(verifier), &mut url);
        add_query("code_challenge_method", "S256", &mut url);
    }
    Ok(Authorization { url: Secret::from(url.as_str()), pending: PendingCallback::new(state, verifier).nonce(nonce) })
}

/// Returns the `nonce` parameter, which the `id_token` must repeat (`OpenID` Connect Core 1.0 §3.1.2.1).
fn nonce(fields: &Fields<'_>) -> Result<Option<Secret>, RequestProblem> {
    let mut nonce = None;
    each_pair(fields, Place::Query, &mut |name, text| {
        if name == "nonce" {
            nonce = Some(Secret::from(text));
        }
    })?;
    Ok(nonce)
}

/// An authorization that waits for the user's callback. `Debug` shows neither the state nor the verifier.
pub struct Authorization {
    url: Secret,
    pending: PendingCallback,
}

impl Authorization {
    /// Returns the URL to which the user is sent. It contains the state: do not log it.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.expose()
    }

    /// Returns the state that the callback must repeat (RFC 6749 §10.12). Bind it to the user's session.
    #[must_use]
    pub fn state(&self) -> &Secret {
        self.pending.state()
    }

    /// Returns the PKCE verifier (RFC 7636 §4.1), if PKCE is used.
    #[must_use]
    pub fn pkce_verifier(&self) -> Option<&Secret> {
        self.pending.verifier()
    }

    /// Returns the value that the `id_token` of this login must repeat, if the page has a parameter `nonce` (`OpenID`
    /// Connect Core 1.0 §3.1.2.1).
    #[must_use]
    pub fn nonce(&self) -> Option<&Secret> {
        self.pending.known_nonce()
    }

    /// Requires the callback to contain this issuer (RFC 9207), against mix-up attacks.
    #[must_use]
    pub fn issuer(self, issuer: impl Into<String>) -> Self {
        Self { pending: self.pending.issuer(issuer), ..self }
    }

    /// Reads the callback URL to which the user was redirected. See [`PendingCallback::finish`].
    pub fn finish(&mut self, callback_url: &str) -> Result<AuthorizationCode, CallbackError> {
        self.pending.finish(callback_url)
    }

    /// Continues in another process, with the values of [`state`](Self::state) and
    /// [`pkce_verifier`](Self::pkce_verifier).
    #[must_use]
    pub fn resume(state: impl Into<Secret>, verifier: Option<Secret>) -> PendingCallback {
        PendingCallback::new(state.into(), verifier)
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = self.url().split('?').next().unwrap_or_default();
        f.debug_struct("Authorization").field("url", &page).field("pending", &self.pending).finish()
    }
}

#[cfg(all(test, feature = "derive"))]
mod tests {
    use super::*;
    use crate::host::Hosts;
    use crate::{Endpoint, Host};

    struct Acme;

    impl Provider for Acme {
        const NAME: &'static str = "acme";
        const TITLE: &'static str = "Acme";
        const HOSTS: &'static [Host] = &[Host::new("base", "https://login.acme.example")];
    }

    /// Ask for consent.
    #[derive(Clone, Debug, Endpoint)]
    #[endpoint(VISIT "/authorize", provider = Acme, pkce = off)]
    struct Authorize {
        #[endpoint(query)]
        nonce: Option<String>,
    }

    #[test]
    fn the_code_knows_the_nonce_of_its_page() {
        for nonce in [Some("n 1"), None] {
            let request = Authorize { nonce: nonce.map(Into::into) };
            let mut authorization = request.start(&Hosts::of::<Acme>().unwrap()).unwrap();
            assert_eq!(authorization.nonce().map(Secret::expose), nonce);
            let callback = format!("?code=c&state={}", authorization.state().expose());
            let code = authorization.finish(&callback).unwrap();
            assert_eq!(code.nonce.as_ref().map(Secret::expose), nonce);
        }
    }
}
