//! A credential that does not change.

use auth_codegen::model::{Credential, Provider};

use super::life::{names, request};
use super::{call, consent};
use crate::docs::lifecycle::story::{Phase, Story, Who};

pub(super) fn story(credential: &Credential, provider: &Provider) -> Story {
    let inputs: Vec<String> = credential.inputs.iter().map(|input| input.wire.clone()).collect();
    let phases = consent::registration(credential, provider).into_iter().chain([start(credential, &inputs)]);
    let phases =
        phases.chain(check(credential, provider)).chain([call::phase(credential, Who::Client, provider), end()]);
    let holds = [
        (Who::You, format!("{}, from the provider, outside of the program's source.", names(&inputs))),
        (
            Who::Client,
            format!("{} in memory, wiped when it is dropped, and never in a log or an error.", names(&inputs)),
        ),
        (Who::Provider, "Which keys are good, and what they may do.".to_owned()),
    ];
    Story { of: credential.ident.clone(), phases: phases.collect(), holds: holds.into() }
}

fn start(credential: &Credential, inputs: &[String]) -> Phase {
    let mut phase = Phase::new("At the start");
    phase.ask(Who::You, Who::Client, format!("`client.with({})`", credential.ident));
    phase.holds(Who::Client, names(inputs));
    phase
}

fn check(credential: &Credential, provider: &Provider) -> Option<Phase> {
    let check = credential.check.as_ref()?;
    let mut phase = Phase::new("Does it work?");
    phase.ask(Who::You, Who::Client, "`check(&client)`");
    phase.ask(Who::Client, Who::Provider, request(&provider.endpoints[check.endpoint]));
    phase.answer(Who::Provider, Who::You, "whether it works, and what to do if not");
    Some(phase)
}

fn end() -> Phase {
    let mut phase = Phase::new("Its end");
    phase.note(Who::Provider, "It does not change, and nothing renews it: it is good until it is withdrawn here.");
    phase.answer(Who::Provider, Who::You, "a refusal of the class `reauthenticate`: get another");
    phase
}
