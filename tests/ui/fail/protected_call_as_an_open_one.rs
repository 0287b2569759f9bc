//! A protected request is not sent without a credential.

use auth_providers::openhuman::{ListAgents, OpenHuman};
use auth_runtime::Connection;

fn main() {
    let connection = Connection::<OpenHuman>::builder().build().unwrap();
    let _ = connection.call(ListAgents);
}
