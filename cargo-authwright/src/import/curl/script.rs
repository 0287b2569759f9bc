//! Divides a page into blocks: the text before a command, the command, and its sample replies.

use super::reply::{self, Body, Reply};
use super::request::{self, Request};
use super::{json, words};
use crate::import::draft::place;
use crate::import::fault::Fault;
use crate::import::guess::name;

/// The greatest number of commands.
const MOST: usize = 500;
/// The greatest length of a variable, and the length of a word from which on none is replaced: each can make it many times
/// as long.
const LONGEST_WORD: usize = 1 << 13;

/// A command with what is around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// The name that the title before the command gives it.
    pub(super) name: Option<String>,
    pub(super) doc: Option<String>,
    pub(super) request: Request,
    pub(super) replies: Vec<Reply>,
    /// The first link to a page of documentation.
    pub(super) link: Option<String>,
}

/// Divides a page.
pub(super) fn read(text: &str) -> Result<Vec<Block>, Fault> {
    let mut reader = Reader { text, at: 0, line: 1, ..Reader::default() };
    while reader.at < text.len() {
        reader.step()?;
    }
    reader.end_head();
    let mut blocks = reader.blocks;
    if blocks.len() > MOST {
        return Err(
            Fault::new(format!("there are more than {MOST} commands")).help("import the calls that authenticate first")
        );
    }
    if let Some(block) = blocks.first_mut() {
        block.link = reader.link;
    }
    Ok(blocks)
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
            self.head = Some(Reply { line: self.line, status: Some(status), headers: Vec::new(), body: Body::Empty });
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
        let request = request::read(&words, line)?;
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
        let (name, doc) = title(&prose);
        self.status = None;
        self.blocks.push(Block { name, doc, request, ..Block::default() });
    }

    /// A URL that a browser visits, or the callback of one.
    fn visit(&mut self, line: &str) {
        let url = line.trim().trim_start_matches("GET ").trim_start_matches("open ").trim_matches(['"', '\'', '`']);
        let (before, query) = url.split_once('?').unwrap_or((url, ""));
        let query = place::query(query);
        let last = self.blocks.last_mut().filter(|block| block.request.method == "visit");
        if let (true, Some(block)) = (query.iter().any(|(name, _)| name == "code"), last) {
            let members = query.into_iter().filter(|(name, _)| name != "state");
            let json = members.map(|(name, value)| (name, serde_json::Value::from(value))).collect();
            let body = Body::Json(serde_json::Value::Object(json), Vec::new());
            block.replies.push(Reply { line: self.line, status: None, headers: Vec::new(), body });
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
        if let (Some(head), Some(block)) = (self.head.take(), self.blocks.last_mut()) {
            block.replies.push(head);
        }
        // A status without a body is a reply of its own: `204 No Content`, `401 Unauthorized`.
        if let (Some(status @ (204 | 205 | 400..)), Some(block)) = (self.status.take(), self.blocks.last_mut()) {
            block.replies.push(Reply { line: self.line, status: Some(status), headers: Vec::new(), body: Body::Empty });
        }
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
                    Fault::new(format!("this reply is not JSON: {error}"))
                        .at(self.line)
                        .help("mend it; `…` and comments are fine, and a reply may be left out")
                })?;
                (Body::Json(sample.json, sample.notes), sample.length)
            }
        };
        let head = self.head.take();
        let status = head.as_ref().and_then(|head| head.status).or(self.status.take());
        let headers = head.map(|head| head.headers).unwrap_or_default();
        let reply = Reply { line: self.line, status, headers, body };
        self.blocks.last_mut().into_iter().for_each(|block| block.replies.push(reply.clone()));
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
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("* ") && line.contains("curl") {
            return;
        }
        if let (Some(status), false) = (reply::status_in_prose(line), self.blocks.is_empty()) {
            self.end_head();
            self.status = Some(status);
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

/// Returns where `curl` begins, after a prompt or an assignment.
fn command_start(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    let prompts = ["$ ", "% ", "> ", "$(", "sudo ", "`", "time "];
    let prompt = prompts.iter().find(|prompt| trimmed.starts_with(**prompt)).map_or(0, |prompt| prompt.len());
    let after = trimmed.get(prompt..).unwrap_or_default();
    if is_curl(after) {
        return Some(indent + prompt);
    }
    let at = trimmed.find("$(curl ").filter(|at| trimmed.get(..*at).is_some_and(|name| name.ends_with('=')))?;
    Some(indent + at + 2)
}

fn is_curl(text: &str) -> bool {
    ["curl ", "curl\t", "curl\\", "curl.exe "].iter().any(|start| text.starts_with(start))
        && !text.starts_with("curl is")
}

/// Whether a line is the URL of an authorization request, or of its callback.
fn is_visit(line: &str) -> bool {
    let url = line.trim().trim_start_matches("GET ").trim_start_matches("open ").trim_matches(['"', '\'', '`']);
    let is_url = (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(char::is_whitespace);
    let path_is_one = url.contains("/authorize?") || url.contains("/auth?");
    is_url && (url.contains("response_type=") || path_is_one || url.contains("?code=") || url.contains("&code="))
}

/// `NAME=value`, where the value is a URL or a host.
fn assignment(line: &str) -> Option<(String, String)> {
    let line = line.trim().trim_start_matches("export ").trim_start_matches("$ ");
    let (name, value) = line.split_once('=')?;
    let value = value.trim().trim_matches(['"', '\'']);
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit());
    (is_name && value.starts_with("http")).then(|| (name.to_owned(), value.to_owned()))
}

fn link(line: &str) -> Option<String> {
    let at = line.find("https://")?;
    let url = line.get(at..)?.split(|c: char| c.is_whitespace() || ")>]\"'`".contains(c)).next()?;
    let url = url.trim_end_matches(['.', ',', ':', ';']);
    let is_page = url::Url::parse(url).is_ok()
        && ["doc", "dev", "reference", "help", "guide", "learn"].iter().any(|word| url.contains(word));
    is_page.then(|| url.to_owned())
}

/// A heading without its number: `1.`, `2)`, `3 -`.
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let bare = rest.strip_prefix(['.', ')', '-', ':']).filter(|_| rest.len() < line.len());
    bare.filter(|bare| bare.starts_with(' ')).unwrap_or(line)
}

/// Returns the name and the documentation that the text before a command gives it: the last title, and the paragraph
/// that is nearest to the command.
fn title(prose: &[String]) -> (Option<String>, Option<String>) {
    let plain =
        |line: &String| without_number(line.trim_start_matches(['#', '/', '*', '-', '>', ' '])).trim().to_owned();
    let lines: Vec<String> = prose.iter().map(plain).collect();
    let named = lines.iter().enumerate().rev().find_map(|(at, line)| Some((at, name::of_title(line)?)));
    let kept = lines.iter().enumerate().rev().skip_while(|(_, line)| line.is_empty());
    let paragraph: Vec<(usize, &String)> = kept.take_while(|(_, line)| !line.is_empty()).collect();
    let is_heading = |at: &usize| prose.get(*at).is_some_and(|line| line.starts_with("##"));
    let is_text = |(at, _): &&(usize, &String)| named.as_ref().is_none_or(|(title, _)| title != at);
    let mut text: Vec<&str> =
        paragraph.iter().filter(is_text).filter(|(at, _)| !is_heading(at)).map(|(_, line)| line.as_str()).collect();
    text.reverse();
    let text = text.join(" ");
    let title = named.as_ref().and_then(|(at, _)| lines.get(*at)).map(String::as_str);
    let heading = lines.iter().rev().find(|line| !line.is_empty()).map(String::as_str);
    let doc = if text.is_empty() { title.or(heading) } else { Some(text.as_str()) };
    (named.as_ref().map(|(_, name)| name.clone()), doc.and_then(crate::import::write::prose::sentence))
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_divided() {
        let page = "# Acme: see https://docs.acme.example/auth\n\n## Log in\nExchange a name for a token.\n\n```bash\n$ curl https://a.example/login \\\n  -d '{\"name\":\n \"ada\"}'\n```\n\n```json\n{\"token\": \"a\"}\n```\nError response (401):\n{\"error\": \"no\"}\n\n# Log out\ncurl -X DELETE https://a.example/login\nHTTP/1.1 204 No Content\n\n# List things\ncurl https://a.example/things\n204 No Content\n";
        let blocks = read(page).expect("blocks");
        let names: Vec<Option<&str>> = blocks.iter().map(|block| block.name.as_deref()).collect();
        assert_eq!(names, [Some("log_in"), Some("log_out"), Some("list_things")]);
        assert_eq!(blocks[0].doc.as_deref(), Some("Exchange a name for a token."));
        assert_eq!(blocks[0].link.as_deref(), Some("https://docs.acme.example/auth"));
        let statuses: Vec<Vec<Option<u16>>> =
            blocks.iter().map(|block| block.replies.iter().map(|reply| reply.status).collect()).collect();
        assert_eq!(statuses, [vec![None, Some(401)], vec![Some(204)], vec![Some(204)]]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let rows = [
            ("\ncurl 'https://a.example", "line 2: the quote that begins here is never closed"),
            ("\n\ncurl -X POST", "line 3: this command has no URL"),
            ("curl https://a.example\n\n{\"a\": }\n", "line 3: this reply is not JSON"),
            ("curl https://a.example --json '{'", "line 1: the body of this command is not JSON"),
        ];
        for (page, expected) in rows {
            let fault = read(page).map(|blocks| blocks.len()).expect_err(page);
            assert!(fault.to_string().starts_with(expected), "{fault}");
        }
    }
}
