//! Fuzzes texts, captions and markup without tags.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::text(data));
