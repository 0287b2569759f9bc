//! Where a field goes, and under which name.

use syn::LitStr;

use super::call::{Call, Kind, Place};
use crate::attr::args::Args;
use crate::attr::problems::Problems;
use crate::credential::header::parse_header_name;

/// Where it says, else into the path if that names it, else into the body.
pub(crate) fn parse_place(
    args: &mut Args,
    own_name: String,
    call: &Call,
    parameters: &[String],
    problems: &mut Problems,
) -> (Place, String) {
    let rename = args.text("rename", problems);
    let (query, body) = (args.flag("query", problems), args.flag("body", problems));
    let header = args.text("header", problems);
    if usize::from(query) + usize::from(body) + usize::from(header.is_some()) > 1 {
        problems.push(args.span, "a field goes to one place: keep one of `query`, `header`, `body`");
    }
    if let Some(header) = header {
        return (Place::Header, parse_header(&header, rename.as_ref(), call, problems));
    }
    let name = rename.map_or(own_name, |rename| rename.value());
    if query {
        return (Place::Query, name);
    }
    if !body && parameters.contains(&name) {
        return (Place::Path, name);
    }
    (Place::Body, name)
}

fn parse_header(header: &LitStr, rename: Option<&LitStr>, call: &Call, problems: &mut Problems) -> String {
    if let Some(rename) = rename {
        problems.push(rename.span(), "`header` says the name already: remove `rename`");
    }
    if let Kind::Visit { .. } = call.kind {
        problems.push(header.span(), "a page that is visited gets no headers of ours: mark the field `query`");
    }
    parse_header_name(header, problems)
}
