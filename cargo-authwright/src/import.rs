//! Writes specs: from the curl commands of a documentation page, from `OpenAPI` documents, from the metadata of an
//! authorization server, or from answers to a few questions.
//!
//! ```text
//! curl commands ──┐
//! OpenAPI ────────┼─▶ draft ──write──▶ spec
//! metadata ───────┤
//! answers ────────┘
//! ```
//!
//! Each source is read into one draft, and one writer prints it. What a source does not say is not invented: it is said in
//! a comment, and to the caller.

pub(crate) mod command;
mod credential;
mod curl;
mod draft;
mod fault;
pub(crate) mod guess;
mod metadata;
mod oauth;
mod openapi;
mod scaffold;
mod shape;
pub(crate) mod write;

use auth_codegen::Report;
use auth_language::name as ident;

pub use fault::Fault;
pub use openapi::Selection;
pub use scaffold::{Kind, Scaffold};

use draft::{Draft, place};

/// The greatest input, in bytes.
const LARGEST: usize = 48 << 20;

/// What a provider is called.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// The name in the spec: lower-case words joined by underscores.
    pub name: String,
    /// The name for people; made of `name` if it is absent.
    pub title: Option<String>,
    /// The base URL, where the input does not say it, or says another.
    pub base_url: Option<String>,
}

/// A spec that was written.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The text of the spec.
    pub spec: String,
    /// What has to be checked by hand.
    pub remarks: Vec<String>,
    /// What the input has and the spec has not.
    pub left_out: Vec<String>,
    name: String,
}

impl Imported {
    /// Reads the spec as `check` and `gen` do.
    ///
    /// # Errors
    /// If the spec has problems, because the input has something that no spec can say.
    pub fn check(&self) -> Result<auth_codegen::model::Provider, Report> {
        auth_codegen::parse(&format!("{}.yaml", self.name), &self.spec)
    }
}

/// Writes a spec from curl commands, each followed by its sample reply.
///
/// # Errors
/// If there is no command, or one cannot be read. The error says the line.
pub fn from_curl(text: &str, identity: &Identity) -> Result<Imported, Fault> {
    check_size(text)?;
    Ok(printed(curl::read(text, draft(identity)?)?))
}

/// Writes a spec from an `OpenAPI` document, 3.0 to 3.2, in JSON or YAML.
///
/// # Errors
/// If the text is not such a document, or a selected path does not exist.
pub fn from_openapi(text: &str, selection: &Selection, identity: &Identity) -> Result<Imported, Fault> {
    check_size(text)?;
    Ok(printed(openapi::read(text, selection, draft(identity)?)?))
}

/// Writes a spec from the metadata of an authorization server (RFC 8414), or an `OpenID` configuration.
///
/// # Errors
/// If the text is not such a document.
pub fn from_metadata(text: &str, identity: &Identity) -> Result<Imported, Fault> {
    check_size(text)?;
    Ok(printed(metadata::read(text, draft(identity)?)?))
}

/// Writes a spec that is to be filled in.
///
/// # Errors
/// If the name or the base URL cannot be one.
pub fn scaffold(scaffold: &Scaffold, identity: &Identity) -> Result<Imported, Fault> {
    Ok(printed(scaffold::make(scaffold, draft(identity)?)))
}

/// Checks a name and a base URL.
///
/// # Errors
/// If one of them cannot be one.
pub(crate) fn check_identity(identity: &Identity) -> Result<(), Fault> {
    draft(identity).map(drop)
}

fn check_size(text: &str) -> Result<(), Fault> {
    if text.len() <= LARGEST {
        return Ok(());
    }
    Err(Fault::new(format!("this input has {} MB, and at most {} MB are read", text.len() >> 20, LARGEST >> 20))
        .help("import the part that is about authentication"))
}

/// Returns an empty draft.
fn draft(identity: &Identity) -> Result<Draft, Fault> {
    let name = identity.name.as_str();
    let title = identity.title.clone().unwrap_or_else(|| guess::name::title(name));
    let is_taken = ["all", "default", "client", "reply", "settings", "c", "scope"].contains(&name);
    if !ident::is_snake_case(name) || ident::is_keyword(name) || is_taken {
        let usual = guess::name::snake(name);
        let is_usable = usual != name && ident::is_snake_case(&usual) && !ident::is_keyword(&usual);
        let example = if is_usable { usual } else { "acme_auth".to_owned() };
        let help = format!("use lower-case words joined by `_`, such as `{example}`; the name for people is `--title`");
        return Err(Fault::new(format!("`{name}` cannot be the name of a provider")).help(help));
    }
    let mut draft = Draft { name: name.to_owned(), title, ..Draft::default() };
    if let Some(url) = &identity.base_url {
        draft.base_url = base_url(url, &mut draft)?;
    }
    Ok(draft)
}

/// Returns a base URL. Placeholders in its host become settings.
fn base_url(url: &str, draft: &mut Draft) -> Result<String, Fault> {
    let fault =
        |message: &str| Fault::new(format!("`{url}` {message}")).help("write it like `https://api.acme.example/v1`");
    if url.starts_with("http://") {
        return Err(fault("is not https, and credentials are sent over https only"));
    }
    let cut = place::cut(url);
    let has_user = url.contains('@');
    if cut.query.is_some() || has_user || cut.authority.is_empty() || url.contains(char::is_whitespace) {
        return Err(fault("cannot be a base URL"));
    }
    let mut empty = Draft::default();
    place::find(&format!("https://{}/", cut.authority), &mut empty);
    draft.settings.extend(empty.settings);
    Ok(format!("{}{}", empty.base_url, place::path(&cut.path).trim_end_matches('/')))
}

fn printed(draft: Draft) -> Imported {
    let spec = write::print(&draft);
    let Draft { name, remarks, left_out, .. } = draft;
    Imported { spec, remarks, left_out, name }
}
