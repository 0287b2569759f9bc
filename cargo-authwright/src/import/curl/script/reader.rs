//! Reads a page line by line: commands, replies and prose.

use super::block::Block;
use super::line::{assignment, command_start, is_visit, link};
use super::title;

use crate::import::curl::reply::{self, Body, Reply};
use crate::import::curl::request::{self, Request};
use crate::import::curl::{json, words};
use crate::import::draft::place;
use crate::import::fault::Fault;

/// The greatest length of a variable, and the length of a word from which on none is replaced: each can make it many times
/// as long.
const LONGEST_WORD: usize = 1 << 13;

/// Reads a page. Returns its blocks, and the first link to a page of documentation.
pub(super) fn read(text: &str) -> Result<(Vec<Block>, Option<String>), Fault> {
    let mut reader = Reader { text, line: 1, ..Reader::default() };
    while reader.at < text.len() {
        reader.step()?;
    }
    reader.end_head();
    Ok((reader.blocks, reader.link))
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    blocks: Vec<Block>,
    /// The lines of prose since the last reply, empty ones included.
    prose: Vec<String>,
    /// The head of a reply whose body is still to come.
    head: Option<Reply>,
    /// The status that a line of prose gave the next body.
    status: Option<u16>,
    /// Whether a line of prose called the next body an error.
    is_error: bool,
    /// Whether the lines are code, between two lines of backticks.
    is_code: bool,
    /// Assignments such as `BASE=https://api.acme.example`.
    variables: Vec<(String, String)>,
    link: Option<String>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn current(&self) -> &'t str {
        self.rest().lines().next().unwrap_or_default()
    }

    /// Moves behind so many bytes, and to the next line.
    fn skip(&mut self, length: usize) {
        let after = self.rest().get(length..).unwrap_or_default();
        let end = after.find('\n').map_or(after.len(), |end| end + 1);
        let taken = self.rest().get(..length + end).unwrap_or_default();
        self.line += taken.matches('\n').count();
        self.at += (length + end).max(1);
    }

    fn step(&mut self) -> Result<(), Fault> {
        let line = self.current();
        if let Some(start) = command_start(line) {
            return self.command(start);
        }
        if let Some(status) = reply::status_line(line) {
            self.end_head();
            self.head = Some(self.without_head(Some(status), Body::Empty));
        } else if self.head.is_some() && self.head_line(line) {
            // A header was taken, or the head ends with a text as its body.
        } else if is_visit(line) {
            self.visit(line);
        } else if self.is_body(line) {
            return self.body();
        } else {
            self.prose_line(line);
        }
        self.skip(0);
        Ok(())
    }

    fn command(&mut self, start: usize) -> Result<(), Fault> {
        self.end_head();
        let line = self.line;
        self.at += start;
        let command = words::split(self.rest()).map_err(|words::Unclosed(at)| {
            let lines = self.rest().get(..at).unwrap_or_default().matches('\n').count();
            Fault::new("the quote that begins here is never closed").at(line + lines).help("close it, or remove it")
        })?;
        let words: Vec<String> = command.words.iter().skip(1).map(|word| self.expand(word)).collect();
        let input = command.input.map(|input| self.expand(&input));
        let request = request::read(&words, input, line)?;
        self.push(request);
        self.skip(command.length);
        Ok(())
    }

    /// Replaces the variables that the page assigns.
    fn expand(&self, word: &str) -> String {
        let mut word = word.to_owned();
        for (name, value) in self.variables.iter().filter(|(_, value)| value.len() <= LONGEST_WORD) {
            if word.len() > LONGEST_WORD {
                break;
            }
            word = word.replace(&format!("${{{name}}}"), value);
            let bare = format!("${name}");
            let is_whole = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
            if let Some(at) = word.find(&bare).filter(|at| word.get(at + bare.len()..).is_some_and(is_whole)) {
                word.replace_range(at..at + bare.len(), value);
            }
        }
        word
    }

    fn push(&mut self, request: Request) {
        let prose = std::mem::take(&mut self.prose);
        let (name, doc) = title::title(&prose);
        self.status = None;
        self.is_error = false;
        self.blocks.push(Block { name, doc, request, ..Block::default() });
    }

    /// A URL that a browser visits, or the callback of one.
    fn visit(&mut self, line: &str) {
        let url = line.trim().trim_start_matches("GET ").trim_start_matches("open ").trim_matches(['"', '\'', '`']);
        let (before, query) = url.split_once('?').unwrap_or((url, ""));
        let query = place::query(query);
        let is_callback = self.blocks.last().is_some_and(|block| block.request.method == "visit");
        if is_callback && query.iter().any(|(name, _)| name == "code") {
            let members = query.into_iter().filter(|(name, _)| name != "state");
            let json = members.map(|(name, value)| (name, serde_json::Value::from(value))).collect();
            let body = Body::Json(serde_json::Value::Object(json), Vec::new());
            self.reply(None, body);
            return;
        }
        let (line, method, url) = (self.line, "visit".to_owned(), before.to_owned());
        self.push(Request { line, method, url, query, ..Request::default() });
    }

    /// Reads a line after the status: a header, the end of the head, or a body that is text.
    fn head_line(&mut self, line: &str) -> bool {
        let line = line.trim_start_matches("< ");
        let Some(head) = &mut self.head else { return false };
        if let Some((name, value)) = line.split_once(": ").filter(|(name, _)| auth_language::header::is_name(name)) {
            head.headers.push((name.to_owned(), value.trim().to_owned()));
            return true;
        }
        let media_type = head.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        let is_text = media_type.is_some_and(|(_, value)| value.starts_with("text/"));
        if is_text && !line.trim().is_empty() && !line.starts_with("```") {
            head.body = Body::Text(line.trim().to_owned());
            self.end_head();
            return true;
        }
        line.trim().is_empty()
    }

    /// A head without a body is a reply of its own.
    fn end_head(&mut self) {
        if let Some(head) = self.head.take() {
            self.push_reply(head);
        }
        // A status without a body is a reply of its own: `204 No Content`, `401 Unauthorized`.
        if let Some(status @ (204 | 205 | 400..)) = self.status.take() {
            self.reply(Some(status), Body::Empty);
        }
    }

    /// Adds a reply without a head of its own.
    fn reply(&mut self, status: Option<u16>, body: Body) {
        self.push_reply(self.without_head(status, body));
    }

    /// Adds a reply to the command before it.
    fn push_reply(&mut self, reply: Reply) {
        if let Some(block) = self.blocks.last_mut() {
            block.replies.push(reply);
        }
    }

    fn without_head(&self, status: Option<u16>, body: Body) -> Reply {
        Reply { line: self.line, status, headers: Vec::new(), body, is_error: false }
    }

    /// Whether a body begins on this line. `[text](link)` is prose.
    fn is_body(&self, line: &str) -> bool {
        let line = line.trim_start();
        let is_list = line.starts_with('[') && !line.contains("](");
        !self.blocks.is_empty() && (line.starts_with('{') || is_list || self.is_form(line))
    }

    fn is_form(&self, line: &str) -> bool {
        let is_expected = self.head.is_some() || line.contains("token=");
        is_expected && reply::form(line).is_some()
    }

    fn body(&mut self) -> Result<(), Fault> {
        let indent = self.current().len() - self.current().trim_start().len();
        self.at += indent;
        let (body, length) = match reply::form(self.current()).filter(|_| self.is_form(self.current())) {
            Some(form) => (Body::Form(form), self.current().len()),
            None => {
                let sample = json::read(self.rest()).map_err(|error| {
                    Fault::new(format!("this reply is not JSON: {}", error.reason))
                        .at(self.line + error.line - 1)
                        .help("mend it; `…` and comments are fine, and a reply may be left out")
                })?;
                (Body::Json(sample.json, sample.notes), sample.length)
            }
        };
        let head = self.head.take();
        let status = head.as_ref().and_then(|head| head.status).or(self.status.take());
        let headers = head.map(|head| head.headers).unwrap_or_default();
        let is_error = std::mem::take(&mut self.is_error);
        self.push_reply(Reply { line: self.line, status, headers, body, is_error });
        self.prose.clear();
        self.skip(length);
        Ok(())
    }

    fn prose_line(&mut self, line: &str) {
        self.end_head_before(line);
        if let Some((name, value)) = assignment(line) {
            self.variables.push((name, value));
            return;
        }
        if line.trim_start().starts_with("```") {
            self.is_code = !self.is_code;
            return;
        }
        if line.trim_start().starts_with("* ") && line.contains("curl") {
            return;
        }
        let is_text = self.is_code && !line.trim().is_empty();
        if let Some(status) = self.status.take_if(|status| is_text && *status >= 400) {
            self.reply(Some(status), Body::Text(line.trim().to_owned()));
            return;
        }
        match reply::said(line).filter(|_| !self.blocks.is_empty()) {
            Some(reply::Said::Status(status)) => {
                self.end_head();
                self.status = Some(status);
            }
            Some(reply::Said::Error) => self.is_error = true,
            None => {}
        }
        self.link = self.link.take().or_else(|| link(line));
        self.prose.push(line.trim().to_owned());
    }

    /// A head ends where prose begins.
    fn end_head_before(&mut self, line: &str) {
        if self.head.is_some() && !line.trim().is_empty() && !line.trim_start().starts_with("```") {
            self.end_head();
        }
    }
}
