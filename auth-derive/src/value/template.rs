//! Parses the values in an attribute: templates over fields of the struct and settings of the connection.

use auth_language::name::plain;
use auth_language::value::{Name, NameKind, Scope, ScopeEntry, Type};
use syn::Ident;

use crate::attr::member::Member;

/// Returns a field under its name on the wire, as a name for templates.
pub(crate) fn field_name(member: &Member<'_>, kind: NameKind) -> Name {
    Name {
        kind,
        name: member.field.wire.clone(),
        ident: member.field.ident.value.clone(),
        ty: member.field.ty.value.clone(),
        optional: member.field.optional && member.field.default.is_none(),
    }
}

/// Returns a setting of the connection, whose value is a single text.
pub(crate) fn setting_name(setting: &Ident) -> Name {
    let name = setting.to_string();
    Name { kind: NameKind::Setting, ident: name.clone(), name, ty: Type::String, optional: false }
}

/// Returns a value that a login captures, as a name for templates.
pub(crate) fn captured_name(name: &Ident) -> Name {
    let name = auth_language::name::plain(&name.to_string()).to_owned();
    let ident = auth_language::name::field_ident(&name);
    Name { kind: NameKind::Captured, ident, name, ty: Type::String, optional: false }
}

/// Returns the names that templates can use. A field can be used under its name on the wire and under its Rust name.
pub(crate) fn scope(fields: impl IntoIterator<Item = ScopeEntry>, settings: &[Ident]) -> Scope {
    let settings = settings.iter().map(|setting| ScopeEntry::Known(setting_name(setting)));
    let mut entries: Vec<ScopeEntry> = fields.into_iter().collect();
    let in_rust: Vec<_> = entries.iter().filter_map(in_rust).collect();
    entries.extend(in_rust);
    Scope::new(entries.into_iter().chain(settings).collect())
}

fn in_rust(entry: &ScopeEntry) -> Option<ScopeEntry> {
    let ScopeEntry::Known(name) = entry else { return None };
    let ident = plain(&name.ident);
    (ident != name.name).then(|| ScopeEntry::Known(Name { name: ident.to_owned(), ..name.clone() }))
}
