//! Divides a page into blocks: the text before a command, the command, and its sample replies.

mod block;
mod judge;
mod line;
mod reader;
mod title;

use crate::import::fault::Fault;

pub(super) use block::Block;
pub(super) use judge::judge;

/// The greatest number of commands.
const MOST: usize = 500;

/// Divides a page.
pub(super) fn read(text: &str) -> Result<Vec<Block>, Fault> {
    let (mut blocks, link) = reader::read(text)?;
    if blocks.len() > MOST {
        return Err(
            Fault::new(format!("there are more than {MOST} commands")).help("import the calls that authenticate first")
        );
    }
    if let Some(block) = blocks.first_mut() {
        block.link = link;
    }
    Ok(blocks)
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_divided() {
        let page = "# Acme: see https://docs.acme.example/auth\n\n## Log in\nExchange a name for a token.\n\n```bash\n$ curl https://a.example/login \\\n  -d '{\"name\":\n \"ada\"}'\n```\n\n```json\n{\"token\": \"a\"}\n```\nError response (401):\n{\"error\": \"no\"}\n\n# Log out\ncurl -X DELETE https://a.example/login\nHTTP/1.1 204 No Content\n\n# List things\ncurl https://a.example/things\n204 No Content\n";
        let blocks = read(page).expect("blocks");
        let names: Vec<Option<&str>> = blocks.iter().map(|block| block.name.as_deref()).collect();
        assert_eq!(names, [Some("log_in"), Some("log_out"), Some("list_things")]);
        assert_eq!(blocks[0].doc.as_deref(), Some("Exchange a name for a token."));
        assert_eq!(blocks[0].link.as_deref(), Some("https://docs.acme.example/auth"));
        let statuses: Vec<Vec<Option<u16>>> =
            blocks.iter().map(|block| block.replies.iter().map(|reply| reply.status).collect()).collect();
        assert_eq!(statuses, [vec![None, Some(401)], vec![Some(204)], vec![Some(204)]]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let rows = [
            ("\ncurl 'https://a.example", "line 2: the quote that begins here is never closed"),
            ("\n\ncurl -X POST", "line 3: this command has no URL"),
            ("curl https://a.example\n\n{\"a\": }\n", "line 3: this reply is not JSON"),
            (
                "curl https://a.example\n\n{\n\"a\": 1\n\"b\": 2 }\n",
                "line 5: this reply is not JSON: expected `,` or `}`\n",
            ),
            ("curl https://a.example --json '{'", "line 1: the body of this command is not JSON"),
        ];
        for (page, expected) in rows {
            let fault = read(page).map(|blocks| blocks.len()).expect_err(page);
            assert!(fault.to_string().starts_with(expected), "{fault}");
        }
    }
}
