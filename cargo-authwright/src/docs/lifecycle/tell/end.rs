//! The end of a log-in.

use super::life::{Life, code, request};
use super::step;
use crate::docs::lifecycle::story::{Phase, Who};

pub(super) fn phase(life: &Life<'_>) -> Phase {
    let mut phase = Phase::new("Log-out");
    let (source, provider) = (life.source, life.provider);
    let page = source.log_out.as_ref().map(|log_out| &provider.endpoints[log_out.page]);
    phase.ask(
        Who::You,
        Who::Session,
        if page.is_some() { "`session.log_out(page, &client)`" } else { "`session.revoke()`" },
    );
    phase.ask(Who::Session, Who::Store, "removes the tokens");
    for made in &source.revoke {
        step::add(made, &source.revoke, &auth_codegen::model::TokenReply::default(), life, &mut phase);
    }
    if source.revoke.is_empty() {
        phase.note(Who::Provider, "There is no call for it here: a token is good until it ends.");
    }
    if let Some(page) = page {
        phase.ask(Who::You, Who::Browser, format!("opens {}", code(page.spec_name())));
        phase.ask(Who::Browser, Who::Provider, format!("{}: the browser is logged out, too", request(page)));
    }
    phase
}
