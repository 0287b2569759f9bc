//! Reads the method of client authentication.

use auth_language::problem::Broken;
use auth_language::spanned::Spanned;
use auth_language::word::{self, ClientAuthentication};

use super::entries::Read;
use super::reader::Reader;
use crate::text::{Node, Spot};

/// A method of client authentication, with its position.
pub(crate) type ClientAuthenticationSpec = Spanned<ClientAuthentication, Spot>;

/// Reads the method, if the key is present.
pub(super) fn read(reader: &mut Reader, node: Option<Result<&Node, Broken>>) -> Option<Read<ClientAuthenticationSpec>> {
    node.map(|node| node.and_then(|node| read_method(reader, node)))
}

fn read_method(reader: &mut Reader, node: &Node) -> Read<ClientAuthenticationSpec> {
    let text = reader.word(node, "a method such as `client_secret_basic`")?;
    let method = word::check(&text, "`client_authentication`", &mut reader.problems)?;
    Ok(Spanned::new(method, text.at))
}
