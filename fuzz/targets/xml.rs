//! Fuzzes XML and captions in it.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::one_of(&["ttml", "xml", "dfxp"], data));
