//! A call of a named credential is not made with another one.

use auth_providers::openhuman::{OpenHuman, OpenHumanError};
use auth_runtime::{Bearer, Connection, Credential, Endpoint, Secret};

#[derive(Credential)]
#[credential(provider = OpenHuman, header = "X-Key")]
struct Key(Secret);
#[derive(Endpoint)]
#[endpoint(GET "/a", protected = Key, response = (), error = OpenHumanError)]
struct Get;

fn main() {
    let _ = |client: Connection<OpenHuman>| client.with(Bearer::new("t")).call_protected(Get);
}
