//! A cursor over the sections of a partial. It believes no length and no order.

use std::fmt::Display;

/// The largest size, and the largest latency, that a line may have.
pub const LARGEST_SIZE: u128 = i64::MAX as u128;

/// A cursor that never leaves the section it is in.
pub struct Reader<'a> {
    data: &'a [u8],
    at: usize,
    limit: usize,
    tag: Option<&'static [u8; 4]>,
}

impl<'a> Reader<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Reader { data, at: 0, limit: data.len(), tag: None }
    }

    /// Returns the refusal of the section.
    pub fn fail<T>(&self, why: impl Display) -> Result<T, String> {
        let place = match self.tag {
            Some(tag) => format!("section {}", tag.escape_ascii()),
            None => "the header".to_string(),
        };
        Err(format!("the partial is damaged in {place}, before byte {}: {why}", self.at))
    }

    fn left(&self) -> usize {
        self.limit - self.at
    }

    /// Enters the next section; the one before must be used up.
    pub fn section(&mut self, tag: &'static [u8; 4]) -> Result<(), String> {
        self.close()?;
        self.limit = self.data.len();
        let found = self.take(4)?;
        if found != tag {
            let (found, tag) = (found.escape_ascii(), tag.escape_ascii());
            return self.fail(format_args!("b'{found}' follows, must be section {tag}"));
        }
        self.tag = Some(tag);
        let length = self.u64()?;
        if length > self.left() as u64 {
            let left = self.left();
            return self.fail(format_args!("it has {length} bytes, but only {left} are left"));
        }
        self.limit = self.at + length as usize;
        Ok(())
    }

    fn close(&self) -> Result<(), String> {
        if self.tag.is_some() && self.left() > 0 {
            return self.fail(format_args!("it has {} bytes too many", self.left()));
        }
        Ok(())
    }

    /// Ends the last section.
    pub fn end(&self) -> Result<(), String> {
        self.close()?;
        match self.data.len() - self.at {
            0 => Ok(()),
            left => self.fail(format_args!("{left} bytes follow the last section")),
        }
    }

    /// Reads so many bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], String> {
        if length > self.left() {
            let left = self.left();
            return self.fail(format_args!("{length} bytes are needed, {left} are left"));
        }
        self.at += length;
        Ok(&self.data[self.at - length..self.at])
    }

    pub fn u32(&mut self) -> Result<u32, String> {
        Ok(u32::from_le_bytes(self.take(4)?.try_into().expect("four bytes")))
    }

    pub fn u64(&mut self) -> Result<u64, String> {
        Ok(u64::from_le_bytes(self.take(8)?.try_into().expect("eight bytes")))
    }

    pub fn some_u64s<const N: usize>(&mut self) -> Result<[u64; N], String> {
        let mut numbers = self.u64s(N)?;
        Ok([(); N].map(|()| numbers.next().expect("as many as were taken")))
    }

    /// Reads a number of entries of at least eight bytes each.
    pub fn count(&mut self) -> Result<usize, String> {
        let count = self.u64()?;
        if count > self.left() as u64 / 8 {
            let left = self.left();
            return self.fail(format_args!("{count} entries do not fit in {left} bytes"));
        }
        Ok(count as usize)
    }

    pub fn u64s(
        &mut self,
        count: usize,
    ) -> Result<impl Iterator<Item = u64> + Clone + use<'a>, String> {
        let bytes = self.take(count * 8)?;
        let number = |chunk: &[u8]| u64::from_le_bytes(chunk.try_into().expect("eight bytes"));
        Ok(bytes.chunks_exact(8).map(number))
    }

    /// Reads keys that newlines join, and by how much counts are at most too low.
    pub fn keys(&mut self) -> Result<(Vec<&'a [u8]>, u64), String> {
        let (count, lost) = (self.count()?, self.u64()?);
        let length = self.u64()?;
        let block = self.take(usize::try_from(length).unwrap_or(usize::MAX))?;
        let none = count == 0 && block.is_empty();
        let keys: Vec<_> = block.split(|&byte| byte == b'\n').skip(usize::from(none)).collect();
        if keys.len() != count {
            return self.fail(format_args!("it has {} keys, must be {count}", keys.len()));
        }
        self.check_ascending(keys.iter())?;
        Ok((keys, lost))
    }

    /// Reads groups of `values` values each, and by how much counts are at most too low.
    pub fn groups(&mut self, values: usize) -> Result<(Vec<&'a [u8]>, u64), String> {
        let (count, lost) = (self.count()?, self.u64()?);
        let length = self.u64()?;
        let end = self.at.saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
        let mut groups = Vec::new();
        for _ in 0..count {
            let start = self.at;
            for _ in 0..values {
                let length = self.u32()?;
                self.take(length as usize)?;
            }
            groups.push(&self.data[start..self.at]);
        }
        if self.at != end || values == 0 && count > 0 {
            return self.fail(format_args!("{count} groups do not make {length} bytes"));
        }
        self.check_ascending(groups.iter())?;
        Ok((groups, lost))
    }

    /// Refuses values that do not ascend.
    pub fn check_ascending<T: PartialOrd>(
        &self,
        values: impl Iterator<Item = T> + Clone,
    ) -> Result<(), String> {
        if values.clone().zip(values.skip(1)).any(|(one, two)| one >= two) {
            return self.fail("its entries do not ascend, or one is there twice");
        }
        Ok(())
    }

    /// Refuses counts that do not add up to the lines that were parsed.
    pub fn check_sum(&self, parsed: u64, counts: impl Iterator<Item = u64>) -> Result<(), String> {
        let sum: u128 = counts.map(u128::from).sum();
        if sum != u128::from(parsed) {
            return self.fail(format_args!("{parsed} lines were counted, but it adds up to {sum}"));
        }
        Ok(())
    }

    /// Sums that no lines can have would overflow when merged.
    pub fn check_bytes(&self, bytes: u128, lines: u128) -> Result<(), String> {
        if bytes > lines.saturating_mul(LARGEST_SIZE) {
            return self.fail(format_args!("{bytes} bytes are too many for {lines} lines"));
        }
        Ok(())
    }
}
