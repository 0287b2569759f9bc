//! A provider without OAuth has no page to visit.

use auth_providers::interhuman;

fn main() {
    let _ = interhuman::Authorize::new("id", "https://app.example/back");
}
