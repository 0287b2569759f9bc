//! The context of reading: the problems so far, and the words of broken parts.

pub(crate) mod expected;
pub(super) mod mentions;
pub(super) mod places;

use auth_language::problem::{Broken, Code, Dialect, Help, Problems};

use crate::text::{Entry, Node, Spot, Tree, Value};
use expected::Expected;
use mentions::Mentions;
use places::Places;

/// The context of reading.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) problems: Problems<Spot>,
    pub(crate) mentions: Mentions,
    pub(crate) places: Places,
    expected: Option<Expected>,
}

impl Reader {
    /// Makes the context of a reading; if problems are expected, of one that may end at another one.
    pub(crate) fn new(expected: Option<Expected>) -> Self {
        let problems = Problems::new(Dialect::Yaml);
        Self { problems, mentions: Mentions::default(), places: Places::default(), expected }
    }

    /// Returns nothing after a problem that is not expected.
    pub(crate) fn goes_on(&self) -> Option<()> {
        self.expected.as_ref().is_none_or(|expected| expected.covers(&self.problems)).then_some(())
    }

    /// Records what is known of the positions of the tree that is read.
    pub(crate) fn begin(&mut self, tree: &Tree) {
        self.places = Places::of(tree);
        self.mentions = Mentions::of(&tree.root);
    }

    /// Whether the text is expected to be YAML.
    pub(crate) fn expects_yaml(&self) -> bool {
        self.expected.as_ref().is_some_and(Expected::are_of_yaml)
    }

    /// Returns proof that a problem was reported.
    pub(crate) fn broken(&self) -> Option<Broken> {
        self.problems.broken()
    }

    /// Reports a problem.
    pub(crate) fn report(
        &mut self,
        code: Code,
        at: Spot,
        message: impl Into<String>,
        help: impl Into<Help<Spot>>,
    ) -> Broken {
        self.problems.report(code, at, message, help)
    }

    /// Reports a node that is not read further.
    pub(crate) fn refuse(
        &mut self,
        code: Code,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<Help<Spot>>,
    ) -> Broken {
        self.mentions.add(node);
        self.problems.report(code, node.spot, message, help)
    }

    /// Reports that something else was expected.
    pub(crate) fn expected(&mut self, node: &Node, what: &str) -> Broken {
        let message = format!("expected {what}, found {}", node.describe());
        let help = match bare_name(node) {
            Some(name) => self.without_braces(name, node.spot, what),
            None => Help::from(format!("write {what} here")),
        };
        self.refuse(Code::SHAPE, node, message, help)
    }

    /// Returns advice on a name in braces without quotes: a setting is a template, and a word is written without braces.
    fn without_braces(&self, name: &str, at: Spot, what: &str) -> Help<Spot> {
        let text = if self.mentions.has_setting(name) {
            format!("\"{{{name}}}\"")
        } else if what.contains(&format!("`{name}`")) {
            name.to_owned()
        } else {
            return Help::from(format!("write {what} here: braces without quotes are a mapping"));
        };
        let advice = format!("write `{text}`: braces without quotes are a mapping");
        Help::Edit { at, text, advice }
    }
}

/// Returns the name in `{name}` without quotes, which YAML takes for a mapping.
pub(crate) fn bare_name(node: &Node) -> Option<&str> {
    let Value::Map(entries) = &node.value else { return None };
    match entries.as_slice() {
        [Entry { key, node: Node { value: Value::Null, .. }, .. }] => Some(key.as_str()),
        _ => None,
    }
}
