//! A variable of another type is parsed by `FromStr`.
use auth_runtime::Credentials;
use std::net::IpAddr;
#[derive(Credentials)]
struct Proxy<T> {
    #[credentials(env = "PROXY_IP", parse)]
    ip: IpAddr,
    #[credentials(env = "PROXY_PORT", parse)]
    port: Option<T>,
}
#[test]
fn reads() {
    let error = Proxy::<u16>::from_vars(|_| Some("x")).err().unwrap().to_string();
    assert!(error.contains("`IpAddr`") && !error.contains("x\""));
}
