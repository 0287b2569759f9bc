//! What can be found on a page: names, and the words that are about them.

use auth_codegen::model::{Choice, Credential, Endpoint, ErrorCase, ErrorSet, Field, Provider, Record, Returns};
use serde_json::{Value as Json, json};

use super::anchor;
use super::text::plain;
use crate::terminal::plural;

/// What the index shows of a provider, and what can be found on its page.
pub(super) fn page(provider: &Provider, file: &str) -> Json {
    json!({
        "file": file,
        "title": provider.title,
        "doc": provider.doc.as_deref().unwrap_or_default(),
        "counts": counts(provider),
        "entries": entries(provider),
    })
}

/// Writes the pages as JSON that can be inside a script.
pub(super) fn script(pages: &[Json]) -> String {
    let text = json!({ "pages": pages }).to_string();
    let escape = |c: char| match c {
        '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(escape).collect()
}

/// Reads the pages that [`script`] has written into a page.
pub(super) fn read(page: &str) -> Vec<Json> {
    let inside = page.split_once("<script type=\"application/json\" id=\"entries\">");
    let text = inside.and_then(|(_, rest)| rest.split_once("</script>")).map(|(text, _)| text);
    let mut data: Json = text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    match data["pages"].take() {
        Json::Array(pages) => pages,
        _ => Vec::new(),
    }
}

fn counts(provider: &Provider) -> String {
    [plural(provider.endpoints.len(), "endpoint"), plural(provider.credentials.len(), "credential")].join(", ")
}

fn entries(provider: &Provider) -> Vec<Json> {
    let overview = entry(anchor::OVERVIEW, "provider", &provider.title, &overview(provider));
    let credentials = provider.credentials.iter().map(credential);
    let endpoints = provider.endpoints.iter().map(|endpoint| self::endpoint(endpoint, provider));
    let errors = provider.error_sets.iter().flat_map(|set| set.cases.iter().map(move |case| error(set, case)));
    let records = provider.records.iter().map(record).chain(provider.choices.iter().map(choice));
    let replies = provider.endpoints.iter().filter_map(replies);
    std::iter::once(overview).chain(credentials).chain(endpoints).chain(errors).chain(records).chain(replies).collect()
}

fn entry(id: &str, kind: &str, name: &str, text: &str) -> Json {
    json!([id, kind, name, text])
}

fn overview(provider: &Provider) -> String {
    let hosts = provider.hosts.iter().map(|host| host.url.text.clone());
    let settings = provider.settings.iter().map(|setting| {
        let doc = setting.doc.as_deref().map(plain).unwrap_or_default();
        format!("{} {doc}", setting.name.value)
    });
    let doc = provider.doc.as_deref().map(plain);
    doc.into_iter().chain(hosts).chain(settings).collect::<Vec<_>>().join(" ")
}

fn credential(credential: &Credential) -> Json {
    let text = format!("{} {} {}", plain(&credential.doc), credential.name, fields(&credential.inputs));
    entry(&anchor::credential(credential), "credential", &credential.ident, text.trim_end())
}

fn endpoint(endpoint: &Endpoint, provider: &Provider) -> Json {
    let method = if endpoint.visit().is_some() { "visit".to_owned() } else { format!("{:?}", endpoint.method()) };
    let returned = endpoint.http().map(|call| returned(&call.returns, provider)).unwrap_or_default();
    let words = [
        plain(&endpoint.doc),
        format!("{} {}", method.to_uppercase(), endpoint.path()),
        endpoint.ident.clone(),
        fields(endpoint.fields()),
        returned,
    ];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    entry(&anchor::endpoint(endpoint), "endpoint", endpoint.spec_name(), &words.join(" "))
}

fn returned(returns: &Returns, provider: &Provider) -> String {
    use auth_codegen::model::Type;
    let names = returns.types().into_iter().filter_map(|ty| match ty.item() {
        Type::Record(id) => Some(provider.records[*id].ident.clone()),
        _ => None,
    });
    names.collect::<Vec<_>>().join(" ")
}

fn error(set: &ErrorSet, case: &ErrorCase) -> Json {
    let statuses: Vec<String> = case.statuses.iter().map(ToString::to_string).collect();
    let name = format!("{}::{}", set.ident, case.ident);
    entry(&anchor::error(set, case), "error", &name, &format!("{} {}", statuses.join(" "), plain(&case.doc)))
}

fn record(record: &Record) -> Json {
    let text = format!("{} {}", record.doc.as_deref().map(plain).unwrap_or_default(), fields(&record.fields));
    entry(&anchor::record(record), "type", &record.ident, text.trim())
}

fn choice(choice: &Choice) -> Json {
    let values = choice.values.iter().map(|value| format!("{} {} {}", value.wire, value.ident, plain(&value.doc)));
    let text = format!("{} {}", plain(&choice.doc), values.collect::<Vec<_>>().join(" "));
    entry(&anchor::choice(choice), if choice.is_scopes { "scopes" } else { "type" }, &choice.ident, &text)
}

fn replies(endpoint: &Endpoint) -> Option<Json> {
    let Returns::OneOf(one_of) = &endpoint.http()?.returns else { return None };
    let variants: Vec<&str> = one_of.variants.iter().map(|variant| variant.ident.as_str()).collect();
    Some(entry(&anchor::replies(one_of), "type", &one_of.ident, &variants.join(" ")))
}

fn fields(fields: &[Field]) -> String {
    let words = fields.iter().map(|field| {
        let doc = field.doc.as_deref().map(plain).unwrap_or_default();
        format!("{} {doc}", field.wire).trim_end().to_owned()
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read_and_ends_no_script() {
        let pages = [json!({ "title": "</script><!--<script>&\u{2028}", "entries": [["a", "b", "c", "\"'`"]] })];
        let text = script(&pages);
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let page = format!("<script type=\"application/json\" id=\"entries\">{text}</script><script>1</script>");
        assert_eq!(read(&page), pages);
        assert_eq!(read("<p>"), Vec::<Json>::new());
    }
}
