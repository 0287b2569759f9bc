//! Playing the providers, for programs.

use serde_json::{Value, json};

use super::page::spec;
use super::server::{Server, post, send};
use crate::world::World;

fn world() -> World {
    let world = World::new();
    world.write("acme.yaml", &spec());
    world
}

const LOG_IN: &str = r#"{"name":"ada","password":"pw_example_1"}"#;

#[test]
fn a_line_when_it_is_ready_and_one_for_each_exchange() {
    let world = world();
    let mut server = Server::start(&world, &["acme.yaml", "--log", "json", "--until-stdin-closes"]);
    let (status, token) = post(&format!("{}/token", server.base()), LOG_IN);
    assert!(status == 200 && token.contains("token_example_1"), "{token}");
    let wrong = r#"{"name":"ada","pasword":"hunter2-is-secret"}"#;
    assert_eq!(post(&format!("{}/token", server.base()), wrong).0, 400);
    let line: Value = serde_json::from_str(&server.line()).unwrap();
    assert_eq!(
        (&line["endpoint"], &line["status"], &line["refused"]),
        (&"log_in".into(), &200.into(), &Value::Array(vec![]))
    );
    assert!(line["at"].as_str().unwrap().ends_with('Z') && line["milliseconds"].is_u64(), "{line}");
    let end = server.close();
    assert_eq!((end.code, end.err.as_str()), (Some(0), ""));
    let line: Value = serde_json::from_str(&end.out).unwrap();
    let expected = json!(["there is no field `pasword` (the fields here are `name`, `password`)"]);
    assert_eq!(line["refused"], expected);
    assert!(!end.out.contains("hunter2") && !token.contains("hunter2"), "{}", end.out);
}

/// A suite that wants no log reads one line.
#[test]
fn only_the_first_line() {
    let world = world();
    let server = Server::start(&world, &["acme.yaml", "--log", "ready", "--until-stdin-closes"]);
    let root = server.ready["url"].as_str().unwrap();
    assert!(
        server.base() == format!("{root}/acme/base") && server.control() == format!("{root}/-/"),
        "{}",
        server.ready
    );
    post(&format!("{}/token", server.base()), LOG_IN);
    let end = server.close();
    assert_eq!((end.code, end.out.as_str(), end.err.as_str()), (Some(0), "", ""));
}

#[cfg(unix)]
#[test]
fn signals_end_it_cleanly() {
    let world = world();
    for name in ["TERM", "INT"] {
        let server = Server::start(&world, &["acme.yaml", "--log", "json"]);
        post(&format!("{}/token", server.base()), LOG_IN);
        let end = server.signal(name, "");
        assert_eq!((end.code, end.out.lines().count(), end.err.as_str()), (Some(0), 1, ""), "{name}");
    }
}

/// The pipe of the log is full long before the last request.
#[cfg(unix)]
#[test]
fn a_log_that_nobody_reads_stops_nothing() {
    let world = world();
    let server = Server::start(&world, &["acme.yaml", "--log", "json"]);
    let long = "x".repeat(4000);
    for _ in 0..40 {
        assert_eq!(post(&format!("{}/{long}", server.base()), "").0, 404);
    }
    assert_eq!(send("GET", &server.control(), &[], "").0, 200);
    assert_eq!(server.signal("TERM", "").code, Some(0));
}

#[test]
fn faults_are_planned_by_flags_and_by_requests() {
    let world = world();
    let faults = ["--fault", "log_in: 429 retry-after 3, once", "--fault", "*: slow 1ms"];
    let arguments = [&["acme.yaml", "--log", "ready", "--until-stdin-closes"][..], &faults].concat();
    let server = Server::start(&world, &arguments);
    let token = format!("{}/token", server.base());
    assert_eq!([post(&token, LOG_IN).0, post(&token, LOG_IN).0], [429, 200]);
    let faults = format!("{}faults", server.control());
    assert_eq!(send("POST", &faults, &[], "log_in: closed, once").0, 201);
    assert_eq!([post(&token, LOG_IN).0, post(&token, LOG_IN).0], [0, 200]);
    let (status, said) = send("POST", &faults, &[], "log_im: closed");
    assert!(status == 400 && said.contains("did you mean `log_in`?"), "{said}");
    assert!(send("DELETE", &faults, &[], "").1.contains(":3}"));
    assert_eq!(server.close().code, Some(0));
}

#[test]
fn wrong_use_is_explained() {
    let world = world();
    world.write("twin.yaml", &spec());
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let rows = [
        (
            "acme.yaml --fault log_im:503",
            "`--fault 'log_im:503'`: there is no endpoint `log_im`: did you mean `log_in`?",
        ),
        ("acme.yaml --fault log_in:InvalidGrunt", "`log_in` has no error `InvalidGrunt`: did you mean `InvalidGrant`?"),
        ("acme.yaml twin.yaml", "two specs have the name `acme`"),
        (&format!("acme.yaml --port {port}"), "cannot serve on port"),
        ("acme.yaml --record", "--upstream"),
        ("acme.yaml --record --upstream http://api.acme.example", "credentials are sent there"),
        ("acme.yaml --record --upstream https://user:pw@api.acme.example", "an upstream has no user name"),
        (
            "acme.yaml --record --upstream bse=https://api.acme.example",
            "`acme` has no host `bse`: did you mean `base`?",
        ),
        ("acme.yaml --record --upstream acmee.base=https://api.acme.example", "there is no provider `acmee`"),
        ("acme.yaml --record --upstream nothing", "write a URL, `HOST=URL`"),
        ("acme.yaml --yes", "`--yes` writes a recording"),
        ("acme.yaml --har nothing.har", "cannot read nothing.har"),
    ];
    for (arguments, expected) in rows {
        let run = world.run(&format!("mock {arguments}"));
        assert!(run.code == 2 && run.err.contains(expected), "{arguments}: {run:?}");
    }
    world.write("acme.yaml", &spec().replace("title:", "titel:"));
    let run = world.run("mock acme.yaml");
    assert!(run.code == 1 && run.err.contains("nothing is served"), "{run:?}");
}
