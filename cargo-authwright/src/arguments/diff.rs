//! The arguments of `diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::packages::Packages;

/// Compare two versions of a spec: what changes for callers, and how large that is by semantic versioning.
///
/// A version is a file, or `REVISION:PATH` as git calls it. The size is that of the generated client's public API: `major` if
/// a caller may no longer compile, `minor` if there is more than before, `patch` if only requests, replies or documentation
/// differ.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  cargo authwright diff old.yaml new.yaml
  cargo authwright diff v1.2:specs/acme.yaml specs/acme.yaml
  cargo authwright diff --rev main                       # every spec of the package
  cargo authwright diff --rev v1.2 --at-most minor       # in CI: exit with 1 if it is more

Exit codes: 0 compared, 1 more than `--at-most` or a spec has mistakes, 2 wrong use, no such file or revision")]
pub(crate) struct Diff {
    /// The older and the newer version; with `--rev`, the specs to compare.
    #[arg(value_name = "SPEC")]
    pub(crate) specs: Vec<PathBuf>,
    /// Compare with this git revision: every spec that Cargo.toml names, unless some are given.
    #[arg(long, value_name = "REVISION")]
    pub(crate) rev: Option<String>,
    /// Exit with 1 if the change is larger.
    #[arg(long, value_enum, value_name = "SIZE")]
    pub(crate) at_most: Option<Size>,
    /// How to print the changes.
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    pub(crate) format: DiffFormat,
    #[command(flatten)]
    pub(crate) packages: Packages,
}

/// How large a change is (<https://semver.org>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Size {
    /// Nothing that callers write is concerned.
    Patch,
    /// There is more than before.
    Minor,
    /// A caller may have to change.
    Major,
}

/// How changes are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people.
    Human,
    /// One JSON document.
    Json,
}
