//! A little text on the stack.

use std::fmt;

/// Room for the longest number in plain digits (a sign, `0.`, 129 zeros and 38 digits), and for every date.
const CAPACITY: usize = 192;

/// Text that is made and used at once: formatting into it allocates nothing.
pub(crate) struct Buffer {
    bytes: [u8; CAPACITY],
    len: usize,
}

impl Buffer {
    pub(crate) fn new() -> Self {
        Self {
            bytes: [0; CAPACITY],
            len: 0,
        }
    }

    /// What `arguments` display as. Only for what is known to be short.
    pub(crate) fn of(arguments: fmt::Arguments<'_>) -> Result<Self, fmt::Error> {
        let mut buffer = Self::new();
        fmt::write(&mut buffer, arguments)?;
        Ok(buffer)
    }

    pub(crate) fn as_str(&self) -> &str {
        // Only whole `&str`s are written, so the fallback is never taken.
        self.bytes
            .get(..self.len)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }
}

impl fmt::Write for Buffer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        let room = self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_does_not_fit() {
        let buffer = Buffer::of(format_args!("{}-{}", 1, "é")).unwrap();
        assert_eq!(buffer.as_str(), "1-é");
        assert!(Buffer::of(format_args!("{:193}", 0)).is_err());
    }
}
