//! Every endpoint of every provider, through the generated clients, against the mock server: `cargo run --example tour`.

use std::error::Error;
use std::process::ExitCode;
use std::rc::Rc;

use auth_mock::Mock;
use auth_tests::{Exchange, Outcome, Tour, calls, describe_form, providers};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mock = Rc::new(Mock::start(providers()).await?);
    let mut tour = Tour::of(Rc::clone(&mock));
    calls(&mut tour);
    let exchanges = tour.run().await;
    print_table(&exchanges, &mock);
    let failed = exchanges.iter().filter(|exchange| matches!(exchange.outcome, Outcome::Failed { .. })).count();
    println!("\n{} calls, {failed} failed", exchanges.len());
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print_table(exchanges: &[Exchange], mock: &Mock) {
    println!("{:<11} {:<20} {:<44} {:>6}  REPLY", "PROVIDER", "ENDPOINT", "REQUEST", "STATUS");
    for (exchange, sent) in exchanges.iter().zip(mock.exchanges()) {
        let (path, query) = sent.path.split_once('?').unwrap_or((&sent.path, ""));
        let request = format!("{} {path}", sent.method);
        let Exchange { example, outcome } = exchange;
        let (status, reply) = describe(outcome);
        println!("{:<11} {:<20} {request:<44} {status:>6}  {reply}", example.provider, example.endpoint);
        for more in [query, &sent.request].into_iter().filter(|more| !more.is_empty()) {
            println!("{:<32} {more}", "");
        }
    }
}

fn describe(outcome: &Outcome) -> (String, String) {
    match outcome {
        Outcome::Answered { status, body, .. } => (status.to_string(), describe_form(body)),
        Outcome::Failed { error, .. } => ("failed".to_owned(), error.clone()),
    }
}
