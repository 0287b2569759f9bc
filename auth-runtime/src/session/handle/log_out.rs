//! Ends the session of the browser, too (`OpenID` Connect RP-Initiated Logout 1.0).

use crate::Provider;
use crate::consent::{Authorization, AuthorizationRequest, Callback, CallbackError};
use crate::credential::SessionError;
use crate::host::captured::Captured;
use crate::host::{HasHosts, Hosts};
use crate::request::RequestError;
use crate::session::Session;
use crate::value::Secret;

/// A credential whose provider has a page that ends the session of the browser. `log_out` of a spec, and `log_out(…)` of
/// the derives, implement it.
#[diagnostic::on_unimplemented(
    message = "no page logs out of `{Self}` in the browser",
    label = "this credential has no page for it",
    note = "a spec says it with `log_out`; `session.revoke()` ends the tokens alone"
)]
pub trait LogsOut<P> {
    /// The page.
    type Page: AuthorizationRequest<Provider = P>;

    /// Adds the values that the login captured, such as the `id_token`.
    fn page(page: Self::Page, captured: &dyn Fn(&str) -> Option<Secret>) -> Self::Page;
}

/// A log-out: the tokens are revoked, and the browser is still to be sent to the page. `Debug` does not show the query of
/// its URL, in which the `id_token` is.
#[derive(Debug)]
#[must_use = "the browser is still logged in: send it to the URL"]
pub struct LogOut<C> {
    page: Authorization<C>,
    revoked: Result<(), SessionError>,
}

impl<C: Callback> LogOut<C> {
    /// Returns the URL to which the browser is sent. It contains secrets: do not log it.
    #[must_use]
    pub fn url(&self) -> &str {
        self.page.url()
    }

    /// Returns the state that the callback must repeat, if the page was asked to send the browser back.
    #[must_use]
    pub fn state(&self) -> &Secret {
        self.page.state()
    }

    /// Returns whether the tokens were revoked. The browser is to be logged out all the same;
    /// [`Session::revoke`] tries again.
    pub fn revoked(&self) -> &Result<(), SessionError> {
        &self.revoked
    }

    /// Checks the URL to which the browser was sent back (`post_logout_redirect_uri`). Its state must be that of this
    /// log-out, and it counts once.
    ///
    /// # Errors
    /// Those of [`Authorization::finish`].
    pub fn finish(&mut self, callback_url: &str) -> Result<(), CallbackError> {
        self.page.finish(callback_url).map(drop)
    }
}

impl<P: Provider, C: LogsOut<P>> Session<P, C> {
    /// Logs out here and in the browser: [revokes](Self::revoke) the tokens, and returns the URL of the page that ends the
    /// session of the browser, with what the log-in captured for it. `at` is a client of the provider.
    ///
    /// ```no_run
    /// # use auth_runtime::{Connection, Provider};
    /// # use auth_runtime::session::{LogsOut, Session};
    /// # async fn example<P: Provider, C: LogsOut<P>>(session: Session<P, C>, client: Connection<P>, page: C::Page)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let log_out = session.log_out(page, &client).await?;
    /// println!("open {}", log_out.url());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Returns an error if the URL cannot be made; then nothing is revoked.
    pub async fn log_out(
        &self,
        page: C::Page,
        at: &impl HasHosts<P>,
    ) -> Result<LogOut<<C::Page as AuthorizationRequest>::Callback>, RequestError> {
        let captured = self.known_captures().await;
        let hosts = Hosts::new(at.hosts().site().capturing(&captured));
        let page = C::page(page, &|name| captured.get(name).map(|value| value.text.clone())).start(&hosts)?;
        Ok(LogOut { page, revoked: self.revoke().await })
    }

    /// Returns what the login captured: of the token at hand, or of the store.
    async fn known_captures(&self) -> Captured {
        if let Some(current) = self.shared.current.load_full() {
            return current.token.captures.clone();
        }
        let seen = self.shared.login().captures();
        match seen {
            Some(captures) => captures,
            None => self.shared.stored_captures().await.unwrap_or_default(),
        }
    }
}
