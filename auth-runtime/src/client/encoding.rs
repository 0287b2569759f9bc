//! Decodes content encodings (RFC 9110 §8.4.1) that were not requested: each request accepts only `identity`, but some
//! servers compress responses anyway.

use std::io::Read;

use bytes::Bytes;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use http::{HeaderMap, header};
use zeroize::Zeroizing;

use crate::response::document::MARK;
use crate::value::JsonRef;
use crate::value::decode::tolerance::is_tolerant;
use crate::value::wiped::WipedBuffer;

/// The decoded body is longer than the limit.
pub(crate) struct TooLong;

/// Decodes the body, up to `limit` bytes, and adjusts the headers. A body with an unknown encoding, or one that is not
/// in its encoding, is left unchanged; reading it returns an error that says so.
pub(crate) fn undo(headers: &mut HeaderMap, body: Bytes, limit: usize) -> Result<Bytes, TooLong> {
    let Some(coding) = coding(headers) else { return Ok(body) };
    let Some(decoded) = decode(&coding, &body, limit)? else { return Ok(body) };
    headers.remove(header::CONTENT_ENCODING);
    headers.remove(header::CONTENT_LENGTH);
    Ok(decoded.into_bytes())
}

/// Returns the decoded body; `None` if it is not in this encoding.
fn decode(coding: &Coding, body: &[u8], limit: usize) -> Result<Option<WipedBuffer>, TooLong> {
    match coding {
        Coding::Gzip => read(MultiGzDecoder::new(body), limit),
        Coding::Zlib if is_zlib(body) => read(ZlibDecoder::new(body), limit),
        // Some servers send raw DEFLATE as `deflate`, which should be zlib.
        Coding::Zlib => read(DeflateDecoder::new(body), limit),
    }
}

enum Coding {
    Gzip,
    Zlib,
}

/// Returns the encoding, if there is one and it is known.
fn coding(headers: &HeaderMap) -> Option<Coding> {
    let values = headers.get_all(header::CONTENT_ENCODING).iter();
    let names = values.flat_map(|value| value.to_str().unwrap_or("?").split(',')).map(str::trim);
    let mut names = names.filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("identity"));
    let (name, None) = (names.next()?, names.next()) else { return None };
    match name.to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => Some(Coding::Gzip),
        "deflate" => Some(Coding::Zlib),
        _ => None,
    }
}

/// Whether it begins with a zlib header (RFC 1950 §2.2).
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [method, flags, ..] if method & 15 == 8 && u16::from_be_bytes([*method, *flags]) % 31 == 0)
}

/// Whether all of a token reply is there although its end is not: a connection that broke just then, or a wrong length,
/// must not cost a login.
pub(crate) fn is_whole(body: &[u8]) -> bool {
    let text = body.strip_prefix(MARK).unwrap_or(body);
    is_tolerant() && JsonRef::parse(text).is_ok_and(JsonRef::is_object)
}

/// Decompresses the body; `None` if it is not in this encoding.
fn read(mut decoder: impl Read, limit: usize) -> Result<Option<WipedBuffer>, TooLong> {
    let (mut out, mut piece) = (WipedBuffer::new(), Zeroizing::new([0; 4096]));
    loop {
        match decoder.read(piece.as_mut_slice()) {
            Ok(0) => return Ok(Some(out)),
            Ok(count) if out.as_slice().len().saturating_add(count) > limit => return Err(TooLong),
            Ok(count) => out.push(piece.get(..count).unwrap_or_default()),
            Err(_) => return Ok(Some(out).filter(|out| is_whole(out.as_slice()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;
    use crate::value::decode::tolerance::{Reading, tolerantly};

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(text: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn deflate(text: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn undoes_what_it_knows() {
        let text = b"{\"a\":1}";
        let rows = [
            ("gzip", gzip(text), true),
            ("x-gzip", gzip(text), true),
            ("GZip , identity", gzip(text), true),
            ("gzip", [gzip(b"{\"a\""), gzip(b":1}")].concat(), true),
            ("deflate", zlib(text), true),
            ("deflate", deflate(text), true),
            ("gzip", gzip(text)[..12].to_vec(), false),
            ("gzip", text.to_vec(), false),
            ("deflate", text.to_vec(), false),
            ("gzip, gzip", gzip(&gzip(text)), false),
            ("br", text.to_vec(), false),
            ("identity", text.to_vec(), false),
        ];
        for (name, body, is_undone) in rows {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_ENCODING, name.parse().unwrap());
            headers.insert(header::CONTENT_LENGTH, body.len().into());
            let decoded = undo(&mut headers, body.clone().into(), 7).ok().unwrap();
            assert_eq!(&decoded[..], if is_undone { &text[..] } else { &body[..] }, "{name}");
            assert_eq!(headers.len(), if is_undone { 0 } else { 2 }, "{name}");
        }
    }

    /// The check sum at the end of a token reply does not matter, if its JSON is whole.
    #[test]
    fn a_token_reply_needs_no_end() {
        for (text, is_whole) in [(&b"{\"a\":1}"[..], true), (b"{\"a\":1", false), (b"1", false)] {
            let (body, coding) = (gzip(text), Coding::Gzip);
            let cut = body.get(..body.len() - 4).unwrap();
            let found = || decode(&coding, cut, 9).ok().unwrap().is_some();
            assert!(!found(), "it is no token reply");
            assert_eq!(tolerantly(&mut Reading::default(), found), is_whole);
        }
    }

    /// The limit applies to the decoded length.
    #[test]
    fn nothing_expands_beyond_the_limit() {
        for (limit, fits) in [(1_000_000, true), (999_999, false), (0, false)] {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_ENCODING, "gzip".parse().unwrap());
            assert_eq!(undo(&mut headers, gzip(&vec![b' '; 1_000_000]).into(), limit).is_ok(), fits, "{limit}");
        }
    }
}
