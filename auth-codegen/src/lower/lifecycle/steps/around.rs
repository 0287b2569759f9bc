//! A step, and what is known when it is made.

use auth_language::problem::{Code, Help};

use crate::lower::context::Context;
use crate::lower::lifecycle::calls::Calls;
use crate::lower::lifecycle::replies::{Lookup, Made, Replies};
use crate::model::Field;
use crate::read::Text;
use crate::text::Spot;

/// The name by which `with` gives the access token, whatever its field is called.
pub(in crate::lower::lifecycle) const ACCESS_TOKEN: &str = "access_token";

/// A step, and what is known when it is made.
pub(super) struct Around<'m, 's, 'k> {
    pub(super) index: usize,
    pub(super) steps: &'m [Made<'s, 'k>],
    pub(super) calls: &'m Calls<'k>,
}

impl<'m, 's, 'k> Around<'m, 's, 'k> {
    /// Returns the replies of the earlier steps. After `when`, one of them is known.
    pub(super) fn replies(&self) -> Replies<'m, 's, 'k> {
        let known = self.steps.get(self.index).and_then(Made::when);
        Replies { steps: self.steps.get(..self.index).unwrap_or_default(), calls: self.calls, known }
    }

    /// Returns the field of one of the calls that the caller gives.
    pub(super) fn input(&self, wire: &str) -> Option<&'k Field> {
        self.steps.iter().flat_map(|step| self.calls.fields(step.endpoint)).find(|field| field.is_called(wire))
    }

    /// Reports a name that no earlier reply has. `text` is what the author wrote: the name, or a template with it.
    pub(super) fn report_unknown(&self, from: &Text, text: &str, cx: &mut Context<'_>) {
        let all = Replies::of(self.steps, self.calls);
        if matches!(all.find(&from.value), Lookup::Found(_)) {
            let message = format!("`{}` is not known yet at this step", from.value);
            cx.report(Code::STEP, from.at, message, "take it from an earlier step, or move this step behind it");
            return;
        }
        let token = self.has_token().then(|| ACCESS_TOKEN.to_owned());
        let known: Vec<String> = token.into_iter().chain(self.replies().names(&from.value)).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let help: Help<Spot> = match known.as_slice() {
            [] => "this is the first step: the caller gives its fields".into(),
            known => auth_language::suggest::help(&from.value, from.at, known, "what is known here is"),
        };
        let help = within(help, &from.value, text);
        cx.report(Code::STEP, from.at, format!("no earlier step answers `{}`", from.value), help);
    }
}

impl Around<'_, '_, '_> {
    /// Whether the call is made with the token that it renews or revokes.
    fn has_token(&self) -> bool {
        let step = self.steps.get(self.index);
        step.is_some_and(|step| step.spec.auth.is_none() && self.calls.is_protected(step.endpoint))
    }
}

/// Returns advice whose edit replaces a name within the whole text, which it is a part of.
fn within(help: Help<Spot>, name: &str, text: &str) -> Help<Spot> {
    match help {
        Help::Edit { at, text: found, advice } if text != name => {
            let text = text.replace(&format!("{{{name}}}"), &format!("{{{found}}}"));
            Help::Edit { at, text: format!("\"{text}\""), advice }
        }
        help => help,
    }
}
