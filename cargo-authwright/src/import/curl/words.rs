//! Words of a shell command, as documentation pages print them.
//!
//! `shell-words` splits a command that is known to be whole. Here, the end of the command has to be found, and pages and
//! browsers print what it does not read: `$'…'`, `$(…)`, pipes, continuation marks of other shells, and `<id>`.

/// The words of one command.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Command {
    pub(super) words: Vec<String>,
    /// The text of a here-document or a here-string: `<<EOF … EOF`, `<<< text`.
    pub(super) input: Option<String>,
    /// The bytes of the text that the command takes, whatever is after a pipe included.
    pub(super) length: usize,
}

/// A quote that is never closed: the byte at which it begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclosed(pub(super) usize);

/// Replaces the typographic quotes, dashes and blanks that web pages make of code.
pub(super) fn straighten(text: &str) -> String {
    let straight = text.chars().filter(|c| *c != '\r' && *c != '\u{feff}' && *c != '\u{200b}').map(|c| match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201f}' => '"',
        '\u{a0}' | '\u{202f}' => ' ',
        c => c,
    });
    let text: String = uncommented(&straight.collect::<String>());
    text.replace(" \u{2014}", " --").replace(" \u{2013}-", " --").replace(" \u{2013}", " --")
}

/// Takes the marks of comments away from replies in them: `#{`, `# "id": 1`, `#}`.
fn uncommented(text: &str) -> String {
    let mut is_reply = false;
    let lines = text.split('\n').map(|line| {
        let bare = line.strip_prefix('#');
        let starts = bare.is_some_and(|bare| ["{", "[{"].iter().any(|start| bare.trim() == *start));
        is_reply = bare.is_some() && (is_reply || starts);
        bare.filter(|_| is_reply).unwrap_or(line)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Splits the command at the start of the text.
pub(super) fn split(text: &str) -> Result<Command, Unclosed> {
    let mut lexer = Lexer { text, ..Lexer::default() };
    lexer.run()?;
    lexer.end_word();
    let rest = text.get(lexer.at..).unwrap_or_default();
    let end = lexer.at + rest.find('\n').unwrap_or(rest.len());
    let document = lexer.delimiter.as_deref().and_then(|delimiter| here_document(text, end, delimiter));
    let (input, length) = document.map_or((lexer.input, end), |(input, length)| (Some(input), length));
    Ok(Command { words: lexer.words, input, length })
}

/// Returns the lines from the end of a command to the delimiter, and where the line of that ends.
fn here_document(text: &str, end: usize, delimiter: &str) -> Option<(String, usize)> {
    let start = end + 1;
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        if line.trim() == delimiter {
            return Some((text.get(start..at)?.to_owned(), at + line.trim_end_matches('\n').len()));
        }
        at += line.len();
    }
    None
}

#[derive(Default)]
struct Lexer<'t> {
    text: &'t str,
    at: usize,
    words: Vec<String>,
    word: Option<String>,
    /// Whether the next word is a here-string.
    is_here_string: bool,
    input: Option<String>,
    /// The word that ends a here-document, which begins behind this line.
    delimiter: Option<String>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest().chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn push(&mut self, c: char) {
        self.word.get_or_insert_default().push(c);
    }

    fn end_word(&mut self) {
        match self.word.take() {
            Some(word) if std::mem::take(&mut self.is_here_string) => self.input = Some(word),
            word => self.words.extend(word),
        }
    }

    fn run(&mut self) -> Result<(), Unclosed> {
        loop {
            let start = self.at;
            let Some(c) = self.next() else { return Ok(()) };
            match c {
                '\\' | '^' | '`' if self.continues() => self.end_word(),
                '\\' if self.was_joined() => self.end_word(),
                '\\' => {
                    if let Some(escaped) = self.next() {
                        self.push(escaped);
                    }
                }
                '\n' if self.goes_on_indented() => self.end_word(),
                '\n' => {
                    self.at = start;
                    return Ok(());
                }
                ' ' | '\t' => self.end_word(),
                '\'' => self.quoted(start, '\'')?,
                '"' => self.double_quoted(start)?,
                '$' if self.rest().starts_with('\'') => self.ansi(start)?,
                '$' if self.rest().starts_with('(') => self.substitution(),
                '#' if self.word.is_none() => self.skip_line(),
                '|' | ';' | ')' => return Ok(()),
                '&' if self.is_operator() => return Ok(()),
                '<' if self.word.is_none() && self.rest().starts_with('<') => self.here(),
                '<' if self.is_placeholder() => self.placeholder(),
                '>' | '<' if self.is_redirect() => return Ok(()),
                c => self.push(c),
            }
        }
    }

    /// Whether the mark before is at the end of its line, blanks aside; moves to the next line.
    fn continues(&mut self) -> bool {
        let rest = self.rest();
        let Some(end) = rest.find('\n') else { return false };
        let is_end = rest.get(..end).is_some_and(|blanks| blanks.trim().is_empty());
        if is_end {
            self.at += end + 1;
        }
        is_end
    }

    /// Whether the mark before is at the end of a line that the page has joined with the next: `curl URL \ -H …`.
    fn was_joined(&self) -> bool {
        self.word.is_none() && self.rest().starts_with(' ') && self.rest().trim_start().starts_with('-')
    }

    /// Whether the next line goes on with an option, though the mark at the end of this one is missing.
    fn goes_on_indented(&self) -> bool {
        let line = self.rest().lines().next().unwrap_or_default();
        let is_option = |text: &str| {
            let name = text.trim_start_matches('-');
            text.starts_with('-') && text.len() - name.len() <= 2 && name.starts_with(|c: char| c.is_ascii_alphabetic())
        };
        line.starts_with([' ', '\t']) && is_option(line.trim_start())
    }

    fn quoted(&mut self, start: usize, quote: char) -> Result<(), Unclosed> {
        self.word.get_or_insert_default();
        loop {
            match self.next().ok_or(Unclosed(start))? {
                c if c == quote => return Ok(()),
                c => self.push(c),
            }
        }
    }

    fn double_quoted(&mut self, start: usize) -> Result<(), Unclosed> {
        self.word.get_or_insert_default();
        loop {
            match self.next().ok_or(Unclosed(start))? {
                '"' => return Ok(()),
                '\\' => match self.next().ok_or(Unclosed(start))? {
                    '\n' => {}
                    c @ ('"' | '\\' | '$' | '`') => self.push(c),
                    c => {
                        self.push('\\');
                        self.push(c);
                    }
                },
                '$' if self.rest().starts_with('(') => self.substitution(),
                c => self.push(c),
            }
        }
    }

    /// `$'…'`, which browsers print.
    fn ansi(&mut self, start: usize) -> Result<(), Unclosed> {
        self.next();
        self.word.get_or_insert_default();
        loop {
            match self.next().ok_or(Unclosed(start))? {
                '\'' => return Ok(()),
                '\\' => {
                    let c = self.next().ok_or(Unclosed(start))?;
                    let plain = self.escaped(c);
                    self.push(plain);
                }
                c => self.push(c),
            }
        }
    }

    fn escaped(&mut self, c: char) -> char {
        match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'u' | 'x' => {
                let length = if c == 'u' { 4 } else { 2 };
                let digits = self.rest().get(..length).unwrap_or_default().to_owned();
                let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                self.at += if code.is_some() { length } else { 0 };
                code.unwrap_or(c)
            }
            c => c,
        }
    }

    /// `$(…)` is one part of a word, whatever is in it.
    fn substitution(&mut self) {
        self.push('$');
        let mut depth = 0_usize;
        while let Some(c) = self.next() {
            self.push(c);
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    /// `&` between two parameters of a URL that was not quoted is one of the URL.
    fn is_operator(&self) -> bool {
        self.word.is_none() || self.rest().starts_with(|c: char| c.is_whitespace() || c == '&')
    }

    /// Whether `<` begins a placeholder, such as `<token>`.
    fn is_placeholder(&self) -> bool {
        let inner = self.rest().split(['>', '\n']).next().unwrap_or_default();
        let is_name = inner.starts_with(|c: char| c.is_ascii_alphabetic()) && !inner.contains(['<', '|', '/', '=']);
        is_name && self.rest().get(inner.len()..).is_some_and(|rest| rest.starts_with('>'))
    }

    /// `<<EOF`, `<<-'EOF'` or `<<< text`, behind its first mark.
    fn here(&mut self) {
        self.next();
        if self.rest().starts_with('<') {
            self.next();
            self.is_here_string = true;
            return;
        }
        let word = self.rest().trim_start_matches(['-', ' ', '\t']);
        let before = self.rest().len() - word.len();
        let length = word.find(char::is_whitespace).unwrap_or(word.len());
        let delimiter = word.get(..length).unwrap_or_default().trim_matches(['\'', '"', '\\']).to_owned();
        self.delimiter = Some(delimiter).filter(|delimiter| !delimiter.is_empty());
        self.at += before + length;
    }

    fn placeholder(&mut self) {
        self.push('<');
        while let Some(c) = self.next() {
            self.push(c);
            if c == '>' {
                return;
            }
        }
    }

    fn is_redirect(&self) -> bool {
        self.word.as_ref().is_none_or(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        split(text).expect("a whole command").words
    }

    #[test]
    fn each_notation() {
        let rows: [(&str, &[&str]); 18] = [
            ("curl a b", &["curl", "a", "b"]),
            ("curl 'a b' \"c \\\"d\\\"\"", &["curl", "a b", "c \"d\""]),
            ("curl a \\\n  -d b", &["curl", "a", "-d", "b"]),
            ("curl a \\  \n  -d b", &["curl", "a", "-d", "b"]),
            ("curl a \\ -d b", &["curl", "a", "-d", "b"]),
            ("curl a ^\n  -d b", &["curl", "a", "-d", "b"]),
            ("curl a `\n  -d b", &["curl", "a", "-d", "b"]),
            ("curl a\n  -d b\n", &["curl", "a", "-d", "b"]),
            ("curl a\nb", &["curl", "a"]),
            ("curl a # why\nb", &["curl", "a"]),
            ("curl a | jq .", &["curl", "a"]),
            ("curl a > out.json", &["curl", "a"]),
            ("curl a 2> log", &["curl", "a", "2"]),
            ("curl $'a\\n\\u0021'", &["curl", "a\n!"]),
            ("curl -H \"X: $(cat a b)\"", &["curl", "-H", "X: $(cat a b)"]),
            ("curl https://a.example/?b=c&d=e", &["curl", "https://a.example/?b=c&d=e"]),
            ("curl https://a.example/<id>/b", &["curl", "https://a.example/<id>/b"]),
            ("curl ''", &["curl", ""]),
        ];
        for (text, expected) in rows {
            assert_eq!(words(text), expected, "{text}");
        }
        let inputs = [
            ("curl a -d @- <<EOF\n{\"b\": 1}\nEOF\nnext", "{\"b\": 1}\n", 31),
            ("curl a -d @- << 'END' | jq .\nb\n  END\n", "b\n", 36),
            ("curl a -d @- <<< 'b c'\nnext", "b c", 22),
        ];
        for (text, input, length) in inputs {
            let command = split(text).expect("a whole command");
            assert_eq!((command.input.as_deref(), command.length), (Some(input), length), "{text}");
            assert_eq!(command.words, ["curl", "a", "-d", "@-"]);
        }
        assert_eq!(split("curl a <<EOF\nb").map(|command| command.input), Ok(None));
        assert_eq!(split("curl 'a"), Err(Unclosed(5)));
        assert_eq!(split("curl a | jq .\nnext").map(|command| command.length), Ok(13));
        assert_eq!(straighten("curl \u{2013}d \u{201c}a\u{201d}\r\n"), "curl --d \"a\"\n");
    }
}
