use auth_providers::openhuman::OpenHuman;
use auth_runtime::{Connection, Credential, Endpoint, Secret};

#[derive(Credential)]
#[credential(provider = OpenHuman, bearer)]
struct User(Secret);
#[derive(Credential)]
#[credential(provider = OpenHuman, header = "X-Key")]
struct Key(Secret);
#[derive(Endpoint)]
#[endpoint(GET "/a", protected = User, response = (), error = ())]
struct Get;
fn main() {
    let _ = Connection::<OpenHuman>::new().unwrap().with(Key::new("k")).call_protected(Get);
}
