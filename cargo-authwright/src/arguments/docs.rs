//! The arguments of `docs`.

use std::path::PathBuf;

use clap::Args;

use super::packages::Packages;

/// Write a static site: an index, and a page for each provider.
///
/// A page has endpoints with curl and Rust side by side, types, errors, and a drawing of each credential's life. It needs no
/// server and requests nothing. Nothing is written if a spec has mistakes. A page that the command did not write is never
/// touched, and one whose spec is gone is removed.
#[derive(Args, Debug, Default)]
#[command(after_help = "\
Examples:
  cargo authwright docs                    # every spec that Cargo.toml names, into target/authwright
  cargo authwright docs acme               # the page of one; the others stay
  cargo authwright docs acme.yaml --out site
  cargo authwright docs --check            # in CI: exit with 1 if a page is out of date")]
pub(crate) struct Docs {
    /// Names of providers, files, or folders; `-` is standard input. By default, the specs that Cargo.toml names.
    #[arg(value_name = "NAME|SPEC")]
    pub(crate) specs: Vec<PathBuf>,
    /// The folder of the site, instead of what Cargo.toml says, or `target/authwright`.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print which pages would change instead of writing them; exit with 1 if there are any.
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) packages: Packages,
}
