//! One call of a session.

use auth_codegen::model::{Credential, InputKind, Repeats, Step, Time, Token, TokenReply};

use super::life::{Life, code, kept, names, request};
use crate::docs::lifecycle::story::{Phase, Who};
use crate::docs::text::duration;

/// Adds a call: what is asked first, what is sent, what comes back.
pub(super) fn add(step: &Step, steps: &[Step], reply: &TokenReply, life: &Life<'_>, phase: &mut Phase) {
    let endpoint = &life.provider.endpoints[step.endpoint];
    if let Some((_, variant)) = &step.when {
        phase.note(Who::Session, format!("Only after {}:", code(variant)));
    }
    ask(step, life, phase);
    let by = step.auth.map(|id| as_another(&life.provider.credentials[id])).unwrap_or_default();
    let with = carried(step).unwrap_or_else(|| sent(step, life));
    phase.ask(Who::Session, Who::Provider, format!("{}{by}{with}", request(endpoint)));
    let used = used(step, steps, reply);
    phase.answer(Who::Provider, Who::Session, if used.is_empty() { "done".to_owned() } else { names(&used) });
    show(step, life, phase);
    if let Some(repeats) = &step.repeats {
        phase.note(Who::Session, waits(repeats));
    }
    if step.is_optional {
        phase.note(Who::Session, "If this call fails, it goes on.");
    }
    if let Some(seconds) = step.keep {
        phase.note(Who::Session, format!("Its reply is used again for {}.", duration(seconds)));
    }
}

fn as_another(credential: &Credential) -> String {
    format!(" as {}", code(&credential.ident))
}

/// The token that a call carries.
fn carried(step: &Step) -> Option<String> {
    let (field, token) = step.carries.as_ref()?;
    let token = match token {
        Token::Access => "the token",
        Token::Refresh => "the refresh token",
        Token::Each => "each token",
    };
    Some(format!(" with {token}, as {}", code(auth_language::name::plain(field))))
}

/// The inputs that a call sends, and what it takes from earlier replies.
fn sent(step: &Step, life: &Life<'_>) -> String {
    let endpoint = &life.provider.endpoints[step.endpoint];
    let is_sent = |name: &str| endpoint.fields().iter().any(|field| field.ident.value == name);
    let inputs = life.all.inputs.iter().filter(|input| is_sent(&input.field.ident.value));
    let verifiers = life.all.inputs.iter().filter_map(|input| match &input.kind {
        InputKind::AuthorizationCode { verifier } | InputKind::Grant { verifier, .. } => verifier.as_ref(),
        InputKind::Lasting | InputKind::Asked(_) | InputKind::Once => None,
    });
    let taken = step.takes.iter().map(|(name, _)| name).chain(verifiers);
    let taken = taken.filter_map(|name| endpoint.fields().iter().find(|field| field.ident.value == *name));
    let all = inputs.map(|input| &input.field).chain(taken).map(|field| field.wire.clone());
    let mut sent: Vec<String> = Vec::new();
    for name in all {
        if !sent.contains(&name) {
            sent.push(name);
        }
    }
    if sent.is_empty() { String::new() } else { format!(" with {}", names(&sent)) }
}

/// The members of the reply that are used: tokens, captures, and what later calls take.
fn used(step: &Step, steps: &[Step], reply: &TokenReply) -> Vec<String> {
    let is_here = |found: &&auth_codegen::model::ReplyField| found.step == step.name;
    let members = reply.members().map(|(_, found)| found).chain(reply.captures.iter().map(|(_, found)| found));
    let members = members.flat_map(auth_codegen::model::ReplyField::places).filter(is_here);
    let taken = steps.iter().flat_map(|later| &later.takes).flat_map(|(_, taken)| taken.replies()).filter(is_here);
    let mut used: Vec<String> = Vec::new();
    for found in members.chain(taken) {
        if !used.contains(&found.field.wire) {
            used.push(found.field.wire.clone());
        }
    }
    used
}

/// Asks the person for what this call needs.
fn ask(step: &Step, life: &Life<'_>, phase: &mut Phase) {
    for input in life.all.inputs.iter().filter(|input| input.endpoint == step.endpoint) {
        if let InputKind::Asked(question) = &input.kind {
            let (name, seen) = (&input.field.wire, &life.provider.records[question.record].ident);
            phase.ask(Who::Session, Who::You, format!("shows {} and asks for {}", code(seen), code(name)));
            phase.answer(Who::You, Who::Session, code(name));
        }
    }
}

/// Shows the person what was answered.
fn show(step: &Step, life: &Life<'_>, phase: &mut Phase) {
    if let Some(prompt) = life.all.prompt.as_ref().filter(|prompt| prompt.question.step == step.name) {
        let seen = &life.provider.records[prompt.question.record].ident;
        phase.ask(Who::Session, Who::You, format!("shows {}: the person goes there", code(seen)));
    }
}

fn waits(Repeats { every, until }: &Repeats) -> String {
    let time = |time: &Time| match time {
        Time::Fixed(seconds) => duration(*seconds),
        Time::Reply(found) => code(&found.field.wire),
    };
    let until = until.as_ref().map(|until| format!(", for {} at most", time(until))).unwrap_or_default();
    format!("It asks again, every {}{until}.", time(every))
}

/// The tokens of a reply, for the store.
pub(super) fn tokens(reply: &TokenReply) -> String {
    names(&kept(reply))
}
