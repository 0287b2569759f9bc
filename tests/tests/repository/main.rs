//! The repository: its structure, its generated files, its pages and its packages.

mod docs;
mod freshness;
mod invariants;
mod packages;
mod promises;
mod reference;
mod rooms;
mod xtask_gen;
