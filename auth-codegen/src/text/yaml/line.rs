//! Lines with their indentation.

/// A line with a key, or with the item of a list.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) number: usize,
    pub(super) indent: usize,
    pub(super) key: &'t str,
    /// All of it, without its indentation.
    pub(super) content: &'t str,
    /// Whether something follows the key on its line.
    pub(super) has_value: bool,
}

impl Line<'_> {
    /// Returns the column of its key, which may follow the `- ` of an item.
    pub(super) fn column(&self) -> usize {
        if self.key.starts_with("- ") { self.indent + 2 } else { self.indent }
    }

    /// Returns the byte at which the line begins behind its indentation.
    pub(super) fn byte(&self, text: &str) -> usize {
        text.split_inclusive('\n').take(self.number - 1).map(str::len).sum::<usize>() + self.indent
    }
}

/// Returns the lines before that of a byte, and it with those after it. Empty lines and comments are left out.
pub(super) fn around(text: &str, at: usize) -> (Vec<Line<'_>>, Vec<Line<'_>>) {
    let number = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
    lines(text).into_iter().partition(|line| line.number < number)
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let content = line.trim();
        if !content.is_empty() && !content.starts_with('#') {
            let key = content.split(':').next().unwrap_or(content).trim();
            let has_value = !content.ends_with([':', '|', '>', '-']);
            let indent = line.len() - line.trim_start().len();
            found.push(Line { number: index + 1, indent, key, content, has_value });
        }
    }
    found
}
