//! A field takes what can be turned into its type.

use auth_providers::openhuman::RefreshToken;

fn main() {
    let _ = RefreshToken::new("token", 7, "secret");
}
