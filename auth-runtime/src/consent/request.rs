//! Starts the authorization of a user (RFC 6749 §4.1.1, RFC 7636).

use crate::call::Call;
use crate::consent::expectation::{CallbackSignature, SignedBy};
use crate::consent::start::{Plan, Started, named, start};
use crate::consent::{Authorization, Callback, Opening, PendingCallback};
use crate::host::{HasHosts, Provider};
use crate::request::RequestProblem;
use crate::request::fields::Locate;
use crate::request::write::target::render_endpoint;
use crate::request::{Context, Fields, RequestError};

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
/// assert!(code.callback.code.matches("c_1") && code.verifier.is_some());
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
    /// What the page gives back.
    type Callback: Callback;
    /// The host and path of the page.
    const CALL: Call;
    /// Whether a PKCE challenge with S256 is always sent (RFC 7636).
    const PKCE: bool;
    /// Whether the provider accepts a PKCE challenge.
    const ACCEPTS_PKCE: bool = true;
    /// The parameters that are added to those of [`fields`](Self::fields): `state` and `code_challenge`, unless they are
    /// sent under another name or in an earlier request.
    const ADDS: &'static [&'static str] = &["state", "code_challenge"];
    /// The parameters of the callback that say whose authorization it is.
    const BOUND: &'static [&'static str] = &["state"];

    /// Adds the parameters in the order in which they are sent. Returns an error if one cannot be computed.
    fn fields<'a>(&'a self, to: &mut Fields<'a>, context: &Context) -> Result<(), RequestProblem>;

    /// Adds the parameters that the callback must have, with their values, as parts of a query.
    fn expected<'a>(&'a self, _to: &mut Fields<'a>) {}

    /// Returns the signature that the callback must have.
    fn signature(&self) -> Option<CallbackSignature<'_>> {
        None
    }

    /// Returns the URL to which the user is sent, with a fresh `state`, and with a fresh PKCE challenge if PKCE is
    /// used. `at` is a client of the provider, or [`Hosts`](crate::host::Hosts).
    fn start(&self, at: &impl HasHosts<Self::Provider>) -> Result<Authorization<Self::Callback>, RequestError> {
        self.open(at, Opening::new(Self::PKCE).map_err(|problem| RequestError::new(Self::CALL.name, problem))?)
    }

    /// Returns the URL to which the user is sent, with the state and the challenge of an opening.
    fn open(
        &self,
        at: &impl HasHosts<Self::Provider>,
        opening: Opening,
    ) -> Result<Authorization<Self::Callback>, RequestError> {
        let site = at.hosts().site();
        let refuse = |problem| RequestError::new(Self::CALL.name, problem);
        let locate = |fields: &Fields<'_>| render_endpoint(&Self::CALL, fields, site);
        let locate = Locate(&locate);
        let (mut fields, mut expected) = (named(&opening, site, locate), named(&opening, site, locate));
        self.fields(&mut fields, &site.context()).map_err(refuse)?;
        self.expected(&mut expected);
        let signed_by = self.signature().map(|signature| SignedBy::new(signature, site));
        let plan = Plan { call: &Self::CALL, adds: Self::ADDS, bound: Self::BOUND };
        let Started { url, nonce, part, expected } =
            start(&plan, &fields, &expected, &opening, site).map_err(refuse)?;
        let (state, verifier, kept) = opening.into_parts();
        let pending = PendingCallback::of(state, verifier).from(part, signed_by, kept);
        Ok(Authorization::new(url, pending.nonce(nonce).expecting(expected)))
    }

    /// Continues an authorization that was started elsewhere by the same request, from its opening: with the values of
    /// [`Authorization::state`], [`Authorization::pkce_verifier`] and [`Authorization::kept`].
    fn resume(
        &self,
        at: &impl HasHosts<Self::Provider>,
        opening: Opening,
    ) -> Result<PendingCallback<Self::Callback>, RequestError> {
        self.open(at, opening).map(Authorization::into_pending)
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
    pub fn start(&self, at: &impl HasHosts<R::Provider>) -> Result<Authorization<R::Callback>, RequestError> {
        AuthorizationRequest::start(self, at)
    }
}

impl<R: AuthorizationRequest> AuthorizationRequest for WithPkce<R> {
    type Provider = R::Provider;
    type Callback = R::Callback;
    const CALL: Call = R::CALL;
    const PKCE: bool = true;
    const ADDS: &'static [&'static str] = R::ADDS;
    const BOUND: &'static [&'static str] = R::BOUND;

    fn fields<'a>(&'a self, to: &mut Fields<'a>, context: &Context) -> Result<(), RequestProblem> {
        self.0.fields(to, context)
    }

    fn expected<'a>(&'a self, to: &mut Fields<'a>) {
        self.0.expected(to);
    }

    fn signature(&self) -> Option<CallbackSignature<'_>> {
        self.0.signature()
    }
}

#[cfg(all(test, feature = "derive"))]
mod tests {
    use super::*;
    use crate::consent::CallbackError;
    use crate::host::Hosts;
    use crate::value::Secret;
    use crate::{Callback, Endpoint, Host};

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

    /// What the page gives back.
    #[derive(Clone, Debug, Callback)]
    struct SignInCallback {
        #[callback(at("auth_code"))]
        code: Secret,
        #[callback(at("realmId"), pattern = "[0-9]+")]
        realm: u64,
        #[callback(at("shop"), format = "host")]
        shop: Option<String>,
    }

    /// Ask for consent.
    #[derive(Clone, Debug, Endpoint)]
    #[endpoint(
        VISIT "/#/sign_in",
        query("csrf" = "{state}"),
        provider = Acme,
        callback = SignInCallback,
        expected("csrf" = "{state}", "iss" = "https://acme.example", "tenant" = "{tenant}"),
        bound("csrf"),
        pkce
    )]
    struct SignIn {
        #[endpoint(query)]
        tenant: String,
        #[endpoint(query)]
        response_mode: Option<String>,
    }

    const GOOD: &str = "tenant=t&iss=https%3A%2F%2Facme.example&auth_code=c&realmId=7";

    #[test]
    fn a_callback_of_its_own_is_compared_and_read() {
        let hosts = Hosts::of::<Acme>().unwrap();
        let rows: [(&str, Result<u64, CallbackError>); 9] = [
            (GOOD, Ok(7)),
            ("tenant=t&iss=https%3A%2F%2Facme.example&auth_code=c&realmId=x7", Err(unreadable("realmId"))),
            ("tenant=t&auth_code=c&realmId=7", Err(CallbackError::Issuer)),
            ("tenant=t&error=access_denied", Err(CallbackError::Issuer)),
            ("iss=https%3A%2F%2Facme.example&auth_code=c&realmId=7", Err(CallbackError::Unexpected { name: "tenant" })),
            ("tenant=t&iss=https%3A%2F%2Facme.example&realmId=7", Err(CallbackError::NoCode)),
            ("tenant=t&iss=https%3A%2F%2Facme.example&auth_code=c", Err(unreadable("realmId"))),
            ("auth_code=c&auth_code=d", Err(CallbackError::Repeated { name: "auth_code" })),
            ("tenant=t&iss=https%3A%2F%2Facme.example&auth_code=c&realmId=7&shop=a%2Fb", Err(unreadable("shop"))),
        ];
        for (query, expected) in rows {
            let request = SignIn { tenant: "t".into(), response_mode: None };
            let mut authorization = request.start(&hosts).unwrap();
            assert!(authorization.url().starts_with("https://login.acme.example/#/sign_in?csrf="));
            assert!(!authorization.url().contains("state=") && authorization.url().contains("&code_challenge="));
            let (with_state, state) = (format!("?state=s&{query}"), authorization.state().expose().to_owned());
            let stray = if query.contains("auth_code=d") {
                CallbackError::Repeated { name: "auth_code" }
            } else {
                CallbackError::State
            };
            assert_eq!(authorization.finish(&with_state).err(), Some(stray), "{query}");
            let found = authorization.finish(&format!("?csrf={state}&{query}"));
            match (found, expected) {
                (Err(CallbackError::Unreadable { reason }), Err(CallbackError::Unreadable { reason: name })) => {
                    assert!(reason.contains(&name) && !reason.contains("x7"), "{reason}");
                }
                (found, expected) => assert_eq!(found.map(|grant| grant.callback.realm), expected, "{query}"),
            }
        }
    }

    fn unreadable(name: &str) -> CallbackError {
        CallbackError::Unreadable { reason: name.to_owned() }
    }

    #[test]
    fn a_callback_may_be_in_the_fragment_or_in_a_form() {
        let hosts = Hosts::of::<Acme>().unwrap();
        let request = |mode: Option<&str>| SignIn { tenant: "t".into(), response_mode: mode.map(Into::into) };
        let mut authorization = request(Some("fragment")).start(&hosts).unwrap();
        let good = format!("csrf={}&{GOOD}", authorization.state().expose());
        assert_eq!(authorization.finish(&format!("/back?{good}")).err(), Some(CallbackError::State));
        assert_eq!(authorization.finish(&format!("/back?x=1#{good}")).unwrap().callback.realm, 7);
        let opening = Opening::resumed("s_1", Some("v_1".into()));
        let mut pending = request(Some("form_post")).resume(&hosts, opening).unwrap();
        let grant = pending.finish_form(&format!("csrf=s_1&{GOOD}")).unwrap();
        assert!(grant.callback.code.matches("c") && grant.verifier.unwrap().matches("v_1"));
        assert_eq!(grant.callback.shop, None);
    }

    /// Ask the merchant for consent.
    #[cfg(feature = "sign")]
    #[derive(Clone, Debug, Endpoint)]
    #[endpoint(
        VISIT "/install",
        provider = Acme,
        verify("hmac" = hmac_sha256("{callback.query}", key = "{client_secret}", encoding = hex))
    )]
    struct Install {
        #[endpoint(input)]
        client_secret: Secret,
    }

    /// Log in.
    #[cfg(feature = "sign")]
    #[derive(Clone, Debug, Endpoint)]
    #[endpoint(
        VISIT "/log_in",
        provider = Acme,
        verify("hash" = hmac_sha256("{callback.lines}", key = sha256("{bot_token}"), encoding = hex))
    )]
    struct LogIn {
        #[endpoint(input)]
        bot_token: Secret,
    }

    /// The lines are decoded and sorted, and the key is a digest itself. The HMAC is that of Python's `hmac`.
    #[cfg(feature = "sign")]
    #[test]
    fn the_lines_of_a_callback_are_verified() {
        let hash = "804c104f89a6ed9053a8a1cede926dcef54e664d950d1d72625c38fed82a7b34";
        let hosts = Hosts::of::<Acme>().unwrap();
        for (name, expected) in [("Ada+%26+Co", None), ("Ada", Some(CallbackError::Signature { name: "hash" }))] {
            let request = LogIn { bot_token: "1:bot_token".into() };
            let mut pending = request.resume(&hosts, Opening::resumed("s", None)).unwrap();
            let callback = format!("?id=7&first_name={name}&auth_date=1700000000&hash={hash}&state=s&code=");
            let found = pending.finish(&callback).err().filter(|error| *error != CallbackError::NoCode);
            assert_eq!(found, expected, "{name}");
        }
    }

    /// The example of Shopify's documentation: the message and the secret `hush`, and the HMAC of `openssl`.
    #[cfg(feature = "sign")]
    #[test]
    fn a_signed_callback_is_verified() {
        let message = "code=0907a61c0c8d55e99db179b68161bc00&shop=some-shop.myshopify.com&state=0.6784241404160823&timestamp=1337178173";
        let hmac = "700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf";
        let rows = [
            (format!("hmac={hmac}&{message}"), None),
            (format!("{message}&hmac={hmac}"), None),
            (format!("{message}&hmac={}", hmac.to_uppercase()), Some(CallbackError::Signature { name: "hmac" })),
            (message.to_owned(), Some(CallbackError::Signature { name: "hmac" })),
            (format!("{message}&more=1&hmac={hmac}"), Some(CallbackError::Signature { name: "hmac" })),
            (format!("hmac={hmac}&hmac={hmac}&{message}"), Some(CallbackError::Repeated { name: "hmac" })),
        ];
        let hosts = Hosts::of::<Acme>().unwrap();
        for (query, expected) in rows {
            let opening = Opening::resumed("0.6784241404160823", None);
            let mut pending = Install { client_secret: "hush".into() }.resume(&hosts, opening).unwrap();
            assert_eq!(pending.finish(&format!("/?{query}")).err(), expected, "{query}");
        }
    }
}
