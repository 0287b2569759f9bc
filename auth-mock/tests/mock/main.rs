//! The mock, as its clients meet it.

mod common;
mod examples;
mod exchanges;
mod faults;
mod odd;
mod parts;
mod refusals;
mod robustness;
