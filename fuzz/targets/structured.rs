//! Fuzzes any package with parts in any order.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::structured(data));
