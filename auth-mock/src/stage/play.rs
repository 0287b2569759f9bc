//! Plays one request: finds its endpoint, checks it, and makes the reply.

use auth_codegen::model::{Call, Provider};
use axum::http::header;
use serde_json::Value as Json;

use crate::answer::challenge::invalid_token;
use crate::answer::cut::Ending;
use crate::answer::example;
use crate::answer::refuse;
use crate::answer::reply::Reply;
use crate::answer::visit::{consent, is_scripted, scripted};
use crate::fault::apply;
use crate::fault::kind::Effect;
use crate::fault::lifecycle::carried_tokens;
use crate::fault::plan::Met;
use crate::fault::rotate::{self, Sent};
use crate::judge::check::{check, choose};
use crate::judge::one::{end_former, issue_again};
use crate::judge::proof;
use crate::judge::visit::check_visit;
use crate::read::reading::Reading;
use crate::read::received::{Received, pairs};
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::{Candidate, base_path};
use crate::route::find::{self, Route};
use crate::stage::{Played, Stage};

impl Stage {
    pub(super) fn answer(&self, received: &Received) -> Played<'_> {
        match find::find(&self.providers, &received.method, received.uri.path()) {
            Route::Nothing { provider } => self.nothing(provider, received),
            Route::OtherMethods { provider, methods } => other_methods(provider, &methods, received),
            Route::Endpoints(candidates) => self.call(&candidates, received),
        }
    }

    /// Returns the endpoint to which a request is addressed, with an empty reply.
    pub(super) fn addressed(&self, received: &Received) -> Played<'_> {
        let nobody = |provider| Played::refused(&Refusal::new(Reason::Path, ""), provider);
        match find::find(&self.providers, &received.method, received.uri.path()) {
            Route::Nothing { provider } => nobody(provider),
            Route::OtherMethods { provider, .. } => nobody(Some(provider)),
            Route::Endpoints(candidates) => match choose(&candidates, received, &self.memory) {
                Some((chosen, _)) => Played { chosen: Some(chosen.clone()), ..nobody(Some(chosen.provider)) },
                None => nobody(None),
            },
        }
    }

    /// Says where the providers are, to a request that is addressed to none.
    pub(crate) fn no_host(&self) -> String {
        let hosts = self.providers.iter().flat_map(|provider| {
            provider.hosts.iter().map(move |host| format!("{}{}", self.root(), base_path(provider, host)))
        });
        format!("no provider is here: they are at {}", hosts.collect::<Vec<_>>().join(", "))
    }

    fn nothing<'p>(&'p self, provider: Option<&'p Provider>, received: &Received) -> Played<'p> {
        let paths = find::list(&self.providers, provider);
        let nearest = find::nearest(&self.providers, provider, received.uri.path());
        let nearest = nearest.map(|path| format!("did you mean `{path}`? ")).unwrap_or_default();
        let text = format!("no endpoint has this path: {nearest}the paths are {paths}");
        Played::refused(&Refusal::new(Reason::Path, text), provider)
    }

    fn call<'p>(&self, candidates: &[Candidate<'p>], received: &Received) -> Played<'p> {
        let Some((chosen, mut reading)) = choose(candidates, received, &self.memory) else {
            return Played::refused(&Refusal::new(Reason::Path, "no endpoint has this path"), None);
        };
        let met = self.faults.meet(chosen.key);
        let sent = rotate::resolve(chosen, &mut reading, &self.memory);
        let instead =
            met.effect.as_ref().and_then(|effect| apply::instead(effect, chosen, (&sent, received), &self.memory));
        let (reply, refused) = match instead {
            Some(reply) => (reply, Vec::new()),
            None if is_scripted(chosen) && received.uri.query().is_none() => (scripted(), Vec::new()),
            None => self.usual((candidates, chosen), (&reading, &sent, received), &met),
        };
        let reply = after(reply, &met);
        Played { provider: Some(chosen.provider), chosen: Some(chosen.clone()), reply, refused, faults: met.said }
    }

    /// Checks a request and carries it out. Returns the reply, and why it is refused.
    fn usual(
        &self,
        (candidates, chosen): (&[Candidate<'_>], &Candidate<'_>),
        (reading, sent, received): (&Reading, &Sent, &Received),
        met: &Met,
    ) -> (Reply, Vec<String>) {
        let checked = check(candidates, chosen, reading, received, &self.memory);
        let checked = checked.and_then(|()| rotate::check(sent, chosen, &self.memory));
        match checked.and_then(|()| self.perform(chosen, reading, received)) {
            Ok(reply) => {
                rotate::note_uses(sent, carried_tokens(chosen, received), chosen, &self.memory);
                let reply = self.issue(reply, chosen, sent, met);
                (proof::announce(reply, chosen, None), Vec::new())
            }
            Err(refusal) => {
                let errors = chosen.errors().map(|set| (chosen.provider, set));
                let mut reply = refuse::reply(&refusal, errors);
                let ended = Some(refusal.text()).filter(|_| refusal.reason == Reason::EndedToken);
                let challenge = ended.and_then(|why| invalid_token(chosen, &why));
                if let Some(challenge) = challenge.filter(|_| !reply.has(&header::WWW_AUTHENTICATE)) {
                    reply = reply.with(header::WWW_AUTHENTICATE, &challenge);
                }
                (proof::announce(reply, chosen, Some(refusal.reason)), refusal.texts)
            }
        }
    }

    fn perform(&self, chosen: &Candidate<'_>, reading: &Reading, received: &Received) -> Result<Reply, Refusal> {
        let example = example::choose(chosen, reading, &self.memory);
        match (&chosen.endpoint.call, example) {
            (Call::Visit(_), Some(example)) => {
                let visit = check_visit(chosen, reading, &received.query(), &self.memory)?;
                Ok(consent(visit, chosen, example, (reading, received), &self.memory))
            }
            (Call::Visit(_), None) => {
                Err(Refusal::new(Reason::Fields, "the spec has no example of this endpoint: add one"))
            }
            (Call::Http(_), example) => {
                let reply = example::reply(chosen.endpoint, example);
                self.keep_pushed(chosen, received, &reply);
                Ok(reply)
            }
        }
    }

    /// Issues the tokens of a reply: they are good from now on, and those that they replace are not.
    fn issue(&self, mut reply: Reply, chosen: &Candidate<'_>, sent: &Sent, met: &Met) -> Reply {
        if met.effect == Some(Effect::Rotated) {
            self.redactor.remember(rotate::rotate(&mut reply, chosen, sent, &self.memory));
        }
        if chosen.endpoint.http().is_some() {
            issue_again(chosen, &reply, &self.memory);
            end_former(chosen, &reply, &self.memory);
        }
        reply
    }

    /// Records what is sent in a call before a visit, under each text of its reply.
    fn keep_pushed(&self, chosen: &Candidate<'_>, received: &Received, reply: &Reply) {
        if !chosen.is_before_a_visit() {
            return;
        }
        let json = reply.body.as_ref().map(|body| &body.json);
        for text in json.and_then(Json::as_object).into_iter().flatten().filter_map(|(_, json)| json.as_str()) {
            self.memory.push(chosen.key.provider, text, &pairs(received.bytes()));
        }
    }
}

/// Adds what a fault does to any reply.
fn after(mut reply: Reply, met: &Met) -> Reply {
    reply.delay = met.delay;
    if met.effect == Some(Effect::Truncated) {
        reply.ending = Ending::Truncated;
    }
    match met.retry_after {
        Some(seconds) => {
            reply.headers.retain(|(name, _)| *name != header::RETRY_AFTER);
            reply.with(header::RETRY_AFTER, &seconds.to_string())
        }
        None => reply,
    }
}

fn other_methods<'p>(provider: &'p Provider, methods: &[&str], received: &Received) -> Played<'p> {
    let text =
        format!("no endpoint has the method `{}` at this path: use `{}`", received.method, methods.join("` or `"));
    let mut played = Played::refused(&Refusal::new(Reason::Method, text), Some(provider));
    played.reply = played.reply.with(header::ALLOW, &methods.join(", "));
    played
}

impl<'p> Played<'p> {
    /// A request that matches no endpoint is refused with the provider's default error set.
    fn refused(refusal: &Refusal, provider: Option<&'p Provider>) -> Self {
        let errors = provider.and_then(|provider| Some((provider, provider.error_sets.first()?)));
        let reply = refuse::reply(refusal, errors);
        Self { provider, chosen: None, reply, refused: refusal.texts.clone(), faults: Vec::new() }
    }
}
