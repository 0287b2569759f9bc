//! A page is visited by the user, not called.

use auth_providers::openhuman::{Authorize, OpenHuman};
use auth_runtime::Connection;

fn main() {
    let connection = Connection::<OpenHuman>::builder().build().unwrap();
    let _ = connection.call(Authorize::new("id", "https://app.example/back"));
}
