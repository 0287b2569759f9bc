//! Reads mappings with keys that the author chooses.

use auth_language::problem::{Broken, Code};
use auth_language::spanned::Spanned;

use super::joined::{
    comma_advice, cut_type, glued, is_list_of_statuses, is_of_texts, is_prose, is_without_text, joined,
};
use crate::read::entries::{Entries, Named, Read, Text};
use crate::read::reader::Reader;
use crate::read::reader::mentions::A_TYPE;
use crate::read::value::expr::translated;
use crate::text::{Entry, Node};

/// Why an entry has no value; its name, if that is known.
type Unnamed = (Option<Text>, Broken);

impl Reader {
    /// Reads the entries of a mapping with keys that the author chooses.
    pub(in crate::read) fn named<'t, T>(
        &mut self,
        node: &'t Node,
        what: &str,
        read: &mut impl FnMut(&mut Self, &'t Node) -> Read<T>,
    ) -> Entries<T> {
        let entries = match self.entries_of(node, what) {
            Ok(entries) => entries,
            Err(broken) => return Entries::empty(Some(broken)),
        };
        let mut named = Vec::with_capacity(entries.len());
        let mut broken = self.broken().filter(|_| self.places.is_incomplete(node, entries));
        let mut before = None;
        for (index, entry) in entries.iter().enumerate() {
            match self.name(entry, (before.replace(entry), entries.get(index + 1)), what) {
                Ok(name) => named.push(Named { name, value: self.single(entry).and_then(|_| read(self, &entry.node)) }),
                Err((None, unnamed)) => broken = Some(unnamed),
                Err((Some(name), valueless)) => named.push(Named { name, value: Err(valueless) }),
            }
        }
        Entries::new(named, broken)
    }

    /// Returns the name of an entry, between others. What is not one is reported; with a name, if it is known.
    fn name(
        &mut self,
        entry: &Entry,
        (before, after): (Option<&Entry>, Option<&Entry>),
        what: &str,
    ) -> Result<Text, Unnamed> {
        let spanned = |name: &str| Spanned::new(name.to_owned(), entry.key_spot);
        if let Some(broken) =
            self.broken().filter(|_| before.is_some_and(|before| cut_type(before, Some(entry)).is_some()))
        {
            return Err((None, broken));
        }
        if let Some(text) = cut_type(entry, after) {
            return Err((Some(spanned(&entry.key)), self.report_cut_type(entry, &text)));
        }
        if is_of_texts(what) && is_without_text(entry) {
            return Err((None, self.report_without_text(entry)));
        }
        if !is_of_texts(what) {
            if is_list_of_statuses(entry, after) {
                return Err((None, self.report_list(entry, after)));
            }
            if is_prose(entry) {
                return Err((None, self.report_rest_of_text(entry)));
            }
            if let Some((name, value)) = joined(entry) {
                return Err((Some(spanned(name)), self.report_joined(entry, name, value)));
            }
            if let Some(name) = glued(entry) {
                return Err((Some(spanned(name)), self.report_glued(entry, name)));
            }
        }
        self.check_name(entry).map_err(|broken| (None, broken))
    }

    /// Checks that a name is not empty.
    fn check_name(&mut self, entry: &Entry) -> Read<Text> {
        if !entry.key.trim().is_empty() {
            return Ok(Spanned::new(entry.key.clone(), entry.key_spot));
        }
        self.mentions.add(&entry.node);
        Err(self.report(Code::EMPTY, entry.key_spot, "this name is empty", "write a name before the `:`"))
    }

    fn report_rest_of_text(&mut self, entry: &Entry) -> Broken {
        self.mentions.add_text(&entry.key);
        let message = format!("`{}` has no value", entry.key);
        self.report(Code::SHAPE, entry.key_spot, message, comma_advice(entry))
    }

    /// Reports a name and its meaning in one. Which of its words are the name is not known.
    fn report_without_text(&mut self, entry: &Entry) -> Broken {
        self.mentions.add_text(&entry.key);
        let message = format!("`{}` has no value", entry.key);
        let help =
            "write a colon and a space after the name; or put the text before it in quotes, if this belongs to it";
        self.report(Code::SHAPE, entry.key_spot, message, help)
    }

    /// Reports a type in the notation of another language, which a comma has cut in two.
    fn report_cut_type(&mut self, entry: &Entry, text: &str) -> Broken {
        self.mentions.add(&entry.node);
        self.mentions.add_unnamed(A_TYPE);
        let written = translated(text).unwrap_or_else(|| "map of TYPE".to_owned());
        let help = format!("here it is written `{written}`");
        self.report(Code::TYPE, entry.node.spot, format!("`{text}` is not a type"), help)
    }

    /// Reports a status that a comma separates from the one after it.
    fn report_list(&mut self, entry: &Entry, after: Option<&Entry>) -> Broken {
        let both = after.map_or_else(|| entry.key.clone(), |after| format!("{}, {}", entry.key, after.key));
        let message = format!("`{}` has no value", entry.key);
        self.report(
            Code::SHAPE,
            entry.key_spot,
            message,
            format!("several statuses are one key, in quotes: `\"{both}\": …`"),
        )
    }
}
