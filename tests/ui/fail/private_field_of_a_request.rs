//! The fields of a request are private.

use auth_providers::openhuman::RefreshToken;

fn main() {
    let request = RefreshToken::new("token", "id", "secret");
    let _ = request.refresh_token;
}
