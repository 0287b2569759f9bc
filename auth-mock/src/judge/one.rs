//! Providers where a new log-in ends the former: `sessions: one`.

use auth_codegen::model::{Credential, Source, TokenSource};
use auth_codegen::secrets;

use crate::answer::reply::Reply;
use crate::judge::attach::Values;
use crate::memory::Memory;
use crate::route::candidate::Candidate;

/// Ends the tokens of the former log-in, if the reply is that of a new one.
pub(crate) fn end_former(chosen: &Candidate<'_>, reply: &Reply, memory: &Memory) {
    for credential in chosen.provider.credentials.iter().filter(|credential| logs_in(credential, chosen)) {
        let (new, former): (Vec<String>, Vec<String>) =
            secrets::of(credential, chosen.provider).into_iter().partition(|token| reply.mentions(token));
        if let Some(new) = new.first() {
            memory.log_in(chosen.key.provider, new, former);
        }
    }
}

/// Makes the tokens good again that a reply issues again.
pub(crate) fn issue_again(chosen: &Candidate<'_>, reply: &Reply, memory: &Memory) {
    let mut sources = chosen.provider.credentials.iter().filter_map(source);
    if sources.any(|source| source.makers().any(|endpoint| endpoint == chosen.key.endpoint)) {
        memory.issue_again(chosen.key.provider, |token| reply.mentions(token));
    }
}

/// Returns the token among the values of a credential. A key that does not change is none.
pub(crate) fn token<'v>(credential: &Credential, values: &'v Values) -> Option<&'v String> {
    source(credential).and_then(TokenSource::first).and_then(|(_, field)| values.get(&field.ident.value))
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
