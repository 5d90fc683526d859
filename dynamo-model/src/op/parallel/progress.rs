//! How far a parallel scan has come, as text.

use std::fmt;
use std::str::FromStr;

use super::segment::Segment;
use crate::error::{Error, ErrorKind, Result};
use crate::op::paging::bytes::{
    StoredKey, from_text, put, take, take_n, take_u32, take_u64, to_text,
};
use crate::op::paging::cursor::Cursor;
use crate::op::paging::fingerprint::Fingerprint;
use crate::op::{Page, SegmentPage};

/// The form of its bytes, which is none of those of a [`Cursor`].
const FORM: u8 = 0x10;

/// How far a parallel scan has come: for each segment whether it is not begun, or up to where it is read, or that it is done.
///
/// It is made by [`ParallelScan::progress`](crate::op::ParallelScan::progress), moved on by [`advance`](Self::advance) with each page that you are through with, and taken up again by
/// [`ParallelScan::resume`](crate::op::ParallelScan::resume). In between it can be kept as text, which can stand in a URL. Its length depends on how
/// many segments are under way, not on how many there are: as many keys as there are requests at a time.
///
/// It belongs to the table and the number of segments that it came from. The filter and the selection may change.
///
/// It holds keys of items, readable by whoever decodes it, and is not signed. Damaged text is refused: what is read as progress is not
/// read from the table again.
///
/// ```
/// # async fn example(client: dynamo_model::Client, kept: Option<&str>) -> dynamo_model::Result<()> {
/// # use dynamo_model::Model;
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
/// # async fn process(orders: &[Order]) {}
/// # fn keep(text: String) {}
/// use dynamo_model::op::ScanProgress;
///
/// let kept: Option<ScanProgress> = kept.map(str::parse).transpose()?;
/// let scan = Order::scan().segments(8).resume(kept);
/// let mut progress = scan.progress(&client)?;
/// let mut pages = scan.pages(&client);
/// while let Some(page) = pages.next().await {
///     let page = page?;
///     process(&page).await;
///     progress.advance(&page)?;
///     keep(progress.to_string());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq)]
pub struct ScanProgress {
    /// What it belongs to.
    of: Fingerprint,
    segments: Vec<Reached>,
}

/// How far one segment is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reached {
    Nothing,
    /// Up to the item with this key.
    Key(StoredKey),
    End,
}

impl Reached {
    /// What has been reached when a page with this cursor is read.
    fn behind(cursor: Option<&Cursor>) -> Self {
        match cursor.and_then(Cursor::key) {
            Some(key) => Self::Key(key.clone()),
            None => Self::End,
        }
    }
}

impl ScanProgress {
    /// That of a scan which has not begun.
    pub(crate) fn new(of: Fingerprint, segments: u32) -> Self {
        let segments = (0..segments).map(|_| Reached::Nothing).collect();
        Self { of, segments }
    }

    /// How many segments there are.
    pub fn segments(&self) -> u32 {
        u32::try_from(self.segments.len()).unwrap_or(u32::MAX)
    }

    /// How many segments are read to their ends.
    pub fn segments_done(&self) -> u32 {
        let done = self.segments.iter().filter(|at| **at == Reached::End);
        u32::try_from(done.count()).unwrap_or(u32::MAX)
    }

    /// Whether everything is read.
    pub fn is_done(&self) -> bool {
        self.segments.iter().all(|at| *at == Reached::End)
    }

    /// Moves on behind a page: call it when you are through with the page, and it will not be read again. Twice is as good as once.
    ///
    /// Pages of different segments may come in any order, those of one segment in the order in which they were read: progress
    /// behind a page says that everything in front of it is done.
    ///
    /// # Errors
    /// [`Cursor`](ErrorKind::Cursor) if the page belongs to another scan, [`Invalid`](ErrorKind::Invalid) if one is missing between
    /// what was reached and this page. The progress then stays as it was.
    pub fn advance<T>(&mut self, page: &SegmentPage<T>) -> Result<()> {
        let reached = usize::try_from(page.segment)
            .ok()
            .and_then(|number| self.segments.get_mut(number))
            .filter(|_| page.of == self.of)
            .ok_or_else(foreign)?;
        let behind = Reached::behind(page.cursor.as_ref());
        if *reached != page.began && *reached != behind {
            return Err(Error::invalid(format!(
                "a page of segment {} is missing in the progress: advance behind the pages of a segment in the order in which they came",
                page.segment
            )));
        }
        *reached = behind;
        Ok(())
    }

    /// The page of a segment that is read next, which moves this progress on.
    pub(crate) fn read<T>(&mut self, segment: u32, page: Page<T>) -> SegmentPage<T> {
        let began = self.reach(segment, page.cursor.as_ref());
        SegmentPage {
            segment,
            page,
            began,
            of: self.of,
        }
    }

    /// A segment is read up to this cursor; without one, to its end. Gives back how far it was before.
    pub(crate) fn reach(&mut self, segment: u32, cursor: Option<&Cursor>) -> Reached {
        let behind = Reached::behind(cursor);
        let at = usize::try_from(segment).ok();
        let reached = at.and_then(|at| self.segments.get_mut(at));
        reached.map_or(Reached::Nothing, |at| std::mem::replace(at, behind))
    }

    /// Whether it belongs to the scan of this fingerprint.
    pub(crate) fn check(&self, of: Fingerprint) -> Result<()> {
        if self.of == of {
            return Ok(());
        }
        Err(foreign())
    }

    /// The segments that are not read to their ends, and how far they are.
    pub(crate) fn left(self) -> impl Iterator<Item = (u32, Option<StoredKey>)> + Send {
        (0..)
            .zip(self.segments)
            .filter_map(|(number, reached)| match reached {
                Reached::Nothing => Some((number, None)),
                Reached::Key(key) => Some((number, Some(key))),
                Reached::End => None,
            })
    }

    /// Runs of segments, and at the end a sum of all that stands before it.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORM];
        bytes.extend(self.of.0.to_be_bytes());
        for run in self.segments.chunk_by(|a, b| a == b) {
            let count = u32::try_from(run.len()).unwrap_or(u32::MAX).to_be_bytes();
            match run.first() {
                Some(Reached::Nothing) => bytes.push(b'-'),
                Some(Reached::Key(_)) => bytes.push(b'k'),
                Some(Reached::End) => bytes.push(b'.'),
                None => {}
            }
            bytes.extend(count);
            if let Some(Reached::Key(key)) = run.first() {
                put(&mut bytes, &key.to_bytes());
            }
        }
        let sum = Fingerprint::new(&[&bytes]);
        bytes.extend(sum.0.to_be_bytes());
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (mut rest, mut sum) = bytes.split_at_checked(bytes.len().checked_sub(8)?)?;
        if Fingerprint(take_u64(&mut sum)?) != Fingerprint::new(&[rest]) {
            return None;
        }
        if take_n(&mut rest, 1)? != [FORM] {
            return None;
        }
        let of = Fingerprint(take_u64(&mut rest)?);
        let mut segments = Vec::new();
        while !rest.is_empty() {
            let kind = take_n(&mut rest, 1)?.first()?;
            let count = usize::try_from(take_u32(&mut rest)?).ok()?;
            let reached = match kind {
                b'-' => Reached::Nothing,
                b'k' => Reached::Key(StoredKey::from_bytes(take(&mut rest)?)?),
                b'.' => Reached::End,
                _ => return None,
            };
            let total = u32::try_from(segments.len().checked_add(count)?).ok()?;
            (Segment {
                number: 0,
                of: total,
            })
            .check()
            .ok()?;
            segments.resize(segments.len() + count, reached);
        }
        (!segments.is_empty()).then_some(Self { of, segments })
    }
}

fn foreign() -> Error {
    Error::new(
        ErrorKind::Cursor,
        "this belongs to another scan; use it with the table and the number of segments it came from",
    )
}

impl fmt::Display for ScanProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_text(&self.to_bytes()))
    }
}

impl fmt::Debug for ScanProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It holds keys, and keys are data.
        f.debug_struct("ScanProgress")
            .field("segments", &self.segments())
            .field("done", &self.segments_done())
            .finish_non_exhaustive()
    }
}

impl FromStr for ScanProgress {
    type Err = Error;

    /// Reads progress from its text.
    ///
    /// # Errors
    /// [`ErrorKind::Cursor`] if the text is not one that [`Display`](fmt::Display) made.
    fn from_str(text: &str) -> Result<Self> {
        from_text(text)
            .and_then(|bytes| Self::from_bytes(&bytes))
            .ok_or_else(|| {
                Error::new(
                    ErrorKind::Cursor,
                    "this is not the progress of a scan: it is damaged, cut off, or from another version",
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;

    fn key(text: &str) -> Reached {
        let key = [("pk".to_owned(), AttributeValue::S(text.to_owned()))];
        Reached::Key(StoredKey::new(key.into()).unwrap())
    }

    fn progress(segments: impl IntoIterator<Item = Reached>) -> ScanProgress {
        ScanProgress {
            of: Fingerprint::new(&[b"orders"]),
            segments: segments.into_iter().collect(),
        }
    }

    fn some() -> ScanProgress {
        progress([
            Reached::End,
            Reached::End,
            key("a"),
            key("secret"),
            Reached::Nothing,
        ])
    }

    #[test]
    fn comes_back_from_its_text_and_fits_in_a_url() {
        let new = ScanProgress::new(Fingerprint::new(&[b"orders"]), 3);
        for progress in [some(), new, progress([Reached::End]), progress([key("a")])] {
            let text = progress.to_string();
            assert!(
                text.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'),
                "{text}"
            );
            assert_eq!(text.parse::<ScanProgress>().unwrap(), progress);
        }
    }

    #[test]
    fn is_the_same_text_in_every_process() {
        let text = progress([Reached::End, key("a"), Reached::Nothing]).to_string();
        assert_eq!(
            text,
            "EDKAyMB8yoOiLgAAAAFrAAAAAQAAAAwAAAACcGtTAAAAAWEtAAAAAegUw0jOwDcH"
        );
    }

    #[test]
    fn is_short_however_many_segments_there_are() {
        let mut segments = vec![Reached::End; 600_000];
        segments.extend([key("a"), key("b")]);
        segments.resize(1_000_000, Reached::Nothing);
        let progress = progress(segments);
        let text = progress.to_string();
        assert!(text.len() < 120, "{}", text.len());
        assert_eq!(text.parse::<ScanProgress>().unwrap(), progress);
        assert_eq!(progress.segments(), 1_000_000);
        assert_eq!(progress.segments_done(), 600_000);
        assert!(!progress.is_done());
    }

    #[test]
    fn all_damage_is_an_error() {
        let bytes = some().to_bytes();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            for text in [to_text(&damaged), to_text(&bytes[..at])] {
                let error = text.parse::<ScanProgress>().unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Cursor);
                assert!(error.to_string().contains("damaged"));
            }
        }
        for text in ["", "A", "!!!", "AQAAAAAAAAAAAAAAAA"] {
            assert!(text.parse::<ScanProgress>().is_err(), "{text}");
        }
    }

    /// Made on purpose, with a sum that fits.
    #[test]
    fn no_more_segments_than_there_can_be() {
        let of = some().of.0.to_be_bytes();
        let run = |count: u32| [b"-", &count.to_be_bytes()[..]].concat();
        let text = |runs: &[u8]| {
            let bytes = [&[FORM], &of[..], runs].concat();
            let sum = Fingerprint::new(&[&bytes]).0.to_be_bytes();
            to_text(&[&bytes[..], &sum].concat())
        };
        assert!(text(&run(1_000_000)).parse::<ScanProgress>().is_ok());
        for runs in [
            vec![],
            run(0),
            run(1_000_001),
            run(u32::MAX),
            [run(1_000_000), run(1)].concat(),
            [run(1), run(u32::MAX)].concat(),
        ] {
            assert!(text(&runs).parse::<ScanProgress>().is_err(), "{runs:?}");
        }
    }

    #[test]
    fn is_no_cursor_and_shows_no_key() {
        assert!(some().to_string().parse::<Cursor>().is_err());
        let shown = format!("{:?}", some());
        assert_eq!(shown, "ScanProgress { segments: 5, done: 2, .. }");
    }
}
