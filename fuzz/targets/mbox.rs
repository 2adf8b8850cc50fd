//! Fuzzes mailboxes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::file("mbox", data));
