// @generated from steps.yaml: edit the spec, not this file.

//! Turnstile.
//!
//! Credentials:
//! - [`User`]: A name and password. Its tokens are made by `log_in`, then `introspect`, renewed by
//!   `renew`, then `introspect`.

/// The provider Turnstile.
#[derive(Clone, Copy, Debug)]
pub struct Steps;

impl Provider for Steps {
    const NAME: &'static str = "steps";
    const TITLE: &'static str = "Turnstile";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.turnstile.example")];
}

/// A client of Turnstile. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Steps, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = StepsError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a name and password for a token.
    ///
    /// # Errors
    /// [`StepsError`] if `POST /login` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<Token> { self.0.call(request).await }

    /// What a token is good for (RFC 7662).
    ///
    /// # Errors
    /// [`StepsError`] if `POST /introspect` is refused.
    pub async fn introspect(&self, request: Introspect) -> Reply<State> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`StepsError`] if `POST /renew` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// List the gates.
    ///
    /// # Errors
    /// [`StepsError`] if `GET /gates` is refused.
    pub async fn list_gates(&self) -> Reply<Json> where C: Authorizes<Steps> { self.0.call_protected(ListGates).await }
}

/// Exchange a name and password for a token. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/login", json, response = Token, error = StepsError)]
pub struct LogIn { name: String, password: Secret }

/// What a token is good for (RFC 7662). Sent by [`Client::introspect`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/introspect", form, response = State, error = StepsError)]
pub struct Introspect { token: Secret }

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/renew", json, response = Token, error = StepsError)]
pub struct Renew { refresh_token: Secret }

/// List the gates. Sent by [`Client::list_gates`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/gates", protected, response = Json, error = StepsError)]
pub struct ListGates;

/// What [`Client::log_in`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
    pub tenant: String,
    pub seats: i64,
}

/// What [`Client::introspect`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct State {
    pub active: bool,
    pub until: Option<Timestamp>,
    #[decode(at("org.plan"))] pub plan: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub tenant: String, pub seats: i64, pub plan: Option<String> }

/// Why Turnstile refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum StepsError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized,
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// A name and password.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Steps,
    mint(LogIn(name, password), Introspect(token = log_in.access_token)),
    refresh(Renew(refresh_token), Introspect(token = renew.access_token)),
    token(access_token = log_in.access_token, expires_at = introspect.until, refresh_token = log_in.refresh_token),
    capture(tenant = log_in.tenant, seats = log_in.seats, plan = introspect.plan),
    captured = UserCaptured,
    renewed(access_token = renew.access_token, expires_at = introspect.until, refresh_token = renew.refresh_token),
    recapture(tenant = renew.tenant, seats = renew.seats, plan = introspect.plan),
    env_prefix = "STEPS_"
)]
pub struct User { name: String, password: Secret }

impl Authorizes<Steps> for Bearer {}
