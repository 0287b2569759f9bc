//! The arguments of `new`.

use std::path::PathBuf;

use clap::Args;

use super::Packages;
use crate::import::Kind;

/// Write a spec: from a documentation page, from a document, or from a few answers.
///
/// The spec generates as it is. What its source does not say is in comments, and is said at the end. An existing file is
/// never overwritten.
#[derive(Args, Debug, Default)]
#[command(after_help = "\
Examples:
  cargo authwright new acme                               # asks
  cargo authwright new acme --base-url https://api.acme.example --credential bearer
  cargo authwright new acme --from-curl page.txt          # curl commands, each with its sample reply below it
  cargo authwright new acme --from-openapi openapi.yaml   # the calls that authenticate, and one that needs them
  cargo authwright new acme --from-openapi openapi.json --path '/v1/keys*' --path login
  cargo authwright new acme --from-metadata openid-configuration.json

Exit codes: 0 written, 1 written with mistakes that have to be mended by hand, 2 wrong use or an unreadable source")]
pub(crate) struct New {
    /// The name of the provider: lower-case words joined by `_`.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Read curl commands, each followed by its sample reply; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from_openapi", "from_metadata", "credential"])]
    pub(crate) from_curl: Option<PathBuf>,
    /// Read an `OpenAPI` document, 3.0 to 3.2, in JSON or YAML; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from_metadata", "credential"])]
    pub(crate) from_openapi: Option<PathBuf>,
    /// Read the metadata of an authorization server (RFC 8414), or an `OpenID` configuration; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "credential")]
    pub(crate) from_metadata: Option<PathBuf>,
    /// With `--from-openapi`: a path (`*` at the end for all below) or an operation id, instead of the calls that
    /// authenticate (repeatable).
    #[arg(long = "path", value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    /// With `--from-openapi`: every call.
    #[arg(long, conflicts_with = "paths")]
    pub(crate) all: bool,
    /// The base URL, such as `https://api.acme.example/v1`.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// The name for people.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// How callers authenticate.
    #[arg(long, value_enum)]
    pub(crate) credential: Option<Kind>,
    /// The name of the header, the parameter or the cookie that has the key.
    #[arg(long, value_name = "NAME", requires = "credential")]
    pub(crate) key_name: Option<String>,
    /// Print the spec instead of writing a file.
    #[arg(long)]
    pub(crate) print: bool,
    /// The folder of the spec, instead of what Cargo.toml says, or `specs`.
    #[arg(long, value_name = "DIR")]
    pub(crate) specs: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) packages: Packages,
}
