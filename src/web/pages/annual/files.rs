use rocket::http::ContentType;
use rocket::request::FromParam;
use rocket::{State, get};

use super::labels::AnnualLabels;
use super::one::{provenance, title};
use crate::locale::Words;
use crate::registry::{AnnualProgress, Registry, ShownAnnual};
use crate::statistics::{Imprint, cube_as_json_stat, publication_as_json_stat, publication_as_xlsx};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::pages::figures::{Download, FileKind, imprint, release_number};

/// Which file of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Its cells.
    Csv,
    /// Its tables, as a workbook.
    Xlsx,
    /// Its tables, as JSON-stat.
    JsonStat,
    /// The very bytes that are signed.
    Json,
    /// The signature over them, in base 64.
    Signature,
    /// The key that the signature fits.
    Key,
}

/// `7.json`: the number of a release in the name of a file. Anything else is the address of a page.
pub(in crate::web) struct FileName(u32, Kind);

impl FromParam<'_> for FileName {
    type Error = ();

    fn from_param(param: &str) -> Result<Self, ()> {
        let (number, ending) = param.split_once('.').ok_or(())?;
        let kind = match ending {
            "csv" => Kind::Csv,
            "xlsx" => Kind::Xlsx,
            "stat.json" => Kind::JsonStat,
            "json" => Kind::Json,
            "sig" => Kind::Signature,
            "pem" => Kind::Key,
            _ => return Err(()),
        };
        release_number(number).map(|number| Self(number, kind)).ok_or(())
    }
}

/// A published release as a file: its cells or tables, the bytes that are signed, the signature, or the key that it
/// fits; of JSON-stat, one of its tables alone when that is asked for.
#[get("/annual/<file>?<table>", rank = 2)]
pub(in crate::web) async fn file(
    file: FileName,
    table: Option<&str>,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Download> {
    let FileName(number, kind) = file;
    if table.is_some() && kind != Kind::JsonStat {
        return Err(Error::NOT_FOUND);
    }
    let shown = registry.find_annual(&person.actor, number).await?;
    // What has not been agreed to, or whose day has not come, does not leave as a file.
    if shown.progress != AnnualProgress::Published {
        return Err(Error::NOT_FOUND);
    }
    download(&person.words, &shown, kind, table).ok_or(Error::NOT_FOUND)
}

fn download(words: &Words, shown: &ShownAnnual, kind: Kind, table: Option<&str>) -> Option<Download> {
    let (face, release) = (shown.face(), &shown.release);
    let name = format!("annual-{}-{}-{}", face.number(), face.year(), face.version());
    let of = |ending: &str, media_type: ContentType, bytes: Vec<u8>| {
        Download::of(media_type, &format!("{name}.{ending}"), bytes)
    };
    Some(match kind {
        Kind::Csv => of("csv", ContentType::CSV, face.to_csv().into_bytes()),
        Kind::Json => of("json", ContentType::JSON, face.bytes()),
        Kind::Signature => of("sig", ContentType::Plain, base64(release.signature())),
        Kind::Key => of("pem", ContentType::Plain, pem(release.public_key()).into_bytes()),
        Kind::Xlsx => {
            let book =
                publication_as_xlsx(&face.publication(), &around(words, shown), &AnnualLabels::of(*words));
            Download::new(FileKind::Xlsx, &name, book)
        }
        Kind::JsonStat => {
            let (publication, around, labels) =
                (face.publication(), around(words, shown), AnnualLabels::of(*words));
            let text = match table {
                None => publication_as_json_stat(&publication, &around, &labels),
                Some(key) => cube_as_json_stat(&publication, publication.cube(key)?, &around, &labels),
            };
            let table = table.map(|table| format!("-{table}")).unwrap_or_default();
            Download::new(FileKind::JsonStat, &format!("{name}{table}.stat"), text)
        }
    })
}

/// The words around the tables.
fn around(words: &Words, shown: &ShownAnnual) -> Imprint {
    let note = shown.face().note();
    let mut notes: Vec<String> = (!note.is_empty()).then(|| note.to_owned()).into_iter().collect();
    let always = ["annuals-intro", "counts-double", "annuals-shares", "annuals-several", "release-rounded"];
    notes.extend(always.map(|key| words.say(key)));
    Imprint {
        updated: shown.published_at,
        ..imprint(words, title(words, shown), provenance(words, shown), notes)
    }
}

/// Bytes as text, a line of it.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut text = data_encoding::BASE64.encode(bytes);
    text.push('\n');
    text.into_bytes()
}

/// An Ed25519 public key as the usual tools read it (RFC 8410).
fn pem(key: &[u8; 32]) -> String {
    const INFORMATION: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    let bytes = [&INFORMATION[..], key].concat();
    let base64 = data_encoding::BASE64.encode(&bytes);
    format!("-----BEGIN PUBLIC KEY-----\n{base64}\n-----END PUBLIC KEY-----\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_number_and_kind() {
        let named = |name| FileName::from_param(name).map(|file| (file.0, file.1));
        assert_eq!(named("7.sig"), Ok((7, Kind::Signature)));
        assert_eq!(named("7.stat.json"), Ok((7, Kind::JsonStat)));
        for other in ["7", "07.csv", "7.stat", "7.ods", ".csv", "7.csv.csv", "x.json"] {
            assert!(named(other).is_err(), "{other}");
        }
    }

    /// The key of RFC 8032, section 7.1, test 2, as `openssl pkey -pubin` writes it.
    #[test]
    fn a_key_is_written_as_the_usual_tools_read_it() {
        let mut key = [0; 32];
        let hex = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        hex::decode_to_slice(hex, &mut key).expect("hexadecimal");
        assert!(pem(&key).contains("\nMCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=\n"));
    }
}
