//! What is done with every session, whoever its provider is.

use auth_runtime::consent::{Authorization, AuthorizationGrant, Callback};
use auth_runtime::session::{OneTime, Session};
use auth_runtime::{Provider, Secret};
use auth_tests::visit_page;

use super::browser;

/// Revokes the token of a session, which the server knew before and no longer knows then.
pub(crate) async fn ends<P: Provider, C>(session: &Session<P, C>, is_active: impl AsyncFn(Secret) -> bool) {
    let token = session.token().await.expect("a token").secret().clone();
    assert!(is_active(token.clone()).await, "the server knows the token");
    session.revoke().await.expect("an end");
    assert!(!is_active(token).await, "the token was revoked");
}

/// Calls with the session of a person, renews its token, and calls with the next one.
pub(crate) async fn lives<P: Provider, C>(session: &Session<P, C>, ask: impl AsyncFn() -> String) {
    let first = session.token().await.expect("a token");
    assert_eq!(ask().await, "ada");
    session.invalidate(first.generation());
    assert_eq!(ask().await, "ada");
    let second = session.token().await.expect("another");
    assert!(!second.secret().matches(first.secret().expose()), "the token was renewed");
}

/// Consents in a browser.
pub(crate) async fn consent<C: Callback + Send + Sync>(
    mut authorization: Authorization<C>,
) -> OneTime<AuthorizationGrant<C>> {
    let callback = browser::visit(authorization.url()).await;
    OneTime::new(authorization.finish(&callback).expect("a grant"))
}

/// Consents on a page that is on this machine without TLS, and leads back at once.
pub(crate) async fn consent_here<C: Callback + Send + Sync>(
    mut authorization: Authorization<C>,
) -> OneTime<AuthorizationGrant<C>> {
    let url = authorization.url().to_owned();
    let visit = tokio::task::spawn_blocking(move || visit_page(&url)).await.expect("no panic");
    OneTime::new(authorization.finish(&visit.expect("a page").1).expect("a grant"))
}
