//! What stands in the files of an annual release, read from JSON-stat and from a workbook.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde_json::Value;

use crate::support::{Page, Person};

/// The cells of a release, by their codes: count and sign.
pub(crate) type Cells = BTreeMap<Vec<String>, (Option<u32>, String)>;

const DIMENSIONS: [&str; 7] = [
    "service",
    "main_concern",
    "gender",
    "age_group",
    "referral_source",
    "person_location",
    "additional_concern",
];
/// The table that is summed from others, and so is no part of the cells.
const SUMMED: &str = "any_concern";

/// The collection of a release's tables, each of which is the same alone.
pub(crate) fn json_stat(person: &mut Person, number: u32) -> Value {
    let path = format!("/annual/{number}.stat.json");
    let all: Value = serde_json::from_str(&person.opens(&path).body).expect("JSON");
    for (key, table) in tables(&all) {
        let alone = person.opens(&format!("{path}?table={key}"));
        assert_eq!(serde_json::from_str::<Value>(&alone.body).ok(), Some(table), "{key}");
    }
    all
}

/// The tables of a collection, each with its key.
pub(crate) fn tables(json: &Value) -> Vec<(String, Value)> {
    let of = |table: &Value| {
        let names: Vec<&str> = edges(table);
        (format!("cases-{}", names.join("-")), table.clone())
    };
    json["link"]["item"].as_array().expect("tables").iter().map(of).collect()
}

/// What a table is split by, beside year and unit.
fn edges(table: &Value) -> Vec<&str> {
    let all = table["id"].as_array().expect("dimensions").iter().filter_map(Value::as_str);
    all.filter(|name| !["year", "unit"].contains(name)).collect()
}

pub(crate) fn codes(table: &Value, dimension: &str) -> Vec<String> {
    let index = table["dimension"][dimension]["category"]["index"].as_array().expect("codes");
    index.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

pub(crate) fn size(table: &Value) -> usize {
    edges(table).iter().map(|name| codes(table, name).len()).product()
}

/// A cell's codes as the CSV has them.
fn whole(names: &[&str], codes: &[String]) -> Vec<String> {
    let code = |dimension: &&str| {
        let found = names.iter().position(|name| name == dimension).map(|at| codes[at].as_str());
        found.filter(|code| *code != "total").unwrap_or("Total").to_owned()
    };
    DIMENSIONS.iter().map(code).collect()
}

/// The cells of one table, the last dimension running fastest: codes, count and sign.
fn cells_of(table: &Value) -> Vec<(Vec<String>, Option<u32>, String)> {
    let names = edges(table);
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for name in &names {
        let with = |before: &Vec<String>| -> Vec<Vec<String>> {
            codes(table, name).into_iter().map(|code| [before.as_slice(), &[code]].concat()).collect()
        };
        all = all.iter().flat_map(with).collect();
    }
    let cell = |(at, codes): (usize, Vec<String>)| {
        let count = table["value"][at].as_u64().and_then(|count| u32::try_from(count).ok());
        let sign = table["status"][at.to_string()].as_str().unwrap_or_default().to_owned();
        (codes, count, sign)
    };
    all.into_iter().enumerate().map(cell).collect()
}

pub(crate) fn of_json_stat(json: &Value) -> Cells {
    let mut found = Cells::new();
    for (_, table) in tables(json) {
        let names = edges(&table);
        for (codes, count, sign) in cells_of(&table) {
            assert!(!count.is_some_and(|count| (1..=4).contains(&count)), "{codes:?}");
            if names.contains(&SUMMED) {
                continue;
            }
            let codes = whole(&names, &codes);
            let before = found.insert(codes.clone(), (count, sign.clone()));
            assert!(before.is_none_or(|before| before == (count, sign)), "{codes:?} in two tables");
        }
    }
    found
}

/// The rows of the page's tables, as they follow from JSON-stat.
pub(crate) fn rows(json: &Value) -> Vec<Vec<String>> {
    let in_order = |codes: Vec<String>| -> Vec<String> {
        let (total, others): (Vec<String>, Vec<String>) = codes.into_iter().partition(|code| code == "total");
        others.into_iter().chain(total).collect()
    };
    let mut rows = Vec::new();
    for (_, table) in tables(json) {
        let names = edges(&table);
        let cells: BTreeMap<Vec<String>, (Option<u32>, String)> =
            cells_of(&table).into_iter().map(|(codes, count, sign)| (codes, (count, sign))).collect();
        let written = |codes: &[String]| {
            let (count, sign) = &cells[codes];
            format!("{}{sign}", count.map(|count| count.to_string()).unwrap_or_default())
        };
        let services = in_order(codes(&table, "service"));
        let label = |code: &str| {
            let labels = &table["dimension"][names[1]]["category"]["label"];
            labels[code].as_str().expect("a label").to_owned()
        };
        let share = |part: &[String], of: &[String]| match (cells[part].0, cells[of].0) {
            (Some(_), Some(0)) => ".".to_owned(),
            (Some(part), Some(of)) => {
                let tenths = (2000 * part + of) / (2 * of);
                format!("{},{} %", tenths / 10, tenths % 10)
            }
            _ => ":".to_owned(),
        };
        let total = "total".to_owned();
        if let [_, inner, columns] = names[..] {
            for service in &services {
                for row in in_order(codes(&table, inner)) {
                    let of = |column: &String| written(&[service.clone(), row.clone(), column.clone()]);
                    let mut cells: Vec<String> = in_order(codes(&table, columns)).iter().map(of).collect();
                    cells.insert(0, label(&row));
                    let part = [service.clone(), row, total.clone()];
                    cells.push(share(&part, &[service.clone(), total.clone(), total.clone()]));
                    rows.push(cells);
                }
            }
        } else {
            for row in in_order(codes(&table, names[1])) {
                let mut cells: Vec<String> =
                    services.iter().map(|service| written(&[service.clone(), row.clone()])).collect();
                cells.insert(0, label(&row));
                cells.push(share(&[total.clone(), row], &[total.clone(), total.clone()]));
                rows.push(cells);
            }
        }
    }
    rows
}

/// A part of a workbook.
pub(crate) fn part(workbook: &Page, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(&workbook.bytes)).expect("a workbook is an archive");
    let mut text = String::new();
    archive.by_name(name).expect("the part is there").read_to_string(&mut text).expect("it is XML");
    text
}

/// The cells of a workbook: a sheet for each table, after the one that tells of them.
pub(crate) fn of_workbook(workbook: &Page) -> Cells {
    let texts: Vec<String> = part(workbook, "xl/sharedStrings.xml")
        .split("<si>")
        .skip(1)
        .map(|text| {
            text.split("</t>").next().unwrap_or_default().rsplit('>').next().unwrap_or_default().to_owned()
        })
        .collect();
    let tables: [&[&str]; 5] = [
        &["service", "main_concern", "gender"],
        &["service", "main_concern", "age_group"],
        &["service", "referral_source"],
        &["service", "person_location"],
        &["service", "additional_concern"],
    ];
    let mut found = Cells::new();
    for (at, names) in tables.iter().enumerate() {
        let sheet = part(workbook, &format!("xl/worksheets/sheet{}.xml", at + 2));
        assert!(!sheet.contains("<f>"), "no formula");
        for row in sheet.split("<row ").skip(2) {
            let cells: Vec<(bool, String)> = row
                .split("<c ")
                .skip(1)
                .map(|cell| {
                    let value =
                        cell.split_once("<v>").map_or("", |(_, rest)| rest.split('<').next().unwrap_or(""));
                    let is_text = cell.split('>').next().is_some_and(|tag| tag.contains("t=\"s\""));
                    let text = || texts[value.parse::<usize>().expect("a place")].clone();
                    (is_text, if is_text { text() } else { value.to_owned() })
                })
                .collect();
            let codes: Vec<String> = (0..names.len()).map(|edge| cells[2 * edge].1.clone()).collect();
            let (is_text, count) = &cells[2 * names.len()];
            let corrected = cells.get(2 * names.len() + 2).is_some_and(|(_, sign)| sign == "*");
            let cell = if *is_text {
                assert_eq!((count.as_str(), cells[2 * names.len() + 1].1.as_str()), (":", ":"));
                (None, ":".to_owned())
            } else {
                (count.parse().ok(), if corrected { "*" } else { "" }.to_owned())
            };
            assert!(!cell.0.is_some_and(|count| (1..=4).contains(&count)), "{codes:?}");
            found.insert(whole(names, &codes), cell);
        }
    }
    found
}
