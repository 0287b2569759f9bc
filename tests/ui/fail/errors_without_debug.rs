//! An error has a `Debug`.

use auth_runtime::ApiError;

#[derive(ApiError)]
enum Refused {
    #[api_error(other)]
    Other,
}

fn main() {}
