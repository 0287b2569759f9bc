//! Hosts whose URLs a log-in captures.

use crate::problem::{Code, Problems};
use crate::spanned::Spanned;
use crate::template::Template;
use crate::value::fits;
use crate::word::Format;

/// A host whose URL a log-in captures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapturedHost<P> {
    /// The captured value.
    pub name: Spanned<String, P>,
    /// The hosts that it may point to, or below. A name in braces is a setting.
    pub within: Vec<Spanned<String, P>>,
}

/// A captured URL points only where the author says, because whoever writes it would be sent the secrets.
pub fn check_captured<P: Copy>(host: &CapturedHost<P>, problems: &mut Problems<P>) {
    if host.within.is_empty() {
        let message = format!("`{}` could point anywhere, and a host is where secrets are sent", host.name.value);
        problems.report(Code::HOST, host.name.at, message, "say where: `within: [acme.com]`");
    }
    for entry in &host.within {
        let has_setting = Template::parse(&entry.value).is_ok_and(|template| template.names().next().is_some());
        let is_wide = !entry.value.contains('.');
        if !has_setting && (!fits(Format::Host, &entry.value) || is_wide) {
            let message = format!("`{}` is not the name of a host", entry.value);
            problems.report(Code::HOST, entry.at, message, "write it without scheme, port and path: `acme.com`");
        }
    }
}
