//! Reads `auth`: the credentials that a call accepts.

use auth_language::key::{self, auth};
use auth_language::problem::Code;

use crate::read::entries::{Read, Text};
use crate::read::reader::Reader;
use crate::text::{Node, Spot, Value};

/// The credentials that a call accepts: a word, or a mapping.
#[derive(Clone, Debug)]
pub(crate) struct AuthSpec {
    pub at: Spot,
    /// The names of credentials. `None` for all of the provider.
    pub any: Option<Read<Vec<Read<Text>>>>,
    pub optional: bool,
    pub scopes: Option<Read<Vec<Read<Text>>>>,
}

/// The word that means any credential.
pub(crate) const REQUIRED: &str = "required";

pub(super) fn read(reader: &mut Reader, node: &Node) -> Read<AuthSpec> {
    let at = node.spot;
    if let Value::Boolean(_) = node.value {
        let help = "write `auth: required`, or the name of a credential; without `auth`, a call takes none";
        return Err(reader.refuse(Code::SHAPE, node, "`auth` names what a call takes", help));
    }
    if !matches!(node.value, Value::Map(_)) {
        let name = reader.reference(node, "a credential")?;
        let any = (name.value != REQUIRED).then(|| Ok(vec![Ok(name)]));
        return Ok(AuthSpec { at, any, optional: false, scopes: None });
    }
    let map = reader.mapping(node, &key::AUTH)?;
    let any = map.read(auth::ANY, |node| read_list(reader, node, "credentials", "[user, api_key]"));
    let optional = map.read(auth::OPTIONAL, |node| reader.boolean(node));
    let scopes = map.read(auth::SCOPES, |node| read_list(reader, node, "scopes", "[\"rockets:read\"]"));
    Ok(AuthSpec { at, any, optional: matches!(optional, Some(Ok(true))), scopes })
}

/// Reads a list of texts that is not empty.
fn read_list(reader: &mut Reader, node: &Node, what: &str, example: &str) -> Read<Vec<Read<Text>>> {
    match &node.value {
        Value::List(items) if items.is_empty() => {
            let message = format!("this list of {what} is empty");
            Err(reader.report(Code::EMPTY, node.spot, message, "name one, or remove the key"))
        }
        Value::List(items) => Ok(items.iter().map(|item| reader.text(item)).collect()),
        _ => Err(reader.expected(node, &format!("a list of {what} such as `{example}`"))),
    }
}
