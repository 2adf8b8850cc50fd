//! The compressed RTF of Outlook (LZFu): a dictionary of 4096 bytes that starts with what every RTF has.

use crate::read::compound::u32_at;

/// What the dictionary starts with.
const START: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}\
    {\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial\
    Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \
    \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

const SIZE: usize = 4096;

/// Length of the header: four numbers.
const HEADER: usize = 16;

/// How many times larger than packed it can be: a reference of two bytes gives at most 17.
const RATIO: usize = 9;

/// Unpacks; none where it is no such text. What comes out has at most nine times its packed length.
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let said = u32_at(packed, 4)? as usize;
    let body = packed.get(HEADER..)?;
    match packed.get(8..12)? {
        b"MELA" => Some(body[..said.min(body.len())].to_vec()),
        b"LZFu" => Some(expand(body, said.min(body.len().saturating_mul(RATIO)))),
        _ => None,
    }
}

fn expand(body: &[u8], most: usize) -> Vec<u8> {
    let mut window = [b' '; SIZE];
    window[..START.len()].copy_from_slice(START);
    let mut at = START.len();
    let mut out = Vec::new();
    let mut bytes = body.iter().copied();
    while let Some(flags) = bytes.next() {
        for bit in 0..8 {
            if out.len() >= most {
                return out;
            }
            let Some(first) = bytes.next() else { return out };
            if flags >> bit & 1 == 0 {
                out.push(first);
                window[at % SIZE] = first;
                at += 1;
                continue;
            }
            let Some(second) = bytes.next() else { return out };
            let reference = usize::from(u16::from_be_bytes([first, second]));
            let (from, length) = (reference >> 4, (reference & 15) + 2);
            // A reference to where writing goes on is the end.
            if from == at % SIZE {
                return out;
            }
            for step in 0..length {
                let byte = window[(from + step) % SIZE];
                out.push(byte);
                window[at % SIZE] = byte;
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::unpack;

    #[test]
    fn the_example_of_the_specification() {
        let packed = b"\x2d\x00\x00\x00\x2b\x00\x00\x00LZFu\xf1\xc5\xc7\xa7\x03\x00\x0a\x00rcpg125\
            B2\x0a\xf3 hel\x09\x00 bw\x05\xb0ld}\x0a\x80\x0f\xa0";
        let text = b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";
        assert_eq!(unpack(packed).unwrap(), text);
        let plain = b"\x10\x00\x00\x00\x04\x00\x00\x00MELA\x00\x00\x00\x00{abc";
        assert_eq!(unpack(plain).unwrap(), b"{abc");
        assert!(unpack(b"LZFu").is_none());
    }

    #[test]
    fn any_bytes_end() {
        for byte in 0..=255_u8 {
            let mut packed = b"\xff\xff\xff\x7f\xff\xff\xff\x7fLZFu\0\0\0\0".to_vec();
            packed.extend(std::iter::repeat_n(byte, 10_000));
            assert!(unpack(&packed).unwrap().len() <= 90_020);
        }
    }
}
