//! A strict reader of pages: it knows no mending, and panics at what a browser would guess.

use std::collections::BTreeSet;

/// The elements without an end.
const VOID: [&str; 4] = ["meta", "link", "input", "wbr"];
/// The elements whose content is no HTML.
const RAW: [&str; 2] = ["script", "style"];

struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

/// What a page consists of.
pub(crate) struct Page {
    tags: Vec<Tag>,
    text: String,
}

impl Page {
    pub(crate) fn read(name: &str, text: &str) -> Self {
        let mut page = Self { tags: Vec::new(), text: String::new() };
        let mut open: Vec<String> = Vec::new();
        let mut rest = text.strip_prefix("<!DOCTYPE html>\n").unwrap_or_else(|| panic!("{name}: no doctype"));
        while let Some(at) = rest.find('<') {
            page.add_text(&rest[..at]);
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").unwrap_or_else(|| panic!("{name}: a comment has no end")).1;
            } else if let Some(end) = rest.strip_prefix("</") {
                let (closed, after) = end.split_once('>').unwrap();
                assert_eq!(open.pop().as_deref(), Some(closed), "{name}: before {after:.80}");
                rest = after;
            } else {
                let (tag, after) = read_tag(name, &rest[1..]);
                rest = after;
                if RAW.contains(&tag.name.as_str()) {
                    rest = rest.split_once(&format!("</{}>", tag.name)).expect("an end").1;
                } else if !VOID.contains(&tag.name.as_str()) {
                    open.push(tag.name.clone());
                }
                page.tags.push(tag);
            }
        }
        page.add_text(rest);
        assert_eq!(open, Vec::<String>::new(), "{name}: not closed");
        let ids = page.all("id").count();
        assert_eq!(page.ids().len(), ids, "{name}: an id is there twice");
        page
    }

    fn add_text(&mut self, text: &str) {
        self.text += &decode(text);
    }

    /// What a reader sees, and what the titles of drawings say.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn ids(&self) -> BTreeSet<String> {
        self.all("id").map(str::to_owned).collect()
    }

    pub(crate) fn links(&self) -> impl Iterator<Item = &str> {
        let is_link = |tag: &&Tag| tag.name == "a";
        self.tags
            .iter()
            .filter(is_link)
            .flat_map(|tag| &tag.attributes)
            .filter(|(name, _)| name == "href")
            .map(|(_, to)| to.as_str())
    }

    pub(crate) fn scripts(&self) -> usize {
        self.tags.iter().filter(|tag| tag.name == "script").count()
    }

    pub(crate) fn has_tag(&self, name: &str) -> bool {
        self.tags.iter().any(|tag| tag.name == name)
    }

    /// The names of all attributes.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().flat_map(|tag| &tag.attributes).map(|(name, _)| name.as_str())
    }

    fn all<'p>(&'p self, wanted: &'p str) -> impl Iterator<Item = &'p str> {
        let attributes = self.tags.iter().flat_map(|tag| &tag.attributes);
        attributes.filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }
}

/// Reads a tag after its `<`: a name, and attributes whose values are in double quotes.
fn read_tag<'t>(page: &str, text: &'t str) -> (Tag, &'t str) {
    let end = text.find([' ', '>']).unwrap();
    let (name, mut rest) = text.split_at(end);
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{page}: a tag {name:?}");
    let mut attributes = Vec::new();
    while let Some(after) = rest.strip_prefix(' ') {
        let end = after.find(['=', ' ', '>']).unwrap();
        let (name, after) = after.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(value) => value.split_once('"').unwrap(),
            None => ("", after),
        };
        assert!(!value.contains(['<', '>']), "{page}: {name} is not escaped: {value}");
        attributes.push((name.to_owned(), decode(value)));
        rest = after;
    }
    let after = rest.strip_prefix('>').unwrap_or_else(|| panic!("{page}: a tag goes on: {rest:.80}"));
    (Tag { name: name.to_owned(), attributes }, after)
}

fn decode(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The descriptions of the drawings of a page, each with its credential, a sentence a line.
pub(crate) fn lives(page: &str, text: &str) -> Vec<String> {
    let drawings = text.split("<desc id=\"life-").skip(1).filter_map(|rest| rest.split_once("-text\">"));
    let told = drawings.map(|(name, rest)| {
        let story = decode(rest.split("</desc>").next().unwrap_or_default());
        let story = story.replace(". ", ".\n  ");
        format!("{page} {name}\n  {story}\n\n")
    });
    told.collect()
}
