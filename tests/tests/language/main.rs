//! The language: its pages and sketches, what YAML and derives both accept and refuse, and what is said of mistakes.

mod mistakes;
mod pages;
mod parity;
mod sketches;
