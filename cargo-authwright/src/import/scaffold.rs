//! A spec to fill in: one call, and a credential of the wanted kind.

use clap::ValueEnum;

use super::credential;
use super::draft::{Attach, Auth, Body, Credential, Draft, Endpoint, Field, Record, Returned, Source, Ty, tidy};
use super::guess::name;
use super::oauth::{self, Grant, Server};

/// A kind of credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A key in `Authorization: Bearer`.
    Bearer,
    /// A key in a header of the provider's own.
    Header,
    /// A user name and a password in HTTP Basic.
    Basic,
    /// A key in the query.
    Query,
    /// A key in a cookie.
    Cookie,
    /// A name and a password that a call exchanges for a token.
    Password,
    /// An API key that a call exchanges for a token.
    KeyExchange,
    /// The client credentials grant of OAuth 2.0.
    ClientCredentials,
    /// The authorization code grant of OAuth 2.0.
    AuthorizationCode,
    /// The device grant of OAuth 2.0.
    Device,
    /// None.
    None,
}

/// What to write.
#[derive(Clone, Debug)]
pub struct Scaffold {
    /// How callers authenticate.
    pub kind: Kind,
    /// The header, the parameter or the cookie of a key.
    pub key_name: Option<String>,
}

/// Makes the draft.
pub(super) fn make(scaffold: &Scaffold, mut draft: Draft) -> Draft {
    if draft.base_url.is_empty() {
        draft.base_url = format!("https://api.{}.example", draft.name.replace('_', "-"));
        draft.remark("`base_url` is made up.");
    }
    declare(scaffold, &mut draft);
    draft.endpoints.push(Endpoint {
        name: tidy::endpoint_name("get_profile", &draft),
        doc: "The profile of the caller.".to_owned(),
        method: "GET".to_owned(),
        path: "/me".to_owned(),
        auth: (scaffold.kind != Kind::None).then(Auth::default),
        returns: vec![(200, Returned::Type { ty: Ty::JSON, optional: false })],
        remarks: vec!["Replace this by the provider's calls.".to_owned()],
        ..Endpoint::default()
    });
    tidy::tidy(&mut draft);
    draft
}

fn declare(scaffold: &Scaffold, draft: &mut Draft) {
    let key_name = |plain: &str| scaffold.key_name.clone().unwrap_or_else(|| plain.to_owned());
    let one = |place: &'static str, name: String| Attach::Parts(vec![(place, name, "{key}".to_owned())]);
    let key = |in_url| Source::Key { in_url };
    match scaffold.kind {
        Kind::None => {}
        Kind::Bearer => push("api_key", "An API key.", key(false), Attach::Bearer, draft),
        Kind::Header => {
            let attach = Attach::Header { name: key_name("X-Api-Key"), prefix: None };
            push("api_key", "An API key.", key(false), attach, draft);
        }
        Kind::Query => push("api_key", "An API key.", key(true), one("query", key_name("api_key")), draft),
        Kind::Cookie => push("session", "A session.", key(false), one("cookies", key_name("session")), draft),
        Kind::Basic => {
            let inputs = vec![Field::new("username", Ty::STRING), Field::new("password", Ty::SECRET)];
            let attach = Attach::Basic { username: "{username}".to_owned(), password: "{password}".to_owned() };
            push("login", "A user name and a password.", Source::Inputs(inputs), attach, draft);
        }
        Kind::Password => {
            let fields = vec![Field::new("username", Ty::STRING), Field::new("password", Ty::SECRET)];
            exchange("log_in", "Exchange a user name and a password for a token.", "/login", fields, draft);
        }
        Kind::KeyExchange => {
            let fields = vec![Field::new("api_key", Ty::SECRET)];
            exchange("create_token", "Exchange an API key for a token.", "/token", fields, draft);
        }
        Kind::ClientCredentials => grant(Grant::ClientCredentials, "app", draft),
        Kind::AuthorizationCode => grant(Grant::AuthorizationCode, "user", draft),
        Kind::Device => grant(Grant::Device, "device", draft),
    }
}

fn push(wanted: &str, doc: &str, source: Source, attach: Attach, draft: &mut Draft) {
    let name = tidy::credential_name(&name::snake(wanted), draft);
    draft.credentials.push(Credential { name, doc: doc.to_owned(), source, attach, ..Credential::default() });
}

/// A call that exchanges something for a token.
fn exchange(name: &str, doc: &str, path: &str, fields: Vec<Field>, draft: &mut Draft) {
    draft.remark(
        "The path, the fields and the reply of the log-in are the usual ones: compare them with the documentation.",
    );
    let token = vec![Field::new("access_token", Ty::SECRET), Field::optional("expires_in", Ty::SECONDS)];
    let doc_of_token = Some("What a log-in answers.".to_owned());
    draft.types.push(Record { name: "Token".to_owned(), doc: doc_of_token, fields: token });
    draft.endpoints.push(Endpoint {
        name: name.to_owned(),
        doc: doc.to_owned(),
        method: "POST".to_owned(),
        path: path.to_owned(),
        body: Body::Members("json", fields.into_iter().map(Into::into).collect()),
        returns: vec![(200, Returned::Type { ty: Ty::Named("Token".to_owned()), optional: false })],
        ..Endpoint::default()
    });
    credential::add_tokens(&Attach::Bearer, draft);
}

/// The calls of a grant, at the usual paths.
fn grant(grant: Grant, wanted: &str, draft: &mut Draft) {
    draft.remark("The URLs of the authorization server are the usual ones: compare them with the documentation, or use `--from-metadata`.");
    let url = |path: &str| Some(format!("{}{path}", draft.base_url.trim_end_matches('/')));
    let is_device = grant == Grant::Device;
    let server = Server {
        authorize: url("/oauth/authorize"),
        token: url("/oauth/token"),
        refresh: url("/oauth/token"),
        device: url("/oauth/device_authorization"),
        revoke: None,
        pushed: None,
        scopes: Vec::new(),
        client_authentication: Some(if is_device { "none" } else { "client_secret_basic" }),
        pkce: Some("S256").filter(|_| grant == Grant::AuthorizationCode),
    };
    oauth::add(grant, wanted, &server, draft);
}
