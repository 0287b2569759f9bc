//! A body has one form.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/rockets", json, form, response = (), error = ())]
struct Send {
    name: String,
}

fn main() {}
