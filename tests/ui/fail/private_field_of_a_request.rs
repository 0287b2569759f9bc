//! A request gives back nothing that it was given.

use auth_providers::openhuman::RefreshToken;

fn main() {
    let request = RefreshToken::new("token", "id", "secret");
    let _ = request.refresh_token;
}
