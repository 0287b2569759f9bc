//! Texts that look like others.

/// Returns a text with the same kinds of characters, which is another for each number.
pub(super) fn like(text: &str, number: usize) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    let mut left = letters;
    let of = |c: char, left: usize| {
        // The last characters count up, the others are the first of their kind.
        let step = number
            .checked_div(26_usize.saturating_pow(u32::try_from(left.saturating_sub(1)).unwrap_or(6).min(6)))
            .unwrap_or(0);
        let nth = |first: u8, size: usize| char::from(first + u8::try_from(step % size).unwrap_or(0));
        match c {
            c if c.is_ascii_digit() => nth(b'0', 10),
            c if c.is_uppercase() => nth(b'A', 26),
            c if c.is_alphabetic() => nth(b'a', 26),
            c => c,
        }
    };
    text.chars()
        .map(|c| {
            let made = of(c, left);
            left -= usize::from(c.is_alphanumeric());
            made
        })
        .collect()
}
