//! Redirects, which are not followed because the request carries a credential (RFC 9700 §4.12).

use auth_runtime::Class;

use crate::faults::answer::head;
use crate::faults::row::refuse;
use crate::faults::{CANARY, Failure, Row, Step};

pub(super) fn rows() -> Vec<Row> {
    let secret = format!("?code={CANARY}");
    let places = [
        ("to another origin", "location: http://{other}/token"),
        ("to a host of another name", "location: http://localhost:{other_port}/token"),
        ("to https", "location: https://{other}/token"),
        ("to the same host", "location: http://{here}/elsewhere"),
        ("in a loop", "location: http://{here}/token"),
        ("to a path", "location: /elsewhere"),
        ("without a scheme", "location: //{other}/token"),
        ("to a file", "location: file:///etc/passwd"),
        ("to script", "location: javascript:alert(1)"),
        ("with user and password", "location: http://ada:{sent}@{other}/token"),
        ("to what is no URL", "location: http://[::\u{e9}"),
        ("to nowhere", "x-no: location"),
    ];
    let mut rows = Vec::new();
    for status in [302, 307, 308] {
        rows.extend(places.map(|(name, header)| {
            redirect(
                &format!("{status} {name}"),
                status,
                &format!("{header}{}", if header.ends_with("token") { &secret } else { "" }),
            )
        }));
    }
    rows.extend(
        [300, 301, 303, 304, 305, 399]
            .map(|status| redirect(&format!("{status} to another origin"), status, "location: http://{other}/token")),
    );
    rows
}

fn redirect(name: &str, status: u16, header: &str) -> Row {
    let text = head(&format!("{status} Elsewhere"), &format!("{header}\r\ncontent-length: 0\r\n"));
    refuse(name, vec![Step::Template(text)], Failure::Redirect, Class::Configuration)
}
