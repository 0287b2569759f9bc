//! What a type looks like. A macro sees names only: `Option<…>` and `Vec<…>` are what std calls so.

use auth_language::value::Type as LanguageType;
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

    /// The type in the language, of which a derive knows only whether it is a list, a secret, a key or a certificate.
    pub(crate) fn language(&self) -> LanguageType {
        let (Self::Required(ty) | Self::List(ty) | Self::Optional(ty) | Self::OptionalList(ty)) = self;
        let item = language_type(ty);
        if self.is_list() { LanguageType::List(Box::new(item)) } else { item }
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Self::List(_) | Self::OptionalList(_))
    }
}

/// Lists and maps by their names in std, secrets by theirs in the runtime.
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
    } else {
        LanguageType::Foreign
    }
}

/// The `T` of `BTreeMap<String, T>`.
fn map_value(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == "BTreeMap")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.last() {
        Some(GenericArgument::Type(value)) if arguments.args.len() == 2 => Some(value),
        _ => None,
    }
}

/// Whether a type is the `Secret` of the runtime: `self::Secret` is one of the author's.
pub(crate) fn is_secret(ty: &Type) -> bool {
    let is_own = |path: &syn::Path| path.segments.first().is_some_and(|segment| segment.ident == "self");
    is_named(ty, "Secret") && !matches!(ty, Type::Path(path) if is_own(&path.path))
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
