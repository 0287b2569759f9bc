//! A request that needs no credential is not given one.

use auth_providers::openhuman::{OpenHuman, RefreshToken};
use auth_runtime::{Bearer, Connection};

fn main() {
    let connection = Connection::<OpenHuman>::builder().build().unwrap().with(Bearer::new("t"));
    let _ = connection.call_protected(RefreshToken::new("token", "id", "secret"));
}
