//! Reads multipart bodies (RFC 7578), written from the standard and not from the client.

use auth_codegen::model::{Field, Place, Type};
use axum::http::header::CONTENT_TYPE;

use crate::read::received::{Pairs, Received};
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;

/// A part: its headers, with names in lower case, and its content.
struct Part<'b> {
    headers: Vec<(String, String)>,
    content: &'b [u8],
}

/// Reads the parts, and checks that files have a name and a media type, and that other parts have neither.
pub(super) fn read(candidate: &Candidate<'_>, received: &Received) -> Result<Pairs, Refusal> {
    let refuse = |text: &str| Refusal::new(Reason::Fields, text);
    let boundary = received.header(CONTENT_TYPE.as_str()).and_then(boundary_of);
    let boundary = boundary.ok_or_else(|| refuse("the content type has no `boundary` (RFC 2046 §5.1.1): add it"))?;
    let parts = split(received.bytes(), &boundary)
        .ok_or_else(|| refuse("the body is not multipart: end each part with the boundary"))?;
    let endpoint = candidate.endpoint;
    let is_in_body = |field: &&Field| endpoint.place_of(field) == Some(Place::Body);
    let fields: Vec<&Field> = endpoint.fields().iter().filter(is_in_body).collect();
    let mut pairs = Pairs::new();
    for part in parts {
        let disposition = part.header("content-disposition").unwrap_or_default();
        let name =
            (disposition.split(';').next() == Some("form-data")).then(|| parameter(disposition, "name")).flatten();
        let name = name
            .ok_or_else(|| refuse("a part has no `Content-Disposition: form-data; name=…` (RFC 7578 §4.2): add it"))?;
        let field = fields.iter().find(|field| field.wire == name).copied();
        check_file(&name, field, &part, disposition).map_err(|text| refuse(&text))?;
        pairs.push((name, String::from_utf8_lossy(part.content).into_owned()));
    }
    Ok(pairs)
}

/// Checks that a file has a name and a media type (RFC 7578 §4.2, §4.4), and that another part has no name of a file.
fn check_file(name: &str, field: Option<&Field>, part: &Part<'_>, disposition: &str) -> Result<(), String> {
    let file_name = parameter(disposition, "filename");
    let is_file = field.is_some_and(|field| *field.ty.value.item() == Type::Upload);
    match (is_file, file_name) {
        (true, None) => Err(format!("`{name}` is a file: send its `filename`")),
        (true, Some(_)) if part.header("content-type").is_none() => {
            Err(format!("`{name}` is a file: send its `Content-Type`"))
        }
        (false, Some(_)) if field.is_some() => Err(format!("`{name}` is not a file: send it without `filename`")),
        (true | false, Some(_)) | (false, None) => Ok(()),
    }
}

impl Part<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn boundary_of(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.trim().split_once('=')?;
        name.eq_ignore_ascii_case("boundary").then(|| value.trim_matches('"').to_owned())
    })
}

/// Returns a parameter in quotation marks. Names are percent-encoded where they would end it.
fn parameter(header: &str, name: &str) -> Option<String> {
    let rest = header.split_once(&format!("; {name}=\""))?.1;
    let value = rest.split('"').next()?;
    Some(value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"))
}

/// Splits a body at its boundary: `--boundary CRLF part CRLF --boundary CRLF part CRLF --boundary--`.
fn split<'b>(body: &'b [u8], boundary: &str) -> Option<Vec<Part<'b>>> {
    let (first, next) = (format!("--{boundary}"), format!("\r\n--{boundary}"));
    let mut rest = body.strip_prefix(first.as_bytes())?;
    let mut parts = Vec::new();
    loop {
        if rest.starts_with(b"--") {
            return matches!(rest, b"--" | b"--\r\n").then_some(parts);
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let end = find(rest, next.as_bytes())?;
        let (part, after) = rest.split_at(end);
        parts.push(read_part(part)?);
        rest = after.get(next.len()..)?;
    }
}

fn read_part(part: &[u8]) -> Option<Part<'_>> {
    let end = find(part, b"\r\n\r\n")?;
    let head = std::str::from_utf8(part.get(..end)?).ok()?;
    let headers = head.split("\r\n").map(|line| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    });
    Some(Part { headers: headers.collect::<Option<_>>()?, content: part.get(end + 4..)? })
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_standard_shows() {
        let body = b"--AaB03x\r\ncontent-disposition: form-data; name=\"field1\"\r\ncontent-type: text/plain;charset=UTF-8\r\n\r\n\
                     Joe owes =E2=82=AC100.\r\n--AaB03x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a%22b\"\r\n\r\n\r\n--AaB03x--\r\n";
        let parts = split(body, "AaB03x").expect("two parts");
        let names: Vec<_> = parts
            .iter()
            .map(|part| parameter(part.header("content-disposition").unwrap_or_default(), "name"))
            .collect();
        assert_eq!(names, [Some("field1".to_owned()), Some("f".to_owned())]);
        assert_eq!((parts[0].content, parts[1].content), (&b"Joe owes =E2=82=AC100."[..], &b""[..]));
        assert_eq!(parameter("form-data; name=\"f\"; filename=\"a%22b\"", "filename").as_deref(), Some("a\"b"));
        assert_eq!(boundary_of("multipart/form-data; boundary=\"a b\"").as_deref(), Some("a b"));
        for cut in [&b"--AaB03x"[..], b"--AaB03x\r\n", b"--AaB03x\r\na\r\n--AaB03x--", b"x--AaB03x--", b"--AaB03x--x"] {
            assert!(split(cut, "AaB03x").is_none(), "{}", String::from_utf8_lossy(cut));
        }
    }
}
