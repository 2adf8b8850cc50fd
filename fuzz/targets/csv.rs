//! Fuzzes tables of text.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::one_of(&["csv", "tsv"], data));
