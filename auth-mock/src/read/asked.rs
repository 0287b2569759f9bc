//! The parameters of an authorization request, wherever they are: in the query, in a signed request object (RFC 9101).

use auth_codegen::model::{Expr, Name, NameKind};
use auth_language::value::Computation;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value as Json};

use crate::read::received::Pairs;
use crate::route::candidate::Candidate;

/// The parameters of an authorization request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked(Pairs);

impl Asked {
    /// Returns the parameters of a query or a form, with the claims of the JWTs in it.
    pub(crate) fn of(pairs: &Pairs) -> Self {
        let claims = pairs.iter().flat_map(|(_, text)| claims(text));
        Self(pairs.iter().cloned().chain(claims).collect())
    }

    /// Adds parameters that were sent before.
    pub(crate) fn with(self, before: &Pairs) -> Self {
        Self(self.0.into_iter().chain(Self::of(before).0).collect())
    }

    /// Returns the value of a parameter.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str()).filter(|text| !text.is_empty())
    }

    /// Returns the value of the parameter that sends the state or the challenge, perhaps under another name.
    pub(crate) fn own(&self, name: &str, candidate: &Candidate<'_>) -> Option<&str> {
        let mut parts = candidate.endpoint.request.parts.iter();
        let renamed = parts.find_map(|part| sends(&part.name.value, &part.value, name));
        self.get(renamed.unwrap_or(name))
    }
}

/// Returns the parameter or claim whose value is exactly this name.
fn sends<'p>(parameter: &'p str, value: &'p Expr, wanted: &str) -> Option<&'p str> {
    match value {
        Expr::Name(Name { kind: NameKind::Computed, name, .. }) if name == wanted => Some(parameter),
        Expr::Computed(computation) => match &**computation {
            Computation::Jwt(jwt) => jwt.claims.iter().find_map(|(claim, value)| sends(claim, value, wanted)),
            _ => None,
        },
        Expr::Name(_) | Expr::Literal(_) | Expr::Concat(_) => None,
    }
}

/// Returns the claims of a JWT; nothing for another text. Its signature is checked with the other parts.
fn claims(text: &str) -> Pairs {
    let payload = text.split('.').nth(1).filter(|_| text.split('.').count() == 3);
    let payload = payload.and_then(|payload| URL_SAFE_NO_PAD.decode(payload).ok());
    let claims: Map<String, Json> =
        payload.and_then(|payload| serde_json::from_slice(&payload).ok()).unwrap_or_default();
    claims
        .into_iter()
        .map(|(name, json)| (name, json.as_str().map_or_else(|| json.to_string(), str::to_owned)))
        .collect()
}
