//! botocore: AWS Signature Version 4.

use auth_runtime::{Authorizes, ClientBuilder};

use super::page::Page;

/// The client of `sigv4.yaml`.
mod client {
    #![allow(dead_code, unreachable_pub, missing_docs, reason = "the tests do not use all of a client")]

    #[derive(Clone, Copy, Debug, auth_runtime::Provider)]
    #[provider(spec = "sigv4.yaml")]
    pub struct Sigv4;
}

use client::{Change, Client, Find, Settings, Sigv4, Submit};

const KEY: (&str, &str) = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
const TEMPORARY: (&str, &str, &str) = ("ASIAEXAMPLE", "temporary/secret+1", "token/example+1==");
/// What is encoded, once or twice, and sorted.
const ODD: &str = "a b+c%2F&=é~*'()!\"/x";

fn connect(url: &str) -> Client {
    let builder = ClientBuilder::<Sigv4>::new().settings(Settings::new());
    Client::from(builder.allow_loopback_http().base_url(url).build().expect("a client"))
}

fn find() -> Find {
    Find::new(ODD).text(ODD).b("2").a("1").empty("")
}

/// Finds something, with a name and parameters that the server reads as they were.
async fn finds<C: Authorizes<Sigv4> + Authorizes<Sigv4, Find>>(client: &Client, credential: C) {
    let found = client.with(credential).find(find()).await.expect("an answer").into_value();
    assert_eq!(found.path, format!("/things/{ODD}"));
    assert_eq!(found.query.get("text").map(String::as_str), Some(ODD));
}

/// Changes something, with a header whose blanks do not count.
async fn changes<C: Authorizes<Sigv4> + Authorizes<Sigv4, Change>>(client: &Client, credential: C) {
    let change = Change::new(ODD).x_amz_meta_note("two  blanks");
    let changed = client.with(credential).change(change).await.expect("an answer").into_value();
    assert!(changed.body.contains("\"text\""), "{changed:?}");
}

pub(crate) async fn by_headers(url: &str, page: &mut Page) {
    let client = connect(url);
    let (id, secret) = KEY;
    let key = || client::AccessKey::new(id, secret);
    finds(&client, key()).await;
    changes(&client, key()).await;
    client.with(key()).submit(Submit::new(ODD)).await.expect("an answer");
    page.saw(
        "key",
        "SigV4 in headers",
        "none",
        "GET with an odd path and query, POST of JSON with headers, POST of a form",
    );
    let (id, secret, token) = TEMPORARY;
    let temporary = || client::AccessKey::new(id, secret).session_token(token);
    finds(&client, temporary()).await;
    changes(&client, temporary()).await;
    page.saw(
        "temporary key",
        "SigV4 in headers",
        "session token",
        "GET with an odd path and query, POST of JSON with headers",
    );
    let wrong = client.with(client::AccessKey::new(id, "another").session_token(token)).find(find()).await;
    assert!(wrong.expect_err("another secret").to_string().contains("Refused"));
    finds(&client, client::Objects::new(KEY.0, KEY.1)).await;
    changes(&client, client::Objects::new(KEY.0, KEY.1)).await;
    page.saw(
        "key",
        "SigV4 in headers, path encoded once (S3)",
        "none",
        "GET with an odd path and query, POST of JSON with headers",
    );
}

pub(crate) async fn presigned(url: &str, page: &mut Page) {
    let client = connect(url);
    let (id, secret, token) = TEMPORARY;
    finds(&client, client::Presigned::new(KEY.0, KEY.1)).await;
    finds(&client, client::Presigned::new(id, secret).session_token(token)).await;
    page.saw("key, temporary key", "SigV4 in the query", "none, session token", "GET with an odd path and query");
    finds(&client, client::PresignedObjects::new(KEY.0, KEY.1)).await;
    finds(&client, client::PresignedObjects::new(id, secret).session_token(token)).await;
    page.saw(
        "key, temporary key",
        "SigV4 in the query, path encoded once (S3)",
        "none, session token",
        "GET with an odd path and query",
    );
}
