//! Where sessions keep their tokens.

mod conformance;
mod encrypted;
mod faults;
mod file;
mod going_back;
mod in_redis;
mod keyring;
mod read_only;
mod redis_tls;
mod stored;
