//! Acme.
//!
//! Credentials:
//! - [`User`]: A name and a password. Its tokens are made by `log_in`.

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.customs.example")];
    const CLASSES: Classes = Classes::of::<AcmeError>();
}

impl<C> Client<C> {
    /// Exchange a name and password for a token.
    ///
    /// # Errors
    /// [`AcmeError`] if `POST /session` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<Token> { self.0.call(request).await }

    /// Get goods.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /goods/{id}` is refused.
    pub async fn get_goods(&self, request: GetGoods) -> Reply<Goods> where C: Authorizes<Acme> {
        self.0.call_protected(request).await
    }

    /// Count the goods.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /count` is refused.
    pub async fn count(&self) -> Reply<i64> where C: Authorizes<Acme> { self.0.call_protected(Count).await }

    /// Get the seal.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /seal` is refused.
    pub async fn get_seal(&self) -> Reply<Bytes> where C: Authorizes<Acme> { self.0.call_protected(GetSeal).await }

    /// Whether there are goods.
    ///
    /// # Errors
    /// [`AcmeError`] if `HEAD /goods` is refused.
    pub async fn peek(&self) -> Reply<()> where C: Authorizes<Acme> { self.0.call_protected(Peek).await }

    /// What can be done with goods.
    ///
    /// # Errors
    /// [`AcmeError`] if `OPTIONS /goods` is refused.
    pub async fn ask(&self) -> Reply<()> { self.0.call(Ask).await }
}

/// Exchange a name and password for a token. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/session", json, response = Token, error = AcmeError, reply = form)]
pub struct LogIn { name: String, password: Secret }

/// Get goods. Sent by [`Client::get_goods`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/goods/{id}", protected, response = Goods, error = AcmeError, reply = xml)]
pub struct GetGoods { id: String }

/// Count the goods. Sent by [`Client::count`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/count", protected, response = i64, error = AcmeError, reply = text)]
pub struct Count;

/// Get the seal. Sent by [`Client::get_seal`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/seal", protected, response = Bytes, error = AcmeError, reply = bytes)]
pub struct GetSeal;

/// Whether there are goods. Sent by [`Client::peek`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(HEAD "/goods", protected, response = (), error = AcmeError)]
pub struct Peek;

/// What can be done with goods. Sent by [`Client::ask`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(OPTIONS "/goods", response = (), error = AcmeError)]
pub struct Ask;

/// What [`Client::log_in`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    pub expires: Seconds,
}

/// What [`Client::get_goods`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Goods {
    #[decode(at("Goods.@id"))] pub id: String,
    #[decode(at("Goods.Weight"))] pub weight: f64,
    #[decode(at("Goods.Sealed"))] pub sealed: bool,
    #[decode(at("Goods.Mark"))] pub marks: Option<Vec<String>>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("Fault.@code"))] pub code: Option<i64>,
    #[error_body(at("Fault.Text"), message)] pub text: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Sentence {
    #[error_body(at("."), message)] pub text: Option<String>,
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// The provider answered 401.
    #[api_error(401, when(code = 7))] Expired(Fault),
    /// The provider answered 401.
    #[api_error(401, when(text("Invalid user", "Invalid password")), class = configuration)] WrongName(Sentence),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A name and a password.
#[derive(Clone, Debug, TokenSource)]
#[token_source(provider = Acme, mint(LogIn), token(access_token, expires_in = expires), env_prefix = "ACME_")]
pub struct User { name: String, password: Secret }

impl Authorizes<Acme> for Bearer {}
