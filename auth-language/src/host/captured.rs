//! Hosts whose URLs a login captures.

use crate::problem::{Code, Help, Problems};
use crate::spanned::Spanned;
use crate::template::Template;
use crate::value::fits;
use crate::word::Format;

/// A host whose URL a login captures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapturedHost<P> {
    /// The captured value.
    pub name: Spanned<String, P>,
    /// The hosts that the URL may name, including their subdomains. A name in braces is a setting.
    pub within: Vec<Spanned<String, P>>,
    /// What is requested there.
    pub part: CapturedPart<P>,
}

/// What is requested at a captured URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CapturedPart<P> {
    /// Paths that are appended to it, as to any base URL.
    Paths,
    /// The URL itself, the whole URL of an endpoint.
    Whole,
    /// The metadata with this name (RFC 8615): `/.well-known/NAME` is put before the path.
    WellKnown(Spanned<String, P>),
}

/// Checks that a captured URL is restricted to certain hosts, because otherwise the person who writes it would be sent
/// the secrets.
pub fn check_captured<P: Copy>(host: &CapturedHost<P>, problems: &mut Problems<P>) {
    if host.within.is_empty() {
        let message = format!("`{}` could point anywhere, and a host is where secrets are sent", host.name.value);
        problems.report(Code::HOST, host.name.at, message, "say where: `within: [acme.com]`");
    }
    if let CapturedPart::WellKnown(name) = &host.part
        && !is_well_known(&name.value)
    {
        let message = format!("`{}` is not the name of a well-known resource", name.value);
        let help = "write the name alone, without slashes: `oauth-authorization-server`";
        problems.report(Code::URL, name.at, message, help);
    }
    for entry in &host.within {
        let has_setting = Template::parse(&entry.value).is_ok_and(|template| template.names().next().is_some());
        if !has_setting {
            check_host_entry(entry, problems);
        }
    }
}

/// Checks that an entry of `within` is a host name with a dot, because below a top-level domain anyone can have a host.
pub(super) fn check_host_entry<P: Copy>(entry: &Spanned<String, P>, problems: &mut Problems<P>) {
    let is_wide = !entry.value.contains('.');
    if !fits(Format::Host, &entry.value) || is_wide {
        let message = format!("`{}` is not the name of a host", entry.value);
        problems.report(Code::HOST, entry.at, message, host_help(entry));
    }
}

fn host_help<P: Copy>(entry: &Spanned<String, P>) -> Help<P> {
    match entry.value.strip_prefix("*.").or_else(|| entry.value.strip_prefix('.')) {
        Some(host) if host.contains('.') && fits(Format::Host, host) => {
            let advice = format!("hosts below it are meant, too: write `{host}`");
            Help::Edit { at: entry.at, text: host.to_owned(), advice }
        }
        _ => "write it without scheme, port and path: `acme.com`".into(),
    }
}

/// Whether a text can be the name of a well-known resource: one segment of a path.
fn is_well_known(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    !name.is_empty() && name.bytes().all(is_part) && !name.starts_with('.')
}
