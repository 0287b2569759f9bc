//! A credential has no `Display`.

use auth_runtime::Bearer;

fn log(credential: &Bearer) {
    eprintln!("with {credential}");
}

fn main() {}
