//! Padding to size classes, so that the length of a text tells little about it.
//!
//! Classes are 256 bytes and every power of two from there to 16 MiB. A padded text is its length
//! (u32, big-endian), the text, and zeros. Padding is undone only after the tag was checked, so it tells
//! an attacker nothing.

/// The smallest class, bytes.
const SMALLEST: usize = 256;

/// The largest class, bytes; a text may be four bytes shorter.
pub(super) const LARGEST: usize = 16 << 20;

/// The class of a text of `length` bytes; none when it is too long.
pub(super) fn class(length: usize) -> Option<usize> {
    let class = length.checked_add(4)?.max(SMALLEST).checked_next_power_of_two()?;
    (class <= LARGEST).then_some(class)
}

/// Whether `padded` bytes is the length of some class.
pub(super) fn is_class(padded: usize) -> bool {
    padded.is_power_of_two() && (SMALLEST..=LARGEST).contains(&padded)
}

/// Appends `text`, padded to `class` bytes, to `buffer`. The buffer must have room: growing would leave a
/// copy of the text behind.
pub(super) fn append(buffer: &mut Vec<u8>, text: &[u8], class: usize) {
    let end = buffer.len() + class;
    assert!(end <= buffer.capacity(), "the buffer was made for the whole object");
    let length = u32::try_from(text.len()).expect("a class holds at most 16 MiB");
    buffer.extend_from_slice(&length.to_be_bytes());
    buffer.extend_from_slice(text);
    buffer.resize(end, 0);
}

/// The text inside `padded`; none when the padding is not exactly what [`append`] writes.
pub(super) fn remove(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (text, zeros) = rest.split_at_checked(length)?;
    (class(length) == Some(padded.len()) && zeros.iter().all(|&byte| byte == 0)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn padded(text: &[u8]) -> Vec<u8> {
        let class = class(text.len()).expect("short enough");
        let mut buffer = Vec::with_capacity(class);
        append(&mut buffer, text, class);
        buffer
    }

    #[test]
    fn texts_are_padded_to_their_class() {
        for (length, expected) in [
            (0, 256),
            (252, 256),
            (253, 512),
            (508, 512),
            (509, 1024),
            (1020, 1024),
            (1021, 2048),
            (5000, 8192),
            (LARGEST - 4, LARGEST),
        ] {
            assert_eq!(class(length), Some(expected), "{length} bytes");
        }
        assert_eq!(class(LARGEST - 3), None);
        assert_eq!(class(usize::MAX), None);
    }

    #[test]
    fn what_was_padded_comes_back() {
        for length in [0, 1, 251, 252, 253, 1020, 1021, 70_000] {
            let text = vec![0xab; length];
            assert_eq!(remove(&padded(&text)), Some(&text[..]), "{length} bytes");
        }
    }

    #[test]
    fn padding_that_we_did_not_write_is_refused() {
        let mut longer = padded(b"text");
        longer.resize(512, 0);
        assert_eq!(remove(&longer), None, "not the smallest class");
        let mut dirty = padded(b"text");
        dirty[255] = 1;
        assert_eq!(remove(&dirty), None, "not zeros");
        let mut lying = padded(b"text");
        lying[..4].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(remove(&lying), None, "a length beyond the end");
        assert_eq!(remove(b"abc"), None);
    }
}
