//! Checks the hosts to which redirects are followed.

use crate::problem::{Code, Problems};
use crate::spanned::Spanned;
use crate::value::fits;
use crate::word::Format;

/// Checks that each entry is a host name, because a redirect is followed with the credential.
pub fn check_redirects<P: Copy>(is_visit: bool, hosts: &[Spanned<String, P>], problems: &mut Problems<P>) {
    for host in hosts {
        let is_host = fits(Format::Host, &host.value) && host.value == host.value.to_ascii_lowercase();
        if !is_host {
            let message = format!("`{}` is not a host name", host.value);
            let help = "write the host alone, in lower case: `files.acme.example`";
            problems.report(Code::HOST, host.at, message, help);
        }
    }
    if let Some(first) = hosts.first().filter(|_| is_visit) {
        let message = "a browser follows the redirects of a page that it visits";
        problems.report(Code::VISIT, first.at, message, "remove `redirects`");
    }
}
