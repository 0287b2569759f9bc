//! A token with more scopes: asked for by a program where it can, and by a person where it cannot.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::credential::{StepUp, StepUpError};
use auth_runtime::http::header::WWW_AUTHENTICATE;
use auth_runtime::http::{HeaderMap, HeaderValue};
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{Connection, Decode, Endpoint, Secret};

use crate::acme::Acme;
use crate::server;

/// Ask for a token.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/token", body("grant_type" = "client_credentials"), form, response = Token, error = ())]
struct CreateToken {
    client_id: String,
    #[endpoint(separator = " ")]
    scope: Option<Vec<String>>,
}

/// Exchange a code.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/code", form, response = Token, error = ())]
struct ExchangeCode {
    code: Secret,
    scope: Option<String>,
}

/// A token.
#[derive(Clone, Debug, Decode)]
struct Token {
    access_token: Secret,
}

/// An application.
#[derive(Clone, Debug, TokenSource)]
#[token_source(provider = Acme, mint(CreateToken), token(access_token))]
struct App {
    client_id: String,
    scope: Option<Vec<String>>,
}

/// A person.
#[derive(Debug, TokenSource)]
#[token_source(provider = Acme, mint(ExchangeCode), token(access_token))]
struct Person {
    code: OneTime<AuthorizationCode>,
    scope: Option<String>,
}

fn needed(scope: &str) -> StepUp {
    let text = format!(r#"Bearer error="insufficient_scope", scope="{scope}""#);
    StepUp::of(&HeaderMap::from_iter([(WWW_AUTHENTICATE, HeaderValue::try_from(text).unwrap())])).unwrap()
}

fn connection(server: &server::Server) -> Connection<Acme> {
    Connection::builder().base_url(&server.url).allow_loopback_http().build().unwrap()
}

fn issuing(scope: &str) -> server::Server {
    let body = format!(r#"{{"access_token":"at_1"{scope}}}"#);
    server::Server::answering(server::answer("200 OK", "content-type: application/json\r\n", &body))
}

fn code() -> OneTime<AuthorizationCode> {
    let mut pending = auth_runtime::consent::PendingCallback::new("s_1", None);
    OneTime::new(pending.finish("?code=c_1&state=s_1").unwrap())
}

#[tokio::test]
async fn a_program_asks_once_for_the_union() {
    let server = issuing("");
    let session = App::new("app_1").scope(vec!["read".to_owned()]).session(&connection(&server));
    let refused = session.step_up(&needed("write"), &["other"]).await.unwrap_err();
    assert!(matches!(refused, StepUpError::NotAllowed { scope } if scope == "write"));
    let wider = session.step_up(&needed("write"), &["write"]).await.unwrap().build();
    assert_eq!(wider.token().await.unwrap().secret().expose(), "at_1");
    let requests = server.requests();
    let asked: Vec<&str> = requests.iter().map(|request| request.rsplit("\r\n").next().unwrap()).collect();
    assert_eq!(
        asked,
        [
            "grant_type=client_credentials&client_id=app_1&scope=read",
            "grant_type=client_credentials&client_id=app_1&scope=read+write",
        ]
    );
    let again = wider.step_up(&needed("write"), &["write"]).await.unwrap_err();
    assert!(matches!(again, StepUpError::Again), "{again}");
    assert_eq!(server.requests().len(), 2, "nothing was asked in vain");
}

#[tokio::test]
async fn a_person_is_asked_again() {
    let server = issuing("");
    let session = Person::new(code()).session(&connection(&server));
    let error = session.step_up(&needed("write"), &["write"]).await.unwrap_err();
    assert!(matches!(&error, StepUpError::Consent { scope, .. } if scope == "write"), "{error}");
    let age = r#"Bearer error="insufficient_user_authentication", acr_values="gold", max_age="60""#;
    let needed = StepUp::of(&HeaderMap::from_iter([(WWW_AUTHENTICATE, HeaderValue::from_static(age))])).unwrap();
    let session = App::new("app_1").session(&connection(&server));
    let error = session.step_up(&needed, &[]).await.unwrap_err();
    assert!(matches!(&error, StepUpError::Consent { acr_values, max_age: Some(_), .. } if acr_values == &["gold"]));
}
