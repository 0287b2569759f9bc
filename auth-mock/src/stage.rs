//! Plays the providers: turns a request into a reply, without using the network.

mod plan;
mod play;

use std::net::SocketAddr;
use std::time::{Instant, SystemTime};

use auth_codegen::model::Provider;
use axum::http::{HeaderName, header};
use tokio::sync::watch;

use crate::answer::challenge::challenge;
use crate::answer::reply::Reply;
use crate::fault::plan::Faults;
use crate::judge::credential::carried;
use crate::memory::Memory;
use crate::read::received::Received;
use crate::route::candidate::{Candidate, base_path};
use crate::show::exchange::{Exchange, Story};
use crate::show::redact::Redactor;

/// The providers, and the exchanges so far.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) providers: Vec<Provider>,
    pub(crate) exchanges: watch::Sender<Vec<Exchange>>,
    address: SocketAddr,
    memory: Memory,
    faults: Faults,
    redactor: Redactor,
}

/// When a request came.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival {
    at: SystemTime,
    start: Instant,
}

impl Arrival {
    pub(crate) fn now() -> Self {
        Self { at: SystemTime::now(), start: Instant::now() }
    }
}

/// A reply, with the provider and endpoint that it belongs to.
struct Played<'p> {
    provider: Option<&'p Provider>,
    chosen: Option<Candidate<'p>>,
    reply: Reply,
    /// Why the request is refused.
    refused: Vec<String>,
    /// The faults that it has met.
    faults: Vec<String>,
}

impl Stage {
    pub(crate) fn new(address: SocketAddr, providers: Vec<Provider>) -> Self {
        let redactor = Redactor::new(&providers);
        let (memory, faults) = (Memory::default(), Faults::default());
        Self { providers, exchanges: watch::Sender::default(), address, memory, faults, redactor }
    }

    /// Returns the URL of the server.
    pub(crate) fn root(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the URL of a provider's host on the server.
    pub(crate) fn url(&self, provider: &str, host: &str) -> Option<String> {
        let provider = self.providers.iter().find(|known| known.name == provider)?;
        let host = provider.hosts.iter().find(|known| known.name == host)?;
        Some(format!("{}{}", self.root(), base_path(provider, host)))
    }

    /// Answers a request and records the exchange.
    pub(crate) fn play(&self, received: &Received) -> Reply {
        let arrival = Arrival::now();
        let mut played = self.answer(received);
        played.reply = self.finish(&played);
        self.record(&played, received, arrival);
        played.reply
    }

    /// Records an exchange with the real provider.
    pub(crate) fn record_forwarded(&self, received: &Received, reply: Reply, arrival: Arrival, refused: Vec<String>) {
        let mut played = self.addressed(received);
        (played.reply, played.refused) = (reply, refused);
        self.record(&played, received, arrival);
    }

    fn record(&self, played: &Played<'_>, received: &Received, arrival: Arrival) {
        let (at, took) = (arrival.at, arrival.start.elapsed() + played.reply.delay);
        let Played { provider, chosen, reply, refused, faults } = played;
        let carried = chosen.as_ref().map(|chosen| carried(chosen, received)).unwrap_or_default();
        let credential = carried.first().map(|(credential, _)| credential.name.clone());
        let story = Story { credential, refused: refused.clone(), faults: faults.clone(), at, took };
        let exchange = Exchange::new(&self.redactor, *provider, chosen.as_ref(), received, (reply, story));
        self.exchanges.send_modify(|all| all.push(exchange));
    }

    /// Adds the headers that the status requires, and those of every reply of the provider.
    fn finish(&self, played: &Played<'_>) -> Reply {
        let Played { provider, chosen, reply, .. } = played;
        let mut reply = reply.clone();
        let header = match reply.status.as_u16() {
            401 => chosen.as_ref().and_then(challenge).map(|text| (header::WWW_AUTHENTICATE, text)),
            429 => Some((header::RETRY_AFTER, "1".to_owned())),
            _ => None,
        };
        if let Some((name, text)) = header.filter(|(name, _)| !reply.has(name)) {
            reply = reply.with(name, &text);
        }
        let number = self.exchanges.borrow().len().wrapping_add(1);
        for known in provider.iter().flat_map(|provider| &provider.reply_headers) {
            let Ok(name) = HeaderName::from_bytes(known.name.as_bytes()) else { continue };
            if !reply.has(&name) {
                reply = reply.with(name, &format!("mock-{number}"));
            }
        }
        reply
    }
}
