//! The first token.

use auth_codegen::model::{InputKind, Source};

use super::life::{Life, code, names};
use super::step;
use crate::docs::lifecycle::story::{Phase, Who};

pub(super) fn phase(life: &Life<'_>) -> Phase {
    let mut phase = Phase::new("First token");
    phase.ask(Who::You, Who::Session, given(life));
    for made in &life.all.mint {
        step::add(made, &life.all.mint, &life.source.reply, life, &mut phase);
    }
    phase.holds(Who::Session, step::tokens(&life.source.reply));
    phase.ask(Who::Session, Who::Store, "keeps what it got");
    if life.source.facts.one_session {
        phase.note(Who::Provider, "A new log-in ends the former one.");
    }
    phase
}

/// What the session is made of.
fn given(life: &Life<'_>) -> String {
    let is_asked = |kind: &InputKind| matches!(kind, InputKind::Asked(_));
    let inputs = life.all.inputs.iter().filter(|input| !is_asked(&input.kind)).map(|input| input.field.wire.clone());
    let inputs: Vec<String> = inputs.chain(life.credential.further_inputs().map(|field| field.wire.clone())).collect();
    let others = life.all.companions().into_iter().map(|id| {
        let credential = &life.provider.credentials[id];
        match credential.source {
            Source::Static => code(&credential.ident),
            Source::Token(_) => format!("a session of {}", code(&credential.ident)),
        }
    });
    let parts: Vec<String> = (!inputs.is_empty()).then(|| names(&inputs)).into_iter().chain(others).collect();
    let name = life.credential.member.as_ref().map_or(&life.credential.ident, |member| &member.log_in);
    if parts.is_empty() {
        code(&format!("{name}.session(&client)"))
    } else {
        format!("{}: {}", code(name), parts.join(", "))
    }
}
