//! Fuzzes calendar entries and contacts.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::one_of(&["ics", "vcf"], data));
