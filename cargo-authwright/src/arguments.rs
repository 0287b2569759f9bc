//! The command line.

mod diff;
#[cfg(feature = "docs")]
mod docs;
#[cfg(feature = "mock")]
mod mock;
mod new;
mod packages;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(crate) use diff::{Diff, DiffFormat, Size};
#[cfg(feature = "docs")]
pub(crate) use docs::Docs;
#[cfg(feature = "mock")]
pub(crate) use mock::{Log, Mock};
pub(crate) use new::New;
pub(crate) use packages::Packages;

/// Typed clients for authentication APIs, generated from one YAML spec per provider.
#[derive(Debug, Parser)]
#[command(name = "cargo-authwright", bin_name = "cargo authwright", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  everything is in order
  1  problems were found: in a spec, generated files are out of date, or a change is larger than `--at-most` allows
  2  the command was used wrongly, or a file could not be read or written

Environment:
  NO_COLOR         no colours, also in a terminal
  CLICOLOR_FORCE   colours, also where there is no terminal

Examples:
  cargo authwright new acme --from-curl page.txt && cargo authwright gen
  cargo authwright explain AW0102

Specs and output are named in the Cargo.toml of a package:
  [package.metadata.authwright]
  specs = \"specs\"              # the folder of the specs
  output = \"src/generated\"     # the folder of the generated modules
  features = false             # true: a cargo feature for each provider, and `all`
  crate = \"auth_runtime\"       # the path of the runtime, where it is renamed or re-exported
  docs = \"target/authwright\"   # the folder of the site that `docs` writes";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(New),
    Gen(Gen),
    Check(Check),
    Explain(Explain),
    Diff(Diff),
    #[cfg(feature = "docs")]
    Docs(Docs),
    Schema(Schema),
    #[cfg(feature = "mock")]
    Mock(Mock),
    Completions(Completions),
    Man(Man),
}

/// Generate the clients from the specs.
///
/// Nothing is written if a spec has mistakes. A file that was not generated is never overwritten, and a generated one whose
/// spec is gone is removed.
#[derive(Args, Debug, Default)]
#[command(after_help = "\
Examples:
  cargo authwright gen                     # what Cargo.toml says
  cargo authwright gen --check             # in CI: print what would change, and exit with 1
  cargo authwright gen --watch             # while you write a spec
  cargo authwright gen --specs apis --output src/apis

Exit codes: 0 written or up to date, 1 a spec has mistakes or `--check` found a change, 2 wrong use or a file error")]
pub(crate) struct Gen {
    /// Print the changes as a diff instead of writing them; exit with 1 if there are any.
    #[arg(long)]
    pub(crate) check: bool,
    /// Generate again whenever a spec changes, until interrupted.
    #[arg(long, conflicts_with = "check")]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) packages: Packages,
    /// The folder of the specs, instead of what Cargo.toml says.
    #[arg(long, value_name = "DIR", requires = "output", conflicts_with_all = ["packages", "manifest_path"])]
    pub(crate) specs: Option<PathBuf>,
    /// The folder for the generated modules, instead of what Cargo.toml says.
    #[arg(long, value_name = "DIR", requires = "specs")]
    pub(crate) output: Option<PathBuf>,
}

/// Check specs, and print what is wrong with them and how to mend it.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  cargo authwright check                   # the specs of the package
  cargo authwright check acme.yaml         # one file; no Cargo.toml is needed
  cargo authwright check --fix             # mend what an edit can mend; comments stay
  cat acme.yaml | cargo authwright check -
  cargo authwright check --format sarif > authwright.sarif

Exit codes: 0 no problems, 1 problems, 2 wrong use or a file error")]
pub(crate) struct Check {
    /// Files or folders; `-` is standard input. By default, the specs that Cargo.toml names.
    #[arg(value_name = "SPEC")]
    pub(crate) specs: Vec<PathBuf>,
    /// Apply every edit that a problem proposes (`did you mean …?`), then check again.
    #[arg(long)]
    pub(crate) fix: bool,
    /// How to print the problems.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) packages: Packages,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: each problem with its place in the text, on standard error.
    Human,
    /// One JSON document on standard output.
    Json,
    /// SARIF 2.1.0 on standard output, as code scanning reads it.
    Sarif,
}

/// Explain the code of a problem.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  cargo authwright explain AW0102
  cargo authwright explain                 # all codes")]
pub(crate) struct Explain {
    /// The code, such as `AW0102` or `102`.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// Print the JSON Schema of the language, with which editors complete, explain and check specs.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  cargo authwright schema specs/.schema.json

The first line of a spec that names it makes most editors use it:
  # yaml-language-server: $schema=.schema.json")]
pub(crate) struct Schema {
    /// The file to write; standard output by default.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

/// Print the completions of a shell.
///
/// They complete `cargo-authwright`, which is the same command as `cargo authwright`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  cargo authwright completions bash > ~/.local/share/bash-completion/completions/cargo-authwright
  cargo authwright completions zsh > ~/.zfunc/_cargo-authwright")]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// Write the man pages into a folder.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  cargo authwright man ~/.local/share/man/man1 && man cargo-authwright-gen")]
pub(crate) struct Man {
    /// The folder; it is made if it is absent.
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
}

/// Removes the first argument if it is the name by which cargo calls the command.
pub(crate) fn without_command_name(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|first| first == "authwright") {
        arguments.remove(1);
    }
    arguments
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn cargo_passes_the_name_of_the_command() {
        let rest = |arguments: &[&str]| without_command_name(arguments.iter().map(OsString::from)).join(" ".as_ref());
        assert_eq!(rest(&["cargo-authwright", "authwright", "gen"]), "cargo-authwright gen");
        assert_eq!(rest(&["cargo-authwright", "explain", "authwright"]), "cargo-authwright explain authwright");
    }
}
