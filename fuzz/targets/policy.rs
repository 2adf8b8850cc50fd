//! Fuzzes policies and schemes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::policy(data));
