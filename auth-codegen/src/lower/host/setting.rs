//! Settings of a connection.

use auth_language::host::check_setting;
use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::Code;
use auth_language::suggest;
use auth_language::template::Template;
use auth_language::value::{Name, NameKind, Scope, ScopeEntry, Type};

use crate::lower::context::Context;
use crate::lower::value::{field::sound, types};
use crate::model::{Choice, ChoiceId, Setting, SettingId};
use crate::read::{Named, Read, SettingSpec, Text};

/// The settings of a spec.
pub(in crate::lower) struct Settings {
    pub(in crate::lower) table: Table<SettingId, Setting>,
    /// The names of those that are broken.
    broken: Vec<String>,
    /// Whether there may be settings that could not be read at all.
    has_more: bool,
    /// What log-ins capture: known wherever settings are, but for the headers of every request.
    pub(in crate::lower) captured: Vec<ScopeEntry>,
}

pub(in crate::lower) fn lower(choices: &Table<ChoiceId, Choice>, cx: &mut Context<'_>) -> Settings {
    let spec = cx.spec;
    let has_more = spec.settings.broken().is_some();
    let mut settings = Settings { table: Table::default(), broken: Vec::new(), has_more, captured: Vec::new() };
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

fn lower_setting(
    named: &Named<Read<SettingSpec>>,
    choices: &Table<ChoiceId, Choice>,
    cx: &mut Context<'_>,
) -> Option<Setting> {
    check_name(&named.name, cx);
    let SettingSpec { ty, pattern, default, example, doc, deprecated } = named.value.as_ref().ok()?;
    let ty = ty.as_ref().ok().and_then(|ty| lower_type(ty, cx))?;
    let values = match &ty {
        Type::Choice(id) => choices[*id].values.iter().map(|value| value.wire.clone()).collect(),
        _ => Vec::new(),
    };
    let is_broken =
        matches!(pattern, Some(Err(_))) || matches!(default, Some(Err(_))) || matches!(example, Some(Err(_)));
    (!is_broken).then(|| Setting {
        name: named.name.clone(),
        ident: name::field_ident(&named.name.value),
        doc: sound(doc).map(|doc| doc.value.trim().to_owned()),
        deprecated: sound(deprecated).map(|note| note.value.trim().to_owned()),
        ty,
        values,
        pattern: sound(pattern).cloned(),
        default: sound(default).cloned(),
        example: sound(example).cloned(),
    })
}

/// What should not be used any more can be left out.
fn check_deprecated(setting: &Setting, cx: &mut Context<'_>) {
    if setting.deprecated.is_some() && setting.default.is_none() {
        let message = format!("`{}` is deprecated, and every caller must give it", setting.name.value);
        cx.report(Code::SETTING, setting.name.at, message, "give it a `default`, or remove `deprecated`");
    }
}

/// The name becomes a field and a setter.
fn check_name(name: &Text, cx: &mut Context<'_>) {
    if !name::is_snake_case(&name.value) {
        let message = format!("`{}` cannot be the name of a setting", name.value);
        cx.report(Code::NAME, name.at, message, "use lower-case words joined by `_`");
    } else if ["new", "clone"].contains(&name.value.as_str()) {
        let message = format!("the settings already have a method `{}`", name.value);
        cx.report(Code::TAKEN, name.at, message, "choose another name");
    }
}

fn lower_type(ty: &Text, cx: &mut Context<'_>) -> Option<Type> {
    if ty.value.starts_with("optional ") {
        let help = "remove `optional`, and give it a `default`";
        cx.report(Code::SETTING, ty.at, "a setting that callers may leave out has a default", help);
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
    /// The settings as names that a template may have.
    pub(in crate::lower) fn entries(&self) -> Vec<ScopeEntry> {
        let known = self.table.iter().map(|setting| {
            let (name, ident, ty) = (setting.name.value.clone(), setting.ident.clone(), setting.ty.clone());
            ScopeEntry::Known(Name { kind: NameKind::Setting, name, ident, ty, optional: false })
        });
        known.chain(self.broken.iter().cloned().map(ScopeEntry::Broken)).collect()
    }

    /// The scope of these names and the settings, which the names hide.
    pub(in crate::lower) fn scope(&self, names: Vec<ScopeEntry>) -> Scope {
        let scope = Scope::new(names.into_iter().chain(self.captured.iter().cloned()).chain(self.entries()).collect());
        if self.has_more { scope.with_unknown_settings() } else { scope }
    }

    /// Whether a template has a name of a setting that is broken.
    pub(in crate::lower) fn hides_a_name(&self, template: &str) -> bool {
        let is_hidden = |name: &str| {
            self.broken.iter().any(|broken| broken == name)
                || (self.has_more && !self.table.iter().any(|setting| setting.name.value == name))
        };
        Template::parse(template).is_ok_and(|template| template.names().any(is_hidden))
    }
}
