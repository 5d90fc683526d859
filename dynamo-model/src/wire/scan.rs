//! A strict JSON scanner over text that is known to be UTF-8.
//!
//! It accepts exactly RFC 8259, except for strings with lone surrogates and for nesting beyond [`MAX_NESTING`], both
//! of which DynamoDB cannot send. Nothing here recurses: the depth of a document costs no stack.

use std::borrow::Cow;
use std::ops::Range;

use crate::error::{Error, ErrorKind, Result};

/// How deep the arrays and objects below a skipped value may be nested: one bit each of a `u128`. An attribute value
/// takes two of these levels, and DynamoDB allows 32 levels of attribute values.
const MAX_NESTING: u32 = u128::BITS;

/// A position in a JSON text. Copying it is a bookmark.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'de> {
    text: &'de str,
    at: usize,
}

impl<'de> Scanner<'de> {
    /// Stands at the beginning of `body`, which is checked to be UTF-8 here and never again.
    pub(super) fn new(body: &'de [u8]) -> Result<Self> {
        match str::from_utf8(body) {
            Ok(text) => Ok(Self { text, at: 0 }),
            Err(error) => Err(malformed(error.valid_up_to(), "not UTF-8")),
        }
    }

    /// The whole text, whatever part of it has been read.
    pub(super) fn restart(self) -> Self {
        Self { at: 0, ..self }
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// How many bytes the whole text has.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// What lies between two positions.
    pub(super) fn slice(&self, range: Range<usize>) -> Result<&'de str> {
        self.text
            .get(range)
            .ok_or_else(|| self.malformed("a character is cut"))
    }

    /// The eight bytes ahead, if there are as many, the first in the lowest byte.
    #[inline]
    pub(super) fn word(&self) -> Option<u64> {
        let ahead = self.text.as_bytes().get(self.at..)?;
        ahead.first_chunk().copied().map(u64::from_le_bytes)
    }

    /// Passes over bytes that have been looked at.
    #[inline]
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// The next byte that is not white space. It is not consumed.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<u8> {
        match self.byte() {
            Some(byte) if byte > b' ' => Ok(byte),
            _ => self.peek_behind_space(),
        }
    }

    #[cold]
    fn peek_behind_space(&mut self) -> Result<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(byte) => return Ok(byte),
                None => return Err(self.malformed("it ends too early")),
            }
        }
    }

    /// Passes over `byte`, which must come next.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Result<()> {
        if self.peek()? == byte {
            self.at += 1;
            return Ok(());
        }
        Err(self.expected(byte))
    }

    /// Passes over `byte` if it comes next.
    #[inline]
    fn eat(&mut self, byte: u8) -> Result<bool> {
        let found = self.peek()? == byte;
        self.at += usize::from(found);
        Ok(found)
    }

    /// Moves to the next element or member. `false` at the end of the array or object, which is passed over.
    ///
    /// `fresh` says that nothing has been read of it yet, so that no comma stands in between.
    #[inline]
    pub(super) fn more(&mut self, close: u8, fresh: bool) -> Result<bool> {
        match self.peek()? {
            byte if byte == close => {
                self.at += 1;
                Ok(false)
            }
            _ if fresh => Ok(true),
            b',' => {
                self.at += 1;
                Ok(true)
            }
            _ => Err(self.expected_more(close)),
        }
    }

    /// The name of a member, with the colon behind it.
    #[inline]
    pub(super) fn name(&mut self) -> Result<Cow<'de, str>> {
        let name = self.string()?;
        self.expect(b':')?;
        Ok(name)
    }

    /// A string: borrowed, unless it has escapes.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>> {
        self.expect(b'"')?;
        let start = self.at;
        self.at = plain_end(self.text.as_bytes(), start);
        let plain = self.slice(start..self.at)?;
        if self.byte() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        self.unescape(plain).map(Cow::Owned)
    }

    /// `true` or `false`.
    pub(super) fn bool(&mut self) -> Result<bool> {
        match self.peek()? {
            b't' => self.literal("true").map(|()| true),
            b'f' => self.literal("false").map(|()| false),
            _ => Err(self.malformed("expected `true` or `false`")),
        }
    }

    /// Fails unless only white space is left.
    pub(super) fn end(&mut self) -> Result<()> {
        match self.peek() {
            Ok(_) => Err(self.malformed("expected its end")),
            Err(_) => Ok(()),
        }
    }

    /// Passes over a value of whatever type, checking its grammar.
    pub(super) fn skip(&mut self) -> Result<()> {
        let mut open = Nesting::default();
        loop {
            if self.pass(&mut open)? {
                continue;
            }
            // A value has ended, and maybe what it stands in, and what that stands in.
            loop {
                let Some(inside) = open.innermost() else {
                    return Ok(());
                };
                if self.more(inside.close(), false)? {
                    if matches!(inside, Inside::Object) {
                        self.skip_name()?;
                    }
                    break;
                }
                open.pop();
            }
        }
    }

    /// Passes over a scalar or an empty container (`false`), or up to the first value in a container (`true`).
    #[inline]
    fn pass(&mut self, open: &mut Nesting) -> Result<bool> {
        match self.peek()? {
            b'"' => self.skip_string()?,
            b'{' => {
                self.at += 1;
                if !self.eat(b'}')? {
                    self.enter(open, Inside::Object)?;
                    self.skip_name()?;
                    return Ok(true);
                }
            }
            b'[' => {
                self.at += 1;
                if !self.eat(b']')? {
                    self.enter(open, Inside::Array)?;
                    return Ok(true);
                }
            }
            b't' => self.literal("true")?,
            b'f' => self.literal("false")?,
            b'n' => self.literal("null")?,
            b'-' | b'0'..=b'9' => self.skip_number()?,
            _ => return Err(self.malformed("expected a value")),
        }
        Ok(false)
    }

    fn enter(&self, open: &mut Nesting, inside: Inside) -> Result<()> {
        if open.push(inside) {
            return Ok(());
        }
        Err(self.malformed("it is nested too deeply"))
    }

    #[inline]
    fn skip_name(&mut self) -> Result<()> {
        self.skip_string()?;
        self.expect(b':')
    }

    #[inline]
    fn skip_string(&mut self) -> Result<()> {
        self.expect(b'"')?;
        loop {
            self.at = plain_end(self.text.as_bytes(), self.at);
            if self.byte() == Some(b'"') {
                self.at += 1;
                return Ok(());
            }
            self.escape()?;
        }
    }

    fn skip_number(&mut self) -> Result<()> {
        self.at += usize::from(self.byte() == Some(b'-'));
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<()> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.malformed("expected a digit"));
        }
        Ok(())
    }

    fn literal(&mut self, word: &'static str) -> Result<()> {
        let ahead = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if ahead.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        Err(self.malformed("expected a value"))
    }

    /// The rest of a string that begins with `plain` and goes on with something else than its end.
    #[cold]
    fn unescape(&mut self, plain: &str) -> Result<String> {
        let mut text = String::from(plain);
        loop {
            text.push(self.escape()?);
            let start = self.at;
            self.at = plain_end(self.text.as_bytes(), start);
            text.push_str(self.slice(start..self.at)?);
            if self.byte() == Some(b'"') {
                self.at += 1;
                return Ok(text);
            }
        }
    }

    /// The character behind a backslash, which must be where a string's plain part ends.
    fn escape(&mut self) -> Result<char> {
        match self.byte() {
            Some(b'\\') => self.at += 1,
            Some(_) => return Err(self.malformed("a control character in a string")),
            None => return Err(self.malformed("it ends within a string")),
        }
        let plain = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err(self.malformed("no such escape")),
        };
        self.at += 1;
        Ok(plain)
    }

    /// The character that `uXXXX` stands for, or `uXXXX\uXXXX` where one such unit is half of it.
    fn unicode(&mut self) -> Result<char> {
        let first = self.unit()?;
        let code = match first {
            0xd800..=0xdbff if self.byte() == Some(b'\\') => {
                self.at += 1;
                match self.unit()? {
                    second @ 0xdc00..=0xdfff => {
                        0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
                    }
                    _ => first,
                }
            }
            _ => first,
        };
        // Half a character is the only code that is none.
        char::from_u32(code).ok_or_else(|| self.malformed("half a surrogate pair"))
    }

    /// `u` and four hexadecimal digits.
    fn unit(&mut self) -> Result<u32> {
        let Some([b'u', digits @ ..]) = self.text.as_bytes().get(self.at..self.at + 5) else {
            return Err(self.malformed("no such escape"));
        };
        let mut unit = 0;
        for digit in digits {
            let digit = char::from(*digit).to_digit(16);
            unit = unit * 16 + digit.ok_or_else(|| self.malformed("no such escape"))?;
        }
        self.at += 5;
        Ok(unit)
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[cold]
    fn expected(&self, byte: u8) -> Error {
        self.malformed(&format!("expected `{}`", char::from(byte)))
    }

    #[cold]
    fn expected_more(&self, close: u8) -> Error {
        self.malformed(&format!("expected `,` or `{}`", char::from(close)))
    }

    /// An error at this position.
    #[cold]
    pub(super) fn malformed(&self, what: &str) -> Error {
        malformed(self.at, what)
    }
}

/// `what` never quotes the body: its values are the application's data.
fn malformed(at: usize, what: &str) -> Error {
    Error::new(
        ErrorKind::Response,
        format!("malformed response at byte {at}: {what}"),
    )
}

/// Where the next quote, backslash or control character is, at `at` or behind it.
#[inline]
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(|ahead| ahead.first_chunk()) {
        let found = special(u64::from_le_bytes(*chunk));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, b'"' | b'\\' | ..b' ') {
            break;
        }
        at += 1;
    }
    at
}

/// Sets the highest bit of bytes that are a quote, a backslash or a control character.
///
/// It may set more, but only above one that is set rightly: the lowest is exact. All eight bytes are looked at with
/// a few operations: `x - 1` borrows into the highest bit where `x` is 0, `x - 0x20` where `x` is below 0x20, and `!x`
/// leaves out bytes that had it from the beginning.
#[inline]
fn special(word: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let zeros = |x: u64| x.wrapping_sub(EACH) & !x;
    let quotes = zeros(word ^ (EACH * b'"' as u64));
    let backslashes = zeros(word ^ (EACH * b'\\' as u64));
    let controls = word.wrapping_sub(EACH * 0x20) & !word;
    (quotes | backslashes | controls) & (EACH * 0x80)
}

#[derive(Clone, Copy)]
enum Inside {
    Array,
    Object,
}

impl Inside {
    fn close(self) -> u8 {
        match self {
            Self::Array => b']',
            Self::Object => b'}',
        }
    }
}

/// What the position is inside of, innermost in the lowest bit.
#[derive(Default)]
struct Nesting {
    objects: u128,
    depth: u32,
}

impl Nesting {
    /// `false` if that is too deep.
    fn push(&mut self, inside: Inside) -> bool {
        if self.depth == MAX_NESTING {
            return false;
        }
        self.depth += 1;
        self.objects = (self.objects << 1) | u128::from(matches!(inside, Inside::Object));
        true
    }

    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.objects >>= 1;
    }

    #[inline]
    fn innermost(&self) -> Option<Inside> {
        match self.depth {
            0 => None,
            _ if self.objects & 1 == 1 => Some(Inside::Object),
            _ => Some(Inside::Array),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_plain_text_is_found_at_every_offset() {
        for len in 0..40 {
            for at in 0..len {
                for (stop, is_special) in [
                    (b'"', true),
                    (b'\\', true),
                    (0x1f, true),
                    (0, true),
                    (b' ', false),
                    (0x7f, false),
                    (0x80, false),
                    (0x9f, false),
                    (0xff, false),
                ] {
                    // A 0x80 before and behind it: neither must disturb.
                    let mut bytes = vec![0x80; len];
                    bytes[at] = stop;
                    let end = if is_special { at } else { len };
                    assert_eq!(plain_end(&bytes, 0), end, "{stop:#x} at {at} of {len}");
                }
            }
        }
    }

    #[test]
    fn the_first_of_several_is_found() {
        for (i, a) in [b'"', b'\\', 0x1f, 0, b'!', b'#', b']', 0x20]
            .into_iter()
            .enumerate()
        {
            for b in [b'"', b'\\', 0x1f, 0, b'!', b'#', b']', 0x20, 0x7f, 0xff] {
                for at in 0..8 {
                    let mut bytes = [b'x'; 8];
                    bytes[at] = a;
                    for other in bytes.iter_mut().skip(at + 1) {
                        *other = b;
                    }
                    let slow = bytes
                        .iter()
                        .position(|x| matches!(x, b'"' | b'\\' | ..b' '));
                    assert_eq!(plain_end(&bytes, 0), slow.unwrap_or(8), "{i} {bytes:?}");
                }
            }
        }
    }
}
