//! Tells the life of a credential as the spec says it.

mod call;
mod consent;
mod end;
mod key;
mod life;
mod log_in;
mod renewal;
mod step;

use auth_codegen::model::{Credential, Provider, Source};

use life::{Life, kept, names};

use super::story::{Phase, Story, Who};

pub(super) fn of(credential: &Credential, provider: &Provider) -> Story {
    match &credential.source {
        Source::Static => key::story(credential, provider),
        Source::Token(source) => {
            let log_in = provider.log_in(credential).map(|log_in| log_in.source);
            token(&Life { credential, source, all: log_in.as_ref().unwrap_or(source), provider })
        }
    }
}

fn token(life: &Life<'_>) -> Story {
    let phases = consent::registration(life.credential, life.provider).into_iter().chain(consent::phase(life));
    let phases = phases.chain([log_in::phase(life), call::phase(life.credential, Who::Session, life.provider)]);
    let phases: Vec<Phase> = phases.chain([renewal::phase(life), end::phase(life)]).collect();
    Story { of: life.credential.ident.clone(), phases, holds: holds(life) }
}

fn holds(life: &Life<'_>) -> Vec<(Who, String)> {
    let inputs: Vec<String> = life.all.inputs.iter().map(|input| input.field.wire.clone()).collect();
    let inputs = inputs.into_iter().chain(life.credential.further_inputs().map(|field| field.wire.clone()));
    let inputs: Vec<String> = inputs.collect();
    let kept = kept(&life.source.reply);
    let you = if inputs.is_empty() {
        "Nothing secret.".to_owned()
    } else {
        format!("{}, until the session has them.", names(&inputs))
    };
    let session = format!("{} in memory, wiped when it is dropped; and what it logs in with.", names(&kept));
    let store = format!("{}: in memory unless you give a file, a keyring, Redis or your own.", names(&kept));
    let browser = life
        .source
        .authorize
        .filter(|_| life.all.authorize.is_some())
        .map(|_| (Who::Browser, "Its own log-in at the provider. It never sees a token.".to_owned()));
    let provider = (Who::Provider, "What it has granted, and which tokens are good.".to_owned());
    [(Who::You, you), (Who::Session, session), (Who::Store, store)]
        .into_iter()
        .chain(browser)
        .chain([provider])
        .collect()
}
