//! A spec that is being written: what an importer found, before it is printed.

mod align;
pub(crate) mod place;
pub(crate) mod tidy;
mod value;

pub(crate) use value::{Field, Part, Ty, Value};

use serde_json::Value as Json;

/// A provider, in the order in which its spec is printed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) doc: Option<String>,
    pub(crate) docs: Option<String>,
    pub(crate) settings: Vec<Setting>,
    pub(crate) base_url: String,
    pub(crate) hosts: Vec<Host>,
    /// Constant headers of every request.
    pub(crate) headers: Vec<(String, String)>,
    /// The value of each scope, and what it allows.
    pub(crate) scopes: Vec<(String, String)>,
    pub(crate) enums: Vec<Choice>,
    pub(crate) types: Vec<Record>,
    pub(crate) error_body: Option<String>,
    pub(crate) errors: Vec<Case>,
    pub(crate) error_sets: Vec<(String, Vec<Case>)>,
    pub(crate) endpoints: Vec<Endpoint>,
    pub(crate) credentials: Vec<Credential>,
    /// What the input does not say, or what the language cannot: shown at the top of the spec and to the caller.
    pub(crate) remarks: Vec<String>,
    /// What the input has and the draft has not, such as calls that do not authenticate.
    pub(crate) left_out: Vec<String>,
}

impl Draft {
    pub(crate) fn record(&self, name: &str) -> Option<&Record> {
        self.types.iter().find(|record| record.name == name)
    }

    pub(crate) fn choice(&self, name: &str) -> Option<&Choice> {
        self.enums.iter().find(|choice| choice.name == name)
    }

    /// Declares a scope, unless it is there.
    pub(crate) fn add_scope(&mut self, scope: &str) {
        if !self.scopes.iter().any(|(known, _)| known == scope) {
            self.scopes.push((scope.to_owned(), format!("`{scope}`.")));
        }
    }

    pub(crate) fn remark(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.remarks.contains(&text) {
            self.remarks.push(text);
        }
    }
}

/// What differs from customer to customer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    pub(crate) name: String,
    /// The name of a type or of an enumeration.
    pub(crate) ty: String,
    pub(crate) doc: Option<String>,
    pub(crate) default: Option<String>,
    pub(crate) example: Option<String>,
    /// A regular expression that the whole value matches.
    pub(crate) pattern: Option<&'static str>,
}

/// A further host.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Host {
    pub(crate) name: String,
    pub(crate) url: String,
}

/// A set of values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) doc: Option<String>,
    pub(crate) open: bool,
    /// The value on the wire, and what it means.
    pub(crate) values: Vec<(String, String)>,
}

/// A type of objects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) doc: Option<String>,
    pub(crate) fields: Vec<Field>,
}

impl Record {
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A refusal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    pub(crate) status: u16,
    pub(crate) name: String,
    pub(crate) doc: Option<String>,
    /// A field of the body and its value.
    pub(crate) when: Option<(String, Json)>,
    /// Where it is not the body of most errors.
    pub(crate) body: Option<String>,
    pub(crate) class: Option<&'static str>,
    pub(crate) example: Option<Json>,
}

/// A call, or a page that a browser visits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Endpoint {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) deprecated: bool,
    /// A method in capitals, or `visit`.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) host: Option<String>,
    pub(crate) auth: Option<Auth>,
    pub(crate) pkce: Option<&'static str>,
    pub(crate) client_authentication: Option<&'static str>,
    /// A user name and a password in HTTP Basic, which the caller gives.
    pub(crate) basic: Vec<Field>,
    /// What the caller gives for templates.
    pub(crate) inputs: Vec<Field>,
    pub(crate) path_parts: Vec<Part>,
    pub(crate) query: Vec<Part>,
    pub(crate) headers: Vec<Part>,
    pub(crate) cookies: Vec<Part>,
    pub(crate) body: Body,
    pub(crate) response: Option<&'static str>,
    pub(crate) returns: Vec<(u16, Returned)>,
    pub(crate) errors: Option<String>,
    pub(crate) examples: Vec<Example>,
    pub(crate) remarks: Vec<String>,
}

impl Endpoint {
    pub(crate) fn is_visit(&self) -> bool {
        self.method == "visit"
    }

    /// The parts in all places, the body included.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Part> {
        let around = [&self.path_parts, &self.query, &self.headers, &self.cookies];
        around.into_iter().flatten().chain(self.body.parts())
    }

    /// What the caller gives.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.parts().filter_map(Part::field).chain(&self.basic).chain(&self.inputs)
    }

    pub(crate) fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        let around = [&mut self.path_parts, &mut self.query, &mut self.headers, &mut self.cookies];
        let parts = around.into_iter().flatten().chain(self.body.parts_mut());
        let fields = parts.filter_map(|part| match &mut part.value {
            Value::Field(field) => Some(field),
            Value::Const(_) | Value::Template(_) => None,
        });
        fields.chain(&mut self.basic).chain(&mut self.inputs)
    }

    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields().find(|field| field.name == name)
    }

    /// The constant with this name, such as `grant_type`.
    pub(crate) fn constant(&self, name: &str) -> Option<&str> {
        let part = self.parts().find(|part| part.name == name)?;
        match &part.value {
            Value::Const(json) => json.as_str(),
            Value::Template(_) | Value::Field(_) => None,
        }
    }

    /// The record that the first success has as its body.
    pub(crate) fn reply(&self) -> Option<&str> {
        self.returns.iter().find_map(|(_, returned)| match returned {
            Returned::Type { ty: Ty::Named(name), .. } => Some(name.as_str()),
            Returned::Type { .. } | Returned::Nothing => None,
        })
    }
}

/// A body. A whole one is a single value, which callers give as `body`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Body {
    #[default]
    None,
    /// The key of the language (`json`, `form`, `multipart`), and the members.
    Members(&'static str, Vec<Part>),
    /// The key of the language (`json`, `text`, `bytes`), and the value.
    Whole(&'static str, Box<Part>),
}

impl Body {
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Part> {
        let parts: &[Part] = match self {
            Self::None => &[],
            Self::Members(_, parts) => parts,
            Self::Whole(_, part) => std::slice::from_ref(&**part),
        };
        parts.iter()
    }

    pub(crate) fn parts_mut(&mut self) -> impl Iterator<Item = &mut Part> {
        let parts: &mut [Part] = match self {
            Self::None => &mut [],
            Self::Members(_, parts) => parts,
            Self::Whole(_, part) => std::slice::from_mut(&mut **part),
        };
        parts.iter_mut()
    }
}

/// What a success has as its body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Returned {
    Nothing,
    Type { ty: Ty, optional: bool },
}

/// Who may call.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Auth {
    /// Any of these credentials; any of the provider if there is none.
    pub(crate) any: Vec<String>,
    pub(crate) optional: bool,
    pub(crate) scopes: Vec<String>,
}

/// A request and its reply.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Example {
    pub(crate) request: Vec<(String, Json)>,
    pub(crate) status: Option<u16>,
    pub(crate) response: Option<Json>,
}

/// How callers authenticate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credential {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) remark: Option<String>,
    pub(crate) source: Source,
    pub(crate) attach: Attach,
    /// The call that says who logged in, and the field that names the person.
    pub(crate) identity: Option<(String, String)>,
}

/// Where the secret comes from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// One secret that does not change.
    Key { in_url: bool },
    /// Several values that do not change.
    Inputs(Vec<Field>),
    /// Calls that make a token.
    Token(Token),
}

impl Default for Source {
    fn default() -> Self {
        Self::Key { in_url: false }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Token {
    /// The calls before the token is asked for, of which one may be a visit.
    pub(crate) authorize: Vec<String>,
    pub(crate) from: String,
    /// The keys of `token` and the fields that they name.
    pub(crate) members: Vec<(&'static str, String)>,
    pub(crate) refresh: Option<String>,
    pub(crate) revoke: Option<String>,
}

/// Where the secret is put.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Attach {
    #[default]
    Bearer,
    /// A header, and what is before the secret.
    Header {
        name: String,
        prefix: Option<String>,
    },
    /// Templates by place (`headers`, `query`, `cookies`) and name.
    Parts(Vec<(&'static str, String, String)>),
    Basic {
        username: String,
        password: String,
    },
    /// HTTP Digest (RFC 7616).
    Digest {
        username: String,
        password: String,
    },
    /// A client certificate (RFC 8705).
    Certificate,
}
