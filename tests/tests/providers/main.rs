//! Providers: the launch providers and others, against the mock and against servers and SDKs that are not ours.

mod against_the_mock;
mod another_provider;
mod by_yaml_alone;
mod conformance;
mod goldens_compile;
mod launch_providers;
mod sdks;
mod sessions;
mod wire;
