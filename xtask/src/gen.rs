//! `cargo xtask gen`: generates the clients from the specs.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};
use auth_codegen::model::Provider;
use auth_codegen::{examples, generate};

use crate::manifest;
use crate::specs;
pub use crate::specs::Failure;
use crate::tree::{self, Change};

/// The first words of every generated file, by which files that may be removed are recognized.
const MARK: &str = "// @generated";

/// The directories to read and write.
#[derive(Clone, Debug)]
pub struct Options {
    root: PathBuf,
    check: bool,
    spec_dir: PathBuf,
    out_dir: PathBuf,
    /// The directory for the calls of the examples, which the tests of this workspace use.
    examples_dir: Option<PathBuf>,
}

impl Options {
    /// Returns the directories of this workspace, unless others are given.
    #[must_use]
    pub fn new(check: bool, spec_dir: Option<PathBuf>, out_dir: Option<PathBuf>) -> Self {
        let root = specs::root();
        let own = out_dir.is_none() && spec_dir.is_none();
        Self {
            check,
            spec_dir: spec_dir.unwrap_or_else(|| root.join("specs")),
            out_dir: out_dir.unwrap_or_else(|| root.join("auth-providers/src/generated")),
            examples_dir: own.then(|| root.join("tests/src/generated")),
            root,
        }
    }
}

/// The files to change, with totals for the summary.
#[derive(Debug, Default)]
pub struct Plan {
    changes: Vec<Change>,
    providers: usize,
    endpoints: usize,
    types: usize,
}

/// Runs the command. Exits with 1 if `--check` finds a change, and with 2 if a spec has mistakes.
///
/// # Errors
/// If files cannot be read or written.
pub fn run(options: &Options) -> Result<ExitCode> {
    let start = Instant::now();
    match plan(options) {
        Err(Failure::Files(error)) => Err(error),
        Err(Failure::Specs(reports)) => Ok(specs::refuse(&reports, "no file was touched")),
        Ok(plan) if options.check => Ok(check(&plan, options)),
        Ok(plan) => apply(&plan, options, start),
    }
}

/// Generates everything in memory.
///
/// # Errors
/// If a spec has mistakes, or files cannot be read.
pub fn plan(options: &Options) -> Result<Plan, Failure> {
    let providers = specs::read(&options.spec_dir, &options.root, &[])?;
    plan_files(options, &providers).map_err(Failure::Files)
}

impl Plan {
    /// Returns the changes as a unified diff; empty if there are none.
    #[must_use]
    pub fn diff(&self, options: &Options) -> String {
        self.needed().map(|change| change.diff(&options.root)).collect()
    }

    fn needed(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.is_needed())
    }
}

fn plan_files(options: &Options, providers: &[Provider]) -> Result<Plan> {
    let names: Vec<&str> = providers.iter().map(|provider| provider.name.as_str()).collect();
    let mut changes = plan_dir(&options.out_dir, providers, generate, &clients_module(&names))?;
    if let Some(dir) = &options.examples_dir {
        changes.extend(plan_dir(dir, providers, examples, &examples_module(&names))?);
    }
    if let Some((path, text)) = manifest::find(&options.out_dir)? {
        changes.push(Change::write(path, manifest::update(&text, &names)?)?);
    }
    Ok(Plan {
        changes,
        providers: providers.len(),
        endpoints: providers.iter().map(|provider| provider.endpoints.len()).sum(),
        types: providers.iter().map(|provider| provider.records.len() + provider.choices.len()).sum(),
    })
}

/// Plans one file per provider, a file that lists them, and the removal of files whose spec is gone.
fn plan_dir(dir: &Path, providers: &[Provider], emit: fn(&Provider) -> String, module: &str) -> Result<Vec<Change>> {
    let clients = providers.iter().map(|provider| (dir.join(format!("{}.rs", provider.name)), emit(provider)));
    let wanted: Vec<(PathBuf, String)> = clients.chain([(dir.join("mod.rs"), module.to_owned())]).collect();
    let paths: HashSet<PathBuf> = wanted.iter().map(|(path, _)| path.clone()).collect();
    let mut changes = Vec::new();
    for path in tree::files(dir, "rs")?.into_iter().filter(|path| !paths.contains(path)) {
        if is_generated(&path)? {
            changes.push(Change::remove(path)?);
        }
    }
    for (path, text) in wanted {
        if path.exists() && !is_generated(&path)? {
            bail!("{} was written by hand: move it, or choose another `--out-dir`", path.display());
        }
        changes.push(Change::write(path, text)?);
    }
    Ok(changes)
}

/// Whether a file was generated, so that it may be overwritten or removed.
fn is_generated(path: &Path) -> Result<bool> {
    Ok(tree::read(path)?.is_some_and(|text| text.starts_with(MARK)))
}

fn clients_module(names: &[&str]) -> String {
    let modules = names.iter().map(|name| format!("#[cfg(feature = \"{name}\")]\npub mod {name};\n"));
    format!("{MARK} by `cargo xtask gen`: one module and one feature for each spec.\n\n{}", modules.collect::<String>())
}

fn examples_module(names: &[&str]) -> String {
    let modules = names.iter().fold(String::new(), |text, name| text + "mod " + name + ";\n");
    let calls = names.iter().fold(String::new(), |text, name| text + "    " + name + "::calls(visitor);\n");
    format!(
        "{MARK} by `cargo xtask gen`: the examples of each spec as calls of its client.\n\n{modules}\n\
         /// Passes every example of every provider to a visitor.\npub fn calls(visitor: &mut impl crate::Visitor) {{\n{calls}}}\n"
    )
}

fn check(plan: &Plan, options: &Options) -> ExitCode {
    let stale = plan.needed().count();
    if stale == 0 {
        println!("{} providers: the generated files are up to date", plan.providers);
        return ExitCode::SUCCESS;
    }
    print!("{}", plan.diff(options));
    eprintln!("{stale} generated files are stale: run `cargo xtask gen`");
    ExitCode::FAILURE
}

fn apply(plan: &Plan, options: &Options, start: Instant) -> Result<ExitCode> {
    let mut written = 0;
    for change in plan.needed() {
        change.apply()?;
        println!("{}", change.describe(&options.root));
        written += 1;
    }
    let Plan { changes, providers, endpoints, types } = plan;
    let outcome = match written {
        0 => format!("nothing to write, {} files up to date", changes.len()),
        _ => format!("{written} files written, {} up to date", changes.len() - written),
    };
    let time = start.elapsed().as_secs_f64() * 1e3;
    println!("{providers} providers, {endpoints} endpoints, {types} types: {outcome} ({time:.0} ms)");
    Ok(ExitCode::SUCCESS)
}
