//! Names of cells: "B4" and back.
//!
//! Not here: ranges, whose names stand as they are given.

/// Most columns and rows that a sheet has.
const COLUMNS: u32 = 16_384;
const ROWS: u32 = 1_048_576;

/// Row and column of a cell, from 1, unless no sheet has it.
pub(super) fn parse(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = name.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || !digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let value = |byte: u8| u32::from(byte.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, |column, byte| column * 26 + value(byte));
    let row = digits.parse().ok()?;
    ((1..=COLUMNS).contains(&column) && (1..=ROWS).contains(&row)).then_some((row, column))
}

/// The name of a cell.
pub(super) fn name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.iter().rev().chain(row.to_string().chars().collect::<Vec<_>>().iter()).collect()
}

#[cfg(test)]
mod tests {
    use super::{name, parse};

    #[test]
    fn names_of_cells_come_home() {
        for (text, row, column) in
            [("A1", 1, 1), ("Z9", 9, 26), ("AA10", 10, 27), ("XFD1048576", 1_048_576, 16_384)]
        {
            assert_eq!(parse(text), Some((row, column)));
            assert_eq!(name(row, column), text);
        }
        for text in
            ["", "A", "1", "A0", "XFE1", "A1048577", "ZZZZZZ99999999999", "A1:B2", "Ä1", "$A$1"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
