//! `new` takes every required field.

use auth_providers::openhuman::ExchangeCode;

fn main() {
    let _ = ExchangeCode::new("code", "id", "secret");
}
