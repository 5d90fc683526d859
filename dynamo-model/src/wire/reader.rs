//! The back end that reads from the bytes of a response.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob as SdkBlob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::scan::Scanner;
use crate::error::{Error, Result};
use crate::value::{AttributeType, MAX_DEPTH, Reader, mismatch};

/// How many containers can be open. A codec comes no deeper than [`MAX_DEPTH`], but [`Reader::value`] does: its limit
/// leaves room for one that DynamoDB may raise, and is still low enough to recurse.
const MAX_OPEN: usize = 2 * MAX_DEPTH;

/// What stands before the reader.
#[derive(Clone, Copy, PartialEq)]
enum Ahead {
    Nothing,
    /// An attribute value: `{"S":"abc"}`.
    Value,
    /// An attribute value whose descriptor has been read: `"abc"}`.
    Described(AttributeType),
    /// The content of an attribute value, without a descriptor: `"abc"` in a set, or a whole item.
    Bare(AttributeType),
}

/// A container that has been entered.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    /// A map that is not wrapped in `{"M":…}`.
    Item,
    Map,
    List,
    /// A set, and what its elements are.
    Set(AttributeType),
}

/// Reads attribute values from DynamoDB's JSON, where they stand.
///
/// Where the same name stands twice in a map, which DynamoDB does not send, a codec sees both, and so the last one
/// wins, as it does with the SDK; only [`peek_str`](Reader::peek_str) and [`peek_number`](Reader::peek_number) take the first.
#[derive(Clone)]
pub(crate) struct WireReader<'de> {
    json: Scanner<'de>,
    ahead: Ahead,
    /// Nothing has been read yet of the container that was entered last.
    fresh: bool,
    depth: usize,
    /// The containers around: the first `depth` of these. It is no `Vec`, so that reading an item allocates nothing
    /// but the item.
    entered: [Open; MAX_OPEN],
}

/// For whole values by themselves, which nothing but tests has.
#[cfg(test)]
impl<'de> WireReader<'de> {
    /// Stands before one attribute value: `{"S":"abc"}`.
    pub(crate) fn new(body: &'de [u8]) -> Result<Self> {
        Ok(Self::at(Scanner::new(body)?, Ahead::Value))
    }

    /// Fails unless the value has been read, and nothing stands behind it.
    pub(crate) fn finish(mut self) -> Result<()> {
        if !self.is_done() {
            return Err(Error::decode("a codec did not read its whole value"));
        }
        self.json.end()
    }
}

impl<'de> WireReader<'de> {
    /// Stands before one item: a map without a descriptor around it.
    pub(crate) fn item(body: &'de [u8]) -> Result<Self> {
        Ok(Self::item_at(Scanner::new(body)?))
    }

    /// Stands before an item in the midst of a text.
    pub(super) fn item_at(json: Scanner<'de>) -> Self {
        Self::at(json, Ahead::Bare(AttributeType::M))
    }

    fn at(json: Scanner<'de>, ahead: Ahead) -> Self {
        Self {
            json,
            ahead,
            fresh: false,
            depth: 0,
            entered: [Open::Item; MAX_OPEN],
        }
    }

    /// Where the value ended, if it has been read to its end.
    pub(super) fn into_scanner(self) -> Option<Scanner<'de>> {
        self.is_done().then_some(self.json)
    }

    fn is_done(&self) -> bool {
        self.depth == 0 && self.ahead == Ahead::Nothing
    }

    /// The type of the value ahead, whose descriptor is read if there is one that has not been.
    #[inline]
    fn describe(&mut self) -> Result<AttributeType> {
        match self.ahead {
            Ahead::Value => {
                let of = read_descriptor(&mut self.json)?;
                self.ahead = Ahead::Described(of);
                Ok(of)
            }
            Ahead::Described(of) | Ahead::Bare(of) => Ok(of),
            Ahead::Nothing => Err(Error::decode("a codec read a value where none is ahead")),
        }
    }

    /// Stands before the content of a value that must be of this type.
    #[inline]
    fn begin(&mut self, expected: AttributeType) -> Result<()> {
        let found = self.describe()?;
        if found == expected {
            return Ok(());
        }
        Err(mismatch(expected, found))
    }

    /// Passes over what is left of a value behind its content.
    #[inline]
    fn end(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.ahead, Ahead::Nothing) {
            Ahead::Described(_) => end_wrapper(&mut self.json),
            _ => Ok(()),
        }
    }

    /// Takes a string of characters, whatever it stands for.
    #[inline]
    fn text(&mut self, of: AttributeType) -> Result<Cow<'de, str>> {
        self.begin(of)?;
        let text = self.json.string()?;
        self.end()?;
        Ok(text)
    }

    /// Enters a container for a codec. The other back end draws the same line.
    fn enter(&mut self, of: AttributeType) -> Result<usize> {
        self.begin(of)?;
        if self.depth > MAX_DEPTH {
            return Err(Error::decode(format!(
                "values are nested more than {MAX_DEPTH} levels deep"
            )));
        }
        self.open(of)?;
        // The number of elements is known only when they have been read.
        Ok(0)
    }

    /// Enters a container whose type has been looked at.
    fn open(&mut self, of: AttributeType) -> Result<()> {
        let (open, bracket) = match (of, self.ahead) {
            (AttributeType::L, _) => (Open::List, b'['),
            (AttributeType::M, Ahead::Bare(_)) => (Open::Item, b'{'),
            (AttributeType::M, _) => (Open::Map, b'{'),
            (AttributeType::Ss, _) => (Open::Set(AttributeType::S), b'['),
            (AttributeType::Ns, _) => (Open::Set(AttributeType::N), b'['),
            (AttributeType::Bs, _) => (Open::Set(AttributeType::B), b'['),
            (other, _) => return Err(mismatch(other, other)),
        };
        self.json.expect(bracket)?;
        let Some(slot) = self.entered.get_mut(self.depth) else {
            return Err(self.json.malformed("it is nested too deeply"));
        };
        *slot = open;
        self.depth += 1;
        self.fresh = true;
        self.ahead = Ahead::Nothing;
        Ok(())
    }

    /// The innermost open container.
    #[inline]
    fn innermost(&self) -> Option<Open> {
        self.entered.get(self.depth.checked_sub(1)?).copied()
    }

    /// Moves on within the innermost container, past a value that the codec left unread. `false` at its end.
    #[inline]
    fn advance(&mut self, close: u8, wrapped: bool) -> Result<bool> {
        if self.ahead != Ahead::Nothing {
            self.skip()?;
        }
        let fresh = std::mem::replace(&mut self.fresh, false);
        if self.json.more(close, fresh)? {
            return Ok(true);
        }
        self.depth -= 1;
        if wrapped {
            end_wrapper(&mut self.json)?;
        }
        Ok(false)
    }
}

impl<'de> Reader<'de> for WireReader<'de> {
    fn kind(&mut self) -> Result<AttributeType> {
        self.describe()
    }

    fn str(&mut self) -> Result<Cow<'de, str>> {
        self.text(AttributeType::S)
    }

    fn number(&mut self) -> Result<Cow<'de, str>> {
        self.text(AttributeType::N)
    }

    fn bytes(&mut self) -> Result<Cow<'de, [u8]>> {
        let text = self.text(AttributeType::B)?;
        match base64_simd::STANDARD.decode_to_vec(text.as_bytes()) {
            Ok(bytes) => Ok(Cow::Owned(bytes)),
            Err(_) => Err(self.json.malformed("not base64")),
        }
    }

    fn bool(&mut self) -> Result<bool> {
        self.begin(AttributeType::Bool)?;
        let value = self.json.bool()?;
        self.end()?;
        Ok(value)
    }

    fn null(&mut self) -> Result<()> {
        self.begin(AttributeType::Null)?;
        // DynamoDB stores only `true`; the SDK takes either, and so does the other back end.
        self.json.bool()?;
        self.end()
    }

    fn enter_list(&mut self) -> Result<usize> {
        self.enter(AttributeType::L)
    }

    fn enter_set(&mut self, of: AttributeType) -> Result<usize> {
        match of {
            AttributeType::Ss | AttributeType::Ns | AttributeType::Bs => self.enter(of),
            _ => Err(mismatch(of, self.describe()?)),
        }
    }

    fn next_element(&mut self) -> Result<bool> {
        let ahead = match self.innermost() {
            Some(Open::List) => Ahead::Value,
            Some(Open::Set(of)) => Ahead::Bare(of),
            _ => {
                return Err(Error::decode(
                    "a codec asked for an element outside of a list or set",
                ));
            }
        };
        let more = self.advance(b']', true)?;
        if more {
            self.ahead = ahead;
        }
        Ok(more)
    }

    fn enter_map(&mut self) -> Result<usize> {
        self.enter(AttributeType::M)
    }

    fn next_key(&mut self) -> Result<Option<Cow<'de, str>>> {
        let wrapped = match self.innermost() {
            Some(Open::Map) => true,
            Some(Open::Item) => false,
            _ => return Err(Error::decode("a codec asked for a key outside of a map")),
        };
        if !self.advance(b'}', wrapped)? {
            return Ok(None);
        }
        let name = self.json.name()?;
        self.ahead = Ahead::Value;
        Ok(Some(name))
    }

    /// Only the grammar of what is passed over is checked: no descriptors, no base64.
    fn skip(&mut self) -> Result<()> {
        if self.ahead == Ahead::Nothing {
            return self.describe().map(drop);
        }
        self.json.skip()?;
        self.end()
    }

    /// It recurses, but no deeper than [`MAX_OPEN`].
    fn value(&mut self) -> Result<AttributeValue> {
        Ok(match self.describe()? {
            AttributeType::S => AttributeValue::S(self.str()?.into_owned()),
            AttributeType::N => AttributeValue::N(self.number()?.into_owned()),
            AttributeType::B => AttributeValue::B(blob(self)?),
            AttributeType::Bool => AttributeValue::Bool(self.bool()?),
            AttributeType::Null => AttributeValue::Null(self.null_value()?),
            AttributeType::L => {
                self.open(AttributeType::L)?;
                AttributeValue::L(self.collect(Self::value)?)
            }
            AttributeType::M => AttributeValue::M(self.map()?),
            AttributeType::Ss => {
                self.open(AttributeType::Ss)?;
                AttributeValue::Ss(self.collect(|reader| Ok(reader.str()?.into_owned()))?)
            }
            AttributeType::Ns => {
                self.open(AttributeType::Ns)?;
                AttributeValue::Ns(self.collect(|reader| Ok(reader.number()?.into_owned()))?)
            }
            AttributeType::Bs => {
                self.open(AttributeType::Bs)?;
                AttributeValue::Bs(self.collect(blob)?)
            }
        })
    }

    fn peek_str(&mut self, name: &str) -> Result<Option<Cow<'de, str>>> {
        let Some(mut entry) = self.entry(name)? else {
            return Ok(None);
        };
        let text = entry.str();
        text.map(Some).map_err(|error| error.at(name.to_owned()))
    }

    fn peek_number(&mut self, name: &str) -> Result<Option<Cow<'de, str>>> {
        let Some(mut entry) = self.entry(name)? else {
            return Ok(None);
        };
        if entry.kind()? == AttributeType::N {
            return entry.number().map(Some);
        }
        Ok(None)
    }
}

/// The look-ahead.
impl<'de> WireReader<'de> {
    /// A reader of the entry `name` of the map ahead. Nothing is consumed.
    fn entry(&self, name: &str) -> Result<Option<WireReader<'de>>> {
        let mut ahead = self.clone();
        ahead.begin(AttributeType::M)?;
        ahead.open(AttributeType::M)?;
        while let Some(key) = ahead.next_key()? {
            if key == name {
                return Ok(Some(ahead));
            }
            ahead.skip()?;
        }
        Ok(None)
    }
}

/// The parts of [`Reader::value`].
impl WireReader<'_> {
    /// Takes a map of whatever values.
    pub(super) fn map(&mut self) -> Result<HashMap<String, AttributeValue>> {
        let mut entries = HashMap::new();
        self.begin(AttributeType::M)?;
        self.open(AttributeType::M)?;
        while let Some(name) = self.next_key()? {
            entries.insert(name.into_owned(), self.value()?);
        }
        Ok(entries)
    }

    fn collect<T>(&mut self, read: fn(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let mut elements = Vec::new();
        while self.next_element()? {
            elements.push(read(self)?);
        }
        Ok(elements)
    }

    fn null_value(&mut self) -> Result<bool> {
        let value = self.json.bool()?;
        self.end()?;
        Ok(value)
    }
}

fn blob(reader: &mut WireReader<'_>) -> Result<SdkBlob> {
    Ok(SdkBlob::new(reader.bytes()?.into_owned()))
}

/// Passes over the `}` of an attribute value.
#[inline]
fn end_wrapper(json: &mut Scanner<'_>) -> Result<()> {
    if json.more(b'}', false)? {
        return Err(json.malformed("an attribute value of two types"));
    }
    Ok(())
}

/// Passes over `{"S":` and says which type that is.
#[inline]
fn read_descriptor(json: &mut Scanner<'_>) -> Result<AttributeType> {
    match json.word().and_then(descriptor_in) {
        Some((of, len)) => {
            json.advance(len);
            Ok(of)
        }
        None => read_unusual_descriptor(json),
    }
}

/// The descriptor that these eight bytes begin with, if they are written as DynamoDB writes them, and its length.
///
/// No attribute value is shorter than eight bytes: `{"S":""}`.
#[inline]
fn descriptor_in(word: u64) -> Option<(AttributeType, usize)> {
    const fn descriptor(text: &[u8; 8]) -> u64 {
        u64::from_le_bytes(*text)
    }
    const S: u64 = descriptor(b"{\"S\":\0\0\0");
    const N: u64 = descriptor(b"{\"N\":\0\0\0");
    const B: u64 = descriptor(b"{\"B\":\0\0\0");
    const L: u64 = descriptor(b"{\"L\":\0\0\0");
    const M: u64 = descriptor(b"{\"M\":\0\0\0");
    const SS: u64 = descriptor(b"{\"SS\":\0\0");
    const NS: u64 = descriptor(b"{\"NS\":\0\0");
    const BS: u64 = descriptor(b"{\"BS\":\0\0");
    const BOOL: u64 = descriptor(b"{\"BOOL\":");
    const NULL: u64 = descriptor(b"{\"NULL\":");

    let of = match word & 0xff_ffff_ffff {
        S => AttributeType::S,
        N => AttributeType::N,
        B => AttributeType::B,
        L => AttributeType::L,
        M => AttributeType::M,
        _ => {
            return match (word & 0xffff_ffff_ffff, word) {
                (SS, _) => Some((AttributeType::Ss, 6)),
                (NS, _) => Some((AttributeType::Ns, 6)),
                (BS, _) => Some((AttributeType::Bs, 6)),
                (_, BOOL) => Some((AttributeType::Bool, 8)),
                (_, NULL) => Some((AttributeType::Null, 8)),
                _ => None,
            };
        }
    };
    Some((of, 5))
}

/// A descriptor with white space or escapes, or none that is known.
#[cold]
fn read_unusual_descriptor(json: &mut Scanner<'_>) -> Result<AttributeType> {
    json.expect(b'{')?;
    if !json.more(b'}', true)? {
        return Err(json.malformed("an attribute value of no type"));
    }
    let name = json.name()?;
    AttributeType::from_name(&name).ok_or_else(|| {
        let shown: String = name.chars().take(16).collect();
        Error::decode(format!(
            "DynamoDB returned an attribute of type {shown:?}, which this version does not know"
        ))
    })
}
