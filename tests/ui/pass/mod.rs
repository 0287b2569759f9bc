//! What must compile: one subject a file. Modules of one test, so that they are linked once, and run as well.

mod client_with_settings;
mod credential_of_several_parts;
mod credential_of_two_parts;
mod credential_with_a_lifetime;
#[allow(dead_code, reason = "read by `Debug` alone, or not at all")]
mod credentials_by_from_str;
mod credentials_from_a_map;
mod credentials_that_are_a_credential;
#[allow(dead_code, reason = "read by `Debug` alone, or not at all")]
mod credentials_that_show_some;
mod credentials_with_a_prefix;
mod credentials_with_defaults;
mod credentials_with_options;
mod decode_of_a_tree;
mod decode_with_a_const_parameter;
mod decode_with_a_parameter;
mod deprecated_fields;
mod encode_with_parameters;
mod endpoint_attributes_by_cfg_attr;
mod endpoint_fields_removed_by_cfg;
mod endpoint_of_optional_fields;
mod endpoint_that_borrows_a_secret;
mod endpoint_variants_removed_by_cfg;
mod endpoint_visible_in_the_crate;
mod endpoint_with_a_generic_response;
mod endpoint_with_a_lifetime;
mod endpoint_with_a_type_parameter;
mod endpoint_with_a_where_clause;
mod endpoint_with_basic;
mod endpoint_with_documentation;
mod endpoint_with_every_place;
mod endpoint_with_lists;
mod endpoint_with_one_name_in_two_places;
mod endpoint_with_raw_identifiers;
mod endpoint_with_templates;
mod endpoint_without_fields;
mod error_body_with_a_parameter;
mod errors_matched_with_a_catch_all;
mod errors_under_200;
mod errors_with_a_parameter;
mod names_that_mean_something_else;
mod reply_taken_apart;
mod runtime_in_a_module;
mod runtime_under_another_name;
mod scopes_and_texts;
mod setters_in_any_order;
mod token_source_by_hand;
#[allow(dead_code, reason = "the inputs are sent by a session")]
mod token_source_with_optional_inputs;
mod visit_with_a_lifetime;

use auth_providers::openhuman::OpenHuman;
pub(crate) use auth_runtime as rt;
use auth_runtime::Endpoint;
use auth_runtime::host::Hosts;

/// Method, path and query, and body of a request.
fn sent(request: &impl Endpoint) -> String {
    let hosts = Hosts::of::<OpenHuman>().unwrap();
    let http = request.prepare(&hosts, None).unwrap().into_http();
    let target = http.uri().path_and_query().unwrap();
    format!("{} {target} {}", http.method(), String::from_utf8_lossy(http.body().as_slice()))
}

/// A header that a credential adds to a request.
fn attached(credential: &dyn rt::Credential, header: &str) -> String {
    #[derive(Endpoint)]
    #[endpoint(GET "/", protected, response = (), error = ())]
    struct Get;
    let hosts = Hosts::of::<OpenHuman>().unwrap();
    let http = Get.prepare(&hosts, Some(credential)).unwrap().into_http();
    http.headers()[header].to_str().unwrap().to_owned()
}

#[derive(rt::Decode)]
struct Token {
    token: rt::Secret,
}

/// A provider whose URL depends on the settings of a connection.
struct Acme;

impl rt::Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [rt::Host] = &[rt::Host::new("base", "https://{subdomain}.{region}.acme.example")];
}
