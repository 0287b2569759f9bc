// @generated from telegram.yaml: edit the spec, not this file.

//! Telegram Bot API.
//!
//! Source: <https://core.telegram.org/bots/api>
//!
//! Credentials:
//! - [`Bot`]: A bot's token, which is in the path of every request.

use auth_runtime::request::Upload;
use auth_runtime::response::Classes;
use auth_runtime::value::Code;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Provider,
    Response, Seconds, Secret,
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
    pub async fn get_me(&self) -> Reply<Me> where C: Authorizes<Telegram, Bot> { self.0.call_protected(GetMe).await }

    /// Log out from the cloud server, before the bot moves to a server of its own.
    ///
    /// # Errors
    /// [`TelegramError`] if `POST /bot{token}/logOut` is refused.
    pub async fn log_out(&self) -> Reply<Done> where C: Authorizes<Telegram, Bot> {
        self.0.call_protected(LogOut).await
    }

    /// Send a message.
    ///
    /// # Errors
    /// [`TelegramError`] if `POST /bot{token}/sendMessage` is refused.
    pub async fn send_message(&self, request: SendMessage) -> Reply<Sent> where C: Authorizes<Telegram, Bot> {
        self.0.call_protected(request).await
    }

    /// Where updates are sent.
    ///
    /// # Errors
    /// [`TelegramError`] if `POST /bot{token}/setWebhook` is refused.
    pub async fn set_webhook(&self, request: SetWebhook) -> Reply<Done> where C: Authorizes<Telegram, Bot> {
        self.0.call_protected(request).await
    }

    /// Send a file.
    ///
    /// # Errors
    /// [`TelegramError`] if `POST /bot{token}/sendDocument` is refused.
    pub async fn send_document(&self, request: SendDocument) -> Reply<Sent> where C: Authorizes<Telegram, Bot> {
        self.0.call_protected(request).await
    }
}

/// The bot. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/bot{token}/getMe", attached("token"), protected = Bot, response = Me, error = TelegramError)]
pub struct GetMe;

/// Log out from the cloud server, before the bot moves to a server of its own. Sent by
/// [`Client::log_out`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/bot{token}/logOut", attached("token"), protected = Bot, response = Done, error = TelegramError)]
pub struct LogOut;

/// Send a message. Sent by [`Client::send_message`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/bot{token}/sendMessage", attached("token"), json, protected = Bot, response = Sent, error = TelegramError
)]
pub struct SendMessage { chat_id: Code, text: String, disable_notification: Option<bool> }

/// Where updates are sent. Sent by [`Client::set_webhook`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/bot{token}/setWebhook", attached("token"), json, protected = Bot, response = Done, error = TelegramError
)]
pub struct SetWebhook {
    #[endpoint(format = "url")] url: String,
    /// It is in `X-Telegram-Bot-Api-Secret-Token` of each update.
    secret_token: Option<Secret>,
}

/// Send a file. Sent by [`Client::send_document`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/bot{token}/sendDocument",
    attached("token"),
    multipart,
    protected = Bot,
    response = Sent,
    error = TelegramError
)]
pub struct SendDocument { chat_id: Code, document: Upload }

/// The bot.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Me {
    #[decode(at("result.id"))] pub id: i64,
    #[decode(at("result.username"))] pub username: Option<String>,
}

/// A message that was sent.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Sent {
    #[decode(at("result.message_id"))] pub message_id: i64,
}

/// Whether it was done.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Done { pub result: bool }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error_code"), code)] pub code: Option<Code>,
    #[error_body(at("description"), message)] pub text: Option<String>,
    #[error_body(at("parameters.retry_after"))] pub wait: Option<Seconds>,
}

/// Why Telegram Bot API refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TelegramError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token is none, or it was replaced.
    #[api_error(401, 404, class = reauthenticate)] WrongToken(Fault),
    /// The person has blocked the bot, or the bot is no member.
    #[api_error(403)] Blocked(Fault),
    /// Another program asks for the updates, or a webhook is set.
    #[api_error(409, class = configuration)] Conflict(Fault),
    /// Too many requests.
    #[api_error(429, retry_after = wait)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A bot's token, which is in the path of every request.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Telegram, path("token" = "{key}"), env_prefix = "TELEGRAM_", check(GetMe))]
pub struct Bot {
    #[credential(in_url, env = "TELEGRAM_BOT_TOKEN")] key: Secret,
}
