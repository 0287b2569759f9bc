//! Pairs of specs, with how large the step from one to the other is for callers.

/// A spec with something of each kind.
pub(super) const ACME: &str = "\
name: acme
title: Acme
base_url: https://api.acme.example
scopes: { read: See rockets., write: Launch rockets. }
enums:
  State: { doc: Where a rocket is., values: { ready: On the pad., gone: In the air. } }
types:
  Rocket:
    fields:
      id: string
      crew: optional list of string
      state: optional State
      token: { type: secret, at: token }
  Part: { fields: { name: string, size: optional integer } }
  Fault: { fields: { reason: { type: optional string, means: message } } }
error_body: Fault
errors:
  401: { name: Unauthorized, doc: The key is wrong. }
  404: { name: NotFound, doc: There is no such rocket. }
endpoints:
  ping: { doc: Ask whether it is there., GET: /ping, returns: { 204: nothing } }
  launch:
    doc: Launch a rocket.
    POST: /rockets/{id}
    auth: required
    path: { id: string }
    query: { dry_run: optional boolean }
    json: { reason: string, scopes: list of Scope, part: optional Part }
    returns: { 200: Rocket }
    examples: [{ request: { id: r_1, reason: fun, scopes: [read] }, response: { id: r_1, token: t_1 } }]
credentials:
  api_key: { doc: A key., key: { example: key_1 }, attach: bearer }
";

const CREDENTIALS: &str = "credentials:\n  api_key: { doc: A key., key: { example: key_1 }, attach: bearer }\n";

/// The specs before and after a change.
pub(super) struct Pair {
    /// The change, for people.
    pub(super) change: &'static str,
    /// What of the spec is replaced by what.
    pub(super) edits: &'static [[&'static str; 2]],
    /// The size of the change.
    pub(super) size: &'static str,
    /// A line of the output.
    pub(super) line: &'static str,
    /// Why cargo-semver-checks says something else, if it does.
    pub(super) why: &'static str,
}

impl Pair {
    /// Returns the spec after the change.
    pub(super) fn new_spec(&self) -> String {
        self.edits.iter().fold(ACME.to_owned(), |spec, [from, to]| {
            assert!(spec.contains(from), "{from}");
            spec.replacen(from, to, 1)
        })
    }
}

const ADDITION: &str = "it looks for what breaks callers, not for what is new";
const TYPES: &str = "it does not compare the types of arguments, fields and results";
const BOUNDS: &str = "it does not compare bounds; here, that of the credential";

macro_rules! pairs {
    ($($change:literal $edits:expr => $size:literal $line:literal $(, $why:expr)?;)*) => {
        &[$(Pair { change: $change, edits: &$edits, size: $size, line: $line, why: [$($why,)? ""][0] }),*]
    };
}

pub(super) const PAIRS: &[Pair] = pairs! {
    "nothing" [] => "nothing changes" "";
    "other documentation" [["Launch a rocket.", "Start a rocket."]] => "patch" "`Client::launch` is documented differently";
    "another base URL" [["acme.example", "acme.example/v2"]] => "patch" "`Acme::HOSTS` is sent, read or told apart differently";
    "another method and path" [["POST: /rockets/{id}", "PUT: /rocket/{id}"]] => "patch" "`Launch` is sent, read or told apart differently";
    "a member of a reply is elsewhere" [["at: token", "at: data.token"], ["token: t_1", "data: { token: t_1 }"]] => "patch" "`Rocket.token` is sent, read or";
    "an error has another status" [["  404:", "  410:"]] => "patch" "`AcmeError::NotFound` is sent, read or told apart differently";
    "the key is in another header" [["attach: bearer", "attach: { header: X-Key }"]] => "patch" "`ApiKey` is sent, read or told apart differently";
    "an optional parameter is new" [["boolean }", "boolean, loud: optional boolean }"]] => "minor" "`Launch::loud` is new", ADDITION;
    "a member of a reply is new" [["      id: string\n", "      id: string\n      size: optional integer\n"]] => "minor" "`Rocket.size` is new", ADDITION;
    "an error is new" [["  404:", "  403: { name: Forbidden }\n  404:"]] => "minor" "`AcmeError::Forbidden` is new", ADDITION;
    "a scope is new" [["write: Launch rockets.", "write: Launch rockets., admin: All."]] => "minor" "`Scope::Admin` is new", ADDITION;
    "a value of an enum is new" [["gone: In the air.", "gone: In the air., lost: Nowhere."]] => "minor" "`State::Lost` is new", ADDITION;
    "an endpoint is new" [["  ping:", "  pong: { doc: Ask., GET: /pong, returns: { 204: nothing } }\n  ping:"]] => "minor" "`Client::pong` is new", ADDITION;
    "an endpoint is deprecated" [["    auth:", "    deprecated: Use another.\n    auth:"]] => "minor" "`Client::launch` is deprecated";
    "a credential is new" [["  api_key:", "  other: { doc: Other., key: { example: k }, attach: { header: X } }\n  api_key:"]] => "minor" "`Other` is new", ADDITION;
    "an endpoint has another name" [["ping:", "pong:"]] => "major" "`Client::ping` is gone";
    "an optional parameter is gone" [["dry_run: optional", "dry: optional"]] => "major" "`Launch::dry_run` is gone";
    "a required parameter is new" [["reason: string", "reason: string, force: boolean"], ["reason: fun", "reason: fun, force: true"]] => "major" "`Launch::new` is";
    "a required parameter is optional" [["reason: string", "reason: optional string"]] => "major" "`Launch::new` is";
    "a parameter has another type" [["dry_run: optional boolean", "dry_run: optional integer"]] => "major" "`Launch::dry_run` is", TYPES;
    "a member of a reply has another type" [["      id: string", "      id: integer"], ["{ id: r_1, token", "{ id: 1, token"]] => "major" "`Rocket.id` is `i64`, and was `std::String`", TYPES;
    "a member of a reply is always there" [["crew: optional list", "crew: list"], ["token: t_1", "crew: [], token: t_1"]] => "major" "`Rocket.crew` is `std::Vec<std::String>`", TYPES;
    "a member of a reply is gone" [["      crew: optional list of string\n", ""]] => "major" "`Rocket.crew` is gone";
    "a type has another name" [["  Part:", "  Piece:"], ["optional Part", "optional Piece"]] => "major" "`Part` is gone";
    "an error has another name" [["name: NotFound", "name: NoSuchRocket"]] => "major" "`AcmeError::NotFound` is gone";
    "a value of an enum is gone" [[", gone: In the air.", ""]] => "major" "`State::Gone` is gone";
    "a scope is gone" [[", write: Launch rockets.", ""]] => "major" "`Scope::Write` is gone";
    "a call needs no credential" [["    auth: required\n", ""], [CREDENTIALS, ""]] => "major" "`Client::launch` is";
    "a call needs a credential" [["ping: { doc: Ask whether it is there.,", "ping: { doc: Ask whether it is there., auth: required,"]] => "major" "`Client::ping` is", BOUNDS;
    "a reply may be absent" [["200: Rocket", "200: optional Rocket"]] => "major" "`Client::launch` is", TYPES;
    "the host depends on a setting" [["base_url: https://api.", "settings: { region: { doc: Where., type: string, pattern: \"[a-z]+\", example: eu } }\nbase_url: https://{region}.api."]] => "major" "`Client::new` is";
    "the provider has another name" [["name: acme", "name: zenith"]] => "major" "`zenith` is the module that was `acme`";
};
