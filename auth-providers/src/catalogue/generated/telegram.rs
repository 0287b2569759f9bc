// @generated from telegram.yaml: edit the spec, not this file.

//! Telegram Bot API.
//!
//! Source: <https://core.telegram.org/bots/api>
//!
//! Credentials:
//! - [`Bot`]: A bot's token.

use auth_runtime::request::Upload;
use auth_runtime::response::Classes;
use auth_runtime::value::Code;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Seconds, Secret,
};

/// The provider Telegram Bot API.
#[derive(Clone, Copy, Debug)]
pub struct Telegram;

impl Provider for Telegram {
    const NAME: &'static str = "telegram";
    const TITLE: &'static str = "Telegram Bot API";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.telegram.org")];
    const CLASSES: Classes = Classes::of::<TelegramError>();
}

/// A client of Telegram Bot API. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Telegram, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = TelegramError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// The bot.
    ///
    /// # Errors
    /// [`TelegramError`] if `GET /bot{token}/getMe` is refused.
    pub async fn get_me(&self) -> Reply<BotInfo> where C: Authorizes<Telegram, Bot> {
        self.0.call_protected(GetMe).await
    }

    /// Log out of the cloud API before the bot moves to a server of one's own.
    ///
    /// # Errors
    /// [`TelegramError`] if `POST /bot{token}/logOut` is refused.
    pub async fn log_out(&self) -> Reply<Json> where C: Authorizes<Telegram, Bot> {
        self.0.call_protected(LogOut).await
    }

    /// Where updates are sent.
    ///
    /// # Errors
    /// [`TelegramError`] if `POST /bot{token}/setWebhook` is refused.
    pub async fn set_webhook(&self, request: SetWebhook) -> Reply<Json> where C: Authorizes<Telegram, Bot> {
        self.0.call_protected(request).await
    }

    /// Send a message.
    ///
    /// # Errors
    /// [`TelegramError`] if `POST /bot{token}/sendMessage` is refused.
    pub async fn send_message(&self, request: SendMessage) -> Reply<Json> where C: Authorizes<Telegram, Bot> {
        self.0.call_protected(request).await
    }

    /// Send a file.
    ///
    /// # Errors
    /// [`TelegramError`] if `POST /bot{token}/sendDocument` is refused.
    pub async fn send_document(&self, request: SendDocument) -> Reply<Json> where C: Authorizes<Telegram, Bot> {
        self.0.call_protected(request).await
    }
}

/// The bot. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/bot{token}/getMe", attached("token"), protected = Bot, response = BotInfo, error = TelegramError)]
pub struct GetMe;

/// Log out of the cloud API before the bot moves to a server of one's own. Sent by [`Client::log_out`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/bot{token}/logOut", attached("token"), protected = Bot, response = Json, error = TelegramError)]
pub struct LogOut;

/// Where updates are sent. Sent by [`Client::set_webhook`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/bot{token}/setWebhook", attached("token"), json, protected = Bot, response = Json, error = TelegramError
)]
pub struct SetWebhook {
    #[endpoint(format = "url")] url: String,
    /// It comes back in X-Telegram-Bot-Api-Secret-Token.
    secret_token: Option<Secret>,
}

/// Send a message. Sent by [`Client::send_message`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/bot{token}/sendMessage", attached("token"), json, protected = Bot, response = Json, error = TelegramError
)]
pub struct SendMessage { chat_id: Code, text: String, disable_notification: Option<bool> }

/// Send a file. Sent by [`Client::send_document`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/bot{token}/sendDocument",
    attached("token"),
    multipart,
    protected = Bot,
    response = Json,
    error = TelegramError
)]
pub struct SendDocument { chat_id: Code, document: Upload }

/// What [`Client::get_me`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct BotInfo {
    #[decode(at("result.id"))] pub id: i64,
    #[decode(at("result.username"))] pub username: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    pub ok: Option<bool>,
    #[error_body(at("error_code"), code)] pub code: Option<Code>,
    #[error_body(at("description"), message)] pub text: Option<String>,
    #[error_body(at("parameters.retry_after"))] pub wait: Option<Seconds>,
    #[error_body(at("parameters.migrate_to_chat_id"))] pub moved_to: Option<i64>,
}

/// Why Telegram Bot API refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TelegramError {
    /// The provider answered 400.
    #[api_error(400)] BadRequest(Fault),
    /// The provider answered 401 or 404.
    #[api_error(401, 404, class = reauthenticate)] WrongToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 409.
    #[api_error(409, class = retry)] Conflict(Fault),
    /// The provider answered 429.
    #[api_error(429, retry_after = wait)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A bot's token.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Telegram, path("token" = "{key}"), env_prefix = "TELEGRAM_", check(GetMe))]
pub struct Bot {
    #[credential(in_url, env = "TELEGRAM_BOT")] key: Secret,
}
