//! Fields that a request has only because its templates name the reply of an earlier step.

use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Name, NameKind, Type};

use crate::model::Field;
use crate::read::EndpointSpec;
use crate::text::Spot;

/// Returns the fields by which a request is given the values of earlier replies that its templates name.
pub(in crate::lower) fn implied<'e>(
    values: impl IntoIterator<Item = (&'e Expr, Spot)>,
    declared: &[Field],
    at: Spot,
) -> Vec<Field> {
    let mut implied: Vec<Field> = Vec::new();
    for (value, used) in values {
        for name in value.names().into_iter().filter(|name| name.kind == NameKind::Field && name.name.contains('.')) {
            let is_known = |field: &Field| field.wire == name.name;
            if !declared.iter().chain(&implied).any(is_known) {
                implied.push(field(name, used, at));
            }
        }
    }
    implied
}

fn field(name: &Name, used: Spot, at: Spot) -> Field {
    let ty = if name.ty == Type::Jwt { Type::Secret } else { name.ty.clone() };
    let mut field = Field::new(Spanned::new(name.ident.clone(), used), name.name.clone(), Spanned::new(ty, at));
    field.doc = Some(format!("The value of `{}`.", name.name));
    field.optional = name.optional;
    field
}

/// Whether a field of a request is there only because a template names the reply of an earlier step.
pub(in crate::lower) fn is_implied(field: &Field, spec: &EndpointSpec) -> bool {
    field.wire.contains('.') && !spec.groups().any(|(_, group)| group.may_have(&field.wire))
}
