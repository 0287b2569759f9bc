//! A field takes any value that converts into its type.

use auth_providers::openhuman::RefreshToken;

fn main() {
    let _ = RefreshToken::new("token", 7, "secret");
}
