//! Plays the providers: turns a request into a reply, without using the network.

use auth_codegen::model::{Call, Provider};
use axum::http::{HeaderName, header};
use serde_json::Value as Json;
use tokio::sync::watch;

use crate::answer::challenge::challenge;
use crate::answer::example;
use crate::answer::refuse;
use crate::answer::reply::Reply;
use crate::answer::visit::{consent, is_scripted, scripted};
use crate::judge::check::{check, choose};
use crate::judge::one::end_former;
use crate::judge::proof;
use crate::judge::visit::check_visit;
use crate::memory::Memory;
use crate::read::reading::Reading;
use crate::read::received::{Received, pairs};
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::{Candidate, Key};
use crate::route::find::{self, Route};
use crate::show::exchange::Exchange;
use crate::show::redact::Redactor;

/// The providers, and the exchanges so far.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) providers: Vec<Provider>,
    pub(crate) exchanges: watch::Sender<Vec<Exchange>>,
    memory: Memory,
    redactor: Redactor,
}

/// A reply, with the provider and endpoint that it belongs to.
struct Played<'p> {
    provider: Option<&'p Provider>,
    chosen: Option<Candidate<'p>>,
    reply: Reply,
}

impl Stage {
    pub(crate) fn new(providers: Vec<Provider>) -> Self {
        let redactor = Redactor::new(&providers);
        Self { providers, exchanges: watch::Sender::default(), memory: Memory::default(), redactor }
    }

    /// Answers a request and records the exchange.
    pub(crate) fn play(&self, received: &Received) -> Reply {
        let Played { provider, chosen, reply } = self.answer(received);
        let reply = self.finish(provider, chosen.as_ref(), reply);
        let exchange = Exchange::new(&self.redactor, provider, chosen.as_ref(), received, &reply);
        self.exchanges.send_modify(|all| all.push(exchange));
        reply
    }

    /// Plans an error case for the next call of an endpoint. Returns false if there is no such case.
    pub(crate) fn plan_failure(&self, provider: &str, endpoint: &str, case: &str) -> bool {
        let planned = self.providers.iter().enumerate().find(|(_, known)| known.name == provider).and_then(
            |(index, provider)| {
                let is_named = |name: &str| name.trim_start_matches("r#") == endpoint.trim_start_matches("r#");
                let endpoint = provider.endpoints.position(|known| is_named(&known.name))?;
                let call = provider.endpoints[endpoint].http()?;
                let cases = &provider.error_sets[call.errors].cases;
                let case = cases.iter().position(|known| known.ident == case)?;
                Some((Key { provider: index, endpoint }, case))
            },
        );
        if let Some((key, case)) = planned {
            self.memory.plan_failure(key, case);
        }
        planned.is_some()
    }

    fn answer(&self, received: &Received) -> Played<'_> {
        match find::find(&self.providers, &received.method, received.uri.path()) {
            Route::Nothing { provider } => self.nothing(provider),
            Route::OtherMethods { provider, methods } => other_methods(provider, &methods, received),
            Route::Endpoints(candidates) => self.call(&candidates, received),
        }
    }

    fn nothing<'p>(&'p self, provider: Option<&'p Provider>) -> Played<'p> {
        let paths = find::list(&self.providers, provider);
        let refusal = Refusal::new(Reason::Path, format!("no endpoint has this path: the paths are {paths}"));
        Played { provider, chosen: None, reply: refuse_all(&refusal, provider) }
    }

    fn call<'p>(&self, candidates: &[Candidate<'p>], received: &Received) -> Played<'p> {
        let Some((chosen, reading)) = choose(candidates, received) else {
            return Played { provider: None, chosen: None, reply: Reply::new(404, None) };
        };
        let errors = chosen.errors().map(|set| (chosen.provider, set));
        let planned = errors.and_then(|(_, set)| set.cases.get(self.memory.next_failure(chosen.key)?));
        let reply = match planned {
            Some(case) => refuse::documented(case, chosen.provider),
            None if is_scripted(chosen) && received.uri.query().is_none() => scripted(),
            None => {
                let checked = check(candidates, chosen, &reading, received, &self.memory);
                let performed = checked.and_then(|()| self.perform(chosen, &reading, received));
                let reason = performed.as_ref().err().map(|refusal| refusal.reason);
                let reply = performed.unwrap_or_else(|refusal| refuse::reply(&refusal, errors));
                proof::announce(reply, chosen, reason)
            }
        };
        Played { provider: Some(chosen.provider), chosen: Some(chosen.clone()), reply }
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
                end_former(chosen, &reply, &self.memory);
                Ok(reply)
            }
        }
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

    /// Adds the headers that the status requires, and those of every reply of the provider.
    fn finish(&self, provider: Option<&Provider>, chosen: Option<&Candidate<'_>>, mut reply: Reply) -> Reply {
        let header = match reply.status.as_u16() {
            401 => chosen.and_then(challenge).map(|text| (header::WWW_AUTHENTICATE, text)),
            429 => Some((header::RETRY_AFTER, "1".to_owned())),
            _ => None,
        };
        if let Some((name, text)) = header.filter(|(name, _)| !reply.headers.iter().any(|(set, _)| set == name)) {
            reply = reply.with(name, &text);
        }
        let number = self.exchanges.borrow().len().wrapping_add(1);
        for known in provider.into_iter().flat_map(|provider| &provider.reply_headers) {
            let Ok(name) = HeaderName::from_bytes(known.name.as_bytes()) else { continue };
            if !reply.headers.iter().any(|(set, _)| *set == name) {
                reply = reply.with(name, &format!("mock-{number}"));
            }
        }
        reply
    }
}

fn other_methods<'p>(provider: &'p Provider, methods: &[&str], received: &Received) -> Played<'p> {
    let text =
        format!("no endpoint has the method `{}` at this path: use `{}`", received.method, methods.join("` or `"));
    let reply =
        refuse_all(&Refusal::new(Reason::Method, text), Some(provider)).with(header::ALLOW, &methods.join(", "));
    Played { provider: Some(provider), chosen: None, reply }
}

/// Refuses a request that matches no endpoint, with the provider's default error set.
fn refuse_all(refusal: &Refusal, provider: Option<&Provider>) -> Reply {
    refuse::reply(refusal, provider.and_then(|provider| Some((provider, provider.error_sets.first()?))))
}
