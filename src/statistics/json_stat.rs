//! A release as JSON-stat 2.0: a dataset for each table, and all of them as a collection.
//!
//! Every dataset has dimensions of one category before its own, so that tables of several releases can be put one below
//! the other: the service and the year, unless the table is split by them, and what is counted. A hidden value is `null`,
//! its sign stands in `status`, and so does that of a corrected one. What the release was made of stands in `extension`.

use serde::{Serialize, Serializer};
use serde_json::Value;
use time::UtcOffset;
use time::format_description::well_known::Rfc3339;

use super::cube::{Cube, Edge};
use super::imprint::{Imprint, Labels};
use super::publication::Publication;

const VERSION: &str = "2.0";
const SERVICE: &str = "service";
const YEAR: &str = "year";
const UNIT: &str = "unit";

/// Every table of a release: a collection with the datasets in it.
pub fn publication_as_json_stat(
    publication: &Publication,
    imprint: &Imprint,
    labels: &impl Labels,
) -> String {
    let item = publication.cubes().iter().map(|cube| dataset(publication, cube, imprint, labels));
    written(&Collection {
        version: VERSION,
        class: "collection",
        label: &imprint.title,
        source: &imprint.source,
        updated: updated(imprint),
        note: &imprint.notes,
        link: Link { item: item.collect() },
        extension: InOrder(publication.made().to_vec()),
    })
}

/// One table of a release: a dataset.
pub fn cube_as_json_stat(
    publication: &Publication,
    cube: &Cube,
    imprint: &Imprint,
    labels: &impl Labels,
) -> String {
    written(&dataset(publication, cube, imprint, labels))
}

fn written(response: &impl Serialize) -> String {
    serde_json::to_string(response).expect("strings and numbers can always be written")
}

/// When it was published, to the second.
fn updated(imprint: &Imprint) -> Option<String> {
    let second = imprint.updated.and_then(|at| at.to_offset(UtcOffset::UTC).replace_nanosecond(0).ok());
    second.and_then(|at| at.format(&Rfc3339).ok())
}

fn dataset<'a>(
    publication: &'a Publication,
    cube: &'a Cube,
    imprint: &'a Imprint,
    labels: &impl Labels,
) -> Dataset<'a> {
    let heads = &imprint.heads;
    let year = publication.year().to_string();
    let unit = cube.unit();
    let service = publication
        .service()
        .map(|code| (SERVICE, Dimension::lone(&heads.service, code, imprint.service.clone())));
    let mut dimension: Vec<(&str, Dimension)> = service.into_iter().collect();
    if cube.edges().iter().all(|edge| edge.name() != YEAR) {
        dimension.push((YEAR, Dimension::lone(&heads.year, &year, year.clone())));
    }
    dimension.push((UNIT, Dimension::metric(&heads.unit, unit.code(), labels.unit(unit))));
    dimension.extend(cube.edges().iter().map(|edge| (edge.name(), Dimension::of(edge, labels))));
    let signs = (0..cube.cells().len()).map(|at| (at, cube.sign(at))).filter(|(_, sign)| !sign.is_empty());
    Dataset {
        version: VERSION,
        class: "dataset",
        label: labels.cube(cube),
        source: &imprint.source,
        updated: updated(imprint),
        note: imprint.notes.iter().cloned().chain(self::signs(imprint)).collect(),
        role: Role { time: [YEAR], metric: [UNIT] },
        id: dimension.iter().map(|(name, _)| *name).collect(),
        size: dimension.iter().map(|(_, dimension)| dimension.category.index.len()).collect(),
        dimension: InOrder(dimension),
        value: cube.cells().iter().map(|cell| cell.count()).collect(),
        status: InOrder(signs.collect()),
        extension: InOrder(publication.made().to_vec()),
    }
}

/// Most readers turn a sign into nothing, so what it says stands among the notes.
fn signs(imprint: &Imprint) -> impl Iterator<Item = String> {
    imprint.signs.iter().map(|(sign, says)| format!("{sign} = {says}"))
}

#[derive(Serialize)]
struct Collection<'a> {
    version: &'static str,
    class: &'static str,
    label: &'a str,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    note: &'a [String],
    link: Link<'a>,
    extension: InOrder<&'static str, Value>,
}

#[derive(Serialize)]
struct Link<'a> {
    item: Vec<Dataset<'a>>,
}

#[derive(Serialize)]
struct Dataset<'a> {
    version: &'static str,
    class: &'static str,
    label: String,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    note: Vec<String>,
    role: Role,
    id: Vec<&'a str>,
    size: Vec<usize>,
    dimension: InOrder<&'a str, Dimension>,
    value: Vec<Option<u32>>,
    #[serde(skip_serializing_if = "InOrder::is_empty")]
    status: InOrder<usize, &'static str>,
    extension: InOrder<&'static str, Value>,
}

#[derive(Serialize)]
struct Role {
    time: [&'static str; 1],
    metric: [&'static str; 1],
}

#[derive(Serialize)]
struct Dimension {
    label: String,
    category: Category,
}

#[derive(Serialize)]
struct Category {
    /// A list and no object: an object's keys that look like numbers are put first by JavaScript.
    index: Vec<String>,
    label: InOrder<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<InOrder<String, UnitOf>>,
}

#[derive(Serialize)]
struct UnitOf {
    decimals: u8,
}

impl Dimension {
    fn of(edge: &Edge, labels: &impl Labels) -> Self {
        let label = |code: &str| (code.to_owned(), labels.category(edge.name(), code));
        let category = Category {
            index: edge.codes().map(str::to_owned).collect(),
            label: InOrder(edge.codes().map(label).collect()),
            unit: None,
        };
        Self { label: labels.dimension(edge.name()), category }
    }

    /// A dimension of one category.
    fn lone(label: &str, code: &str, says: String) -> Self {
        let category = Category {
            index: vec![code.to_owned()],
            label: InOrder(vec![(code.to_owned(), says)]),
            unit: None,
        };
        Self { label: label.to_owned(), category }
    }

    fn metric(label: &str, code: &str, says: String) -> Self {
        let mut metric = Self::lone(label, code, says);
        metric.category.unit = Some(InOrder(vec![(code.to_owned(), UnitOf { decimals: 0 })]));
        metric
    }
}

/// An object whose keys keep their order.
struct InOrder<K, V>(Vec<(K, V)>);

impl<K, V> InOrder<K, V> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Serialize, V: Serialize> Serialize for InOrder<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::datetime;

    use super::*;
    use crate::statistics::imprint::tests::{Words, imprint};
    use crate::statistics::sample;

    fn of(key: &str) -> Value {
        let publication = sample::release().publication();
        let cube = publication.cube(key).expect("it is there");
        let text = cube_as_json_stat(&publication, cube, &imprint(), &Words);
        serde_json::from_str(&text).expect("it is JSON")
    }

    #[test]
    fn a_table_is_a_dataset() {
        let gender = of("cases-gender");
        assert_eq!(gender["id"], json!(["service", "year", "unit", "gender"]));
        assert_eq!(gender["size"], json!([1, 1, 1, 4]));
        assert_eq!(gender["role"], json!({"time": ["year"], "metric": ["unit"]}));
        assert_eq!(gender["value"], json!([1101, 781, 305, 15]));
        assert_eq!(gender.get("status"), None, "nothing is hidden");
        let category = &gender["dimension"]["gender"]["category"];
        assert_eq!(category["index"], json!(["total", "K", "M", "A_or_U"]));
        assert_eq!(category["label"]["M"], "m");
        assert_eq!(gender["dimension"]["year"]["category"]["label"], json!({"2025": "2025"}));
        assert_eq!(gender["dimension"]["service"]["category"]["label"], json!({"MR": "The advisers"}));
        assert_eq!(gender["dimension"]["unit"]["category"]["unit"], json!({"cases": {"decimals": 0}}));
        assert_eq!(gender.get("updated"), None, "nobody has told when");
        assert_eq!(gender["note"], json!(["-1 is a note and no formula", ": = confidential"]));
    }

    #[test]
    fn what_is_hidden_is_null_with_its_sign() {
        let concern = of("cases-main_concern");
        let codes = concern["dimension"]["main_concern"]["category"]["index"].as_array().expect("a list");
        let hidden: Vec<usize> = (0..codes.len()).filter(|at| concern["value"][at].is_null()).collect();
        assert!(hidden.len() > 1 && hidden.iter().any(|at| codes[*at] == "GTE"), "{concern}");
        let status = concern["status"].as_object().expect("some are hidden");
        assert_eq!(status.len(), hidden.len());
        assert!(hidden.iter().all(|at| status[&at.to_string()] == ":"));
    }

    #[test]
    fn a_release_is_a_collection_of_its_tables() {
        let release = sample::release();
        let told = Imprint { updated: Some(datetime!(2026-03-01 9:00:00.5 +1)), ..imprint() };
        let text = publication_as_json_stat(&release.publication(), &told, &Words);
        let collection: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!((&collection["class"], &collection["version"]), (&json!("collection"), &json!("2.0")));
        let items = collection["link"]["item"].as_array().expect("a list");
        assert_eq!(items.len(), release.tables().len());
        for item in items {
            assert_eq!(item["class"], "dataset");
            assert_eq!(item["updated"], "2026-03-01T08:00:00Z");
            let cells: u64 =
                item["size"].as_array().expect("a list").iter().filter_map(Value::as_u64).product();
            assert_eq!(item["value"].as_array().map(|values| values.len() as u64), Some(cells));
        }
        let extension = json!({
            "release": 7, "frozen_revision": 4711, "code_lists": {"concern": "2024-1"},
            "programme": "yearly-1", "threshold": 5, "program": env!("CARGO_PKG_VERSION"),
        });
        assert_eq!(collection["extension"], extension);
        assert_eq!(items[0]["extension"], extension);
    }
}
