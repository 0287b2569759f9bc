//! A scope belongs to one provider.

use auth_providers::{interhuman::CreateToken, openhuman::Scope};

fn main() {
    let _ = CreateToken::new("id", "secret", [Scope::Read]);
}
