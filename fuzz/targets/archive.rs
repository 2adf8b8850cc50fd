//! Fuzzes archives as they are.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::one_of(&["zip", "tar", "gz"], data));
