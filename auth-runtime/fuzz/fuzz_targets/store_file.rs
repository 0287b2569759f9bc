#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| auth_runtime_fuzz::store_file(data));
