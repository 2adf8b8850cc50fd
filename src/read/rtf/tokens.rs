//! RTF to groups, control words and bytes.
//!
//! Not here: what the words mean.

/// What comes next in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// A group starts.
    Open,
    /// A group ends.
    Close,
    /// A control word and its number.
    Word(&'b str, Option<i32>),
    /// A control symbol.
    Symbol(u8),
    /// A byte that is written as a number.
    Hex(u8),
    /// Bytes that stand for themselves.
    Text(&'b [u8]),
    /// Bytes of a file that is not text.
    Binary(&'b [u8]),
    /// Binary bytes of which there are fewer than it says.
    Short,
}

/// The tokens of a file.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    /// The tokens of `bytes`.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Tokens { bytes, at: 0 }
    }

    fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The length of what `is` holds for.
    fn run(&self, is: impl Fn(u8) -> bool) -> usize {
        let rest = self.rest();
        rest.iter().position(|&byte| !is(byte)).unwrap_or(rest.len())
    }

    fn control(&mut self) -> Option<Token<'b>> {
        let first = *self.rest().first()?;
        if first == b'\'' {
            let digit = |at| self.rest().get(at).and_then(|&byte| char::from(byte).to_digit(16));
            let byte = digit(1).zip(digit(2)).map(|(high, low)| high * 16 + low);
            let byte = byte.and_then(|byte| u8::try_from(byte).ok());
            self.at += if byte.is_some() { 3 } else { 1 };
            return Some(byte.map_or(Token::Symbol(b'\''), Token::Hex));
        }
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(Token::Symbol(first));
        }
        let length = self.run(|byte| byte.is_ascii_alphabetic());
        let name = std::str::from_utf8(&self.rest()[..length]).unwrap_or_default();
        self.at += length;
        let sign = usize::from(self.rest().first() == Some(&b'-'));
        let digits = self.rest().get(sign..).unwrap_or_default();
        let digits = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let text = std::str::from_utf8(&self.rest()[..sign + digits]).unwrap_or_default();
            let limit = if sign > 0 { i32::MIN } else { i32::MAX };
            number = Some(text.parse().unwrap_or(limit));
            self.at += sign + digits;
        }
        if self.rest().first() == Some(&b' ') {
            self.at += 1;
        }
        match (name, number) {
            ("bin", Some(count)) => Some(self.binary(count)),
            _ => Some(Token::Word(name, number)),
        }
    }

    fn binary(&mut self, count: i32) -> Token<'b> {
        let count = usize::try_from(count).unwrap_or(0);
        match self.rest().get(..count) {
            Some(bytes) => {
                self.at += count;
                Token::Binary(bytes)
            }
            // A lie: what follows is read as if nothing had been said.
            None => Token::Short,
        }
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let token = match *self.rest().first()? {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => {
                    self.at += 1;
                    return self.control();
                }
                b'\r' | b'\n' | 0 => {
                    self.at += 1;
                    continue;
                }
                _ => {
                    let special = |byte| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                    let length = self.run(|byte| !special(byte));
                    let text = &self.rest()[..length];
                    self.at += length;
                    return Some(Token::Text(text));
                }
            };
            self.at += 1;
            return Some(token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn words_numbers_and_lies() {
        let tokens: Vec<_> =
            Tokens::new(b"{\\rtf1\\b a\\'fcb\\u-99999999999 ?\\bin3 a}b\\bin9 c\\").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("rtf", Some(1)),
                Token::Word("b", None),
                Token::Text(b"a"),
                Token::Hex(0xfc),
                Token::Text(b"b"),
                Token::Word("u", Some(i32::MIN)),
                Token::Text(b"?"),
                Token::Binary(b"a}b"),
                Token::Short,
                Token::Text(b"c"),
            ]
        );
    }
}
