//! Fuzzes plans.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::plan(data));
