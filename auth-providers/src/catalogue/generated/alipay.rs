// @generated from alipay.yaml: edit the spec, not this file.

//! Alipay.
//!
//! Source: <https://opendocs.alipay.com/common/02kf5q>
//!
//! Credentials:
//! - [`App`]: An app and its RSA key; times are those of Beijing.

use auth_runtime::host::Environment;
use auth_runtime::response::Classes;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    PrivateKey, Provider, Response,
};

/// The provider Alipay.
#[derive(Clone, Copy, Debug)]
pub struct Alipay;

impl Provider for Alipay {
    const NAME: &'static str = "alipay";
    const TITLE: &'static str = "Alipay";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://openapi.alipay.com")];
    const CLASSES: Classes = Classes::of::<AlipayError>();
}

impl Alipay {
    /// The URLs of the environment `sandbox`.
    pub const SANDBOX: Environment<Self> = Environment::new(
        &[Host::new("base", "https://openapi-sandbox.dl.alipaydev.com")],
    );
}

/// A client of Alipay. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Alipay, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AlipayError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// The state of a payment.
    ///
    /// # Errors
    /// [`AlipayError`] if `POST /gateway.do` is refused.
    pub async fn query_trade(&self, request: QueryTrade) -> Reply<Trade> where C: Authorizes<Alipay> {
        self.0.call_protected(request).await
    }
}

/// The state of a payment. Sent by [`Client::query_trade`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/gateway.do",
    query("method" = "alipay.trade.query"),
    query("format" = "JSON"),
    query("charset" = "utf-8"),
    query("version" = "1.0"),
    form,
    protected,
    response = Trade,
    error = AlipayError
)]
pub struct QueryTrade {
    /// A JSON object, such as that of `out_trade_no`.
    biz_content: String,
}

/// What [`Client::query_trade`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Trade {
    #[decode(at("alipay_trade_query_response.trade_no"))] pub trade_no: String,
    #[decode(at("alipay_trade_query_response.trade_status"))] pub status: String,
    #[decode(at("alipay_trade_query_response.code"))] pub code: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error_response.sub_code", "error_response.code", "alipay_trade_query_response.sub_code"), code)]
    pub code: Option<String>,
    #[error_body(at("error_response.sub_msg", "error_response.msg", "alipay_trade_query_response.sub_msg"), message)]
    pub text: Option<String>,
}

/// Why Alipay refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AlipayError {
    /// The key is wrong.
    #[api_error(200, when(code = "isv.invalid-signature"), class = configuration)] WrongSignature(Fault),
    /// Any other refusal.
    #[api_error(200, when(code))] Refused(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An app and its RSA key; times are those of Beijing.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Alipay,
    sign(
        query("app_id" = "{app_id}"),
        query("sign_type" = "RSA2"),
        query("timestamp" = now("%Y-%m-%d %H:%M:%S", zone = "+08:00")),
        query(
            "sign" = signature(
                sorted("{name}={value}", separator = "&", without("sign"), without_empty),
                algorithm = RS256,
                key = "{private_key}",
                encoding = base64,
            ),
        ),
    ),
    env_prefix = "ALIPAY_"
)]
pub struct App { app_id: String, private_key: PrivateKey }
