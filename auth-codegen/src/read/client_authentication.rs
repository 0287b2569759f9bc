//! Reads the method of client authentication.

use auth_language::key::{self, client_assertion};
use auth_language::problem::{Broken, Code};
use auth_language::word::{self, ClientAuthentication};

use super::entries::Read;
use super::mapping::Mapping;
use super::reader::Reader;
use super::value::expression::{AssertionSpec, read_assertion};
use super::value::{FieldSpec, read_claim};
use crate::text::{Node, Spot, Value};

/// A method of client authentication.
#[derive(Clone, Debug)]
pub(crate) struct ClientAuthenticationSpec {
    pub method: ClientAuthentication,
    /// The position of the method.
    pub at: Spot,
    /// What differs from the usual assertion of the method.
    pub assertion: AssertionSpec<FieldSpec>,
}

/// Reads the method, if the key is present.
pub(super) fn read(
    reader: &mut Reader,
    node: Option<Result<&Node, Broken>>,
) -> Option<Read<Box<ClientAuthenticationSpec>>> {
    node.map(|node| read_method(reader, node?).map(Box::new))
}

fn read_method(reader: &mut Reader, node: &Node) -> Read<ClientAuthenticationSpec> {
    if matches!(node.value, Value::Map(_)) {
        let map = reader.mapping(node, &key::CLIENT_ASSERTION)?;
        return read_one(reader, &map);
    }
    let text = reader.word(node, "a method such as `client_secret_basic`")?;
    let method = word::check(&text, "`client_authentication`", &mut reader.problems)?;
    Ok(ClientAuthenticationSpec { method, at: text.at, assertion: AssertionSpec::default() })
}

/// Reads the one method that a mapping has.
fn read_one(reader: &mut Reader, map: &Mapping<'_>) -> Read<ClientAuthenticationSpec> {
    let keys = [
        (client_assertion::PRIVATE_KEY_JWT, ClientAuthentication::PrivateKeyJwt),
        (client_assertion::CLIENT_SECRET_JWT, ClientAuthentication::ClientSecretJwt),
    ];
    let mut there = keys.into_iter().filter_map(|(key, method)| Some((method, map.entry(key)?)));
    let help = "write `{ private_key_jwt: { algorithm: PS256 } }`, for example";
    match (there.next(), there.next()) {
        (Some((method, entry)), None) => {
            let entry = entry?;
            let assertion = read_assertion(reader, &entry.node, read_claim);
            let assertion = assertion.inspect_err(|_| reader.mentions.add(&entry.node))?;
            Ok(ClientAuthenticationSpec { method, at: entry.key_spot, assertion })
        }
        (Some(_), Some((_, entry))) => {
            let message = "a client proves by one method who it is";
            Err(reader.report(Code::CLIENT_AUTHENTICATION, entry?.key_spot, message, help))
        }
        (None, _) => {
            if let Some(broken) = map.is_foreign() {
                return Err(broken);
            }
            let message = "this does not say which assertion the client sends";
            Err(reader.report(Code::CLIENT_AUTHENTICATION, map.spot, message, help))
        }
    }
}
