//! Sessions and the requests of HTTP clients: ours, and those of others.

mod headers;
mod in_reqwest_middleware;
mod in_tower;
mod inspect;
mod uploads;
