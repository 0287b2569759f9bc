//! The derives in a scope where every usual name refers to something else.
#![cfg(all(feature = "derive", feature = "client"))]
#![deny(missing_docs, warnings, clippy::pedantic)]
#![allow(dead_code, unreachable_pub, reason = "the items are there to be compiled")]

use auth_runtime::host::Hosts;
use auth_runtime::{Endpoint as _, Provider as _};

/// A scope with obstacles.
mod obstacles {
    macro_rules! shadow { ($($name:ident)*) => { $(#[derive(Debug)] struct $name;)* } }
    shadow!(Result Option String Vec Error Ok Some None Err Box Into From Default Iterator IntoIterator Clone);

    /// A provider.
    pub struct Acme;

    impl ::auth_runtime::Provider for Acme {
        const NAME: &'static str = "acme";
        const TITLE: &'static str = "Acme";
        const HOSTS: &'static [::auth_runtime::Host] = &[::auth_runtime::Host::new("base", "https://a.example")];
    }

    /// A client.
    #[derive(Debug, ::auth_runtime::Client)]
    pub struct Client<C = ::auth_runtime::Anonymous>(::auth_runtime::Connection<Acme, C>);

    /// A request.
    #[derive(Debug, ::auth_runtime::Endpoint)]
    #[endpoint(POST "/{type}/x", json, response = Answer, error = Refused)]
    pub struct Send {
        r#type: ::std::string::String,
        r#async: ::std::option::Option<i64>,
        to: i64,
        value: ::std::vec::Vec<Word>,
        json: ::core::option::Option<::std::vec::Vec<Inner>>,
    }

    /// A request of optional fields.
    #[derive(Debug, ::auth_runtime::Endpoint)]
    #[endpoint(GET "/x", protected, response = (), error = ())]
    pub struct Ask {
        #[endpoint(query)]
        f: ::std::option::Option<bool>,
    }

    /// A page.
    #[derive(Debug, ::auth_runtime::Endpoint)]
    #[endpoint(VISIT "/page", provider = Acme, pkce)]
    pub struct Page;

    /// A record inside a request.
    #[derive(Debug, ::auth_runtime::Encode)]
    pub struct Inner {
        r#type: i64,
    }

    /// An answer.
    #[derive(Debug, ::auth_runtime::Decode)]
    pub struct Answer {
        /// A member.
        pub r#type: ::std::string::String,
        /// A member.
        #[decode(default = "x\"y")]
        pub object: ::std::string::String,
    }

    /// An answer with nothing of interest.
    #[derive(Debug, ::auth_runtime::Decode)]
    pub struct Empty {}

    /// An error body.
    #[derive(Debug, ::auth_runtime::ErrorBody)]
    pub struct Fault {
        #[error_body(code)]
        r#type: ::std::option::Option<::std::string::String>,
        #[error_body(message)]
        json: ::std::option::Option<::std::string::String>,
    }

    /// Errors.
    #[derive(Debug, ::auth_runtime::ApiError)]
    pub enum Refused {
        /// One.
        #[api_error(400, when(type = "self"), class = denied)]
        Denied(Fault),
        /// The rest.
        #[api_error(other, class = retry)]
        Other(Fault),
    }

    /// Errors without bodies.
    #[derive(Debug, ::auth_runtime::ApiError)]
    pub enum Plain {
        /// The rest.
        #[api_error(other)]
        Other,
    }

    /// A closed choice.
    #[derive(Debug, ::auth_runtime::Choice)]
    pub enum Word {
        /// None.
        #[choice("none")]
        None,
        /// Some.
        #[choice("some")]
        Some,
    }

    /// An open choice.
    #[derive(Debug, ::auth_runtime::Scopes)]
    pub enum Scope {
        /// One.
        #[scope("ok")]
        Ok,
        /// The rest.
        #[scope(other)]
        Err(::std::string::String),
    }

    /// A key.
    #[derive(Debug, ::auth_runtime::Credential)]
    #[credential(provider = Acme, header = "X-Key")]
    pub struct Key(::auth_runtime::Secret);

    /// A login.
    #[derive(Debug, ::auth_runtime::Credential)]
    #[credential(provider = Acme, basic)]
    pub struct Login {
        username: ::std::string::String,
        password: ::auth_runtime::Secret,
    }
}

#[test]
fn uses_raw_names_on_the_wire() -> Result<(), Box<dyn std::error::Error>> {
    let hosts = Hosts::of::<obstacles::Acme>()?;
    let request = obstacles::Send::new("a", 1, [obstacles::Word::Some]).r#async(2);
    let http = request.prepare(&hosts, None)?.into_http();
    assert_eq!(http.uri(), "https://a.example/a/x");
    assert_eq!(http.body().as_slice(), br#"{"async":2,"to":1,"value":["some"]}"#);
    assert_eq!(obstacles::Acme::NAME, "acme");
    assert!(
        "other".parse::<obstacles::Word>().is_err_and(|error| error.to_string() == "expected one of `none`, `some`")
    );
    assert!(obstacles::Page.start(&hosts)?.pkce_verifier().is_some());
    Ok(())
}
