//! A table of the providers with what each offers, for the front page of a crate.

use auth_codegen::model::{Credential, Provider, Source, TokenSource};

/// The head of the table. The first line says to readers of the file where it comes from; rustdoc hides it.
const HEAD: &str = "\
<!-- Generated from the specs: edit those, not this table. -->

| module | provider | credentials | renewed | revoked | checked | environments |
|---|---|---|---|---|---|---|
";

/// Returns the table of these lines.
pub(super) fn of<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    HEAD.to_owned() + &lines.collect::<String>()
}

/// Returns the line of a provider.
pub(super) fn line(provider: &Provider) -> String {
    let Provider { name, title, docs, .. } = provider;
    // Not a link of rustdoc, which would have to find the module: its feature may be off.
    let module = format!("[`{name}`]({name}/index.html)");
    let title = docs.as_ref().map_or_else(|| title.clone(), |docs| format!("[{title}]({docs})"));
    let refreshed = |credential: &&Credential| source(credential).is_some_and(|source| !source.refresh.is_empty());
    let revoked = |credential: &&Credential| source(credential).is_some_and(|source| !source.revoke.is_empty());
    let environments = provider.environments.iter().map(|environment| environment.ident.to_lowercase());
    let cells = [
        module,
        title,
        types(provider, |_| true),
        types(provider, refreshed),
        types(provider, revoked),
        types(provider, |credential| credential.check.is_some()),
        cell(environments),
    ];
    format!("| {} |\n", cells.join(" | "))
}

fn source(credential: &Credential) -> Option<&TokenSource> {
    match &credential.source {
        Source::Static => None,
        Source::Token(source) => Some(source),
    }
}

/// Returns the types of the credentials that offer something.
fn types(provider: &Provider, offers: impl Fn(&&Credential) -> bool) -> String {
    cell(provider.credentials.iter().filter(offers).map(|credential| credential.ident.clone()))
}

/// Returns the text of a cell: its entries as code, or a dash.
fn cell(entries: impl Iterator<Item = String>) -> String {
    let entries: Vec<String> = entries.map(|entry| format!("`{entry}`")).collect();
    if entries.is_empty() { "–".to_owned() } else { entries.join(", ") }
}
