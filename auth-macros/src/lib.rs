//! The derives of Authwright. `auth-runtime` re-exports them, and its documentation shows each in use. Generated and
//! hand-written clients are made with the same ones. What they do is in `auth-derive`.

use proc_macro::TokenStream;

/// A request. On the struct: `#[endpoint(POST "/path/{field}", …)]` with
///
/// - `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` or `OPTIONS` and the path; or `VISIT` for a page that the user opens in a browser;
/// - `host = "auth"`, if the host is not `base`;
/// - `json` or `form`: fields go into the body unless they say otherwise;
/// - `protected`, if the call needs a credential; `protected = User`, if it needs that one;
/// - `repeat`, if several such requests have the effect of one, though the method is not idempotent: a refusal that asks for a
///   new token is followed by one more;
/// - `response = Type` (`()` for nothing) and `error = Type`; `reply = form`, `xml`, `text` or `bytes` where replies are not JSON;
/// - constants and templates: `query("name" = "text")`, `header("X-Trace" = "t-{trace}")`, `body("name" = 1)`. A `{name}` is a
///   field of the struct, or a setting of the connection that `settings(name)` lists; `{{` and `}}` are braces;
/// - `basic(username = "{id}", password = "{secret}")` for `Authorization: Basic` (RFC 7617), with `encode = form` if both are
///   form-urlencoded first (RFC 6749 §2.3.1);
/// - with `VISIT`: `provider = Type`, and `pkce`, if PKCE is on.
///
/// On a field: `query`, `header = "Name"`, `body`, `rename = "name"`, `separator = " "` and `at_least = 1`; `input`, if only a
/// template uses it. A field that the path names goes there, unless it says otherwise. Emits `new` with the required fields,
/// and a setter for each `Option`, with the documentation of its field.
///
/// The struct may have lifetimes and parameters: `T: Encode` is added for each type parameter that a field mentions, and
/// what `response` and `error` need if they mention one. Fields may be under `#[cfg(…)]`.
#[proc_macro_derive(Endpoint, attributes(endpoint))]
pub fn endpoint(input: TokenStream) -> TokenStream {
    auth_derive::endpoint(input.into()).into()
}

/// A record inside a request body. On a field: `#[encode(rename = "name", separator = " ")]`. `#[encode(new)]` on the struct
/// emits `new` with the required fields, and a setter for each `Option`.
#[proc_macro_derive(Encode, attributes(encode))]
pub fn encode(input: TokenStream) -> TokenStream {
    auth_derive::encode(input.into()).into()
}

/// A record of a response. On a field: `#[decode(rename = "name")]`, `#[decode(at("token", "data.bearer"))]` for the
/// paths at which it may be, `#[decode(default = "text")]`, `#[decode(separator = " ")]` for a list in one text.
#[proc_macro_derive(Decode, attributes(decode))]
pub fn decode(input: TokenStream) -> TokenStream {
    auth_derive::decode(input.into()).into()
}

/// The body of an error response, a struct of optional fields. On a field: `#[error_body(at("error.code", "error"))]` for
/// the paths at which it may be, `rename` and `separator` as in `Decode`; `code` on the stable code of the provider,
/// `message` on the text for people.
#[proc_macro_derive(ErrorBody, attributes(error_body))]
pub fn error_body(input: TokenStream) -> TokenStream {
    auth_derive::error_body(input.into()).into()
}

/// The documented errors of an endpoint, an enum. On a variant: `#[api_error(400)]`, or several statuses, with
///
/// - `when(field = "text")`, if the body decides: also `when(code = 20003)`, `when(code(602, 40001))` for one of several values,
///   `when(code)` for any value, `when(!code)` for none. A variant with a status from 200 to 299 needs it;
/// - `class = reauthenticate`, if the status does not say what a caller can do;
/// - `retry_after = wait`, if that field of the body says how long to wait.
///
/// `#[api_error(other)]` marks the variant for the errors that are not documented. A variant holds the error body or nothing.
/// Emits `Display` and `std::error::Error` too; the enum needs `Debug`.
#[proc_macro_derive(ApiError, attributes(api_error))]
pub fn api_error(input: TokenStream) -> TokenStream {
    auth_derive::api_error(input.into()).into()
}

/// Several replies of one endpoint, an enum. On a variant: `#[one_of(200)]`, or several statuses; with `when("member" = true)`, if
/// the body decides: also `when("data.kind"("a", "b"))` for one of several values, `when("id")` for any value, `when(!"id")` for
/// none. The first variant that fits counts. A variant holds the body or nothing.
#[proc_macro_derive(OneOf, attributes(one_of))]
pub fn one_of(input: TokenStream) -> TokenStream {
    auth_derive::one_of(input.into()).into()
}

/// The scopes of a provider, an enum. On a variant: `#[scope("read")]`, or `#[scope(other)]` on a `String` for the
/// texts that are not documented.
#[proc_macro_derive(Scopes, attributes(scope))]
pub fn scopes(input: TokenStream) -> TokenStream {
    auth_derive::scopes(input.into()).into()
}

/// The values of a field that are documented, an enum. As `Scopes`, with `#[choice("text")]`.
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(input: TokenStream) -> TokenStream {
    auth_derive::choice(input.into()).into()
}

/// A credential that does not change. `#[credential(provider = Type, bearer)]` sends the one secret of `Key(Secret)`. Also
///
/// - `header = "X-Api-Key"`, with `prefix = "Token "`, if something comes before the secret;
/// - `basic` on a struct with `username` and `password`; `basic(username = "{email}/token", password = "{token}")` on any;
/// - `header("X-Key" = "{key}")`, as often as needed. A `{name}` is a field, or a setting that `settings(name)` lists; `{key}`
///   is the field of a tuple.
///
/// Emits `new` with the required fields, a setter for each `Option`, and `session` for one secret in one header.
#[proc_macro_derive(Credential, attributes(credential))]
pub fn credential(input: TokenStream) -> TokenStream {
    auth_derive::credential(input.into()).into()
}

/// Credentials from the environment: `from_env()`, `from_vars(|name| map.get(name))` for any other map, and a `Debug` that
/// shows no value.
///
/// `#[credentials(prefix = "ACME_")]` on a struct with named fields makes the variable of `api_key` `ACME_API_KEY`;
/// `#[credentials(env = "ACME_KEY")]` on a field names another, and is what the one field of `Key(Secret)` needs. An
/// `Option` may be absent; `default = "text"` is for fields that have a usual value. One error names every variable that is
/// missing, empty, or not UTF-8.
///
/// A field is read by `TryFrom<String>`, which `String`, `Secret` and `secrecy::SecretString` have; `parse` says
/// that it is read by `FromStr`, as numbers are anyway. `Debug` shows a field only if it is marked `show`; a secret cannot be.
#[proc_macro_derive(Credentials, attributes(credentials))]
pub fn credentials(input: TokenStream) -> TokenStream {
    auth_derive::credentials(input.into()).into()
}

/// Inputs that become tokens, for a session. On the struct: `#[token_source(provider = Acme, mint(LogIn), token(access_token))]` with
///
/// - `mint(Request)`: the request that makes the first token. A field of the struct goes into the field of its name;
/// - `token(access_token, expires_in, refresh_token, scope, token_type)`: which fields of the response are what;
///   `access_token = token`, if a field has another name;
/// - `refresh(Request)`: the request that makes the next token, sent with the current one; `refresh(Request(refresh_token))`,
///   if it has a field for the refresh token, `Request(code = refresh_token)`, if that has another name. Its response is read
///   like that of `mint`;
/// - `revoke(Request)`: the request that revokes the access token, sent with it; `revoke(Request(token))`, if it has a field for
///   the token. It is then sent the refresh token, if there is one, and the access token (RFC 7009 §2.1);
/// - `lifetime = 900`, in seconds, if the response does not say it;
/// - `rotation = kept` or `replaced`: what happens to a refresh token that is used; `reuse = tolerated` or `ends_grant`: what
///   happens if it is used again after it was replaced; `grace = 30`: for how many seconds that is accepted;
/// - `header = "X-Token"`, with `prefix = "Token "`, if the token is not sent as `Authorization: Bearer`; or headers that are put
///   together: `header("X-Token" = "{access_token}")`, `header("X-Org" = "{org}")`.
///
/// On a field: `mint`, `refresh` and `revoke` say which requests it goes into; `mint` alone, if nothing is said; `input`, if only a
/// header uses it. A
/// `OneTime<…>` is used once; `verifier = code_verifier` on a `OneTime<AuthorizationCode>` names the field of the PKCE verifier.
/// Emits `new` with the required fields, a setter for each `Option`, and `session`.
#[proc_macro_derive(TokenSource, attributes(token_source))]
pub fn token_source(input: TokenStream) -> TokenStream {
    auth_derive::token_source(input.into()).into()
}

/// The settings of a client: what differs from one customer of a provider to another. `#[settings(provider = Acme)]` on a struct
/// whose fields are texts, numbers, booleans, UUIDs, or enums with `#[derive(Choice)]`. On a field: `label`, if it is one label of
/// a host name, `host`, if it is a host name; `pattern = "[a-z]+"`, which the whole value must match; `rename = "name"`.
///
/// An `Option` may be left out; it then has its `default = "eu"`, or no value. Emits `new` with the required fields, and a
/// setter for each `Option`.
#[proc_macro_derive(Settings, attributes(settings))]
pub fn settings(input: TokenStream) -> TokenStream {
    auth_derive::settings(input.into()).into()
}

/// A client, `pub struct Client<C = Anonymous>(Connection<Acme, C>);`. Emits `new`, `builder`, `with`, `connection` for requests
/// that have no method, and `From<Connection<Acme, C>>`. With `#[client(settings = Settings)]`, `new` and `builder` take these
/// settings.
#[proc_macro_derive(Client, attributes(client))]
pub fn client(input: TokenStream) -> TokenStream {
    auth_derive::client(input.into()).into()
}

/// Everything that a spec says, next to the type under the derive: client, requests, responses, errors, scopes, credentials.
/// `#[provider(spec = "acme.yaml")]` names the spec, relative to the file that says so. A mistake in the spec is an error
/// here, with its line. Needs the feature `spec`, which builds the parser.
#[proc_macro_derive(Provider, attributes(provider))]
pub fn provider(input: TokenStream) -> TokenStream {
    #[cfg(feature = "spec")]
    return auth_derive::provider(input.into(), |span| span.unwrap().local_file()).into();
    #[cfg(not(feature = "spec"))]
    auth_derive::provider(input.into()).into()
}
