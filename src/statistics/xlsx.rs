//! A release as a workbook: a sheet that tells of it, and a sheet for each table.
//!
//! Texts are written as texts whatever they begin with, so that none becomes a formula, and numbers as numbers. There
//! is no formula, nothing hidden and nobody's name. The same release gives the same bytes.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::cube::Cube;
use super::imprint::{Imprint, Labels};
use super::publication::Publication;
use super::sign::SUPPRESSED;

/// How counts look, and those that a correction has changed: the sign is seen, and the cell is still a number.
const COUNT: &str = "#,##0";
const CORRECTED: &str = "#,##0\"*\"";
/// A spreadsheet takes no longer name of a sheet.
const LONGEST_NAME: usize = 31;
/// The narrowest and the widest column, in characters; what is longer is wrapped.
const WIDTHS: (usize, usize) = (10, 60);

/// The workbook of a release.
pub fn publication_as_xlsx(publication: &Publication, imprint: &Imprint, labels: &impl Labels) -> Vec<u8> {
    written(publication, imprint, labels)
        .expect("sheets with names of their own and short texts can be written")
}

fn written(publication: &Publication, imprint: &Imprint, labels: &impl Labels) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title(&imprint.title).set_company(&imprint.source);
    workbook.set_properties(&properties.set_creation_datetime(&made_at(publication, imprint)?));
    let cubes = publication.cubes();
    let names: Vec<String> =
        cubes.iter().enumerate().map(|(at, cube)| sheet_name(at, cube, labels)).collect();
    let tables: Vec<(String, String)> =
        names.iter().cloned().zip(cubes.iter().map(|cube| labels.cube(cube))).collect();
    tell(workbook.add_worksheet().set_name(fitting(&imprint.heads.about))?, imprint, &tables)?;
    for (cube, name) in cubes.iter().zip(&names) {
        show(workbook.add_worksheet().set_name(name)?, cube, imprint, labels)?;
    }
    workbook.save_to_buffer()
}

/// The time that stands in the file, since one must: of the publication, or where nobody has told it the moment at
/// which the year was over.
fn made_at(publication: &Publication, imprint: &Imprint) -> Result<ExcelDateTime, XlsxError> {
    match imprint.updated.map(|at| at.to_offset(time::UtcOffset::UTC)) {
        Some(at) => {
            let date = ExcelDateTime::from_ymd(number(at.year()), at.month().into(), at.day())?;
            date.and_hms(at.hour().into(), at.minute(), f64::from(at.second()))
        }
        None => ExcelDateTime::from_ymd(publication.year() + 1, 1, 1),
    }
}

fn number(year: i32) -> u16 {
    u16::try_from(year).unwrap_or_default()
}

/// The sheet that tells what the others are.
fn tell(sheet: &mut Worksheet, imprint: &Imprint, tables: &[(String, String)]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    let plain = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    sheet.write_string_with_format(0, 0, &imprint.title, &bold.clone().set_font_size(14))?;
    let heads = &imprint.heads;
    let notes: Vec<(String, String)> =
        imprint.notes.iter().map(|note| (String::new(), note.clone())).collect();
    let parts = [
        (None, &imprint.provenance),
        (Some(&heads.signs), &imprint.signs),
        (Some(&heads.notes), &notes),
        (Some(&heads.tables), &tables.to_vec()),
    ];
    let mut row = 2;
    for (head, lines) in parts {
        if let Some(head) = head.filter(|_| !lines.is_empty()) {
            sheet.write_string_with_format(row, 0, head, &bold)?;
            row += 1;
        }
        for (name, value) in lines {
            if !name.is_empty() {
                sheet.write_string_with_format(row, 0, name, &plain)?;
            }
            sheet.write_string_with_format(row, 1, value, &plain)?;
            row += 1;
        }
        row += 1;
    }
    sheet.set_column_width(0, 28)?;
    sheet.set_column_width(1, 90)?;
    Ok(())
}

/// One table: for each dimension the code and its label, then the count and its share of all.
fn show(
    sheet: &mut Worksheet,
    cube: &Cube,
    imprint: &Imprint,
    labels: &impl Labels,
) -> Result<(), XlsxError> {
    let mut heads = Vec::new();
    for edge in cube.edges() {
        let label = labels.dimension(edge.name());
        heads.extend([format!("{label} ({})", imprint.heads.code), label]);
    }
    heads.extend([imprint.heads.count.clone(), imprint.heads.percent.clone()]);
    // Whoever reads the sheet by a program does not see how a number looks.
    if cube.has_revised() {
        heads.push(imprint.heads.sign.clone());
    }
    let mut widths: Vec<usize> = heads.iter().map(|head| head.chars().count()).collect();
    let head = Format::new().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin);
    for (column, text) in (0..).zip(&heads) {
        sheet.write_string_with_format(0, column, text, &head)?;
    }
    for (at, (codes, cell)) in cube.rows().enumerate() {
        let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let looks = Looks { bold: cube.is_sum(&codes) };
        let mut column = 0;
        for (edge, code) in cube.edges().iter().zip(&codes) {
            for text in [(*code).to_owned(), labels.category(edge.name(), code)] {
                sheet.write_string_with_format(row, column, &text, &looks.text())?;
                let width = &mut widths[usize::from(column)];
                *width = text.chars().count().max(*width);
                column += 1;
            }
        }
        let as_shown = if cube.is_revised(at) { CORRECTED } else { COUNT };
        match cell.count() {
            Some(count) => sheet.write_number_with_format(row, column, count, &looks.number(as_shown))?,
            None => sheet.write_string_with_format(row, column, SUPPRESSED, &looks.sign())?,
        };
        match cube.share(at) {
            Ok(share) => {
                let percent = f64::from(share.tenths()) / 10.0;
                sheet.write_number_with_format(row, column + 1, percent, &looks.number("0.0"))?
            }
            Err(sign) => sheet.write_string_with_format(row, column + 1, sign, &looks.sign())?,
        };
        if cube.has_revised() {
            sheet.write_string_with_format(row, column + 2, cube.sign(at), &looks.text())?;
        }
    }
    for (column, width) in (0..).zip(widths) {
        // Room for what the letters' own widths add.
        sheet.set_column_width(column, (width + 2).clamp(WIDTHS.0, WIDTHS.1) as f64)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// How the cells of a row look; a sum stands out.
struct Looks {
    bold: bool,
}

impl Looks {
    fn text(&self) -> Format {
        let format = Format::new().set_text_wrap();
        if self.bold { format.set_bold() } else { format }
    }

    fn number(&self, as_shown: &str) -> Format {
        let format = Format::new().set_num_format(as_shown);
        if self.bold { format.set_bold() } else { format }
    }

    /// A sign is seen by its place, its letters and its ground, not by a colour alone.
    fn sign(&self) -> Format {
        let ground = Color::RGB(0x00E8_E8E8);
        Format::new().set_italic().set_align(FormatAlign::Right).set_background_color(ground)
    }
}

/// The name of a table's sheet: its number, so that no two are alike, and what the table is called.
fn sheet_name(at: usize, cube: &Cube, labels: &impl Labels) -> String {
    fitting(&format!("{} {}", at + 1, labels.cube(cube)))
}

/// Without what a spreadsheet takes in no name of a sheet, and as short as it wants it.
fn fitting(name: &str) -> String {
    let taken = |letter: &char| !['[', ']', ':', '*', '?', '/', '\\', '\''].contains(letter);
    let mut room = LONGEST_NAME;
    let fits = |letter: &char| {
        let left = room.checked_sub(letter.len_utf16());
        room = left.unwrap_or_default();
        left.is_some()
    };
    name.chars().filter(taken).take_while(fits).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use time::macros::datetime;

    use super::*;
    use crate::statistics::imprint::tests::{Words, imprint};
    use crate::statistics::sample;

    fn workbook(imprint: &Imprint) -> Vec<u8> {
        publication_as_xlsx(&sample::release().publication(), imprint, &Words)
    }

    fn part(workbook: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("a workbook is an archive");
        let mut text = String::new();
        archive.by_name(name).expect("the part is there").read_to_string(&mut text).expect("it is XML");
        text
    }

    #[test]
    fn the_same_release_gives_the_same_bytes() {
        assert_eq!(workbook(&imprint()), workbook(&imprint()));
    }

    #[test]
    fn a_workbook_names_nobody_and_tells_its_own_time() {
        let core = part(&workbook(&imprint()), "docProps/core.xml");
        assert!(
            core.contains("<dc:creator></dc:creator>") && core.contains("<cp:lastModifiedBy></cp:"),
            "{core}"
        );
        assert_eq!(core.matches("2026-01-01T00:00:00Z").count(), 2, "when the year was over: {core}");
        let told = Imprint { updated: Some(datetime!(2026-03-01 9:30:05 +1)), ..imprint() };
        assert_eq!(part(&workbook(&told), "docProps/core.xml").matches("2026-03-01T08:30:05Z").count(), 2);
    }

    #[test]
    fn a_sheet_for_each_table_has_numbers_signs_and_no_formula() {
        let workbook = workbook(&imprint());
        let release = sample::release();
        let sheets = part(&workbook, "xl/workbook.xml");
        assert_eq!(sheets.matches("<sheet ").count(), 1 + release.tables().len());
        assert!(!sheets.contains("state="), "nothing is hidden");
        // The second table, by main concern: its sum, its heads, and one sign for each hidden count and share.
        let concerns = part(&workbook, "xl/worksheets/sheet3.xml");
        assert!(concerns.contains("<v>1101</v>") && concerns.contains("<v>100</v>"), "{concerns}");
        assert!(concerns.contains("state=\"frozen\"") && concerns.contains("<cols>"), "{concerns}");
        let texts = part(&workbook, "xl/sharedStrings.xml");
        assert!(
            texts.contains(">=HYPERLINK(\"x\")<") && texts.contains(">-1 is a note and no formula<"),
            "{texts}"
        );
        for at in 1..=release.tables().len() + 1 {
            let sheet = part(&workbook, &format!("xl/worksheets/sheet{at}.xml"));
            assert!(!sheet.contains("<f>") && !sheet.contains("hidden"), "{sheet}");
        }
    }

    #[test]
    fn names_of_sheets_are_those_a_spreadsheet_takes() {
        assert_eq!(fitting("About: [all]"), "About all");
        assert_eq!(fitting(&"æ".repeat(40)).chars().count(), 31);
        assert_eq!(fitting(&"🙂".repeat(40)).chars().count(), 15, "a smile takes the room of two");
    }
}
