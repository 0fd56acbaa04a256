use std::fmt;

use super::{Chain, Head, Link};

/// The log as it leaves: sealed bodies, the chain, and the signed head. An outsider can check it with the
/// public key, and can read nothing in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Every entry, oldest first.
    pub links: Vec<Link>,
    /// Where the registry stood.
    pub head: Head,
    /// The signature over the head.
    pub signature: Vec<u8>,
}

/// What is wrong with an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The file is no export, from this line on.
    Unreadable(usize),
    /// The entry with this number is missing, or stands out of its place.
    Missing(u64),
    /// This entry, or the chain value beside it, was altered.
    Altered(u64),
    /// Entries are missing at the end, or are there that the head does not know.
    WrongEnd,
    /// The head was not signed with this key.
    WrongSignature,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(line) => write!(f, "line {line} cannot be read"),
            Self::Missing(number) => write!(f, "entry {number} is missing or out of place"),
            Self::Altered(number) => write!(f, "entry {number} was altered"),
            Self::WrongEnd => f.write_str("the entries do not end where the signed head says"),
            Self::WrongSignature => f.write_str("the head was not signed with this key"),
        }
    }
}

/// Checks an export: numbers without gaps, every chain value, the end, the signature. Gives the number of
/// entries.
///
/// # Errors
/// The first [`Finding`].
pub fn verify(export: &Export, signed: impl FnOnce(&[u8], &[u8]) -> bool) -> Result<u64, Finding> {
    let mut chain = Chain::START;
    let mut number = 0;
    for link in &export.links {
        number += 1;
        if link.number != number {
            return Err(Finding::Missing(number));
        }
        chain = chain.after(number, &link.body);
        if chain != link.chain {
            return Err(Finding::Altered(number));
        }
    }
    if export.head.number != number || export.head.chain != chain {
        return Err(Finding::WrongEnd);
    }
    if !signed(&export.head.message(), &export.signature) {
        return Err(Finding::WrongSignature);
    }
    Ok(number)
}

impl Export {
    /// As text: one line an entry (`number chain body`, hexadecimal), and a last line with the head.
    pub fn to_text(&self) -> String {
        use fmt::Write;

        let mut text = String::from("fortrolig-audit v1\n");
        for Link { number, chain, body } in &self.links {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{number} {} {}", hex::encode(chain.0), hex::encode(body));
        }
        let Head { deployment, number, chain, marks, keyring_sequence } = &self.head;
        let _ = writeln!(
            text,
            "head {deployment} {number} {} {} {keyring_sequence} {}",
            hex::encode(chain.0),
            hex::encode(marks.0),
            hex::encode(&self.signature)
        );
        text
    }

    /// Reads what [`to_text`](Self::to_text) wrote.
    ///
    /// # Errors
    /// [`Finding::Unreadable`] with the line, from 1.
    pub fn parse(text: &str) -> Result<Self, Finding> {
        let mut links = Vec::new();
        for (line, words) in text.lines().enumerate() {
            let unreadable = Finding::Unreadable(line + 1);
            let words: Vec<&str> = words.split(' ').collect();
            match words.as_slice() {
                ["fortrolig-audit", "v1"] if line == 0 => {}
                ["head", deployment, number, chain, marks, keyring_sequence, signature] => {
                    let head = Head {
                        deployment: deployment.parse().map_err(|_| unreadable)?,
                        number: number.parse().map_err(|_| unreadable)?,
                        chain: Chain(bytes(chain).ok_or(unreadable)?),
                        marks: super::Marks(bytes(marks).ok_or(unreadable)?),
                        keyring_sequence: keyring_sequence.parse().map_err(|_| unreadable)?,
                    };
                    let signature = hex::decode(signature).map_err(|_| unreadable)?;
                    return Ok(Self { links, head, signature });
                }
                [number, chain, body] if line > 0 => links.push(Link {
                    number: number.parse().map_err(|_| unreadable)?,
                    chain: Chain(bytes(chain).ok_or(unreadable)?),
                    body: hex::decode(body).map_err(|_| unreadable)?,
                }),
                _ => return Err(unreadable),
            }
        }
        Err(Finding::Unreadable(text.lines().count() + 1))
    }
}

fn bytes(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn export() -> Export {
        let mut head = Head::start(Uuid::nil(), 1);
        let mut links = Vec::new();
        for number in 1..=5_u64 {
            let link = Link::new(head.chain, number, vec![7; number as usize]);
            head.chain = link.chain;
            head.number = number;
            links.push(link);
        }
        let signature = head.message();
        Export { links, head, signature }
    }

    /// Stands in for Ed25519, which the keyring tests: the signature of a message is the message.
    fn signed(message: &[u8], signature: &[u8]) -> bool {
        message == signature
    }

    #[test]
    fn an_untouched_export_holds_and_survives_its_text() {
        let read = Export::parse(&export().to_text()).expect("its own text");
        assert_eq!(read, export());
        assert_eq!(verify(&read, signed), Ok(5));
    }

    #[test]
    fn every_tampering_is_named() {
        let tampered = |change: fn(&mut Export)| {
            let mut export = export();
            change(&mut export);
            verify(&export, signed)
        };
        assert_eq!(tampered(|e| e.links[2].body[0] ^= 1), Err(Finding::Altered(3)));
        assert_eq!(tampered(|e| e.links[2].chain.0[0] ^= 1), Err(Finding::Altered(3)));
        assert_eq!(tampered(|e| drop(e.links.remove(1))), Err(Finding::Missing(2)));
        assert_eq!(tampered(|e| e.links.swap(0, 1)), Err(Finding::Missing(1)));
        assert_eq!(tampered(|e| drop(e.links.pop())), Err(Finding::WrongEnd));
        assert_eq!(tampered(|e| e.signature[20] ^= 1), Err(Finding::WrongSignature));
        assert_eq!(tampered(|e| e.head.marks.0[3] ^= 1), Err(Finding::WrongSignature));
    }

    #[test]
    fn a_shortened_file_is_unreadable() {
        let text = export().to_text();
        for end in 0..text.len() - 1 {
            assert!(
                Export::parse(&text[..end]).map_or(true, |export| verify(&export, signed).is_err()),
                "cut at {end}"
            );
        }
    }
}
