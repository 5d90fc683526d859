//! The back end that writes the bytes of a request.

use std::collections::HashSet;

use super::scan::{Scanner, is_plain, plain_end};
use crate::error::{Error, Result};
use crate::value::number;
use crate::value::{AttributeType, MAX_DEPTH, Writer};

/// Up to here, the names of a map are compared each with each.
const FEW: usize = 32;

enum Open {
    List,
    /// A set, and what its elements are.
    Set(AttributeType),
    Map(Map),
}

struct Map {
    /// Its entries are those from here on.
    entries: usize,
    /// A key has been written, and its value has not.
    keyed: bool,
    /// It is not wrapped in `{"M":…}`.
    bare: bool,
}

/// A container that has been begun.
struct Frame {
    open: Open,
    empty: bool,
}

/// An entry of a map that has been begun.
#[derive(Clone, Copy)]
struct Entry {
    /// Differs for most names that differ.
    print: u64,
    /// Where its key begins, with the quote.
    start: usize,
    /// Where its key ends: at the colon.
    colon: usize,
}

/// Writes DynamoDB's JSON.
///
/// It refuses what [`AvWriter`](crate::value::av::AvWriter) refuses, in the same words, if sometimes earlier; a key that is
/// written twice, at the end of its map.
pub(crate) struct WireWriter {
    out: Vec<u8>,
    open: Vec<Frame>,
    /// The entries of all open maps.
    entries: Vec<Entry>,
    /// The value is an item: a map without a descriptor around it.
    item: bool,
    done: bool,
}

impl WireWriter {
    /// Writes one attribute value, `{"S":"abc"}`, behind what `out` has already.
    pub(crate) fn new(out: Vec<u8>) -> Self {
        Self {
            out,
            // Most items need no more than that.
            open: Vec::with_capacity(4),
            entries: Vec::with_capacity(FEW),
            item: false,
            done: false,
        }
    }

    /// Writes one item, a map without a descriptor around it, behind what `out` has already.
    pub(crate) fn item(out: Vec<u8>) -> Self {
        Self {
            item: true,
            ..Self::new(out)
        }
    }

    /// What was written.
    pub(crate) fn finish(self) -> Result<Vec<u8>> {
        if self.done && self.open.is_empty() {
            return Ok(self.out);
        }
        Err(Error::encode(
            "a codec did not write exactly one whole value",
        ))
    }

    /// Goes to the place of the next value. `false` if its type is said by what it stands in.
    #[inline]
    fn place(&mut self, of: AttributeType) -> Result<bool> {
        let Some(frame) = self.open.last_mut() else {
            return self.place_first(of);
        };
        let first = std::mem::replace(&mut frame.empty, false);
        let described = match &mut frame.open {
            Open::List => true,
            Open::Set(element) if *element == of => false,
            Open::Set(_) => {
                return Err(Error::encode(
                    "the elements of a set are all of the set's own type",
                ));
            }
            Open::Map(map) if map.keyed => {
                map.keyed = false;
                return Ok(true); // a comma stands before the key, not here
            }
            Open::Map(_) => {
                return Err(Error::encode(
                    "a codec wrote a value into a map without its key",
                ));
            }
        };
        if !first {
            self.out.push(b',');
        }
        Ok(described)
    }

    #[cold]
    fn place_first(&self, of: AttributeType) -> Result<bool> {
        if self.done {
            return Err(Error::encode("a codec wrote more than one value"));
        }
        if self.item && of != AttributeType::M {
            return Err(Error::encode(format!("an item is a map, not {of}")));
        }
        Ok(!self.item)
    }

    /// Writes a value that is no container.
    fn scalar(&mut self, of: AttributeType, content: impl FnOnce(&mut Vec<u8>)) -> Result<()> {
        if self.place(of)? {
            describe(&mut self.out, of);
            content(&mut self.out);
            self.out.push(b'}');
        } else {
            content(&mut self.out);
        }
        self.done = self.open.is_empty();
        Ok(())
    }

    /// Writes a string of characters, whatever it stands for. `opening` is the descriptor and the quote behind it: most of
    /// what is written comes through here, and few long pieces cost less than many short ones.
    #[inline]
    fn text(
        &mut self,
        of: AttributeType,
        opening: &[u8; 6],
        content: impl FnOnce(&mut Vec<u8>),
    ) -> Result<()> {
        if self.place(of)? {
            self.out.extend_from_slice(opening);
            content(&mut self.out);
            self.out.extend_from_slice(b"\"}");
        } else {
            self.out.push(b'"');
            content(&mut self.out);
            self.out.push(b'"');
        }
        self.done = self.open.is_empty();
        Ok(())
    }

    /// Begins a container. Returns whether a descriptor has been written.
    fn begin(&mut self, of: AttributeType, bracket: u8) -> Result<bool> {
        // The elements of a set are no level of their own.
        let is_level = matches!(of, AttributeType::L | AttributeType::M);
        if is_level && self.open.len() >= MAX_DEPTH {
            return Err(Error::encode(format!(
                "values are nested more than {MAX_DEPTH} levels deep"
            )));
        }
        let described = self.place(of)?;
        if described {
            describe(&mut self.out, of);
        }
        self.out.push(bracket);
        Ok(described)
    }

    fn push(&mut self, open: Open) {
        self.open.push(Frame { open, empty: true });
    }

    /// Ends the innermost container, of whatever type.
    fn end(&mut self) -> Result<()> {
        let Some(Frame { open, empty }) = self.open.pop() else {
            return Err(Error::encode(
                "a codec ended a list, set or map that it had not begun",
            ));
        };
        let closing: &[u8] = match open {
            Open::Set(_) if empty => {
                return Err(Error::encode(
                    "DynamoDB has no empty sets; leave the attribute out",
                ));
            }
            Open::List | Open::Set(_) => b"]}",
            Open::Map(map) if map.keyed => {
                return Err(Error::encode("a codec wrote a key without its value"));
            }
            Open::Map(map) => {
                self.end_entries(map.entries)?;
                if map.bare { b"}" } else { b"}}" }
            }
        };
        self.out.extend_from_slice(closing);
        self.done = self.open.is_empty();
        Ok(())
    }

    /// Sees to it that every name stands only once among the entries of a map.
    fn end_entries(&mut self, from: usize) -> Result<()> {
        if self.entries.get(from..).is_some_and(may_repeat) {
            self.refuse_repeated(from)?;
        }
        self.entries.truncate(from);
        Ok(())
    }

    #[cold]
    fn refuse_repeated(&self, from: usize) -> Result<()> {
        let mut names = HashSet::new();
        for entry in self.entries.get(from..).unwrap_or_default() {
            let name = self.out.get(entry.start..entry.colon);
            let name = name.unwrap_or_default();
            if !names.insert(name) {
                let name = Scanner::new(name)?.string()?.into_owned();
                return Err(Error::encode("written twice into the same map").at(name));
            }
        }
        Ok(())
    }
}

impl Writer for WireWriter {
    fn str(&mut self, text: &str) -> Result<()> {
        self.text(AttributeType::S, b"{\"S\":\"", |out| escaped(out, text))
    }

    fn number(&mut self, text: &str) -> Result<()> {
        number::check(text)?;
        // What a number is made of needs no escapes.
        self.text(AttributeType::N, b"{\"N\":\"", |out| {
            out.extend_from_slice(text.as_bytes());
        })
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.text(AttributeType::B, b"{\"B\":\"", |out| {
            base64_simd::STANDARD.encode_append(bytes, out);
        })
    }

    fn bool(&mut self, value: bool) -> Result<()> {
        let word: &[u8] = if value { b"true" } else { b"false" };
        self.scalar(AttributeType::Bool, |out| out.extend_from_slice(word))
    }

    fn null(&mut self) -> Result<()> {
        self.scalar(AttributeType::Null, |out| out.extend_from_slice(b"true"))
    }

    fn begin_list(&mut self, _len: usize) -> Result<()> {
        self.begin(AttributeType::L, b'[')?;
        self.push(Open::List);
        Ok(())
    }

    fn end_list(&mut self) -> Result<()> {
        self.end()
    }

    fn begin_set(&mut self, of: AttributeType, _len: usize) -> Result<()> {
        let element = match of {
            AttributeType::Ss => AttributeType::S,
            AttributeType::Ns => AttributeType::N,
            AttributeType::Bs => AttributeType::B,
            other => return Err(Error::encode(format!("{other} is not a type of set"))),
        };
        self.begin(of, b'[')?;
        self.push(Open::Set(element));
        Ok(())
    }

    fn end_set(&mut self) -> Result<()> {
        self.end()
    }

    fn begin_map(&mut self, _len: usize) -> Result<()> {
        let described = self.begin(AttributeType::M, b'{')?;
        self.push(Open::Map(Map {
            entries: self.entries.len(),
            keyed: false,
            bare: !described,
        }));
        Ok(())
    }

    fn key(&mut self, name: &str) -> Result<()> {
        let frame = self.open.last_mut();
        let Some(Frame {
            open: Open::Map(map @ Map { keyed: false, .. }),
            empty,
        }) = frame
        else {
            return Err(Error::encode("a codec wrote a key where none can stand"));
        };
        map.keyed = true;
        if !*empty {
            self.out.push(b',');
        }
        let start = self.out.len();
        self.out.push(b'"');
        escaped(&mut self.out, name);
        self.out.extend_from_slice(b"\":");
        self.entries.push(Entry {
            print: fingerprint(name),
            start,
            colon: self.out.len() - 1,
        });
        Ok(())
    }

    fn end_map(&mut self) -> Result<()> {
        self.end()
    }
}

/// Writes `{"S":`.
fn describe(out: &mut Vec<u8>, of: AttributeType) {
    out.extend_from_slice(match of {
        AttributeType::S => b"{\"S\":",
        AttributeType::N => b"{\"N\":",
        AttributeType::B => b"{\"B\":",
        AttributeType::Bool => b"{\"BOOL\":",
        AttributeType::Null => b"{\"NULL\":",
        AttributeType::L => b"{\"L\":",
        AttributeType::M => b"{\"M\":",
        AttributeType::Ss => b"{\"SS\":",
        AttributeType::Ns => b"{\"NS\":",
        AttributeType::Bs => b"{\"BS\":",
    });
}

/// Writes a JSON string.
pub(crate) fn quoted(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    escaped(out, text);
    out.push(b'"');
}

/// Writes what stands between the quotes of a JSON string.
#[inline]
fn escaped(out: &mut Vec<u8>, text: &str) {
    if is_plain(text.as_bytes()) {
        out.extend_from_slice(text.as_bytes());
    } else {
        escape_all(out, text);
    }
}

#[cold]
fn escape_all(out: &mut Vec<u8>, text: &str) {
    let mut left = text.as_bytes();
    loop {
        let (plain, special) = left
            .split_at_checked(plain_end(left, 0))
            .unwrap_or((left, &[]));
        out.extend_from_slice(plain);
        let [byte, behind @ ..] = special else {
            break;
        };
        escape(out, *byte);
        left = behind;
    }
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => {
            let hex = |half: u8| {
                if half < 10 {
                    b'0' + half
                } else {
                    b'a' - 10 + half
                }
            };
            out.extend_from_slice(&[b'\\', b'u', b'0', b'0', hex(byte >> 4), hex(byte & 15)]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// A number that differs for most names that differ. Where it does not, that costs time and nothing else.
fn fingerprint(name: &str) -> u64 {
    const ODD: u64 = 0x517c_c1b7_2722_0a95;
    let mix = |print: u64, word: u64| (print.rotate_left(5) ^ word).wrapping_mul(ODD);
    let bytes = name.as_bytes();
    let (words, rest) = bytes.as_chunks();
    let last = match bytes.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => rest
            .iter()
            .fold(0, |last, byte| (last << 8) | u64::from(*byte)),
    };
    words
        .iter()
        .copied()
        .map(u64::from_le_bytes)
        .fold(mix(bytes.len() as u64, last), mix)
}

/// Whether two of these entries may have the same name.
fn may_repeat(entries: &[Entry]) -> bool {
    if entries.len() > FEW {
        let mut prints: Vec<u64> = entries.iter().map(|entry| entry.print).collect();
        prints.sort_unstable();
        return prints
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a == b));
    }
    let mut left = entries;
    while let [entry, behind @ ..] = left {
        if behind.iter().any(|other| other.print == entry.print) {
            return true;
        }
        left = behind;
    }
    false
}
