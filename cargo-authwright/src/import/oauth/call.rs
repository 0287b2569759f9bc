//! One function for each call.

use serde_json::{Value as Json, json};

use super::{Calls, token};
use crate::import::draft::{Body, Endpoint, Example, Field, Part, Record, Returned, Ty, place, tidy};
use crate::import::guess::made_up;

/// The grant type of RFC 8628 §3.4.
const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

impl Calls<'_> {
    /// The page that asks for consent, and before it the call that its parameters are pushed by, if the server wants that.
    pub(super) fn consent(&mut self, url: &str) -> Vec<String> {
        let server = self.server;
        match server.pushed.as_deref() {
            Some(pushed) => vec![self.push(pushed), self.authorize(url, by_reference())],
            None => {
                let parameters = self.parameters();
                vec![self.authorize(url, parameters)]
            }
        }
    }

    /// The parameters of the authorization request (RFC 6749 §4.1.1).
    fn parameters(&self) -> Vec<Part> {
        vec![
            Field::new("client_id", Ty::STRING).into(),
            Field::new("redirect_uri", Ty::Word("url")).into(),
            Part::constant("response_type", "code"),
            Field { optional: true, ..token::scope(self.draft) }.into(),
        ]
    }

    /// The pushed authorization request (RFC 9126 §2.1), in which the client's authentication sends `client_id`.
    fn push(&mut self, url: &str) -> String {
        let place::Place { host, path, .. } = self.place(url);
        let record = Ty::Named(self.declare_pushed());
        let is_sent = matches!(self.server.client_authentication, Some("client_secret_post" | "none"));
        let mut parts: Vec<Part> =
            self.parameters().into_iter().filter(|part| !(is_sent && part.name == "client_id")).collect();
        parts.push(Field::new("state", Ty::STRING).into());
        if self.server.pkce.is_some() {
            parts.push(Field::new("code_challenge", Ty::STRING).into());
            parts.push(Part::constant("code_challenge_method", "S256"));
        }
        let mut endpoint = self.post("push", "Push the parameters of an authorization request.", host, path);
        endpoint.client_authentication = self.server.client_authentication;
        endpoint.body = Body::Members("form", parts);
        endpoint.returns = vec![(201, Returned::Type { ty: record, optional: false })];
        self.add(endpoint, Some(json!({ "request_uri": "request_uri_1", "expires_in": 60 })))
    }

    fn declare_pushed(&mut self) -> String {
        let doc = Some("A reference to what was pushed (RFC 9126 §2.2).".to_owned());
        let fields = vec![Field::new("request_uri", Ty::STRING), Field::new("expires_in", Ty::SECONDS)];
        let name = tidy::type_name("Pushed", self.draft);
        self.draft.types.push(Record { name: name.clone(), doc, fields });
        name
    }

    /// The page of the authorization request.
    fn authorize(&mut self, url: &str, mut parts: Vec<Part>) -> String {
        let place::Place { host, path, query } = self.place(url);
        let known = ["client_id", "redirect_uri", "response_type", "scope", "state", "request_uri"];
        let own = query.into_iter().filter(|(name, _)| !known.contains(&name.as_str()));
        parts.extend(own.map(|(name, value)| Part::constant(name, value)));
        let endpoint = Endpoint {
            name: self.call_name("authorize"),
            doc: "Ask the user for consent, in a browser.".to_owned(),
            method: "visit".to_owned(),
            path,
            host,
            pkce: self.server.pkce,
            query: parts,
            ..Endpoint::default()
        };
        self.add(endpoint, None)
    }

    /// The exchange of the code (RFC 6749 §4.1.3).
    pub(super) fn exchange_code(&mut self, url: &str) -> String {
        let verifier = Field { optional: self.server.pkce != Some("S256"), ..Field::new("code_verifier", Ty::SECRET) };
        let parts = vec![
            Part::constant("grant_type", "authorization_code"),
            Field::new("code", Ty::SECRET).into(),
            Field::new("redirect_uri", Ty::Word("url")).into(),
            verifier.into(),
        ];
        self.token_call("exchange_code", "Exchange an authorization code for a token.", url, parts)
    }

    /// The client credentials grant (RFC 6749 §4.4).
    pub(super) fn create_token(&mut self, url: &str) -> String {
        let scope = Field { optional: true, ..token::scope(self.draft) };
        let parts = vec![Part::constant("grant_type", "client_credentials"), scope.into()];
        self.token_call("create_token", "Exchange a client id and its secret for a token.", url, parts)
    }

    /// The password grant (RFC 6749 §4.3).
    pub(super) fn log_in(&mut self, url: &str) -> String {
        let scope = Field { optional: true, ..token::scope(self.draft) };
        let parts = vec![
            Part::constant("grant_type", "password"),
            Field::new("username", Ty::STRING).into(),
            Field::new("password", Ty::SECRET).into(),
            scope.into(),
        ];
        self.token_call("log_in", "Exchange a user name and a password for a token.", url, parts)
    }

    /// The renewal (RFC 6749 §6).
    pub(super) fn refresh(&mut self, url: &str) -> String {
        let parts = vec![Part::constant("grant_type", "refresh_token"), Field::new("refresh_token", Ty::SECRET).into()];
        self.token_call("refresh_token", "Exchange a refresh token for a new token.", url, parts)
    }

    /// The device's question for the token (RFC 8628 §3.4).
    pub(super) fn poll(&mut self, url: &str) -> String {
        let parts = vec![Part::constant("grant_type", DEVICE_GRANT), Field::new("device_code", Ty::SECRET).into()];
        let name = self.token_call("poll", "Ask whether the user has entered the code.", url, parts);
        let errors = token::declare_device_errors(self.draft);
        if let Some(endpoint) = self.draft.endpoints.iter_mut().find(|endpoint| endpoint.name == name) {
            endpoint.errors = Some(errors);
        }
        name
    }

    /// The device authorization request (RFC 8628 §3.1).
    pub(super) fn request_device_code(&mut self, url: &str) -> String {
        let record = Ty::Named(self.declare_device_code());
        let place::Place { host, path, .. } = self.place(url);
        let scope = Field { optional: true, ..token::scope(self.draft) };
        let mut endpoint =
            self.post("request_device_code", "Ask for a code that the user enters elsewhere.", host, path);
        endpoint.body = Body::Members("form", vec![Field::new("client_id", Ty::STRING).into(), scope.into()]);
        endpoint.returns = vec![(200, Returned::Type { ty: record.clone(), optional: false })];
        self.add(endpoint, Some(made_up::of("body", &record, self.draft)))
    }

    fn declare_device_code(&mut self) -> String {
        let doc = Some("A code to show to the user (RFC 8628 §3.2).".to_owned());
        if let Some(known) = self.draft.types.iter().find(|record| record.doc == doc) {
            return known.name.clone();
        }
        let fields = vec![
            Field::new("device_code", Ty::SECRET),
            Field::new("user_code", Ty::STRING),
            Field::new("verification_uri", Ty::Word("url")),
            Field::optional("verification_uri_complete", Ty::Word("url")),
            Field::new("expires_in", Ty::SECONDS),
            Field { default: Some(Json::from(5)), ..Field::new("interval", Ty::SECONDS) },
        ];
        let name = tidy::type_name("DeviceCode", self.draft);
        self.draft.types.push(Record { name: name.clone(), doc, fields });
        name
    }

    /// The revocation (RFC 7009 §2.1).
    pub(super) fn revoke(&mut self, url: &str) -> String {
        let place::Place { host, path, .. } = self.place(url);
        let mut endpoint = self.post("revoke_token", "Revoke a token.", host, path);
        endpoint.client_authentication = self.server.client_authentication;
        endpoint.body = Body::Members("form", vec![Field::new("token", Ty::SECRET).into()]);
        endpoint.returns = vec![(200, Returned::Nothing)];
        self.add(endpoint, None)
    }

    /// A call of the token endpoint, which answers a token.
    fn token_call(&mut self, name: &str, doc: &str, url: &str, parts: Vec<Part>) -> String {
        let place::Place { host, path, .. } = self.place(url);
        let has_refresh = self.draft.record(self.record).is_some_and(|record| record.field("refresh_token").is_some());
        let errors = token::declare_errors(self.draft);
        let mut endpoint = self.post(name, doc, host, path);
        endpoint.client_authentication = self.server.client_authentication;
        endpoint.body = Body::Members("form", parts);
        endpoint.returns = vec![(200, Returned::Type { ty: Ty::Named(self.record.to_owned()), optional: false })];
        endpoint.errors = Some(errors);
        let number = self.draft.endpoints.len() + 1;
        self.add(endpoint, Some(token::sample(number, has_refresh)))
    }

    fn post(&self, name: &str, doc: &str, host: Option<String>, path: String) -> Endpoint {
        let (name, doc) = (self.call_name(name), doc.to_owned());
        Endpoint { name, doc, method: "POST".to_owned(), path, host, ..Endpoint::default() }
    }

    /// Adds a call with an example, unless another credential has it already. A visit answers a code.
    fn add(&mut self, endpoint: Endpoint, response: Option<Json>) -> String {
        if let Some(known) = self.draft.endpoints.iter().find(|known| is_same(known, &endpoint)) {
            return known.name.clone();
        }
        let request = made_up::request(&endpoint, self.draft);
        let code = endpoint.is_visit().then(|| json!({ "code": "code_example_1" }));
        let example = Example { request, status: None, response: response.or(code) };
        let name = endpoint.name.clone();
        let is_empty = example.request.is_empty() && example.response.is_none();
        let examples = if is_empty { Vec::new() } else { vec![example] };
        self.draft.endpoints.push(Endpoint { examples, ..endpoint });
        name
    }
}

/// What is left of the parameters of a visit when they were pushed before it (RFC 9126 §4).
fn by_reference() -> Vec<Part> {
    vec![Field::new("client_id", Ty::STRING).into(), Field::new("request_uri", Ty::STRING).into()]
}

/// Whether two calls differ by their names and examples only.
fn is_same(one: &Endpoint, other: &Endpoint) -> bool {
    let target = |call: &Endpoint| (call.method.clone(), call.host.clone(), call.path.clone());
    let reply = |call: &Endpoint| (call.client_authentication, call.errors.clone(), call.returns.clone());
    target(one) == target(other) && reply(one) == reply(other) && one.body == other.body && one.query == other.query
}
