//! Fuzzes compound files: Outlook and the old Office.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::one_of(&["msg", "doc", "xls", "ppt"], data));
