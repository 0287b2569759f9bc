//! Multipart bodies (RFC 7578).

use bytes::Bytes;
use http::HeaderValue;

use crate::request::body::upload::Upload;
use crate::request::body::{Body, Piece};
use crate::request::header::text;
use crate::request::place::Place;
use crate::request::{Context, Fields, RequestProblem};
use crate::value::Value;
use crate::value::wiped::WipedBuffer;

/// Draws a boundary that no content has: 128 random bits (RFC 2046 §5.1.1).
pub(crate) fn boundary(context: &Context) -> Result<String, RequestProblem> {
    Ok(format!("{:032x}", u128::from_be_bytes(context.random_bytes()?)))
}

/// Returns the media type of an upload, which must be visible text.
pub(crate) fn media_type(name: &'static str, upload: &Upload) -> Result<HeaderValue, RequestProblem> {
    let text = upload.media_type();
    let is_visible = !text.is_empty() && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    let value = HeaderValue::from_str(text).ok().filter(|_| is_visible);
    value.ok_or_else(|| RequestProblem::Unfit { name, expected: "have a media type of visible ASCII".to_owned() })
}

/// Returns the content type of a body with this boundary.
pub(crate) fn content_type(boundary: &str) -> Result<HeaderValue, RequestProblem> {
    let text = format!("multipart/form-data; boundary={boundary}");
    HeaderValue::from_maybe_shared(Bytes::from(text)).map_err(|_| RequestProblem::Randomness)
}

/// Writes a part for each value, and for each item of a list (RFC 7578 §4.3).
pub(super) fn render(fields: &Fields<'_>, boundary: &str) -> Result<Body, RequestProblem> {
    let mut parts = Parts { boundary, text: WipedBuffer::new(), pieces: Vec::new() };
    for (name, value) in fields.at(Place::Body) {
        match value {
            Value::Absent => {}
            Value::List(items) => items.iter().try_for_each(|item| parts.add(name, item))?,
            value => parts.add(name, value)?,
        }
    }
    Ok(parts.finish())
}

struct Parts<'b> {
    boundary: &'b str,
    /// The text since the last upload.
    text: WipedBuffer,
    pieces: Vec<Piece>,
}

impl Parts<'_> {
    fn add(&mut self, name: &'static str, value: &Value<'_>) -> Result<(), RequestProblem> {
        self.text.push_str("--");
        self.text.push_str(self.boundary);
        self.text.push_str("\r\nContent-Disposition: form-data; name=\"");
        escape(name, &mut self.text);
        self.text.push_str("\"");
        match value {
            Value::Upload(upload) => self.add_upload(name, upload)?,
            value => {
                self.text.push_str("\r\n\r\n");
                self.text.push(text(name, value)?.as_slice());
            }
        }
        self.text.push_str("\r\n");
        Ok(())
    }

    fn add_upload(&mut self, name: &'static str, upload: &Upload) -> Result<(), RequestProblem> {
        let media_type = media_type(name, upload)?;
        self.text.push_str("; filename=\"");
        escape(upload.name().unwrap_or(name), &mut self.text);
        self.text.push_str("\"\r\nContent-Type: ");
        self.text.push(media_type.as_bytes());
        self.text.push_str("\r\n\r\n");
        let before = std::mem::take(&mut self.text).into_bytes();
        self.pieces.extend([Piece::Bytes(before), Piece::Upload(name, upload.clone())]);
        Ok(())
    }

    fn finish(mut self) -> Body {
        self.text.push_str("--");
        self.text.push_str(self.boundary);
        self.text.push_str("--\r\n");
        self.pieces.push(Piece::Bytes(self.text.into_bytes()));
        Body::of(self.pieces)
    }
}

/// Writes a name between quotation marks, as browsers do (WHATWG HTML, "multipart/form-data encoding algorithm"), so
/// that it cannot end the header or begin another part.
fn escape(name: &str, out: &mut WipedBuffer) {
    for c in name.chars() {
        match c {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c => out.push_char(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_its_header() {
        let mut out = WipedBuffer::new();
        escape("a\"; filename=\"b\r\nX: y\u{e9}", &mut out);
        assert_eq!(out.as_str(), "a%22; filename=%22b%0D%0AX: y\u{e9}");
    }

    #[test]
    fn text_and_files_are_parts() {
        let (text, files) =
            ("1".to_owned(), vec![Upload::from("x").named("a.txt").typed("text/plain"), Upload::from("y")]);
        let mut fields = Fields::default();
        fields.body("chat", &text);
        fields.body("file", &files);
        fields.body("none", &None::<String>);
        let body = render(&fields, "b0").unwrap();
        let expected = "--b0\r\nContent-Disposition: form-data; name=\"chat\"\r\n\r\n1\r\n\
                        --b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\
                        Content-Type: text/plain\r\n\r\nx\r\n\
                        --b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
                        Content-Type: application/octet-stream\r\n\r\ny\r\n--b0--\r\n";
        assert_eq!(String::from_utf8_lossy(body.as_slice()), expected);
        let bad = Upload::from("x").typed("text/plain\r\nX: y");
        let mut fields = Fields::default();
        fields.body("file", &bad);
        assert!(matches!(render(&fields, "b0"), Err(RequestProblem::Unfit { name: "file", .. })));
    }
}
