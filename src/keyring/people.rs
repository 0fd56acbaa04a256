//! The people's keyring: the keys that a process needs which knows people and no cases.
//!
//! It is a keyring of its own, in a folder of its own, with slots and a root key of its own; so the process can run as
//! a user of the system who reaches no other. It holds copies of the keys of [`Purpose::PEOPLE`], under their numbers,
//! and nothing that opens a case, a note, a contact, a frozen year or a release. It is never changed: where a key is
//! turned, a new one is made of the whole keyring. Were it older, it would open nothing that was sealed since.

use std::path::Path;

use time::OffsetDateTime;

use super::book::{Book, KeyRecord};
use super::error::KeyringError;
use super::purpose::Purpose;
use super::ring::Ring;
use super::slot::NewSlot;
use super::wrap::{self, Layer};
use super::{Keyring, new_book, place_for_new, text, write_public_half};

impl Keyring {
    /// Whether this is a people's keyring, which opens no case.
    pub fn is_of_people(&self) -> bool {
        self.ring().book.is_of_people()
    }

    /// Makes a people's keyring in `dir`, with slots of its own. Makes `dir` if it is not there; writes over nothing.
    ///
    /// # Errors
    /// [`KeyringError::OfPeople`] of a keyring that is one already, and whatever keeps it from being written.
    pub fn make_people_keyring(
        &self,
        dir: &Path,
        slots: &[NewSlot],
        now: OffsetDateTime,
    ) -> Result<(), KeyringError> {
        let ring = self.ring();
        if ring.book.is_of_people() {
            return Err(KeyringError::OfPeople);
        }
        let (folder, held) = place_for_new(dir, slots)?;
        let Book { deployment, sequence, .. } = ring.book;
        let (mut book, root) = new_book(&folder, deployment, sequence, slots, now, self.source)?;
        for record in ring.book.keys.iter().filter(|record| Purpose::PEOPLE.contains(&record.purpose)) {
            let Some(secret) = ring.secret(record.id) else { continue };
            let associated = book.associated(record.id, &record.purpose);
            let wrapped = wrap::wrap(Layer::Entry, &root, &associated, secret, self.source)?;
            book.keys.push(KeyRecord { wrapped: Some(wrapped), ..record.clone() });
        }
        let bytes = text::write(&book, &root)?;
        let made = Ring::open(&bytes, &root)?;
        folder.write_keyring(&held, &bytes)?;
        write_public_half(&folder, &made)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use zeroize::Zeroizing;

    use super::super::purpose::Family;
    use super::super::sealed::{Content, DecodeError};
    use super::super::sealing::Breach;
    use super::super::testing::{FACTS, Letter, NOW, PLACE, TestFolder};
    use super::super::{NewSlot, Unlock};
    use super::*;

    #[test]
    fn it_holds_what_people_need_and_nothing_of_a_case() {
        let (whole, around) = (TestFolder::new(), TestFolder::new());
        let keyring = whole.keyring();
        keyring.ensure(&FACTS, NOW).expect("a key of a year's cases");
        keyring.turn(&Purpose::Identity, NOW).expect("a second key of names");
        let dir = around.path().join("people");
        keyring.make_people_keyring(&dir, &[NewSlot::File], NOW).expect("it is made");

        let people = Keyring::unlock(&dir, Unlock::File).expect("it opens with its own secret");
        assert!(people.is_of_people() && !keyring.is_of_people());
        let purposes: Vec<Purpose> = people.keys().iter().map(|key| key.purpose).collect();
        assert!(purposes.iter().all(|purpose| Purpose::PEOPLE.contains(purpose)), "{purposes:?}");
        assert_eq!(
            purposes.iter().filter(|purpose| **purpose == Purpose::Identity).count(),
            2,
            "old names open"
        );
        assert!(people.active(&FACTS).is_none());
        let text = fs::read_to_string(dir.join("fortrolig.keyring")).expect("its text");
        for word in ["facts/", "note/", "contacts/", "period"] {
            assert!(!text.contains(word), "{word}");
        }
        assert_eq!(people.login_index("kari"), keyring.login_index("kari"));
        assert_eq!(people.checkpoint_public_key(), keyring.checkpoint_public_key());
        assert_ne!(people.session_hash(&[1; 32]), keyring.session_hash(&[1; 32]), "sessions are apart");
    }

    #[test]
    fn it_is_not_changed_nor_made_again_of_itself_nor_written_over() {
        let (whole, around) = (TestFolder::new(), TestFolder::new());
        let keyring = whole.keyring();
        let dir = around.path().join("people");
        keyring.make_people_keyring(&dir, &[NewSlot::File], NOW).expect("it is made");
        let again = keyring.make_people_keyring(&dir, &[NewSlot::File], NOW);
        assert!(matches!(again, Err(KeyringError::Exists { .. })));
        let people = Keyring::unlock(&dir, Unlock::File).expect("it opens");
        assert!(matches!(people.ensure(&FACTS, NOW), Err(KeyringError::OfPeople)));
        assert!(matches!(people.turn(&Purpose::Identity, NOW), Err(KeyringError::OfPeople)));
        let other = around.path().join("other");
        let made = people.make_people_keyring(&other, &[NewSlot::File], NOW);
        assert!(matches!(made, Err(KeyringError::OfPeople)));
    }

    #[test]
    fn what_was_sealed_of_a_case_does_not_open_with_it() {
        let (whole, around) = (TestFolder::new(), TestFolder::new());
        let keyring = whole.keyring();
        let dir = around.path().join("people");
        let sealed = keyring.seal(&FACTS, &PLACE, &Letter(b"a case".to_vec())).expect("an active key");
        keyring.make_people_keyring(&dir, &[NewSlot::File], NOW).expect("it is made");
        let people = Keyring::unlock(&dir, Unlock::File).expect("it opens");
        let opened = people.open(&sealed, &PLACE);
        assert_eq!(opened.err().map(|error| error.breach()), Some(Breach::UnknownKey));
        assert!(keyring.open(&sealed, &PLACE).is_ok(), "it was sealed well");
        assert!(people.seal(&FACTS, &PLACE, &Letter(b"a case".to_vec())).is_err(), "nor is any made with it");
    }

    #[test]
    fn one_made_before_a_key_was_turned_opens_nothing_sealed_since_and_a_new_one_does() {
        let (whole, around) = (TestFolder::new(), TestFolder::new());
        let keyring = whole.keyring();
        let made = |name: &str| {
            let dir = around.path().join(name);
            keyring.make_people_keyring(&dir, &[NewSlot::File], NOW).expect("it is made");
            Keyring::unlock(&dir, Unlock::File).expect("it opens")
        };
        let old = made("old");
        keyring.turn(&Purpose::Identity, NOW).expect("our folder");
        let new = made("new");
        let name =
            |keyring: &Keyring| keyring.seal(&Purpose::Identity, &PLACE, &Name).expect("an active key");
        let (before, since) = (name(&old), name(&keyring));
        assert_eq!(old.open(&since, &PLACE).err().map(|error| error.breach()), Some(Breach::UnknownKey));
        assert!(new.open(&since, &PLACE).is_ok() && new.open(&before, &PLACE).is_ok());
        assert!(keyring.open(&before, &PLACE).is_ok(), "the whole one opens what the old one still seals");
    }

    #[test]
    fn it_is_refused_when_it_was_altered_or_others_may_read_it() {
        use std::os::unix::fs::PermissionsExt;

        let (whole, around) = (TestFolder::new(), TestFolder::new());
        let dir = around.path().join("people");
        whole.keyring().make_people_keyring(&dir, &[NewSlot::File], NOW).expect("it is made");
        let file = dir.join("fortrolig.keyring");
        let mode = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("our folder");
        mode(0o640);
        assert!(matches!(Keyring::unlock(&dir, Unlock::File), Err(KeyringError::Permissions { .. })));
        mode(0o600);
        let text = fs::read_to_string(&file).expect("its text");
        let without = text.lines().filter(|line| !line.contains(" session ")).map(|line| format!("{line}\n"));
        fs::write(&file, without.collect::<String>()).expect("our folder");
        assert!(matches!(Keyring::unlock(&dir, Unlock::File), Err(KeyringError::Altered)));
    }

    /// What is known of somebody.
    #[derive(Debug)]
    struct Name;

    impl Content for Name {
        const KIND: &'static str = "name";
        const SCHEMA: u16 = 1;
        const FAMILY: Family = Family::Identity;

        fn encode(&self) -> Zeroizing<Vec<u8>> {
            Zeroizing::new(vec![])
        }

        fn decode(_: &[u8], _: u16) -> Result<Self, DecodeError> {
            Ok(Self)
        }
    }
}
