//! Only optional fields have setters.

use auth_providers::openhuman::ExchangeCode;

fn main() {
    let request = ExchangeCode::new("code", "id", "secret", "https://app.example/back");
    let _ = request.code("another");
}
