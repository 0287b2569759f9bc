//! Specs of nothing but one kind of entry, as many as a text holds.

/// What a text consists of: what is before the entries, each of them by its number, and what is behind them.
pub(crate) struct Section {
    pub(crate) name: &'static str,
    pub(crate) is_valid: bool,
    head: &'static str,
    entry: fn(u32) -> String,
    /// `NEXT` is the number after the last one.
    foot: &'static str,
}

const TOP: &str = "name: acme\ntitle: Acme\nbase_url: https://a.example\n";

impl Section {
    /// A text of this many bytes, or a little more.
    pub(crate) fn text(&self, length: usize) -> String {
        self.build(|text, _| text.len() + self.foot.len() < length)
    }

    /// The longest text of at most a megabyte that is not refused for its size.
    pub(crate) fn largest(&self) -> String {
        let (mut marks, mut seen) = (0, 0);
        self.build(|text, number| {
            marks += marks_of(&text[seen..]);
            seen = text.len();
            (number < 4_000 || self.name.contains("many")) && marks < 32_600 && text.len() + self.foot.len() < 1_000_000
        })
    }

    fn build(&self, mut goes_on: impl FnMut(&str, u32) -> bool) -> String {
        let mut text = TOP.to_owned() + self.head;
        let mut number = 0;
        while goes_on(&text, number) {
            text += &(self.entry)(number);
            number += 1;
        }
        text + &self.foot.replace("NEXT", &format!("T{number}"))
    }
}

/// How many keys and items a text has.
pub(crate) fn marks_of(text: &str) -> usize {
    let is_mark = |(at, byte): &(usize, u8)| match byte {
        b'[' | b'{' | b',' => true,
        b':' | b'-' => matches!(text.as_bytes().get(at + 1), None | Some(b' ' | b'\n')),
        _ => false,
    };
    text.bytes().enumerate().filter(is_mark).count()
}

const fn good(name: &'static str, head: &'static str, entry: fn(u32) -> String, foot: &'static str) -> Section {
    Section { name, is_valid: true, head, entry, foot }
}

const fn bad(name: &'static str, head: &'static str, entry: fn(u32) -> String, foot: &'static str) -> Section {
    Section { name, is_valid: false, head, entry, foot }
}

#[rustfmt::skip] // a line for each
pub(crate) const SECTIONS: &[Section] = &[
    good("endpoints", "endpoints:\n", |n| format!("  e{n}: {{ doc: A., GET: /, returns: {{ 204: nothing }} }}\n"), ""),
    bad("endpoints without keys", "endpoints:\n", |n| format!("  e{n}: {{}}\n"), ""),
    bad("endpoints that are texts", "endpoints:\n", |n| format!("  e{n}: a\n"), ""),
    bad("endpoints of unknown types", "endpoints:\n", |n| format!("  e{n}: {{ doc: A., GET: /, returns: {{ 200: N{n} }} }}\n"), ""),
    bad("endpoints in a list", "endpoints:\n", |n| format!("- e{n}\n"), ""),
    bad("pages without examples", "endpoints:\n", |n| format!("  e{n}: {{ doc: A., visit: / }}\n"), ""),
    bad("statuses", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns:\n", |n| format!("     {n}: json\n"), ""),
    bad("types of a reply", "endpoints:\n  ping: { doc: A., GET: /, returns: { 200: { one_of: [json", |_| ", json".to_owned(), "] } } }\n"),
    bad("a long path", "endpoints:\n  ping:\n    doc: A.\n    returns: { 204: nothing }\n    GET: \"", |_| "/a".to_owned(), "\"\n"),
    good("a long text", "endpoints:\n  ping:\n    GET: /\n    returns: { 204: nothing }\n    doc: \"", |_| "a ".to_owned(), ".\"\n"),
    good("types", "endpoints:\n  ping: { doc: A., GET: /, returns: { 200: T0 }, examples: [{ response: {} }] }\ntypes:\n", |n| format!("  T{n}: {{ fields: {{ a: optional T{} }} }}\n", n + 1), "  NEXT: { fields: { a: optional string } }\n"),
    bad("types that nothing uses", "types:\n", |n| format!("  T{n}: {{ fields: {{ a: integer }} }}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    bad("types without keys", "types:\n", |n| format!("  T{n}: {{}}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    good("fields", "types:\n  T:\n    fields:\n", |n| format!("     a{n}: optional integer\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    good("fields in long form", "types:\n  T:\n    fields:\n", |n| format!("     a{n}: {{ type: optional integer, doc: A. }}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    good("fields in braces", "types:\n  T: { fields: { b: optional integer", |n| format!(", a{n}: optional integer"), " } }\nendpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    bad("fields of many types", "types:\n", |n| if n % 4_000 == 0 { format!("  T{n}:\n   fields:\n    b: integer\n") } else { format!("    a{n}: integer\n") }, "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    bad("fields without a value", "types:\n  T:\n    fields:\n", |n| format!("     a{n}: \n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    bad("fields without keys", "types:\n  T:\n    fields:\n", |n| format!("     a{n}: {{}}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    bad("fields of unknown types", "types:\n  T:\n    fields:\n", |n| format!("     a{n}: N{n}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    good("places of a field", "types:\n  T:\n    fields:\n      a: { type: optional integer, at: [b", |n| format!(", a_long_name{n}"), "] }\nendpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    bad("a long place of a field", "types:\n  T:\n    fields:\n      a: { type: optional integer, at: b", |_| ".a".to_owned(), " }\nendpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    bad("values that mean never", "types:\n  T:\n    fields:\n      a: { type: optional seconds, never: [1", |n| format!(", {}", n + 1_000_000), "] }\nendpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    bad("lists of lists", "types:\n  T:\n    fields:\n      a: ", |_| "list of ".to_owned(), "string\nendpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    bad("a type with arguments", "types:\n  T:\n    fields:\n      a: ", |n| format!("list of A{n}, "), "integer\nendpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\n"),
    good("parameters", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    examples: [{ request: {} }]\n    query:\n", |n| format!("     a{n}: optional integer\n"), ""),
    good("headers of a request", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    headers:\n", |n| format!("     a{n}: {{ const: a }}\n"), ""),
    good("members of a body", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    examples: [{ request: {} }]\n    json:\n", |n| format!("     a{n}: optional integer\n"), ""),
    good("members of members", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    examples: [{ request: {} }]\n    json:\n", |n| format!("     a{n}: {{ fields: {{ b: optional integer }} }}\n"), ""),
    bad("members of many bodies", "endpoints:\n", |n| if n % 4_000 == 0 { format!("  e{n}:\n   doc: A.\n   POST: /\n   returns: {{ 204: nothing }}\n   json:\n    b: integer\n") } else { format!("    a{n}: integer\n") }, ""),
    bad("members below a long name", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    json:\n", |n| if n == 0 { format!("     {}:\n      fields:\n", "a".repeat(1_000)) } else { format!("       a{n}: integer\n") }, ""),
    good("constants", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    json:\n", |n| format!("     a{n}: {{ const: a }}\n"), ""),
    good("a constant with members", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    json: { b: { const: { c: 1", |n| format!(", a{n}: {n}"), " } } }\n"),
    good("members of a form", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    examples: [{ request: {} }]\n    form:\n", |n| format!("     a{n}: optional integer\n"), ""),
    bad("inputs that nothing uses", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    inputs:\n", |n| format!("     a{n}: integer\n"), ""),
    good("computed values", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    query:\n", |n| format!("     a{n}: {{ now: unix seconds }}\n"), ""),
    good("templates", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    examples: [{ request: { a: b } }]\n    inputs: { a: string }\n    query:\n", |n| format!("     a{n}: \"{{a}}\"\n"), ""),
    bad("unknown names", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    query:\n", |n| format!("     a{n}: \"{{b{n}}}\"\n"), ""),
    good("placeholders", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    examples: [{ request: { a: b } }]\n    inputs: { a: string }\n    query: { b: \"", |_| "{a}".to_owned(), "\" }\n"),
    bad("unknown placeholders", "endpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    inputs: { a: string }\n    query: { b: \"", |n| format!("{{b{n}}}"), "\" }\n"),
    bad("placeholders of a path", "endpoints:\n  ping:\n    doc: A.\n    returns: { 204: nothing }\n    GET: \"", |n| format!("/{{b{n}}}"), "\"\n"),
    bad("credentials of an endpoint", "credentials: { k: { doc: A., key: {}, attach: bearer } }\nendpoints:\n  ping:\n    doc: A.\n    POST: /\n    returns: { 204: nothing }\n    auth:\n      any:\n", |n| format!("      - c{n}\n"), ""),
    good("hosts of redirects", "endpoints:\n  ping:\n    doc: A.\n    GET: /\n    returns: { 204: nothing }\n    redirects:\n", |n| format!("    - h{n}.example\n"), ""),
    bad("errors without examples", "error_body: E\ntypes: { E: { fields: { c: optional string } } }\nerrors:\n  400:\n", |n| format!("  - {{ name: E{n}x, doc: A., when: {{ c: c{n} }} }}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    bad("errors without keys", "errors:\n  400:\n", |_| "  - {}\n".to_owned(), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    bad("errors without conditions", "errors:\n  400:\n", |n| format!("  - {{ name: E{n}x, doc: A. }}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    bad("values of a condition", "error_body: E\ntypes: { E: { fields: { c: optional string } } }\nerrors:\n  400: { name: Refused, doc: A., when: { c: [b", |n| format!(", a_long_name{n}"), "] } }\nendpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    bad("statuses of errors", "errors:\n", |n| format!("  {n}: {{ name: E{n}x, doc: A. }}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    bad("sets of errors that nothing uses", "error_sets:\n", |n| format!("  E{n}x: {{ 400: {{ name: A, doc: A. }} }}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    good("examples", "endpoints:\n  ping:\n    doc: A.\n    GET: /\n    returns: { 200: json }\n    examples:\n", |n| format!("    - response: {n}\n"), ""),
    bad("examples without keys", "endpoints:\n  ping:\n    doc: A.\n    GET: /\n    returns: { 200: T }\n    examples:\n", |_| "    - {}\n".to_owned(), "types: { T: { fields: { a: integer } } }\n"),
    bad("examples of another type", "endpoints:\n  ping:\n    doc: A.\n    GET: /\n    returns: { 200: T }\n    examples:\n", |n| format!("    - response: {{ a: {n}, b: 1 }}\n"), "types: { T: { fields: { a: string } } }\n"),
    good("members of an example", "endpoints:\n  ping:\n    doc: A.\n    GET: /\n    returns: { 200: json }\n    examples:\n    - response: { b: 1", |n| format!(", a{n}: {n}"), " }\n"),
    bad("unknown members of an example", "endpoints:\n  ping:\n    doc: A.\n    GET: /\n    returns: { 200: T }\n    examples:\n    - response: { b: 1", |n| format!(", a{n}: {n}"), " }\ntypes: { T: { fields: { a: string } } }\n"),
    bad("headers of an example", "endpoints:\n  ping:\n    doc: A.\n    GET: /\n    returns: { 200: T }\n    examples:\n    - headers: { X-B: [b", |n| format!(", a_long_name{n}"), "] }\ntypes: { T: { fields: { a: { type: optional string, header: X-A } } } }\n"),
    bad("examples of many fields", "types:\n  T:\n    fields:\n      b: integer\n", |n| match n {
        0..200 => format!("      a{n}: integer\n"),
        200 => "endpoints:\n  ping:\n    doc: A.\n    GET: /\n    returns: { 200: T }\n    examples:\n".to_owned(),
        _ => format!("    - response: {{ a{n}: 1 }}\n"),
    }, ""),
    bad("items of many fields", "types:\n  T:\n    fields:\n      b: integer\n", |n| match n {
        0..200 => format!("      a{n}: integer\n"),
        200 => "endpoints:\n  ping:\n    doc: A.\n    GET: /\n    returns: { 200: list of T }\n    examples:\n    - response:\n".to_owned(),
        _ => "      - {}\n".to_owned(),
    }, ""),
    good("scopes", "types:\n  T:\n    fields:\n      s: optional list of Scope\nendpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\nscopes:\n", |n| format!("  s{n}: A.\n"), ""),
    bad("scopes that nothing uses", "scopes:\n", |n| format!("  s{n}: A.\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    good("values of an enumeration", "types:\n  T:\n    fields:\n      s: optional E\nendpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\nenums:\n  E:\n    values:\n", |n| format!("     s{n}: A.\n"), ""),
    bad("values with one name", "types:\n  T:\n    fields:\n      s: optional E\nendpoints:\n  ping: { doc: A., GET: /, returns: { 200: T }, examples: [{ response: {} }] }\nenums:\n  E:\n    values:\n", |n| format!("     s{}s: A.\n", "_".repeat(n as usize % 40)), ""),
    bad("enumerations that nothing uses", "enums:\n", |n| format!("  E{n}: {{ values: {{ a: A. }} }}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    good("headers", "headers:\n", |n| format!("  X-{n}: {{ const: a }}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    good("headers of replies", "reply_headers:\n", |n| format!("  X-{n}: A.\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    bad("hosts that nothing uses", "hosts:\n", |n| format!("  h{n}: https://a.example\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    bad("settings that nothing uses", "settings:\n", |n| format!("  s{n}: string\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    good("environments", "environments:\n", |n| format!("  e{n}: {{ doc: A., base_url: https://b.example }}\n"), "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    bad("a long pattern", "settings: { s: { type: string, pattern: \"", |_| "(ab)".to_owned(), "\", example: a } }\nheaders: { X-A: \"{s}\" }\nendpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n"),
    good("credentials", "endpoints:\n  ping: { doc: A., GET: /, auth: required, returns: { 204: nothing } }\ncredentials:\n", |n| format!("  c{n}: {{ doc: A., key: {{}}, attach: bearer }}\n"), ""),
    bad("calls with a hundred credentials", "credentials:\n", |n| match n {
        0..100 => format!("  c{n}: {{ doc: A., key: {{}}, attach: bearer }}\n"),
        100 => "endpoints:\n".to_owned(),
        _ => format!("  e{n}: {{ doc: A., GET: /, auth: required, returns: {{ 204: nothing }} }}\n"),
    }, ""),
    bad("credentials without keys", "endpoints:\n  ping: { doc: A., GET: /, auth: required, returns: { 204: nothing } }\ncredentials:\n", |n| format!("  c{n}: {{}}\n"), ""),
    bad("credentials that call", "endpoints:\n  ping: { doc: A., GET: /, auth: required, returns: { 204: nothing } }\ncredentials:\n", |n| format!("  c{n}: {{ doc: A., token: {{ from: ping, value: a }}, attach: bearer }}\n"), ""),
    bad("tokens of a log-in", "endpoints:\n  ping: { doc: A., GET: /, auth: required, returns: { 204: nothing } }\ncredentials:\n  k:\n    doc: A.\n    tokens:\n", |n| format!("     t{n}: {{ from: ping, value: a }}\n"), ""),
    bad("inputs of many tokens", "endpoints:\n  ping: { doc: A., GET: /, auth: required, returns: { 204: nothing } }\ncredentials:\n  k:\n    doc: A.\n    attach: bearer\n    tokens:\n", |n| match n {
        0..64 => format!("     t{n}: {{ from: ping, value: a }}\n"),
        64 => "    inputs:\n".to_owned(),
        _ => format!("     a{n}: secret\n"),
    }, ""),
    bad("steps of a log-in", "endpoints:\n  ping: { doc: A., GET: /, auth: required, returns: { 204: nothing } }\ncredentials:\n  k:\n    doc: A.\n    attach: bearer\n    token:\n      value: a\n      from:\n", |_| "      - ping\n".to_owned(), ""),
    bad("inputs of a credential", "endpoints:\n  ping: { doc: A., GET: /, auth: required, returns: { 204: nothing } }\ncredentials:\n  k:\n    doc: A.\n    attach: { headers: { X-A: \"{a}\" } }\n    inputs:\n     a: secret\n", |n| format!("     a{n}: secret\n"), ""),
    bad("one text again and again", "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n", |n| if n == 0 { format!("k: &k {}\n", "a".repeat(1_000)) } else { format!("k{n}: *k\n") }, ""),
    bad("one list again and again", "endpoints:\n  ping: { doc: A., GET: /, returns: { 204: nothing } }\n", |n| if n == 0 { format!("k: &k [{}]\n", "a, ".repeat(100)) } else { format!("k{n}: *k\n") }, ""),
    bad("words of a broken text", "endpoints: [", |n| format!("a{n} "), "]\ntypes: { A: { fields: { a: string } } }\n"),
];
