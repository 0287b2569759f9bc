use auth_runtime::{Client, Connection, Endpoint, Host, Provider, Settings, http::Uri};
struct Acme;
impl Provider for Acme { const NAME: &str = "acme"; const TITLE: &str = "Acme"; const HOSTS: &[Host] = &[Host::new("base", "https://{subdomain}.acme.example")]; }
