//! Credentials: what the caller gives, and how it is attached to a request.

use crate::header;
use crate::problem::{Code, Problems};
use crate::request::{Part, Place};
use crate::value::Field;

/// What is attached to a request, and from what it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment<P> {
    /// What the caller gives.
    pub inputs: Vec<Field<P>>,
    /// What is sent.
    pub parts: Vec<Part<P>>,
    /// Where the attachment is said.
    pub at: P,
}

/// Methods that a credential has anyway.
const METHODS: [&str; 3] = ["new", "clone", "session"];

/// Whether a credential has a method of this name anyway.
#[must_use]
pub fn is_taken(ident: &str) -> bool {
    METHODS.contains(&ident)
}

/// An optional input is set by a method of its name.
pub fn check_setters<'f, P: Copy + 'f>(inputs: impl IntoIterator<Item = &'f Field<P>>, problems: &mut Problems<P>) {
    crate::request::check_taken(inputs, is_taken, problems);
}

/// Every rule of an attachment.
pub fn check_attachment<P: Copy>(attachment: &Attachment<P>, problems: &mut Problems<P>) {
    for part in &attachment.parts {
        check_part(part, problems);
    }
    crate::request::check_parts(&attachment.parts, problems);
    check_setters(&attachment.inputs, problems);
    check_inputs(attachment, problems);
    let sends_nothing = attachment.parts.iter().all(|part| part.value.names().is_empty());
    if sends_nothing {
        let message = "nothing of the credential would be sent";
        problems.report(Code::ATTACH, attachment.at, message, "name an input in braces, as in `{api_key}`");
    }
}

fn check_part<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    match part.place {
        Place::Header => {
            let is_named = header::check_name(&part.name, problems).is_ok();
            let is_own = !part.name.value.eq_ignore_ascii_case(header::AUTHORIZATION);
            if is_named && is_own {
                let _ = header::check_settable(&part.name, problems);
            }
            crate::request::check_header_value(part, problems);
        }
        Place::Basic => crate::request::check_basic(part, problems),
        Place::Path | Place::Query | Place::Body => {
            let message = format!("a credential cannot be attached in {}", part.place.describe());
            problems.report(Code::ATTACH, part.name.at, message, "attach it in a header, as `bearer`, or as `basic`");
        }
    }
}

/// An input that nothing uses is a slip.
fn check_inputs<P: Copy>(attachment: &Attachment<P>, problems: &mut Problems<P>) {
    let names: Vec<&str> =
        attachment.parts.iter().flat_map(|part| part.value.names()).map(|name| name.ident.as_str()).collect();
    for input in attachment.inputs.iter().filter(|input| !names.contains(&input.ident.value.as_str())) {
        let name = &input.wire;
        let message = format!("the input `{name}` is not used");
        problems.report(
            Code::INPUT,
            input.ident.at,
            message,
            format!("write `{{{name}}}` where it is sent, or remove it"),
        );
    }
}
