//! The calls of OAuth 2.0, as the RFCs define them, where a document only gives their URLs.

mod call;
mod grant;
mod token;

use super::draft::{Attach, Credential, Draft, Source, Token, place, tidy};
use super::guess::name;

pub(crate) use grant::Grant;
pub(crate) use token::{declare_errors_with, declare_fault};

/// What a document says about an authorization server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Server {
    pub(crate) authorize: Option<String>,
    pub(crate) token: Option<String>,
    /// `None` if tokens cannot be renewed, or if the document does not say so.
    pub(crate) refresh: Option<String>,
    pub(crate) device: Option<String>,
    pub(crate) revoke: Option<String>,
    /// Where the parameters of a visit have to be sent before it (RFC 9126).
    pub(crate) pushed: Option<String>,
    pub(crate) scopes: Vec<(String, String)>,
    /// How the client authenticates (RFC 6749 §2.3), by the words of RFC 7591.
    pub(crate) client_authentication: Option<&'static str>,
    pub(crate) pkce: Option<&'static str>,
}

/// Adds the calls of a grant and its credential, and returns the name of the credential. `None` if a URL is missing.
pub(crate) fn add(grant: Grant, wanted: &str, server: &Server, draft: &mut Draft) -> Option<String> {
    let token_url = server.token.as_deref()?;
    let name = tidy::credential_name(&name::snake(wanted), draft);
    for (scope, doc) in &server.scopes {
        if !draft.scopes.iter().any(|(known, _)| known == scope) {
            draft.scopes.push((scope.clone(), doc.clone()));
        }
    }
    let may_refresh = server.refresh.is_some() && grant != Grant::ClientCredentials;
    let record = token::declare(may_refresh, draft);
    let mut calls = Calls { name: &name, server, record: &record, draft };
    let (authorize, from) = match grant {
        Grant::AuthorizationCode => {
            let visit = server.authorize.as_deref()?;
            (calls.consent(visit), calls.exchange_code(token_url))
        }
        Grant::ClientCredentials => (Vec::new(), calls.create_token(token_url)),
        Grant::Password => (Vec::new(), calls.log_in(token_url)),
        Grant::Device => {
            let shown = calls.request_device_code(server.device.as_deref()?);
            (vec![shown], calls.poll(token_url))
        }
    };
    let refresh = server.refresh.as_deref().filter(|_| may_refresh).map(|url| calls.refresh(url));
    let revoke = server.revoke.as_deref().map(|url| calls.revoke(url));
    let members = token::members(grant, &authorize, &from, may_refresh);
    let source = Source::Token(Token { authorize, from, members, refresh, revoke });
    let doc = grant.doc().to_owned();
    draft.credentials.push(Credential {
        name: name.clone(),
        doc,
        remark: None,
        source,
        attach: Attach::Bearer,
        identity: None,
    });
    Some(name)
}

/// What the calls of one credential have in common.
struct Calls<'c> {
    name: &'c str,
    server: &'c Server,
    record: &'c str,
    draft: &'c mut Draft,
}

impl Calls<'_> {
    /// Returns the place of a URL, which may be relative to `base_url`.
    fn place(&mut self, url: &str) -> place::Place {
        let whole = if url.contains("://") {
            url.to_owned()
        } else {
            format!("{}/{}", self.draft.base_url.trim_end_matches('/'), url.trim_start_matches('/'))
        };
        let known: Vec<String> = self.draft.settings.iter().map(|setting| setting.name.clone()).collect();
        let place = place::find(&whole, self.draft);
        self.declare_path_settings(&place.path, &known);
        place
    }

    /// Placeholders in the path of a token URL are the same for every call: they are settings.
    fn declare_path_settings(&mut self, path: &str, known: &[String]) {
        let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        for name in names.filter(|name| !known.iter().any(|known| known == name)) {
            place::setting(name, "string", &format!("{}_1", name::snake(name)), self.draft);
        }
    }

    /// Returns a free name for a call: the plain one, or one with the credential's name.
    fn call_name(&self, plain: &str) -> String {
        let is_known = self.draft.endpoints.iter().any(|endpoint| endpoint.name == plain);
        let wanted = if is_known { format!("{plain}_of_{}", self.name) } else { plain.to_owned() };
        tidy::endpoint_name(&wanted, self.draft)
    }
}
