//! Only optional fields have setters.

use auth_providers::openhuman::RefreshToken;

fn main() {
    let request = RefreshToken::new("r", "app", "s");
    let _ = request.client_id("another");
}
