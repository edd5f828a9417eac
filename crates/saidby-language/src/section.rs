//! The bytes of a section of a model file, read with checked lengths.

use std::fmt;

/// Bytes that are not the section they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged(String);

impl Damaged {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Damaged {}

/// What is left of the bytes.
pub(crate) struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    /// The bytes after `head`, which names the section and the version of its layout.
    pub fn after(bytes: &'b [u8], head: &[u8]) -> Result<Self, Damaged> {
        let rest = bytes.strip_prefix(head);
        rest.map(Self).ok_or_else(|| Damaged::new(format!("the section does not start with `{}`", head.escape_ascii())))
    }

    /// The next bytes.
    pub fn take(&mut self, count: usize) -> Result<&'b [u8], Damaged> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or_else(|| Damaged::new(format!("the section ends {} bytes before its length", count - self.0.len())))?;
        self.0 = rest;
        Ok(taken)
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Nothing may be left.
    pub fn end(self) -> Result<(), Damaged> {
        if self.is_empty() { Ok(()) } else { Err(Damaged::new(format!("{} bytes after the section's end", self.0.len()))) }
    }
}
