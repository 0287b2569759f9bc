//! Providers where a new log-in ends the former: `sessions: one`.

use auth_codegen::model::{Credential, Source, TokenSource};
use auth_codegen::secrets;

use crate::answer::reply::Reply;
use crate::judge::attach::Values;
use crate::memory::Memory;
use crate::route::candidate::Candidate;

/// Ends the tokens of the former log-in, if the reply is that of a new one.
pub(crate) fn end_former(chosen: &Candidate<'_>, reply: &Reply, memory: &Memory) {
    let Some(json) = reply.body.as_ref().map(|body| &body.json) else { return };
    let text = json.to_string();
    for credential in chosen.provider.credentials.iter().filter(|credential| logs_in(credential, chosen)) {
        let (new, former): (Vec<String>, Vec<String>) = secrets::of(credential, chosen.provider)
            .into_iter()
            .partition(|token| text.contains(&format!("\"{token}\"")));
        if let Some(new) = new.first() {
            memory.log_in(chosen.key.provider, new, former);
        }
    }
}

/// Whether the token among the values of a credential is good: no new log-in has ended it.
pub(crate) fn is_good(credential: &Credential, values: &Values, candidate: &Candidate<'_>, memory: &Memory) -> bool {
    let token = source(credential).and_then(TokenSource::first).and_then(|(_, field)| values.get(&field.ident.value));
    token.is_none_or(|token| !memory.has_ended(candidate.key.provider, token))
}

fn logs_in(credential: &Credential, chosen: &Candidate<'_>) -> bool {
    source(credential).is_some_and(|source| {
        source.facts.one_session && source.mint.iter().any(|step| step.endpoint == chosen.key.endpoint)
    })
}

fn source(credential: &Credential) -> Option<&TokenSource> {
    match &credential.source {
        Source::Token(source) => Some(source),
        Source::Static => None,
    }
}
