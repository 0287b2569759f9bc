// @generated from wechat_pay.yaml: edit the spec, not this file.

//! `WeChat` Pay.
//!
//! Source: <https://pay.weixin.qq.com/doc/global/v3/en/4012356824>
//!
//! Credentials:
//! - [`Merchant`]: A merchant, with the private key and the serial number of its API certificate.

use auth_runtime::host::{Environment, Header};
use auth_runtime::response::Classes;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Endpoint, Error, ErrorBody, Host, Json, PrivateKey,
    Provider, Response,
};

/// The provider `WeChat` Pay.
#[derive(Clone, Copy, Debug)]
pub struct WeChatPay;

impl Provider for WeChatPay {
    const NAME: &'static str = "wechat_pay";
    const TITLE: &'static str = "WeChat Pay";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.mch.weixin.qq.com")];
    const HEADERS: &'static [Header] = &[Header::new("Accept", "application/json")];
    const CLASSES: Classes = Classes::of::<WeChatPayError>();
}

impl WeChatPay {
    /// Merchants outside of mainland China.
    pub const GLOBAL: Environment<Self> = Environment::new(&[Host::new("base", "https://apihk.mch.weixin.qq.com")]);
}

/// A client of `WeChat` Pay. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<WeChatPay, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = WeChatPayError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// The certificates with which `WeChat` Pay signs its replies.
    ///
    /// # Errors
    /// [`WeChatPayError`] if `GET /v3/certificates` is refused.
    pub async fn list_certificates(&self) -> Reply<Json> where C: Authorizes<WeChatPay, Merchant> {
        self.0.call_protected(ListCertificates).await
    }

    /// An order, by the merchant's number.
    ///
    /// # Errors
    /// [`WeChatPayError`] if `GET /v3/pay/transactions/out-trade-no/{out_trade_no}` is refused.
    pub async fn get_order(&self, request: GetOrder) -> Reply<Json> where C: Authorizes<WeChatPay, Merchant> {
        self.0.call_protected(request).await
    }

    /// Close an order that was not paid.
    ///
    /// # Errors
    /// [`WeChatPayError`] if `POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close` is refused.
    pub async fn close_order(&self, request: CloseOrder) -> Reply<()> where C: Authorizes<WeChatPay, Merchant> {
        self.0.call_protected(request).await
    }
}

/// The certificates with which `WeChat` Pay signs its replies. Sent by [`Client::list_certificates`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v3/certificates", protected = Merchant, response = Json, error = WeChatPayError)]
pub struct ListCertificates;

/// An order, by the merchant's number. Sent by [`Client::get_order`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/v3/pay/transactions/out-trade-no/{out_trade_no}",
    protected = Merchant,
    response = Json,
    error = WeChatPayError
)]
pub struct GetOrder {
    out_trade_no: String,
    #[endpoint(query)] mchid: String,
}

/// Close an order that was not paid. Sent by [`Client::close_order`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v3/pay/transactions/out-trade-no/{out_trade_no}/close",
    json,
    protected = Merchant,
    response = (),
    error = WeChatPayError
)]
pub struct CloseOrder { out_trade_no: String, mchid: String }

/// Why a call was refused.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(code)] pub code: Option<String>,
    #[error_body(message)] pub message: Option<String>,
}

/// Why `WeChat` Pay refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum WeChatPayError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The signature, the merchant or the serial number is wrong.
    #[api_error(401, class = configuration)] SignError(Fault),
    /// The merchant may not do this.
    #[api_error(403)] NoAuth(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// The service has failed.
    #[api_error(500, 502, 503)] SystemError(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A merchant, with the private key and the serial number of its API certificate.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = WeChatPay,
    computed(at = "{now}", nonce = random(bytes, length = 16, encoding = hex, case = upper)),
    sign(
        header(
            "Authorization" = concat(
                "WECHATPAY2-SHA256-RSA2048 mchid=\"{mchid}\",nonce_str=\"{nonce}\",timestamp=\"{at}\",serial_no=\"{serial_no}\",signature=\"",
                signature(
                    "{request.method}\n{request.target}\n{at}\n{nonce}\n{request.body}\n",
                    algorithm = RS256,
                    key = "{private_key}",
                    encoding = base64,
                ),
                "\"",
            ),
        ),
    ),
    env_prefix = "WECHAT_PAY_",
    check(ListCertificates)
)]
pub struct Merchant { mchid: String, serial_no: String, private_key: PrivateKey }
