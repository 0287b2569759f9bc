//! A client is with or without a credential.

use auth_providers::unith::Unith;
use auth_runtime::{Client, Connection};

#[derive(Client)]
struct Acme(Connection<Unith>);

fn main() {}
