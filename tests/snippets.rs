//! The snippets of documentation pages as functions that are compiled and never called: for the build scripts of the tests.

use auth_codegen::model::Provider;
use auth_codegen::{Given, Snippet, Snippets};

/// The snippets of a provider's page. `client` is the path of the generated module.
pub(crate) fn functions(provider: &Provider, client: &str) -> String {
    let of = Snippets::of(provider, client);
    let calls = provider.endpoints.iter().filter_map(|endpoint| of.call(endpoint));
    let all = calls.chain(provider.credentials.iter().map(|credential| of.credential(credential)));
    let name = client.rsplit("::").next().unwrap_or(client);
    all.enumerate().map(|(number, snippet)| function(&format!("{name}_{number}"), &snippet)).collect()
}

/// A snippet in a function. Every value of these specs has an example. The function has a parameter that nobody gives, so that rustc
/// checks it and makes no code of it.
fn function(name: &str, Snippet { text, given }: &Snippet) -> String {
    let parameters = given.iter().map(|given| match given {
        Given::Session(ty) => format!("session: {ty}, "),
        Given::Callback => "callback: &str, ".to_owned(),
        Given::Value(field) => panic!("{name}: `{field}` has no example"),
    });
    let parameters: String = parameters.collect();
    format!(
        "pub async fn {name}<const NEVER: bool>({parameters}) -> Result<(), Box<dyn std::error::Error>> {{\n{text}Ok(())\n}}\n"
    )
}
