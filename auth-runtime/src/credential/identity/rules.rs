//! Checks the claims of an `id_token` (`OpenID` Connect Core 1.0 §3.1.3.7).

use std::time::{Duration, SystemTime};

use super::compact::Compact;
use super::{Identity, IdentityError, KeySet};
use crate::value::{Json, JsonRef, Object, Secret, Text};

/// The requirements that an `id_token` must satisfy.
///
/// ```no_run
/// # use auth_runtime::identity::{IdTokenRules, IdentityError, KeySet};
/// # use auth_runtime::Secret;
/// # fn example(id_token: &Secret, keys: &KeySet, nonce: &Secret) -> Result<(), IdentityError> {
/// let rules = IdTokenRules::new("https://login.acme.example", "app_1").nonce(nonce);
/// let person = rules.check(id_token, keys, std::time::SystemTime::now())?;
/// println!("{}", person.subject());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct IdTokenRules<'a> {
    issuer: &'a str,
    audience: &'a str,
    nonce: Option<&'a Secret>,
    /// Whether it may have no nonce.
    is_renewed: bool,
    subject: Option<&'a str>,
    leeway: Duration,
}

impl<'a> IdTokenRules<'a> {
    /// Requires this issuer and this client. The issuer is compared character by character.
    pub fn new(issuer: &'a str, audience: &'a str) -> Self {
        Self { issuer, audience, nonce: None, is_renewed: false, subject: None, leeway: Duration::from_secs(60) }
    }

    /// Requires the nonce of the login.
    pub fn nonce(self, nonce: &'a Secret) -> Self {
        Self { nonce: Some(nonce), ..self }
    }

    /// Allows that there is no nonce, because the token came with a refresh (`OpenID` Connect Core 1.0 §12.2). One that is
    /// there must be that of the login. Require the [subject](Self::subject) of the login, too.
    pub fn renewed(self) -> Self {
        Self { is_renewed: true, ..self }
    }

    /// Requires the same subject as before, after a refresh (`OpenID` Connect Core 1.0 §12.2).
    pub fn subject(self, subject: &'a str) -> Self {
        Self { subject: Some(subject), ..self }
    }

    /// Sets the tolerated difference between the clocks; one minute by default.
    pub fn leeway(self, leeway: Duration) -> Self {
        Self { leeway, ..self }
    }

    /// Checks the signature first, and then the claims.
    pub fn check(&self, id_token: &Secret, keys: &KeySet, now: SystemTime) -> Result<Identity, IdentityError> {
        let token = Compact::read(id_token.expose())?;
        keys.verify(&token)?;
        let claims = token.claims()?;
        self.check_claims(&claims, now)?;
        let subject = self.check_subject(&claims)?;
        let claims = JsonRef::parse(&token.claims).map_err(|_| IdentityError::Malformed)?;
        Ok(Identity { issuer: self.issuer.to_owned(), subject, claims: Json::from(claims) })
    }

    fn check_claims(&self, claims: &Object<'_>, now: SystemTime) -> Result<(), IdentityError> {
        self.check_issuer(claims)?;
        self.check_audience(claims)?;
        self.check_times(claims, now)?;
        self.check_nonce(claims)
    }

    fn check_issuer(&self, claims: &Object<'_>) -> Result<(), IdentityError> {
        let issuer = text(claims, "iss", IdentityError::Issuer)?;
        if issuer.as_deref() == Some(self.issuer) { Ok(()) } else { Err(IdentityError::Issuer) }
    }

    /// Checks that the client is in the audience, and is the authorized party.
    fn check_audience(&self, claims: &Object<'_>) -> Result<(), IdentityError> {
        let all = claims.get("aud").and_then(texts).ok_or(IdentityError::Audience)?;
        let party = text(claims, "azp", IdentityError::Audience)?;
        let is_for_it = all.iter().any(|one| **one == *self.audience);
        let is_issued_to_it = party.as_deref().map_or(all.len() == 1, |party| party == self.audience);
        if is_for_it && is_issued_to_it { Ok(()) } else { Err(IdentityError::Audience) }
    }

    fn check_times(&self, claims: &Object<'_>, now: SystemTime) -> Result<(), IdentityError> {
        let now = now.duration_since(SystemTime::UNIX_EPOCH).map_err(|_| IdentityError::Expired)?;
        let time = |name: &str| claims.field::<Option<f64>>(&[name]).map_err(|_| IdentityError::Expired);
        let (now, leeway) = (now.as_secs_f64(), self.leeway.as_secs_f64());
        let has_come = |time: f64| time <= now + leeway;
        let is_over = time("exp")?.is_none_or(|end| end + leeway <= now);
        let is_early = !time("iat")?.is_some_and(has_come) || !time("nbf")?.is_none_or(has_come);
        if is_over || is_early { Err(IdentityError::Expired) } else { Ok(()) }
    }

    fn check_nonce(&self, claims: &Object<'_>) -> Result<(), IdentityError> {
        let Some(expected) = self.nonce else { return Ok(()) };
        let nonce = text(claims, "nonce", IdentityError::Nonce)?;
        let is_right = nonce.map_or(self.is_renewed, |nonce| expected.matches(&nonce));
        if is_right { Ok(()) } else { Err(IdentityError::Nonce) }
    }

    fn check_subject(&self, claims: &Object<'_>) -> Result<String, IdentityError> {
        let subject = text(claims, "sub", IdentityError::Subject)?.filter(|subject| !subject.is_empty());
        let subject = subject.ok_or(IdentityError::Subject)?;
        match self.subject {
            Some(before) if before != subject => Err(IdentityError::OtherPerson),
            _ => Ok(subject),
        }
    }
}

/// Returns the subject of an `id_token` that was checked before, or came from the token endpoint, so that one that replaces
/// it can be compared.
#[cfg(feature = "client")]
pub(crate) fn subject_of(id_token: &Secret) -> Result<String, IdentityError> {
    let token = Compact::read(id_token.expose())?;
    text(&token.claims()?, "sub", IdentityError::Subject)?.ok_or(IdentityError::Subject)
}

fn text(claims: &Object<'_>, name: &str, error: IdentityError) -> Result<Option<String>, IdentityError> {
    claims.field::<Option<String>>(&[name]).map_err(|_| error)
}

/// Returns one text, or a list of texts.
fn texts(json: JsonRef<'_>) -> Option<Vec<Text<'_>>> {
    match json.elements() {
        Some(elements) => elements.map(JsonRef::text).collect(),
        None => json.text().map(|text| vec![text]),
    }
}
