//! Only a page that is visited starts a flow.

use auth_providers::openhuman::{Client, RefreshToken};

fn main() {
    let request = RefreshToken::new("token", "id", "secret");
    let _ = request.start(&Client::new().unwrap());
}
