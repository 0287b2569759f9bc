//! The codes of problems.

use std::fmt;

/// The code of a kind of problem, such as `AW0402`. Codes are stable; the hundreds stand for the room (the subject).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(u16);

macro_rules! codes {
    ($($number:literal $name:ident $meaning:literal;)*) => {
        impl Code {
            $(#[doc = $meaning] pub const $name: Self = Self($number);)*

            /// All codes, with their meanings.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $meaning)),*];
        }
    };
}

codes! {
    1 YAML "The text is not YAML.";
    2 YAML_FEATURE "A feature of YAML that specs do not use: tags, merge keys, several documents.";
    3 DUPLICATE_KEY "A key is twice in one mapping.";
    4 TOO_MANY_VALUES "There are too many values for a spec, perhaps by anchors that repeat each other.";
    5 TEXT_DIRECTION "A text has a mark that changes the direction of text (CVE-2021-42574).";
    101 UNKNOWN_KEY "The language does not have this key here.";
    102 MISSING_KEY "A key is missing.";
    103 SHAPE "The value has another shape than the key takes: text, list, mapping, number.";
    104 EMPTY "A text, a name or a mapping is empty.";
    105 WORD "The value is not one of the words that the key takes.";
    106 CONFLICT "Two keys of one mapping exclude each other.";
    107 MISPLACED "The key has no meaning here.";
    201 TYPE "The type does not exist, or cannot be used here.";
    202 FIELD_PROPERTY "A property does not fit the type or the place of its field.";
    203 MEMBER_PATH "The path of a member is malformed.";
    204 DEFAULT "A default does not fit its type.";
    205 RECURSIVE "A type contains itself.";
    206 UNUSED "Nothing refers to a declaration.";
    207 CONSTANT "A constant does not fit its place.";
    208 MEANING "A member cannot mean this, or another means it already.";
    301 URL "The URL is malformed, not https, or has parts that a base URL must not have.";
    302 HOST "The host does not exist, or its name is taken.";
    303 SETTING "The setting is malformed, or does not fit its place.";
    304 TEMPLATE "The template is malformed.";
    305 UNKNOWN_NAME "The template names something that does not exist here.";
    306 COMPUTED "The value cannot be computed like this.";
    401 METHOD "The method is unknown, missing, or there are several.";
    402 PATH "The path is malformed.";
    403 PATH_PARAMETER "The path and its parameters do not agree.";
    404 BODY "The endpoint has no body, or several.";
    405 HEADER "The header is malformed, twice, or set by the runtime.";
    406 SECRET_IN_URL "A secret would be in a URL.";
    407 PLACE "The value cannot be in this place.";
    408 DUPLICATE_PART "Two parts of a request have the same place and name.";
    409 RETURNS "The endpoint does not say what it returns, or says it twice.";
    410 AUTH "The authentication of an endpoint is malformed, or names nothing.";
    411 VISIT "A page that a browser visits cannot have this.";
    412 QUERY "The runtime sets this query parameter.";
    501 STATUS "The status is not one of an error or of a success.";
    502 UNREACHABLE "The error can never be reached.";
    503 CONDITION "The condition looks at something that the body does not have.";
    504 ERROR_BODY "The body of an error cannot be of this type.";
    505 CLASS "The class does not exist.";
    506 ERROR_SET "The set of errors does not exist or is not used.";
    601 CREDENTIAL "The credential does not say where its secret comes from, or says it twice.";
    602 ATTACH "The credential cannot be attached like this.";
    603 INPUT "The input does not exist, is not used, or is declared in two ways.";
    604 CLIENT_AUTHENTICATION "The client cannot prove in this way who it is.";
    605 IDENTITY "Nothing says who logged in, or nobody can check it.";
    606 SIGN "The signer does not exist, or cannot sign with this.";
    607 TLS "No client certificate can be shown like this.";
    701 TOKEN "The token cannot be taken from this reply.";
    702 TOKEN_CALL "The call does not say which token it carries.";
    703 LIFETIME "The lifetime is malformed, never applies or is missing.";
    704 CONSENT "The code or verifier of an authorization has no field.";
    705 ONCE "What is used once is used twice.";
    706 STEP "The steps do not follow from each other: a name is twice, unknown, or known too late.";
    707 REGISTRATION "A client cannot be registered like this.";
    801 EXAMPLE "The example does not agree with its type.";
    802 EXAMPLE_MISSING "There is no example.";
    803 EXAMPLE_LEADS_ELSEWHERE "The example of an error leads to another one.";
    901 NAME "The name cannot be one of Rust.";
    902 COLLISION "Two things would have the same name in Rust.";
    903 TAKEN "The name is taken by a method that is always there.";
    1001 DERIVE "The derive does not apply to this item.";
    1002 ATTRIBUTE "The attribute is malformed or incomplete.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AW{:04}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_sorted() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(Code::SECRET_IN_URL.to_string(), "AW0406");
    }
}
