//! Lowers the settings of a connection.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use auth_language::host::check_setting;
use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::suggest;
use auth_language::template::Template;
use auth_language::value::{Name, NameKind, Scope, ScopeEntry, Type};
use auth_language::word::{self, Case};

use crate::lower::context::Context;
use crate::lower::value::field::{sound, trimmed};
use crate::lower::value::types;
use crate::model::{Choice, ChoiceId, Setting, SettingId};
use crate::read::{Named, Read, SettingSpec, Text};
use crate::text::Spot;

/// The settings of a spec.
pub(in crate::lower) struct Settings {
    pub(in crate::lower) table: Table<SettingId, Setting>,
    /// The names of broken settings.
    broken: Vec<String>,
    /// Whether there may be settings that could not be read.
    has_more: bool,
    /// Whether a registration may keep values that could not be read.
    pub(in crate::lower) keeps_more: bool,
    /// The values that logins capture. They can be used like settings, except in the headers of every request.
    pub(in crate::lower) captured: Vec<ScopeEntry>,
    /// The fields of the replies of logins' steps, which the templates of other steps can use.
    pub(in crate::lower) replies: Vec<ScopeEntry>,
    /// Names that calls cannot use, with advice.
    pub(in crate::lower) elsewhere: Arc<BTreeMap<String, String>>,
    /// The fields of the replies of logins' steps, by their calls.
    pub(in crate::lower) answered: BTreeMap<String, BTreeSet<String>>,
}

impl Settings {
    /// Takes every unknown name for one that a broken declaration may have.
    pub(in crate::lower) fn allow_more(&mut self) {
        self.has_more = true;
    }
}

pub(in crate::lower) fn lower(choices: &Table<ChoiceId, Choice>, cx: &mut Context<'_>) -> Settings {
    let spec = cx.spec;
    let has_more = spec.settings.broken().is_some();
    let mut settings = Settings {
        table: Table::default(),
        broken: Vec::new(),
        has_more,
        keeps_more: false,
        captured: Vec::new(),
        replies: Vec::new(),
        elsewhere: Arc::default(),
        answered: BTreeMap::new(),
    };
    for named in spec.settings.iter() {
        match lower_setting(named, choices, cx) {
            Some(setting) => {
                check_deprecated(&setting, cx);
                check_setting(&setting, cx.problems());
                settings.table.push(setting);
            }
            None => settings.broken.push(named.name.value.clone()),
        }
    }
    settings
}

/// Whether a property is absent or could be read.
#[expect(clippy::ref_option, reason = "it is asked of the fields of what was read")]
fn is_whole<T>(property: &Option<Read<T>>) -> bool {
    !matches!(property, Some(Err(_)))
}

/// Returns the values of a setting whose type lists them. If some could not be read, what the setting has is one of those.
fn values(ty: &Type, spec: &SettingSpec, choices: &Table<ChoiceId, Choice>, cx: &Context<'_>) -> Vec<String> {
    let Type::Choice(id) = ty else { return Vec::new() };
    let listed = choices[*id].values.iter().map(|value| value.wire.clone());
    let mut enums = cx.spec.enums.sound().filter(|(name, _)| name.value == choices[*id].ident);
    if enums.all(|(_, spec)| spec.values.broken().is_none()) {
        return listed.collect();
    }
    let given = [sound(&spec.default), sound(&spec.example)].into_iter().flatten();
    listed.chain(given.map(|given| given.value.as_text())).collect()
}

fn lower_case(case: &Text, cx: &mut Context<'_>) -> Option<Spanned<Case, Spot>> {
    let word = word::check(case, "`case`", cx.problems()).ok()?;
    Some(Spanned::new(word, case.at))
}

fn lower_setting(
    named: &Named<Read<SettingSpec>>,
    choices: &Table<ChoiceId, Choice>,
    cx: &mut Context<'_>,
) -> Option<Setting> {
    check_name(&named.name, cx);
    let SettingSpec { ty, pattern, within, default, example, env, case, doc, deprecated } =
        named.value.as_ref().ok()?;
    let ty = ty.as_ref().ok().and_then(|ty| lower_type(ty, cx))?;
    let values = values(&ty, named.value.as_ref().ok()?, choices, cx);
    let case = sound(case).and_then(|case| lower_case(case, cx));
    let is_whole = is_whole(pattern) && is_whole(within) && is_whole(default) && is_whole(example);
    is_whole.then(|| Setting {
        name: named.name.clone(),
        ident: name::field_ident(&named.name.value),
        doc: sound(doc).map(trimmed),
        deprecated: sound(deprecated).map(trimmed),
        ty,
        values,
        pattern: sound(pattern).cloned(),
        within: sound(within).cloned().unwrap_or_default(),
        default: sound(default).cloned(),
        example: sound(example).cloned(),
        env: sound(env).cloned(),
        case,
    })
}

/// Checks that a deprecated setting has a default, so that callers can leave it out.
fn check_deprecated(setting: &Setting, cx: &mut Context<'_>) {
    if setting.deprecated.is_some() && setting.default.is_none() {
        let message = format!("`{}` is deprecated, and every caller must give it", setting.name.value);
        cx.report(Code::SETTING, setting.name.at, message, "give it a `default`, or remove `deprecated`");
    }
}

/// Checks that the name is valid for a field and a setter.
fn check_name(name: &Text, cx: &mut Context<'_>) {
    if !name::is_snake_case(&name.value) {
        let message = format!("`{}` cannot be the name of a setting", name.value);
        cx.report(Code::NAME, name.at, message, "use lower-case words joined by `_`");
    } else if ["new", "clone", "from_env", "from_vars"].contains(&name.value.as_str()) {
        let message = format!("the settings already have a method `{}`", name.value);
        cx.report(Code::TAKEN, name.at, message, "choose another name");
    }
}

fn lower_type(ty: &Text, cx: &mut Context<'_>) -> Option<Type> {
    if ty.value.starts_with("optional ") {
        let help = "remove `optional`, and give it a `default`";
        cx.report(Code::SETTING, ty.at, "an optional setting needs a default", help);
        return None;
    }
    if !types::is_known(&ty.value, cx) {
        let known = types::names(cx);
        let help = suggest::help(&ty.value, ty.at, &known, "a setting is one of");
        cx.mention(&ty.value);
        cx.report(Code::SETTING, ty.at, format!("a setting cannot be `{}`", ty.value), help);
        return None;
    }
    Some(types::find("", &ty.value, ty.at, cx)).filter(|ty| *ty != Type::Foreign)
}

impl Settings {
    /// Returns the settings as names that a template can use.
    pub(in crate::lower) fn entries(&self) -> Vec<ScopeEntry> {
        let known = self.table.iter().map(|setting| {
            let (name, ident, ty) = (setting.name.value.clone(), setting.ident.clone(), setting.ty.clone());
            ScopeEntry::Known(Name { kind: NameKind::Setting, name, ident, ty, optional: false })
        });
        known.chain(self.broken.iter().cloned().map(ScopeEntry::Broken)).collect()
    }

    /// Whether a setting or a captured value has this name, or a broken one may.
    pub(in crate::lower) fn may_have(&self, name: &str) -> bool {
        let is_near = |entry: &ScopeEntry| matches!(entry, ScopeEntry::Broken(known) if suggest::is_near(known, name));
        self.keeps_more || self.captured.iter().any(is_near) || self.scope(Vec::new()).knows(name)
    }

    /// Returns a scope of these names and the settings. A name hides a setting of the same name.
    pub(in crate::lower) fn scope(&self, names: Vec<ScopeEntry>) -> Scope {
        let scope = Scope::new(names.into_iter().chain(self.captured.iter().cloned()).chain(self.entries()).collect());
        if self.has_more { scope.with_unknown_settings() } else { scope }
    }

    /// Whether a template uses a broken setting.
    pub(in crate::lower) fn hides_a_name(&self, template: &str) -> bool {
        let is_hidden = |name: &str| {
            self.broken.iter().any(|broken| broken == name)
                || (self.has_more && !self.table.iter().any(|setting| setting.name.value == name))
        };
        Template::parse(template).is_ok_and(|template| template.names().any(is_hidden))
    }
}
