//! The browser of a person who agrees to everything.

use std::collections::BTreeMap;

use auth_runtime::http::header::{COOKIE, LOCATION, SET_COOKIE};
use auth_runtime::reqwest::{self, Response, redirect::Policy};
use auth_tests::here;

/// Visits a page, follows all redirects with the cookies that it was given, and returns the URL at which the app is reached.
pub(crate) async fn visit(url: &str) -> String {
    let http = client();
    let mut cookies = BTreeMap::new();
    let mut url = reqwest::Url::parse(url).expect("a URL");
    for _ in 0..12 {
        let sent: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let response = http.get(url.clone()).header(COOKIE, sent.join("; ")).send().await.expect("a page");
        keep(&response, &mut cookies);
        let Some(location) = response.headers().get(LOCATION) else {
            panic!("{url} is {}: {}", response.status(), response.text().await.unwrap_or_default())
        };
        url = url.join(location.to_str().expect("a URL")).expect("a URL");
        if url.host_str() == Some("app.example") {
            return url.into();
        }
    }
    panic!("the browser goes round in circles at {url}")
}

/// Visits a page that leads nowhere else.
pub(crate) async fn open(url: &str) {
    let response = client().get(url).send().await.expect("a page");
    assert!(response.status().is_success(), "{url} is {}", response.status());
}

fn client() -> reqwest::Client {
    let pem = std::fs::read(here().join("servers/certificates/server.pem")).expect("a certificate");
    let builder = reqwest::Client::builder().redirect(Policy::none());
    let builder = builder.tls_certs_merge(reqwest::Certificate::from_pem_bundle(&pem).expect("a certificate"));
    builder.build().expect("a browser")
}

/// Keeps the cookies of a response; one without a value is removed.
fn keep(response: &Response, cookies: &mut BTreeMap<String, String>) {
    let set = response.headers().get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
    for (name, value) in set.filter_map(|line| line.split(';').next()?.split_once('=')) {
        match value {
            "" => drop(cookies.remove(name)),
            value => drop(cookies.insert(name.to_owned(), value.to_owned())),
        }
    }
}
