//! A whole JSON text as a tree: for options, which are small and come from our own code.
//!
//! Objects and lists nest at most [`DEEPEST`] deep, so that no text overflows the stack.

const DEEPEST: usize = 512;

/// A JSON value. Texts are UTF-16, of which each unit stands for a byte where bytes are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    Null,
    Bool(bool),
    Number(i64),
    Text(Vec<u16>),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads a text of ASCII, whose numbers are whole and have at most 64 bits.
    pub fn parse(text: &str) -> Result<Tree, String> {
        let mut reader = Reader { bytes: text.as_bytes(), at: 0 };
        let tree = reader.value(0)?;
        if reader.at < text.len() {
            return reader.fail("more follows the value");
        }
        Ok(tree)
    }

    /// Returns the value of a key of an object.
    pub fn get(&self, key: &str) -> Result<&Tree, String> {
        let Tree::Object(entries) = self else {
            return Err(format!("{self:?} is no object with the key {key:?}"));
        };
        let found = entries.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value).ok_or_else(|| format!("the key {key:?} is missing"))
    }

    pub fn list(&self) -> Result<&[Tree], String> {
        match self {
            Tree::List(items) => Ok(items),
            _ => Err(format!("{self:?} is no list")),
        }
    }

    pub fn number(&self) -> Result<i64, String> {
        match self {
            Tree::Number(number) => Ok(*number),
            _ => Err(format!("{self:?} is no number")),
        }
    }

    pub fn bool(&self) -> Result<bool, String> {
        match self {
            Tree::Bool(value) => Ok(*value),
            _ => Err(format!("{self:?} is neither true nor false")),
        }
    }

    /// Returns a text as the name that it is.
    pub fn name(&self) -> Result<String, String> {
        match self {
            Tree::Text(units) => Ok(String::from_utf16_lossy(units)),
            _ => Err(format!("{self:?} is no text")),
        }
    }

    /// Returns a text as the bytes that it stands for.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        let Tree::Text(units) = self else {
            return Err(format!("{self:?} is no text"));
        };
        let bytes: Result<Vec<u8>, _> = units.iter().map(|&unit| u8::try_from(unit)).collect();
        bytes.map_err(|_| format!("{self:?} has characters past U+00FF"))
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn fail<T>(&self, why: &str) -> Result<T, String> {
        Err(format!("the options are no JSON at byte {}: {why}", self.at))
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn accept(&mut self, word: &str) -> bool {
        let found = self.bytes[self.at.min(self.bytes.len())..].starts_with(word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn value(&mut self, depth: usize) -> Result<Tree, String> {
        if depth > DEEPEST {
            return self.fail("it is nested too deep");
        }
        for (word, value) in
            [("null", Tree::Null), ("true", Tree::Bool(true)), ("false", Tree::Bool(false))]
        {
            if self.accept(word) {
                return Ok(value);
            }
        }
        match self.bytes.get(self.at) {
            Some(b'"') => Ok(Tree::Text(self.text()?)),
            Some(b'[') => {
                let mut items = Vec::new();
                self.entries(b']', |reader| {
                    items.push(reader.value(depth + 1)?);
                    Ok(())
                })?;
                Ok(Tree::List(items))
            }
            Some(b'{') => {
                let mut entries = Vec::new();
                self.entries(b'}', |reader| {
                    let key = String::from_utf16_lossy(&reader.text()?);
                    if !reader.accept(":") {
                        return reader.fail("a colon is missing");
                    }
                    entries.push((key, reader.value(depth + 1)?));
                    Ok(())
                })?;
                Ok(Tree::Object(entries))
            }
            _ => self.number(),
        }
    }

    fn entries(
        &mut self,
        close: u8,
        mut entry: impl FnMut(&mut Self) -> Result<(), String>,
    ) -> Result<(), String> {
        self.at += 1;
        if self.bytes.get(self.at) == Some(&close) {
            self.at += 1;
            return Ok(());
        }
        loop {
            entry(self)?;
            match self.next() {
                Some(b',') => {}
                Some(byte) if byte == close => return Ok(()),
                _ => return self.fail("neither a comma nor the end follows"),
            }
        }
    }

    fn number(&mut self) -> Result<Tree, String> {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        let in_number = |byte: &&u8| byte.is_ascii_digit() || **byte == b'-';
        let length = rest.iter().take_while(in_number).count();
        let text = std::str::from_utf8(&rest[..length]).expect("digits are ASCII");
        match text.parse() {
            Ok(number) => {
                self.at += length;
                Ok(Tree::Number(number))
            }
            Err(_) => self.fail("no value that options may have"),
        }
    }

    fn text(&mut self) -> Result<Vec<u16>, String> {
        if !self.accept("\"") {
            return self.fail("a text must start here");
        }
        let mut units = Vec::new();
        loop {
            units.push(match self.next() {
                Some(b'"') => return Ok(units),
                Some(b'\\') => self.escape()?,
                Some(byte @ 0x20..0x7F) => u16::from(byte),
                _ => return self.fail("neither printable ASCII nor an escape"),
            });
        }
    }

    fn escape(&mut self) -> Result<u16, String> {
        Ok(match self.next() {
            Some(b'u') => {
                let mut unit = 0;
                for _ in 0..4 {
                    let digit = self.next().and_then(|byte| (byte as char).to_digit(16));
                    match digit {
                        Some(digit) => unit = unit << 4 | digit as u16,
                        None => return self.fail("four hexadecimal digits must follow"),
                    }
                }
                unit
            }
            Some(b'b') => 8,
            Some(b't') => 9,
            Some(b'n') => 10,
            Some(b'f') => 12,
            Some(b'r') => 13,
            Some(byte @ (b'"' | b'\\' | b'/')) => u16::from(byte),
            _ => return self.fail("no escape of JSON"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read() {
        let tree = Tree::parse("{\"a\":[1,-2,null,true],\"b\":{\"c\":\"x\\u00ff\\n\"},\"d\":[]}");
        let tree = tree.expect("good JSON");
        let items = [Tree::Number(1), Tree::Number(-2), Tree::Null, Tree::Bool(true)];
        assert_eq!(tree.get("a").and_then(Tree::list), Ok(&items[..]));
        let inner = tree.get("b").and_then(|b| b.get("c")).expect("it is there");
        assert_eq!(inner.bytes(), Ok(b"x\xff\n".to_vec()));
        assert_eq!(tree.get("d").and_then(Tree::list), Ok(&[][..]));
        assert!(tree.get("e").is_err() && tree.get("a").expect("a").get("x").is_err());
        let wide = Tree::parse("\"\\u0100\"").expect("good JSON");
        assert!(wide.bytes().is_err());
        assert_eq!(wide.name().as_deref(), Ok("\u{100}"));
    }

    #[test]
    fn damaged_texts_are_refused() {
        let deep = "[".repeat(600);
        for text in
            ["", "{", "[1,", "[1 2]", "{\"a\" 1}", "1.5", "\"\\u00g0\"", "\"a", "nul", "[]x", &deep]
        {
            assert!(Tree::parse(text).is_err(), "{text}");
        }
    }
}
