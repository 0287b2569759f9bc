//! The arguments of `mock`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Packages;

/// Serve mock providers on loopback, from their specs, until interrupted.
///
/// Each endpoint answers with its examples, or with the spec's own error, whose message says what is wrong. A curl line for each
/// is printed at the start, and then each request. While it runs, faults are planned and seen at http://127.0.0.1:PORT/-/.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  cargo authwright mock                    # every spec that Cargo.toml names
  cargo authwright mock acme --port 8080   # one of them
  cargo authwright mock specs/acme.yaml    # a file; no Cargo.toml is needed
  cargo authwright mock acme --fault 'log_in: 429 retry-after 3, 2 times' --fault '*: slow 200ms'
  cargo authwright mock acme --log json --until-stdin-closes   # for test suites in any language
  cargo authwright mock acme --record --upstream https://api.acme.example
  cargo authwright mock acme --har session.har   # examples from what a browser has recorded

Faults: slow 500ms | 400 to 599 | closed | truncated | expired | revoked | rotated | NameOfAnError,
with retry-after SECONDS, and once | N times | every N. The endpoint is log_in, acme.log_in, acme.* or *.

A recording is shown as a diff, and written after a yes. Texts in it are made up, and secrets are never written.")]
pub(crate) struct Mock {
    /// Names of providers, files, or folders. By default, the specs that Cargo.toml names.
    #[arg(value_name = "NAME|SPEC")]
    pub(crate) specs: Vec<PathBuf>,
    /// The port; a free one by default.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// What happens to calls of an endpoint. May be given several times.
    #[arg(long = "fault", value_name = "ENDPOINT: FAULT", conflicts_with_all = ["record", "har"])]
    pub(crate) faults: Vec<String>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = Log::Human, value_name = "FORMAT")]
    pub(crate) log: Log,
    /// End when standard input is closed, too: a test suite that is killed leaves no server behind.
    #[arg(long)]
    pub(crate) until_stdin_closes: bool,
    /// Send requests on to the real API, and make examples of what it answers.
    #[arg(long, requires = "upstream", conflicts_with = "until_stdin_closes")]
    pub(crate) record: bool,
    /// Where requests are sent on to: the URL of the first host, or HOST=URL or PROVIDER.HOST=URL for another.
    #[arg(long, value_name = "URL", requires = "record")]
    pub(crate) upstream: Vec<String>,
    /// Make examples of the requests in a HAR file, which browsers and proxies export.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["record", "port", "until_stdin_closes"])]
    pub(crate) har: Option<PathBuf>,
    /// Write the recorded examples without asking.
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) packages: Packages,
}

/// What is printed while the providers are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Log {
    /// For people: a curl line for each endpoint, then each request and why it was refused.
    Human,
    /// A JSON line when the server is ready, then one for each request.
    Json,
    /// A JSON line when the server is ready, and nothing else.
    Ready,
}
