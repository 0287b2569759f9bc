//! `cargo authwright mock`: serves mock providers on loopback, from their specs, and records examples for them.

mod har;
mod log;
mod record;
mod serve;
mod stop;
mod upstream;

use anyhow::{Result, bail};
use auth_codegen::model::Provider;

use crate::arguments;
use crate::spec;
use crate::terminal::exit::{FINE, FOUND};
use serve::Settings;

/// Does what the command line says.
pub(crate) fn run(options: &arguments::Mock) -> Result<u8> {
    let specs = spec::named(&options.specs, &options.packages)?;
    let (providers, reports) = spec::check_all(&specs);
    if !reports.is_empty() {
        spec::refuse(&reports, "nothing is served");
        return Ok(FOUND);
    }
    check_names(&providers)?;
    if options.yes && !options.record && options.har.is_none() {
        bail!("`--yes` writes a recording: add `--record --upstream URL` or `--har FILE`");
    }
    if let Some(file) = &options.har {
        return record::finish(&har::record(file, &providers)?, &specs, options.yes);
    }
    if options.record {
        let recording = serve::record(options, providers)?;
        return record::finish(&recording, &specs, options.yes);
    }
    let settings = Settings {
        port: options.port,
        faults: &options.faults,
        log: options.log,
        until_stdin_closes: options.until_stdin_closes,
    };
    serve::play(&settings, providers)?;
    Ok(FINE)
}

/// Serves mock providers until interrupted, and prints how to call them.
///
/// # Errors
/// If the port is in use.
pub fn serve(port: u16, providers: Vec<Provider>) -> Result<()> {
    let settings = Settings { port, faults: &[], log: arguments::Log::Human, until_stdin_closes: false };
    serve::play(&settings, providers)
}

/// The name of a provider is its place on the server.
fn check_names(providers: &[Provider]) -> Result<()> {
    let names: Vec<&str> = providers.iter().map(|provider| provider.name.as_str()).collect();
    let twice = names.iter().enumerate().find(|(index, name)| names.iter().take(*index).any(|other| other == *name));
    match twice {
        Some((_, name)) => bail!("two specs have the name `{name}`: serve one of them"),
        None => Ok(()),
    }
}
