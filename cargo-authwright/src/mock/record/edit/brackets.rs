//! The end of a list or a mapping in brackets.

/// Where a list or a mapping in brackets ends.
pub(super) struct Close {
    /// After its last value.
    pub(super) last: usize,
    /// Its closing bracket.
    pub(super) bracket: usize,
}

/// Finds the bracket that closes the one at `open`. Brackets in quotes and in comments are none.
pub(super) fn close(text: &str, open: usize) -> Option<Close> {
    let (mut depth, mut last, mut before) = (0_usize, open, '\n');
    let mut chars = text.get(open..)?.char_indices();
    while let Some((index, c)) = chars.next() {
        let at = open + index;
        match c {
            '"' | '\'' if " \t\n[{,:".contains(before) => {
                let end = at + quoted(text.get(at..)?, c)?;
                while chars.clone().next().is_some_and(|(index, _)| open + index < end) {
                    chars.next();
                }
                last = end;
            }
            '#' if before.is_whitespace() => {
                while chars.clone().next().is_some_and(|(_, c)| c != '\n') {
                    chars.next();
                }
            }
            '[' | '{' => {
                depth += 1;
                last = at + 1;
            }
            ']' | '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(Close { last, bracket: at });
                }
                last = at + 1;
            }
            c if !c.is_whitespace() => last = at + c.len_utf8(),
            _ => {}
        }
        before = c;
    }
    None
}

/// Returns the length of a text in quotes.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((index, c)) = chars.next() {
        let is_doubled = quote == '\'' && c == quote && chars.peek().is_some_and(|(_, next)| *next == quote);
        if is_doubled || (quote == '"' && c == '\\') {
            chars.next();
        } else if c == quote {
            return Some(index + 1);
        }
    }
    None
}
