//! Serves until the end: plays the providers, or sends requests on and records them.

use std::sync::Arc;

use anyhow::{Context, Result};
use auth_codegen::model::{Host, Provider};
use auth_mock::{Forward, Mock, curl};
use tokio::runtime::{Builder, Runtime};

use super::log::Follower;
use super::record::recording::Recording;
use super::stop::Stop;
use super::upstream::Upstream;
use crate::arguments::{self, Log};
use crate::terminal::{complain, say};

/// How providers are served.
pub(super) struct Settings<'o> {
    pub(super) port: u16,
    pub(super) faults: &'o [String],
    pub(super) log: Log,
    pub(super) until_stdin_closes: bool,
}

/// Plays the providers.
pub(super) fn play(settings: &Settings<'_>, providers: Vec<Provider>) -> Result<()> {
    runtime()?.block_on(async {
        let stop = Stop::new(settings.until_stdin_closes)?;
        let shown = providers.clone();
        let mock = Mock::start_on(settings.port, providers).await.with_context(|| taken(settings.port))?;
        for fault in settings.faults {
            mock.plan_text(fault).with_context(|| format!("`--fault '{fault}'`"))?;
        }
        announce(&mock, &shown, settings.log);
        follow(mock, settings.log, stop).await;
        Ok(())
    })
}

/// Sends requests on to the real providers, and returns what was recorded.
pub(super) fn record(options: &arguments::Mock, providers: Vec<Provider>) -> Result<Recording> {
    let upstream = Arc::new(Upstream::new(&options.upstream, providers.clone())?);
    runtime()?.block_on(async {
        let stop = Stop::new(false)?;
        let shown = providers.clone();
        let forward: Arc<dyn Forward> = Arc::<Upstream>::clone(&upstream);
        let mock = Mock::forward_on(options.port, providers, forward).await.with_context(|| taken(options.port))?;
        announce_recording(&mock, &shown, options.log, &upstream);
        follow(mock, options.log, stop).await;
        Ok(upstream.take())
    })
}

fn runtime() -> Result<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

fn taken(port: u16) -> String {
    format!("cannot serve on port {port}: is it taken? `--port 0` takes a free one")
}

/// Prints the exchanges until the end.
async fn follow(mock: Mock, log: Log, stop: Stop) {
    let follower = Follower::start(Arc::new(mock), log);
    stop.wait().await;
    follower.end();
}

fn announce(mock: &Mock, providers: &[Provider], log: Log) {
    match log {
        Log::Json | Log::Ready => say!("{}", mock.ready()),
        Log::Human => {
            for provider in providers {
                describe(mock, provider);
            }
            mock.faults().iter().for_each(|(endpoint, fault)| say!("fault of {endpoint}: {fault}"));
            say!("Serving until interrupted (ctrl-c). Faults and exchanges: {}", control(mock));
        }
    }
}

fn announce_recording(mock: &Mock, providers: &[Provider], log: Log, upstream: &Upstream) {
    match log {
        Log::Json | Log::Ready => say!("{}", mock.ready()),
        Log::Human => {
            for (provider, host) in providers.iter().flat_map(|one| one.hosts.iter().map(move |host| (one, host))) {
                let to = upstream.url(&provider.name, &host.name);
                let to = to.map_or_else(|| "nowhere: name it with `--upstream`".to_owned(), ToString::to_string);
                say!("{}: {} is sent on to {to}", provider.name, url(mock, provider, host));
            }
            say!("Recording until interrupted (ctrl-c).");
        }
    }
    if providers.iter().any(|provider| provider.hosts.iter().any(|host| host.captured.is_some())) {
        complain!("a host that a log-in names is not recorded, unless `--upstream` names it, too");
    }
}

fn control(mock: &Mock) -> String {
    mock.ready().get("control").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// Prints the URLs of a provider, and a curl command for each of its endpoints.
fn describe(mock: &Mock, provider: &Provider) {
    say!("{} (`{}`)", provider.title, provider.name);
    for host in &provider.hosts {
        say!("  {}: {} for {}", host.name, url(mock, provider, host), host.url.text);
    }
    for endpoint in &provider.endpoints {
        let base = url(mock, provider, &provider.hosts[endpoint.host]);
        let command = curl(provider, endpoint, &base);
        let computed = auth_mock::computed(endpoint);
        let lacks = if computed.is_empty() {
            String::new()
        } else {
            format!("\n# only a client adds: {}", computed.join(", "))
        };
        say!("\n# {}{lacks}\n{command}", endpoint.doc);
    }
    say!("");
}

fn url(mock: &Mock, provider: &Provider, host: &Host) -> String {
    mock.url(&provider.name, &host.name).unwrap_or_default()
}
