//! `hot_path`: prints the CPU time of each contender on one and on two threads, and its allocations.
//! `hot_path NAME COUNT`: runs one of them this many times in `measured`, for callgrind.

use std::hint::{black_box, spin_loop};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use auth_benches_runtime::contenders::{Contender, all};
use auth_benches_runtime::count::{Counting, allocations, cpu_time};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const ROUNDS: usize = 501;
const REPEATS: u64 = 4_000;

fn main() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let contenders = all(&runtime);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [name, count] => {
            let named = contenders.iter().find(|contender| contender.name == name).expect("the name of a contender");
            measured(named, count.parse().expect("a number"));
        }
        _ => table(&contenders),
    }
}

/// A separate function, so that callgrind finds it by name.
#[inline(never)]
fn measured(contender: &Contender, count: u64) {
    (contender.run)(black_box(count));
}

/// The contenders take turns, so that other load of the machine affects all alike.
fn table(contenders: &[Contender]) {
    let mut costs = vec![(Vec::new(), Vec::new()); contenders.len()];
    for _ in 0..ROUNDS {
        for (contender, (one, two)) in contenders.iter().zip(&mut costs) {
            one.extend(round(contender, 1));
            two.extend(round(contender, 2));
        }
    }
    println!("{:<20} {:>9} {:>9} {:>6} {:>11}", "", "1 thread", "2 threads", "ratio", "allocations");
    for (contender, (one, two)) in contenders.iter().zip(&mut costs) {
        let (one, two, allocations) = (median(one), median(two), allocations_of(contender));
        println!("{:<20} {one:>6.1} ns {two:>6.1} ns {:>6.2} {allocations:>11}", contender.name, two / one);
    }
}

/// Nanoseconds of CPU time for each use, of each thread. Nothing, if they were not in each other's way all the time.
fn round(contender: &Contender, threads: usize) -> Vec<f64> {
    let missing = AtomicUsize::new(threads);
    let runs: Vec<_> = thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|_| scope.spawn(|| Run::of(contender, &missing))).collect();
        started.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    let costs = runs.iter().map(|run| per_use(run.cpu)).collect();
    if are_at_once(&runs) { costs } else { Vec::new() }
}

struct Run {
    start: Instant,
    end: Instant,
    cpu: Duration,
}

impl Run {
    fn of(contender: &Contender, missing: &AtomicUsize) -> Self {
        (contender.run)(REPEATS / 10);
        // Without sleep, so that all begin at once.
        missing.fetch_sub(1, Ordering::AcqRel);
        while missing.load(Ordering::Acquire) > 0 {
            spin_loop();
        }
        let (start, cpu) = (Instant::now(), cpu_time());
        (contender.run)(REPEATS);
        let (end, cpu) = (Instant::now(), cpu_time() - cpu);
        Self { start, end, cpu }
    }
}

/// Whether nobody was taken off its core, nor began much later than the others.
fn are_at_once(runs: &[Run]) -> bool {
    let Some((first, last)) = runs.iter().map(|run| run.start).min().zip(runs.iter().map(|run| run.end).max()) else {
        return false;
    };
    runs.iter().all(|run| last - first < run.cpu.mul_f64(1.1) + Duration::from_micros(20))
}

fn per_use(time: Duration) -> f64 {
    time.as_secs_f64() * 1e9 / f64::from(u32::try_from(REPEATS).unwrap_or(u32::MAX))
}

fn median(costs: &mut [f64]) -> f64 {
    costs.sort_by(f64::total_cmp);
    costs.get(costs.len() / 2).copied().unwrap_or(f64::NAN)
}

fn allocations_of(contender: &Contender) -> u64 {
    (contender.run)(10);
    let before = allocations();
    (contender.run)(1000);
    (allocations() - before) / 1000
}
