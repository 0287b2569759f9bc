#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| auth_runtime_fuzz::token_response(data));
