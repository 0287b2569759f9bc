//! Inputs that are several texts in one: `id:secret`.

use crate::spanned::Spanned;
use crate::value::ty::Type;
use crate::word::Encoding;

/// The texts that an input consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split<P> {
    /// The text between them.
    pub by: Spanned<String, P>,
    /// The texts, in order. The last one may contain the separator.
    pub into: Vec<Piece<P>>,
    /// Whether a part of the declaration is broken, which was reported.
    pub is_broken: bool,
}

/// One of the texts that an input consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<P> {
    /// Its name.
    pub name: Spanned<String, P>,
    /// Its type: a text, a secret, or a secret that may be in a URL.
    pub ty: Spanned<Type, P>,
    /// The encoding of the bytes that it stands for.
    pub encoding: Option<Encoding>,
}

/// Returns a text of `count` that are joined by a separator; `None` if there are fewer, or if it is empty.
#[must_use]
pub fn piece_of<'t>(text: &'t str, by: &str, index: usize, count: usize) -> Option<&'t str> {
    let pieces: Vec<&str> = text.splitn(count, by).collect();
    pieces.get(index).copied().filter(|piece| pieces.len() == count && !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::piece_of;

    #[test]
    fn the_last_text_may_contain_the_separator() {
        assert_eq!(piece_of("id:se:cret", ":", 0, 2), Some("id"));
        assert_eq!(piece_of("id:se:cret", ":", 1, 2), Some("se:cret"));
        for text in ["id", "", ":secret", "id:"] {
            let pieces = [piece_of(text, ":", 0, 2), piece_of(text, ":", 1, 2)];
            assert!(pieces.contains(&None), "{text}");
        }
    }
}
