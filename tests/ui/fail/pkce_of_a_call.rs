//! PKCE belongs to the page that is visited.

use auth_providers::openhuman::RefreshToken;

fn main() {
    let _ = RefreshToken::new("token", "id", "secret").with_pkce();
}
