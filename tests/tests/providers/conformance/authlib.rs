//! Authlib: its grants.

use auth_runtime::credential::Registered;
use auth_runtime::session::{Ask, Declined, MemoryStore};
use auth_runtime::{ClientBuilder, Secret};
use auth_tests::visit_page;

use super::oidc::key;
use super::page::Page;
use super::steps::{consent_here, ends, lives};

/// The client of `authlib.yaml`.
mod client {
    #![allow(dead_code, unreachable_pub, missing_docs, reason = "the tests do not use all of a client")]

    #[derive(Clone, Copy, Debug, auth_runtime::Provider)]
    #[provider(spec = "authlib.yaml")]
    pub struct Authlib;
}
/// The client of `authlib_registration.yaml`.
mod registration {
    #![allow(dead_code, unreachable_pub, missing_docs, reason = "the tests do not use all of a client")]

    #[derive(Clone, Copy, Debug, auth_runtime::Provider)]
    #[provider(spec = "authlib_registration.yaml")]
    pub struct AuthlibRegistration;
}

use client::{Authlib, Client, Code};

const SECRET: &str = "cs_example_0123456789_0123456789_0123456789";
const BACK: &str = "https://app.example/back";

fn connect(url: &str) -> Client {
    let builder = ClientBuilder::<Authlib>::new().settings(client::Settings::new(url));
    Client::from(builder.allow_loopback_http().base_url(url).build().expect("a client"))
}

/// What the server says about a token, asked by another client.
async fn is_active(client: &Client, token: Secret) -> bool {
    let question = client::Introspect::new("machine-basic", "cs-example:+%/é", token);
    client.introspect(question).await.expect("an answer").into_value().active
}

pub(crate) async fn machines(url: &str, page: &mut Page) {
    let client = connect(url);
    let knows = async |token: Secret| is_active(&client, token).await;
    let seen = "token, introspection, revocation, introspection";
    ends(&client::Basic::new("machine-basic", "cs-example:+%/é").session(&client), knows).await;
    page.saw("client credentials", "`client_secret_basic`", "Bearer", seen);
    ends(&client::Post::new("machine-post", SECRET).session(&client), knows).await;
    page.saw("client credentials", "`client_secret_post`", "Bearer", seen);
    ends(&client::SecretJwt::new("machine-secret-jwt", SECRET).session(&client), knows).await;
    page.saw("client credentials", "`client_secret_jwt`", "Bearer", seen);
    ends(&client::KeyJwt::new("machine-key-jwt", key("assertion.jwk")).session(&client), knows).await;
    page.saw("client credentials", "`private_key_jwt`", "Bearer", seen);
    let robot = client::Robot::new("robot", key("assertion.jwk"), "ada").session(&client);
    lives(&robot, async || name(&client.with(robot.clone())).await).await;
    page.saw("JWT bearer", "none beside the assertion", "Bearer", "token, call, another token, call");
}

/// Who has logged in.
async fn name<C: auth_runtime::Authorizes<Authlib>>(client: &Client<C>) -> String {
    client.get_person().await.expect("an answer").into_value().sub
}

pub(crate) async fn people(url: &str, page: &mut Page) {
    let client = connect(url);
    let knows = async |token: Secret| is_active(&client, token).await;
    let seen = "token, call, renewal with rotation, call, revocation, introspection";
    let password = client::Password::new("machine-basic", "cs-example:+%/é", "ada", "pw example:+%/&=é");
    let session = password.session(&client);
    lives(&session, async || name(&client.with(session.clone())).await).await;
    ends(&session, knows).await;
    page.saw("password", "`client_secret_basic`", "Bearer", seen);
    let ask = |id: &str| client::Authorize::new(id, BACK).start(&client).expect("a URL");
    let grant = consent_here(ask("person-basic")).await;
    let session = client::User::new("person-basic", SECRET, grant, BACK).session(&client);
    let person = session.identity(&client).await.expect("an identity");
    assert_eq!((person.subject(), person.issuer()), ("ada", url));
    lives(&session, async || name(&client.with(session.clone())).await).await;
    ends(&session, knows).await;
    let whole = format!("consent, {seen}; `id_token` with nonce checked");
    page.saw("code with PKCE", "`client_secret_basic`", "Bearer", &whole);
    let grant = consent_here(ask("person-none")).await;
    let session = client::PublicUser::new("person-none", grant, BACK).session(&client);
    lives(&session, async || name(&client.with(session.clone())).await).await;
    ends(&session, knows).await;
    page.saw("code with PKCE", "`none`", "Bearer", &format!("consent, {seen}"));
    let session = client::Device::new("device-none", prompt(url)).session(&client);
    lives(&session, async || name(&client.with(session.clone())).await).await;
    ends(&session, knows).await;
    page.saw("device", "`none`", "Bearer", &format!("code shown, entered, {seen}"));
}

/// A person who enters the code of a device.
fn prompt(url: &str) -> Ask<Code> {
    let url = url.to_owned();
    Ask::new(move |code: Code| {
        let page = format!("{url}/enter?user_code={}", code.user_code);
        async move {
            let _ = tokio::task::spawn_blocking(move || visit_page(&page)).await;
            Ok::<(), Declined>(())
        }
    })
}

pub(crate) async fn registers(url: &str, page: &mut Page) {
    let builder = ClientBuilder::<registration::AuthlibRegistration>::new();
    let connection = builder.allow_loopback_http().base_url(url).build().expect("a client");
    let store = MemoryStore::default();
    let registered = Registered::obtain(registration::Register::new("Rust"), &connection, &store).await;
    let client = registration::Client::from(connection.with_registration(&registered.expect("a registration")));
    let session = registration::Registered.session(&client);
    let person = client.with(session).get_person().await.expect("an answer").into_value();
    assert!(person.sub.starts_with("registered-"), "{person:?}");
    page.saw(
        "client credentials",
        "`client_secret_basic`, registered (RFC 7591)",
        "Bearer",
        "registration, token, call",
    );
}
