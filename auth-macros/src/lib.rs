//! The derive macros of Authwright. `authwright-runtime` re-exports them, and its documentation shows each in use. Generated
//! and hand-written clients use the same derives. They are implemented in `authwright-derive`.
#![cfg_attr(docsrs, feature(doc_cfg))]

use proc_macro::TokenStream;

/// Derives `Endpoint` for a request. The attribute on the struct is `#[endpoint(POST "/path/{field}", …)]` with
///
/// - `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` or `OPTIONS` and the path; or `VISIT` for a page that the user
///   opens in a browser;
/// - `host = "auth"`, if the host is not `base`;
/// - `json`, `form` or `xml`, the encoding of the body. Fields without a place of their own are sent in the body. A
///   name that begins with `/` is a JSON pointer into an object, such as `rename = "/order/id"`; in XML, `@` names an
///   attribute;
/// - `json_value` or `text`, if one field is the whole body;
/// - `attached("token")`, the parameters of the path that the credential sends;
/// - `protected`, if the call needs a credential; `protected = User`, if it needs the credential `User`;
/// - `repeat`, if sending the request several times has the same effect as once although the method is not idempotent.
///   After a refusal that asks for a new token, the request is then sent once more;
/// - `response = Type` (`()` for nothing) and `error = Type`; `reply = form`, `xml`, `text` or `bytes`, if replies are
///   not JSON;
/// - constants and templates: `query("name" = "text")`, `header("X-Trace" = "t-{trace}")`, `body("name" = 1)`. A
///   `{name}` is a field of the struct, or a setting of the connection that `settings(name)` lists; `{{` and `}}` are
///   braces;
/// - `json("[1, null]")` as a constant that only JSON has;
/// - `piece("{key}", by = ":", index = 1, count = 2)` as such a value, or as the key of a signature: one of several texts
///   that are joined, which is a secret unless it is `public`;
/// - `raw_query("name")` and `raw_path("name")` for constants and templates that are not percent-encoded;
/// - `basic(username = "{id}", password = "{secret}")` for `Authorization: Basic` (RFC 7617), with `encode = form` if
///   both are form-urlencoded first (RFC 6749 §2.3.1);
/// - with `VISIT`: `provider = Type`, and `pkce`, if a PKCE challenge is always sent, or `pkce = off`; `callback = Type`
///   for what it gives back (a `#[derive(Callback)]`); `expected("iss" = "https://…")` for parameters that must have
///   these values, where `{state}` is the state of the authorization; `bound("oauth_token")` for those of them that say
///   whose authorization it is instead of `state`; `verify("hmac" = hmac_sha256("{callback.query}", …))` for the
///   signature; `pushed`, if an earlier request has sent state and challenge.
///
/// Arguments on a field: `query`, `header = "Name"`, `cookie`, `body`, `rename = "name"`, `separator = " "` and
/// `at_least = 1`; `raw`, if it is in the URL and not percent-encoded; `input`, if only a template uses it. A field without a place is sent in the path if the path has a
/// placeholder of its name. Emits `new` with the required fields, and a setter for each `Option`, with the documentation of its field.
///
/// The struct may have lifetimes and type parameters: `T: Encode` is added for each type parameter that a field
/// mentions, and the bounds that `response` and `error` need if they mention one. Fields may be under `#[cfg(…)]`.
#[proc_macro_derive(Endpoint, attributes(endpoint))]
pub fn endpoint(input: TokenStream) -> TokenStream {
    auth_derive::endpoint(input.into()).into()
}

/// Derives `Encode` for a record in a request body. The attribute on a field is
/// `#[encode(rename = "name", separator = " ")]`. `#[encode(new)]` on the struct emits `new` with the required fields,
/// and a setter for each `Option`.
#[proc_macro_derive(Encode, attributes(encode))]
pub fn encode(input: TokenStream) -> TokenStream {
    auth_derive::encode(input.into()).into()
}

/// Derives `Decode` for a record in a reply. Attributes on a field: `#[decode(rename = "name")]`,
/// `#[decode(at("token", "data.bearer"))]` for the paths at which the value may be, `#[decode(default = "text")]`,
/// `#[decode(separator = " ")]` for a list that is a joined text, and `#[decode(never(0, -1))]` for the values of an
/// `Expiry<…>` that mean that there is no end.
#[proc_macro_derive(Decode, attributes(decode))]
pub fn decode(input: TokenStream) -> TokenStream {
    auth_derive::decode(input.into()).into()
}

/// Derives `Callback` for the parameters of a callback, with which a page sends the browser back. Arguments on a
/// field: `#[callback(at("realmId"))]` or `rename = "realmId"` for the name of the parameter, `separator = " "` for a
/// list, and `pattern`, `format`, `at_least`, `at_most` as in `Endpoint`.
#[proc_macro_derive(Callback, attributes(callback))]
pub fn callback(input: TokenStream) -> TokenStream {
    auth_derive::callback(input.into()).into()
}

/// Derives the method `start` of a consent that makes requests before a browser visits the page. The attribute on the
/// struct is `#[consent(provider = Acme, steps(Push(client_id, state = opening.state)), visit(Authorize(client_id,
/// request_uri = push.request_uri)))]`: the requests with their fields, which are fields of the struct, `opening.state`,
/// `opening.code_challenge`, or values of earlier replies; `keep(push.secret)` for values that the login needs after the
/// visit; `expires(push.expires_in)` for how long the URL can be opened; `tls(certificate = certificate, key =
/// private_key)` for the client certificate that all requests show. Emits `new` with the required fields, and a setter
/// for each `Option`.
#[proc_macro_derive(Consent, attributes(consent))]
pub fn consent(input: TokenStream) -> TokenStream {
    auth_derive::consent(input.into()).into()
}

/// Derives `ErrorBody` for the body of an error reply, a struct of optional fields. Arguments on a field:
/// `#[error_body(at("error.code", "error"))]` for the paths at which the value may be; `rename`, `separator` and
/// `never` as in `Decode`; `code` for the provider's stable error code; `message` for the text for people.
#[proc_macro_derive(ErrorBody, attributes(error_body))]
pub fn error_body(input: TokenStream) -> TokenStream {
    auth_derive::error_body(input.into()).into()
}

/// Derives `ApiError` for an enum of the documented errors of an endpoint. The attribute on a variant is
/// `#[api_error(400)]`, or several statuses, with
///
/// - `when(field = "text")` for a condition on the body; also `when(code = 20003)`, `when(code(602, 40001))` for one of
///   several values, `when(code)` for any value, `when(!code)` for absent, `when(code != 0)` and `when(code != (0, 1))`
///   for any other value. A variant with a status from 200 to 299 needs a condition;
/// - `class = reauthenticate` for what a caller can do, if the status does not say it;
/// - `retry_after = wait` for the field of the body that states how long to wait.
///
/// `#[api_error(other)]` marks the variant for undocumented errors. A variant contains the error body or nothing. The
/// derive also emits `Display` and `std::error::Error`; the enum needs `Debug`.
#[proc_macro_derive(ApiError, attributes(api_error))]
pub fn api_error(input: TokenStream) -> TokenStream {
    auth_derive::api_error(input.into()).into()
}

/// Derives the traits of an enum of several replies of one endpoint. The attribute on a variant is `#[one_of(200)]`, or
/// several statuses, with `when("member" = true)` for a condition on the body; also `when("data.kind"("a", "b"))` for
/// one of several values, `when("id")` for any value, `when(!"id")` for absent, `when("code" != 0)` for any other value.
/// The first variant that matches is used. A variant contains the body or nothing.
#[proc_macro_derive(OneOf, attributes(one_of))]
pub fn one_of(input: TokenStream) -> TokenStream {
    auth_derive::one_of(input.into()).into()
}

/// Derives the traits of an enum of a provider's scopes. The attribute on a variant is `#[scope("read")]`, or
/// `#[scope(other)]` on a variant with a `String` for undocumented scopes.
#[proc_macro_derive(Scopes, attributes(scope))]
pub fn scopes(input: TokenStream) -> TokenStream {
    auth_derive::scopes(input.into()).into()
}

/// Derives the traits of an enum of a field's documented values. Like `Scopes`, with `#[choice("text")]`.
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(input: TokenStream) -> TokenStream {
    auth_derive::choice(input.into()).into()
}

/// Derives the traits of a static credential. `#[credential(provider = Type, bearer)]` sends the secret of
/// `Key(Secret)` as a bearer token. Instead of `bearer`, it can have
///
/// - `header = "X-Api-Key"`, with `prefix = "Token "`, if there is text before the secret;
/// - `basic` on a struct with `username` and `password`; `basic(username = "{email}/token", password = "{token}")` on any;
/// - `header("X-Key" = "{key}")`, as often as needed. A `{name}` is a field, or a setting that `settings(name)` lists;
///   `{key}` is the field of a tuple struct.
///
/// Emits `new` with the required fields, a setter for each `Option`, and `session` if the credential is one secret in
/// one header.
#[proc_macro_derive(Credential, attributes(credential))]
pub fn credential(input: TokenStream) -> TokenStream {
    auth_derive::credential(input.into()).into()
}

/// Derives constructors that read credentials from environment variables (`from_env()`) or from a map
/// (`from_vars(|name| map.get(name))`), and a `Debug` that shows no value.
///
/// `#[credentials(prefix = "ACME_")]` on a struct with named fields reads the field `api_key` from `ACME_API_KEY`.
/// `#[credentials(env = "ACME_KEY")]` on a field names another variable, and is required on the field of `Key(Secret)`.
/// The variable of an `Option` may be missing; `default = "text"` gives a field a default. One error names every
/// variable that is missing, empty, or not UTF-8.
///
/// A field is converted with `TryFrom<String>`, which `String`, `Secret` and `secrecy::SecretString` implement; with
/// the argument `parse`, it is parsed with `FromStr`, as numbers always are. `Debug` shows a field only if it is marked
/// `show`; a secret cannot be marked so.
#[proc_macro_derive(Credentials, attributes(credentials))]
pub fn credentials(input: TokenStream) -> TokenStream {
    auth_derive::credentials(input.into()).into()
}

/// Derives `TokenSource` for the inputs with which a session obtains tokens. The attribute on the struct is
/// `#[token_source(provider = Acme, mint(LogIn), token(access_token))]` with
///
/// - `mint(Request)`: the request for the first token. Each field of the struct is sent in the request's field of the
///   same name;
/// - `token(access_token, expires_in, refresh_token, scope, token_type)`: the meanings of the reply's fields;
///   `access_token = token`, if a field has another name;
/// - `refresh(Request)`: the request for a new token, sent with the current one; `refresh(Request(refresh_token))`, if
///   it has a field for the refresh token; `Request(code = refresh_token)`, if that field has another name. Its reply
///   must be of the same type as that of `mint`;
/// - `revoke(Request)`: the request that revokes the access token, sent with it; `revoke(Request(token))`, if it has a
///   field for the token. It is then sent twice, with the refresh token, if there is one, and with the access token
///   (RFC 7009 §2.1);
/// - `lifetime = 900`: the lifetime of a token in seconds, if the reply does not state it;
/// - `rotation = kept` or `replaced`: whether a refresh token is replaced when it is used; `reuse = tolerated` or
///   `ends_grant`: what happens if a replaced one is used again; `grace = 30`: for how many seconds a replaced one is
///   still accepted, or `grace = until_used`: until the new token is used for the first time;
/// - `header = "X-Token"`, with `prefix = "Token "`, if the token is not sent as `Authorization: Bearer`; or headers
///   with templates: `header("X-Token" = "{access_token}")`, `header("X-Org" = "{org}")`.
///
/// Arguments on a field: `mint`, `refresh` and `revoke` name the requests that send it (the default is `mint`);
/// `input`, if only a header uses it. A `OneTime<…>` is used once; `verifier = code_verifier` on a
/// `OneTime<AuthorizationCode>` names the field of the PKCE verifier. Emits `new` with the required fields, a setter
/// for each `Option`, and `session`.
///
/// A login with several tokens has `#[named_token(name = "user", source = InstallUser, token(user_token))]` for each, with
/// the arguments above that are about a token. `source` is a struct that holds the credential, `struct
/// InstallUser(Arc<Install>);`, and becomes a source of this token. `optional`: the reply may not have it. `with = "bot"`:
/// the renewal of that token answers this one, too. `session.of::<InstallUser>()` is its session.
#[proc_macro_derive(TokenSource, attributes(token_source, named_token))]
pub fn token_source(input: TokenStream) -> TokenStream {
    auth_derive::token_source(input.into()).into()
}

/// Derives the traits of a client's settings, which differ between the customers of a provider. The struct has
/// `#[settings(provider = Acme)]`, and fields that are texts, numbers, booleans, UUIDs, or enums with
/// `#[derive(Choice)]`. Arguments on a field: `label`, if it is one label of a host name; `host`, if it is a host name;
/// `pattern = "[a-z]+"`, which the whole value must match; `rename = "name"`.
///
/// An `Option` may be left out; it then has its `default = "eu"`, or no value. The derive emits `new` with the required
/// fields, and a setter for each `Option`.
#[proc_macro_derive(Settings, attributes(settings))]
pub fn settings(input: TokenStream) -> TokenStream {
    auth_derive::settings(input.into()).into()
}

/// Derives the methods of a client, `pub struct Client<C = Anonymous>(Connection<Acme, C>);`: `new`, `builder`, `with`,
/// `connection` (for requests without a method of the client), and `From<Connection<Acme, C>>`. With
/// `#[client(settings = Settings)]`, `new` and `builder` take these settings.
#[proc_macro_derive(Client, attributes(client))]
pub fn client(input: TokenStream) -> TokenStream {
    auth_derive::client(input.into()).into()
}

/// Generates the client of a spec next to the type under the derive: client, requests, replies, errors, scopes,
/// credentials. `#[provider(spec = "acme.yaml")]` names the spec, relative to the file with the attribute. A mistake in
/// the spec is a compile error at the attribute, with its line in the spec. Needs the feature `spec`, which builds the
/// parser.
#[proc_macro_derive(Provider, attributes(provider))]
pub fn provider(input: TokenStream) -> TokenStream {
    #[cfg(feature = "spec")]
    return auth_derive::provider(input.into(), |span| span.unwrap().local_file()).into();
    #[cfg(not(feature = "spec"))]
    auth_derive::provider(input.into()).into()
}
