//! Recognizes types by their names, because macros see nothing else: `Option<…>` and `Vec<…>` are taken for those of
//! std.

use auth_language::value::Type as LanguageType;
use syn::{GenericArgument, PathArguments, Type};

/// The form in which a field is passed to `new` or to a setter.
pub(crate) enum Shape<'a> {
    /// A required value: `T`.
    Required(&'a Type),
    /// A required list: `Vec<T>`.
    List(&'a Type),
    /// An optional value: `Option<T>`.
    Optional(&'a Type),
    /// An optional list: `Option<Vec<T>>`.
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

    /// Returns the type in the language. A derive only knows whether it is a list, a secret, a key or a certificate.
    pub(crate) fn language(&self) -> LanguageType {
        let (Self::Required(ty) | Self::List(ty) | Self::Optional(ty) | Self::OptionalList(ty)) = self;
        let item = language_type(ty);
        if self.is_list() { LanguageType::List(Box::new(item)) } else { item }
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Self::List(_) | Self::OptionalList(_))
    }
}

/// Recognizes lists and maps by their names in std, and secrets by their name in the runtime.
fn language_type(ty: &Type) -> LanguageType {
    if let Some(item) = argument_of(ty, "Vec") {
        LanguageType::List(Box::new(language_type(item)))
    } else if let Some(value) = map_value(ty) {
        LanguageType::Map(Box::new(language_type(value)))
    } else if is_secret(ty) {
        LanguageType::Secret
    } else if is_named(ty, "Jwt") {
        LanguageType::Jwt
    } else if is_named(ty, "PrivateKey") {
        LanguageType::PrivateKey
    } else if is_named(ty, "Certificate") {
        LanguageType::Certificate
    } else if is_named(ty, "Upload") {
        LanguageType::Upload
    } else {
        LanguageType::Foreign
    }
}

/// Returns the `T` of `BTreeMap<String, T>`.
fn map_value(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == "BTreeMap")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.last() {
        Some(GenericArgument::Type(value)) if arguments.args.len() == 2 => Some(value),
        _ => None,
    }
}

/// Whether a type is the runtime's `Secret`. `self::Secret` is another type of the author's.
pub(crate) fn is_secret(ty: &Type) -> bool {
    let is_own = |path: &syn::Path| path.segments.first().is_some_and(|segment| segment.ident == "self");
    is_named(ty, "Secret") && !matches!(ty, Type::Path(path) if is_own(&path.path))
}

/// Whether the last segment of a type's path is `name`.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == name))
}

/// Returns the `T` of `name<T>`, for any path before `name`.
pub(crate) fn argument_of<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match (arguments.args.first(), arguments.args.len()) {
        (Some(GenericArgument::Type(argument)), 1) => Some(argument),
        _ => None,
    }
}
