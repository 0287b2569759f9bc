//! `cargo authwright new`: writes a spec, and says what to do next.

mod ask;

use std::env;
use std::fs::{self, OpenOptions};
use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{Fault, Identity, Imported, Scaffold, Selection};
use crate::arguments::New;
use crate::exit::{FINE, FOUND};
use crate::spec::files;
use crate::spec::project;
use crate::terminal;
use crate::terminal::{complain, plural};

/// How many things that were left out are listed.
const SHOWN: usize = 40;
/// The greatest input, in bytes.
const LARGEST: u64 = 64 << 20;

/// Writes the spec.
pub(crate) fn run(options: &New) -> Result<u8> {
    let (path, generate) = target(options)?;
    let imported = import(options)?;
    if options.print {
        terminal::print(&imported.spec)?;
    } else {
        create(&path, &imported.spec)?;
    }
    Ok(report(&imported, &path, &generate, options))
}

/// Returns the file to write, which must not exist, and the command that generates from its folder.
fn target(options: &New) -> Result<(PathBuf, String)> {
    let of_package = if options.specs.is_none() { project_folder(options)? } else { None };
    let folder = of_package.clone().or(options.specs.clone()).unwrap_or_else(|| PathBuf::from("specs"));
    let generate = match of_package {
        Some(_) => "cargo authwright gen".to_owned(),
        None => {
            let folder = terminal::shell::word(&folder.display().to_string());
            format!("cargo authwright gen --specs {folder} --output src/generated")
        }
    };
    let path = folder.join(format!("{}.yaml", options.name));
    let path = env::current_dir().map_or(path.clone(), |here| files::relative(&path, &here).into_owned());
    if path.exists() && !options.print {
        bail!("{} exists already: choose another name, or remove it first", path.display());
    }
    Ok((path, generate))
}

/// The folder that Cargo.toml names, if there is a package with specs.
fn project_folder(options: &New) -> Result<Option<PathBuf>> {
    let is_asked = !options.packages.packages.is_empty() || options.packages.manifest_path.is_some();
    match project::packages(&options.packages).as_deref() {
        Err(_) if !is_asked => Ok(None),
        Err(error) => bail!("{error:#}"),
        Ok([package]) => Ok(Some(package.section.specs.clone())),
        Ok(_) => bail!("several packages have specs: name one with `--package`, or the folder with `--specs`"),
    }
}

fn import(options: &New) -> Result<Imported> {
    let mut identity =
        Identity { name: options.name.clone(), title: options.title.clone(), base_url: options.base_url.clone() };
    if options.from_openapi.is_none() && (options.all || !options.paths.is_empty()) {
        bail!("`--path` and `--all` choose the calls of an OpenAPI document: add `--from-openapi FILE`");
    }
    super::check_identity(&identity)?;
    let imported = if let Some(path) = &options.from_curl {
        shown(super::from_curl(&read(path)?, &identity), path)?
    } else if let Some(path) = &options.from_metadata {
        shown(super::from_metadata(&read(path)?, &identity), path)?
    } else if let Some(path) = &options.from_openapi {
        let selection = Selection { paths: options.paths.clone(), all: options.all };
        shown(super::from_openapi(&read(path)?, &selection, &identity), path)?
    } else {
        let scaffold = answers(options, &mut identity)?;
        super::scaffold(&scaffold, &identity)?
    };
    Ok(imported)
}

/// An error of an input begins with its file, as those of compilers do.
fn shown(result: Result<Imported, Fault>, path: &Path) -> Result<Imported> {
    result.map_err(|fault| match path.to_str() {
        Some("-") | None => fault.into(),
        Some(path) => anyhow::anyhow!("{path}: {fault}"),
    })
}

fn read(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(LARGEST).read_to_end(&mut bytes).context("cannot read standard input")?;
    } else {
        let file = fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        file.take(LARGEST).read_to_end(&mut bytes).with_context(|| format!("cannot read {}", path.display()))?;
    }
    String::from_utf8(bytes).ok().with_context(|| format!("{} is not UTF-8 text", path.display()))
}

/// Takes what the flags say, and asks for the rest where there is a terminal.
fn answers(options: &New, identity: &mut Identity) -> Result<Scaffold> {
    let is_terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if is_terminal && (identity.base_url.is_none() || options.credential.is_none()) {
        let (input, output) = (std::io::stdin().lock(), std::io::stderr().lock());
        return ask::ask(options, identity, input, output);
    }
    let Some(kind) = options.credential else {
        bail!(
            "say what kind of credential the provider has: `--credential bearer`, for example; `cargo authwright new --help` lists them"
        );
    };
    Ok(Scaffold { kind, key_name: options.key_name.clone() })
}

/// Writes a file that does not exist yet.
fn create(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))
}

/// Says what was written, what has to be checked, what was left out, and what to do next.
fn report(imported: &Imported, path: &Path, generate: &str, options: &New) -> u8 {
    list("to check by hand", &imported.remarks);
    list("left out", &imported.left_out);
    let checked = imported.check();
    let wrote = if options.print { "printed".to_owned() } else { format!("wrote {}", path.display()) };
    match checked {
        Ok(provider) => {
            let (endpoints, types) = (provider.endpoints.len(), provider.records.len() + provider.choices.len());
            let counts = [
                plural(endpoints, "endpoint"),
                plural(types, "type"),
                plural(provider.credentials.len(), "credential"),
            ];
            complain!("{wrote}: {}", counts.join(", "));
            complain!(
                "next: compare it with the documentation, then `cargo authwright check {}` and `{generate}`",
                path.display()
            );
            FINE
        }
        Err(report) => {
            terminal::report(&report);
            complain!(
                "{wrote}, with {}: mend them by hand, then `cargo authwright check {}`",
                plural(report.problems().len(), "problem"),
                path.display()
            );
            FOUND
        }
    }
}

fn list(what: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    complain!("{what}:");
    lines.iter().take(SHOWN).for_each(|line| complain!("  {line}"));
    if lines.len() > SHOWN {
        complain!("  … and {} more", lines.len() - SHOWN);
    }
}
