//! Reads steps: calls that are made one after another.

use auth_language::key::{self, credential, step, token};
use auth_language::problem::{Broken, Code};

use super::names::{Names, read_names};
use crate::read::entries::{Entries, Read, Text};
use crate::read::reader::Reader;
use crate::read::reader::mentions::AN_ENDPOINT;
use crate::text::{Node, Spot, Value};

/// The calls that are made one after another, at least one.
pub(crate) type Steps = Vec<StepSpec>;

/// One of several calls.
#[derive(Clone, Debug)]
pub(crate) struct StepSpec {
    pub call: Text,
    /// The name of its reply, if it is not that of the endpoint.
    pub name: Option<Text>,
    pub with: Entries<Text>,
    /// The position of an empty `with`: the call sends no token.
    pub with_nothing: Option<Spot>,
    pub is_optional: bool,
    pub keep: Option<Read<Text>>,
    /// The credential of the call.
    pub auth: Option<Read<Text>>,
    /// The reply of an earlier step after which alone it is made.
    pub when: Option<Read<Text>>,
    /// The fields that the caller gives when the call is made.
    pub ask: Option<Read<Names>>,
    /// What fields of its reply must be.
    pub expect: Entries<Text>,
}

impl StepSpec {
    fn of(call: Text) -> Self {
        Self {
            call,
            name: None,
            with: Entries::empty(None),
            with_nothing: None,
            is_optional: false,
            keep: None,
            auth: None,
            when: None,
            ask: None,
            expect: Entries::empty(None),
        }
    }

    /// Returns the name by which other steps refer to the reply.
    pub(crate) fn name(&self) -> &Text {
        self.name.as_ref().unwrap_or(&self.call)
    }
}

/// Reads the value of a key: the name of an endpoint, or a list of steps.
pub(in crate::read) fn read_steps(reader: &mut Reader, key: &'static str, node: &Node) -> Read<Steps> {
    if let Value::Map(entries) = &node.value
        && entries.iter().any(|entry| entry.key == step::CALL)
    {
        let message = "a step that says more than its name is an item of a list";
        return Err(reader.refuse(Code::SHAPE, node, message, "put it in brackets: `[{ call: … }]`"));
    }
    let Value::List(items) = &node.value else {
        return reader.reference(node, AN_ENDPOINT).map(|call| vec![StepSpec::of(call)]);
    };
    if items.is_empty() {
        return Err(report_empty(reader, key, node));
    }
    let steps: Vec<Read<StepSpec>> = items.iter().map(|item| read_step(reader, item)).collect();
    steps.into_iter().collect()
}

/// Reports a list without steps.
fn report_empty(reader: &mut Reader, key: &str, node: &Node) -> Broken {
    reader.mentions.add_unnamed(AN_ENDPOINT);
    let help = match key {
        credential::AUTHORIZE => {
            "name the page that a browser visits, as in `authorize: get_consent`; without one, remove `authorize`"
        }
        token::FROM => "name the endpoint, as in `from: create_token`",
        _ => "name the endpoint, or remove the key",
    };
    reader.report(Code::EMPTY, node.spot, format!("`{key}` names no endpoint"), help)
}

fn read_step(reader: &mut Reader, node: &Node) -> Read<StepSpec> {
    if !matches!(node.value, Value::Map(_)) {
        return reader.reference(node, AN_ENDPOINT).map(StepSpec::of);
    }
    let map = reader.mapping(node, &key::STEP)?;
    let call = reader.required(&map, step::CALL, |reader, node| reader.reference(node, AN_ENDPOINT));
    let name = map.read(step::AS, |node| reader.text(node)).transpose();
    let is_optional = map.read(step::OPTIONAL, |node| reader.boolean(node)).transpose();
    let with = reader.entries(&map, step::WITH, |reader, node| reader.reference(node, "a field"));
    let with_nothing =
        map.entry(step::WITH).and_then(Result::ok).filter(|_| with.is_empty()).map(|entry| entry.key_spot);
    let keep = map.read(step::KEEP, |node| reader.word(node, "a length of time such as `1d`"));
    let auth = map.read(step::AUTH, |node| reader.reference(node, "a credential"));
    let when = map.read(step::WHEN, |node| reader.reference(node, "a reply"));
    let ask = map.read(step::ASK, |node| read_names(reader, node));
    let expect = reader.entries(&map, step::EXPECT, Reader::any_text);
    Ok(StepSpec {
        call: call?,
        name: name?,
        with,
        with_nothing,
        is_optional: is_optional?.unwrap_or_default(),
        keep,
        auth,
        when,
        ask,
        expect,
    })
}
