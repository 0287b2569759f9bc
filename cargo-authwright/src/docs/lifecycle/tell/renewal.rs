//! The next token.

use auth_codegen::model::{Facts, Grace, InputKind, Reuse, Rotation, Token, TokenSource};

use super::life::{Life, code, request};
use super::step;
use crate::docs::lifecycle::story::{Phase, Who};
use crate::docs::text::duration;

pub(super) fn phase(life: &Life<'_>) -> Phase {
    let mut phase = Phase::new("Renewal");
    phase.note(Who::Session, when(life.source));
    if let Some(with) = life.credential.member.as_ref().and_then(|member| member.with.as_ref()) {
        phase.note(Who::Session, format!("It is renewed together with the token {}.", code(with)));
    }
    if life.source.refresh.is_empty() {
        again(life, &mut phase);
    } else {
        refresh(life, &mut phase);
    }
    phase
}

/// When a token is renewed.
fn when(source: &TokenSource) -> String {
    let Facts { lifetime, idle, early, .. } = &source.facts;
    let said = source.reply.expires_in.as_ref().or(source.reply.expires_at.as_ref());
    let end = match (said, lifetime) {
        (Some(found), _) => format!("Before the token ends: {}", code(&found.field.wire)),
        (None, Some(seconds)) => format!("Before the token ends, after {}", duration(*seconds)),
        (None, None) => "When the provider refuses the token".to_owned(),
    };
    let early = early.map(|seconds| format!(", {} earlier", duration(seconds))).unwrap_or_default();
    let idle = idle.map(|seconds| format!(" Unused, it ends after {}.", duration(seconds))).unwrap_or_default();
    format!("{end}{early}.{idle}")
}

/// With what the session has.
fn refresh(life: &Life<'_>, phase: &mut Phase) {
    let source = life.source;
    let uses_refresh_token = source.refresh.iter().any(|made| matches!(made.carries, Some((_, Token::Refresh))));
    if uses_refresh_token && source.facts.rotation != Some(Rotation::Kept) {
        phase.ask(Who::Session, Who::Store, "writes down that it tries");
    }
    for made in &source.refresh {
        step::add(made, &source.refresh, &source.renewed, life, phase);
    }
    phase.ask(Who::Session, Who::Store, "keeps what is new");
    for text in rules(&source.facts) {
        phase.note(Who::Provider, text);
    }
    let refused = if can_log_in_again(source) {
        "If that is refused, it logs in again with the same inputs."
    } else {
        "If that is refused, the log-in is over: `Class::Reauthenticate`."
    };
    phase.note(Who::Session, refused);
}

/// What the provider does with refresh tokens.
fn rules(facts: &Facts) -> Vec<String> {
    let rotation = facts.rotation.map(|rotation| match rotation {
        Rotation::Kept => "A refresh token stays good when it is used.",
        Rotation::Replaced => "A refresh token is good once: each reply has the next one.",
    });
    let reuse = facts.reuse.map(|reuse| match reuse {
        Reuse::Tolerated => "A used one that comes again is refused, and that is all.",
        Reuse::EndsGrant => "A used one that comes again ends the whole log-in.",
    });
    let grace = facts.grace.map(|grace| match grace {
        Grace::For(seconds) => format!("For {} the used one is still good.", duration(seconds)),
        Grace::UntilUsed => "The used one is good until the next token is used.".to_owned(),
    });
    rotation.into_iter().chain(reuse).map(str::to_owned).chain(grace).collect()
}

/// By another log-in.
fn again(life: &Life<'_>, phase: &mut Phase) {
    if !can_log_in_again(life.source) {
        phase.answer(Who::Session, Who::You, "`Class::Reauthenticate`: it needs new inputs");
        return;
    }
    if life.all.prompt.is_some() || asks(life.source) {
        phase.note(Who::Session, "Only for a caller who waits for it: the person is asked again.");
    }
    let first = life.all.mint.first().map(|made| request(&life.provider.endpoints[made.endpoint]));
    phase.ask(Who::Session, Who::Provider, format!("{}, with the same inputs", first.unwrap_or_default()));
    phase.answer(Who::Provider, Who::Session, step::tokens(&life.source.reply));
    phase.ask(Who::Session, Who::Store, "keeps what is new");
}

/// Whether a log-in may ask the person.
fn asks(source: &TokenSource) -> bool {
    source.inputs.iter().any(|input| matches!(input.kind, InputKind::Asked(_)))
}

/// Whether the inputs can be used again, or be asked for again.
fn can_log_in_again(source: &TokenSource) -> bool {
    source.inputs.iter().all(|input| match input.kind {
        InputKind::Lasting | InputKind::Asked(_) | InputKind::Grant { once: false, .. } => true,
        InputKind::Once | InputKind::AuthorizationCode { .. } | InputKind::Grant { once: true, .. } => false,
    })
}
