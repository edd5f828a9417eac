//! Values as bytes of a model file: little-endian, lengths before lists. Reading checks every length and never panics.

/// Writes values.
#[derive(Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// A number.
    pub fn number(&mut self, number: usize) {
        self.0.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    }

    /// Words with their length before them.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend(text.as_bytes());
    }

    /// A list of texts.
    pub fn texts<T: AsRef<str>>(&mut self, texts: &[T]) {
        self.number(texts.len());
        texts.iter().for_each(|text| self.text(text.as_ref()));
    }

    /// A list of floats.
    pub fn floats(&mut self, floats: &[f32]) {
        self.number(floats.len());
        floats.iter().for_each(|float| self.0.extend(float.to_le_bytes()));
    }

    /// A list of numbers of 32 bits.
    pub fn words(&mut self, words: &[u32]) {
        self.number(words.len());
        words.iter().for_each(|word| self.0.extend(word.to_le_bytes()));
    }

    /// A list of bytes.
    pub fn bytes(&mut self, bytes: &[i8]) {
        self.number(bytes.len());
        self.0.extend(bytes.iter().map(|byte| *byte as u8));
    }
}

/// Reads what [`Writer`] wrote; every method is `None` where the bytes end too early or are no such value.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number.
    pub fn number(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?) as usize)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'b str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// A list of texts.
    pub fn texts(&mut self) -> Option<Vec<&'b str>> {
        let count = self.number()?;
        (0..count).map(|_| self.text()).collect()
    }

    /// A list of floats, all of them finite.
    pub fn floats(&mut self) -> Option<Vec<f32>> {
        let floats: Vec<f32> = self.words()?.into_iter().map(f32::from_bits).collect();
        floats.iter().all(|float| float.is_finite()).then_some(floats)
    }

    /// A list of numbers of 32 bits.
    pub fn words(&mut self) -> Option<Vec<u32>> {
        let count = self.number()?;
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect())
    }

    /// A list of bytes.
    pub fn bytes(&mut self) -> Option<&'b [u8]> {
        let count = self.number()?;
        self.take(count)
    }
}
