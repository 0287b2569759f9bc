//! What a type looks like. A macro sees names only: `Option<…>` and `Vec<…>` are what std calls so.

use syn::{GenericArgument, PathArguments, Type};

/// How a field is given to `new` or to a setter.
pub(crate) enum Shape<'a> {
    /// `T`
    Required(&'a Type),
    /// `Vec<T>`
    List(&'a Type),
    /// `Option<T>`
    Optional(&'a Type),
    /// `Option<Vec<T>>`
    OptionalList(&'a Type),
}

impl<'a> Shape<'a> {
    pub(crate) fn of(ty: &'a Type) -> Self {
        match (argument_of(ty, "Option"), argument_of(ty, "Vec")) {
            (Some(inner), _) => argument_of(inner, "Vec").map_or(Self::Optional(inner), Self::OptionalList),
            (None, Some(item)) => Self::List(item),
            (None, None) => Self::Required(ty),
        }
    }

    pub(crate) fn is_optional(&self) -> bool {
        matches!(self, Self::Optional(_) | Self::OptionalList(_))
    }

    /// Whether the type, or that of the items, is called `Secret`.
    pub(crate) fn is_secret(&self) -> bool {
        let (Self::Required(ty) | Self::List(ty) | Self::Optional(ty) | Self::OptionalList(ty)) = self;
        is_named(ty, "Secret")
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Self::List(_) | Self::OptionalList(_))
    }
}

/// Whether the last segment of a path is `name`.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == name))
}

/// The `T` of `name<T>`, whatever path is before it.
pub(crate) fn argument_of<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match (arguments.args.first(), arguments.args.len()) {
        (Some(GenericArgument::Type(argument)), 1) => Some(argument),
        _ => None,
    }
}
