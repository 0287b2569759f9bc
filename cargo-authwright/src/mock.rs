//! `cargo authwright mock`: serves mock providers on loopback, from their specs.

use anyhow::{Context, Result};
use auth_codegen::model::{Host, Provider};
use auth_mock::{Mock, curl};
use tokio::runtime;
use tokio::signal;

use crate::arguments;
use crate::spec;
use crate::terminal::exit::{FINE, FOUND};
use crate::terminal::say;

/// Serves what the command line names.
pub(crate) fn run(options: &arguments::Mock) -> Result<u8> {
    let specs = spec::named(&options.specs, &options.packages)?;
    let (providers, reports) = spec::check_all(&specs);
    if reports.is_empty() {
        serve(options.port, providers)?;
        return Ok(FINE);
    }
    spec::refuse(&reports, "nothing is served");
    Ok(FOUND)
}

/// Serves mock providers until interrupted, and prints how to call them.
///
/// # Errors
/// If the port is in use.
pub fn serve(port: u16, providers: Vec<Provider>) -> Result<()> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve_until_interrupted(port, providers))
}

async fn serve_until_interrupted(port: u16, providers: Vec<Provider>) -> Result<()> {
    let mock = Mock::start_on(port, providers.clone()).await.with_context(|| format!("cannot serve on port {port}"))?;
    for provider in &providers {
        describe(&mock, provider);
    }
    say!("Serving until interrupted (ctrl-c).");
    let log = tokio::spawn(log(mock));
    signal::ctrl_c().await.context("cannot wait for an interrupt")?;
    log.abort();
    Ok(())
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
        say!("\n# {}\n{command}", endpoint.doc);
    }
    say!("");
}

fn url(mock: &Mock, provider: &Provider, host: &Host) -> String {
    mock.url(&provider.name, &host.name).unwrap_or_default()
}

/// Prints a line for each request, until standard output is closed.
async fn log(mock: Mock) {
    let mut seen = 0;
    loop {
        let exchanges = mock.exchanges_after(seen).await;
        seen += exchanges.len();
        for exchange in exchanges {
            say!("{exchange}");
        }
    }
}
