//! Fuzzes Excel, behind the ZIP.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearedfor_fuzz::package(&clearedfor_fuzz::XLSX, data));
