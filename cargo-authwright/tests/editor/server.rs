//! A language server, as an editor talks to it: JSON-RPC with a header for each message.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A running server, with a folder of files that exist in the editor only.
pub(crate) struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    folder: String,
    requests: u64,
    files: u64,
}

impl Server {
    pub(crate) fn start(program: &Path, folder: &Path) -> Self {
        let mut command = Command::new(program);
        let mut child =
            command.arg("--stdio").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the server");
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let folder = format!("file://{}", folder.display());
        let mut server = Self { child, input, output, folder, requests: 0, files: 0 };
        let capabilities = json!({ "textDocument": { "hover": { "contentFormat": ["plaintext"] }, "completion": {} } });
        server.request(
            "initialize",
            &json!({ "processId": null, "rootUri": server.folder, "capabilities": capabilities }),
        );
        server.notify("initialized", &json!({}));
        // Nothing is asked of the network.
        let settings = json!({ "yaml": { "schemaStore": { "enable": false }, "validate": true, "hover": true, "completion": true } });
        server.notify("workspace/didChangeConfiguration", &json!({ "settings": settings }));
        server
    }

    /// The proposals at the mark `^` of a text.
    pub(crate) fn complete(&mut self, text: &str) -> Vec<String> {
        let at = self.open(text);
        let reply = self.request("textDocument/completion", &at);
        let items = reply["items"].as_array().or_else(|| reply.as_array());
        let labels = items.into_iter().flatten().filter_map(|item| item["label"].as_str());
        labels.map(str::to_owned).collect()
    }

    /// What is said about the key at the mark `^` of a text.
    pub(crate) fn hover(&mut self, text: &str) -> String {
        let at = self.open(text);
        self.request("textDocument/hover", &at)["contents"].to_string()
    }

    /// The line and message of each diagnostic.
    pub(crate) fn diagnostics(&mut self, text: &str) -> Vec<String> {
        let uri = self.open(text)["textDocument"]["uri"].clone();
        loop {
            let message = self.read();
            let params = &message["params"];
            if message["method"] == "textDocument/publishDiagnostics" && params["uri"] == uri {
                return params["diagnostics"].as_array().unwrap().iter().map(line).collect();
            }
            self.answer(&message);
        }
    }

    /// Opens a new file with a text, and returns the position of its mark.
    fn open(&mut self, text: &str) -> Value {
        self.files += 1;
        let uri = format!("{}/spec{}.yaml", self.folder, self.files);
        let before = text.split('^').next().unwrap();
        let (line, column) = (before.matches('\n').count(), before.rsplit('\n').next().unwrap().chars().count());
        let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text.replace('^', "") });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": column } })
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.write(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let mut message = self.read();
            if message["id"] == id && message.get("method").is_none() {
                return message["result"].take();
            }
            self.answer(&message);
        }
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Answers a request of the server with nothing.
    fn answer(&mut self, message: &Value) {
        if message.get("method").is_some() && message.get("id").is_some() {
            self.write(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
        }
    }

    fn write(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server has ended");
            match line.trim().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}

fn line(diagnostic: &Value) -> String {
    let line = diagnostic["range"]["start"]["line"].as_u64().unwrap() + 1;
    format!("{line}: {}", diagnostic["message"].as_str().unwrap())
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
