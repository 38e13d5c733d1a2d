//! Which column fills which field: proposed from the titles and the values, or remembered by name.

use super::field::{Field, Script};
use crate::error::{AppError, ErrorCode};
use crate::session::Desk;
use crate::view::{ImportColumn, ImportKind, Text};
use serde::{Deserialize, Serialize};
use sheets::{Row, Table};
use std::collections::BTreeMap;
use vault::Cabinet;

/// Rows among which the titles are looked for; above them stand names of companies and dates.
const HEADER_ROWS: usize = 12;
/// Values that tell the script of a column.
const LOOKED_AT: usize = 30;
/// Under this name the saved mappings lie in the cabinet.
const SETTING: &str = "import_mappings";
/// Saved mappings; each names all columns of a file, and a setting holds 64 KiB.
const SAVED_MAX: usize = 20;

/// A saved mapping: titles of columns and the fields that they fill.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Saved {
    kind: ImportKind,
    titles: BTreeMap<String, Field>,
}

pub(crate) type SavedMappings = BTreeMap<String, Saved>;

/// Returns the place of the row with the titles: the one of the first rows that names most fields.
pub(crate) fn header_place(table: &Table, kind: ImportKind, wanted: Option<u32>) -> usize {
    if let Some(place) = wanted.and_then(|number| table.rows.iter().position(|row| row.number == number)) {
        return place;
    }
    let named = |row: &Row| {
        row.cells.iter().filter(|title| Field::of(kind).iter().any(|field| field.match_of(title) > 0)).count()
    };
    let rows = table.rows.iter().take(HEADER_ROWS).map(named).enumerate();
    // The first of those that name most.
    rows.max_by_key(|(place, named)| (*named, usize::MAX - place)).map_or(0, |(place, _)| place)
}

/// Proposes the field of each column. A field is given once, to the column that names it best.
pub(crate) fn propose(table: &Table, header: usize, kind: ImportKind) -> BTreeMap<usize, Field> {
    let Some(titles) = table.rows.get(header) else { return BTreeMap::new() };
    let mut candidates = Vec::new();
    for (column, title) in titles.cells.iter().enumerate() {
        let script = script_of(table, header, column);
        for (order, field) in Field::of(kind).iter().enumerate() {
            let fits = script == Script::Any || field.script() == Script::Any || field.script() == script;
            let score = field.match_of(title);
            // A title that names the field itself is believed also where the values are in another script.
            if score == 3 || (score > 0 && fits) {
                candidates.push((std::cmp::Reverse(score), column, order, *field));
            }
        }
    }
    candidates.sort();
    let mut proposed: BTreeMap<usize, Field> = BTreeMap::new();
    for (_, column, _, field) in candidates {
        if !proposed.contains_key(&column) && !proposed.values().any(|taken| *taken == field) {
            proposed.insert(column, field);
        }
    }
    proposed
}

/// Returns the script in which most values of a column are written.
fn script_of(table: &Table, header: usize, column: usize) -> Script {
    let values = table.rows.iter().skip(header + 1).take(LOOKED_AT).map(|row| row.cell(column));
    let (mut latin, mut cyrillic) = (0, 0);
    for letter in values.flat_map(str::chars) {
        latin += usize::from(letter.is_ascii_alphabetic());
        cyrillic += usize::from(('\u{400}'..='\u{52f}').contains(&letter));
    }
    match latin.cmp(&cyrillic) {
        std::cmp::Ordering::Greater => Script::Latin,
        std::cmp::Ordering::Less => Script::Cyrillic,
        std::cmp::Ordering::Equal => Script::Any,
    }
}

/// Returns the fields that the user chose; one that was given twice stays with its first column.
pub(crate) fn chosen(columns: &[ImportColumn], kind: ImportKind) -> BTreeMap<usize, Field> {
    let mut chosen: BTreeMap<usize, Field> = BTreeMap::new();
    for ImportColumn { column, field } in columns {
        let Some(field) = field.filter(|field| Field::of(kind).contains(field)) else { continue };
        if !chosen.values().any(|taken| *taken == field) {
            chosen.insert(*column as usize, field);
        }
    }
    chosen
}

/// Returns what a mapping is remembered by: titles, not places, so that a moved column is found.
fn titles(table: &Table, header: usize, mapping: &BTreeMap<usize, Field>) -> BTreeMap<String, Field> {
    let row = table.rows.get(header);
    let titled = mapping.iter().filter_map(|(column, field)| {
        let title = row.map(|row| row.cell(*column).trim()).filter(|title| !title.is_empty())?;
        Some((title.to_owned(), *field))
    });
    titled.collect()
}

impl Saved {
    /// Returns a mapping to be remembered.
    pub(crate) fn new(
        kind: ImportKind,
        table: &Table,
        header: usize,
        mapping: &BTreeMap<usize, Field>,
    ) -> Self {
        Self { kind, titles: titles(table, header, mapping) }
    }

    /// Returns the fields of the columns of another file with these titles.
    pub(crate) fn apply(&self, table: &Table, header: usize) -> Vec<ImportColumn> {
        let cells = table.rows.get(header).map_or(&[][..], |row| row.cells.as_slice());
        let columns = (0u32..).zip(cells);
        columns
            .map(|(column, title)| ImportColumn { column, field: self.titles.get(title.trim()).copied() })
            .collect()
    }
}

/// Returns the names of the mappings of a kind.
pub(crate) fn names(saved: &SavedMappings, kind: ImportKind) -> Vec<String> {
    saved.iter().filter(|(_, mapping)| mapping.kind == kind).map(|(name, _)| name.clone()).collect()
}

/// Reads the saved mappings.
pub(crate) async fn load(cabinet: &Cabinet) -> Result<SavedMappings, AppError> {
    Ok(cabinet.setting(SETTING).await?.unwrap_or_default())
}

impl Desk {
    /// Keeps the saved mappings.
    pub(crate) async fn store_mappings(&self, saved: SavedMappings) -> Result<(), AppError> {
        if saved.len() > SAVED_MAX {
            return Err(too_many());
        }
        Ok(self.session().await?.cabinet.put_setting(SETTING, &saved, self.author()).await?)
    }
}

fn too_many() -> AppError {
    AppError::with_text(
        ErrorCode::Invalid,
        "too many mappings",
        Text::new(
            format!("{SAVED_MAX} mappings are saved already. Forget one that you don't need."),
            format!("Сохранено уже {SAVED_MAX} сопоставлений. Удалите ненужное."),
            format!("{SAVED_MAX} сәйкестендіру сақталған. Қажет емесін жойыңыз."),
        ),
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use Field as F;

    fn table(text: &str) -> Table {
        sheets::read(text.as_bytes(), None).unwrap()
    }

    #[test]
    fn titles_below_a_heading_are_found() {
        let table = table("Staff of Akme;;\n;;\nФамилия;Имя;ИИН\nLee;Anna;1\n");
        assert_eq!(header_place(&table, ImportKind::People, None), 1);
        assert_eq!(header_place(&table, ImportKind::People, Some(1)), 0);
    }

    #[test]
    fn the_script_of_the_values_tells_one_title_from_its_twin() {
        let latin = table("Фамилия;Имя;Должность\nLEE;ANNA;Analyst\n");
        assert_eq!(
            propose(&latin, 0, ImportKind::People),
            BTreeMap::from([(0, F::SurnameLatin), (1, F::GivenNamesLatin), (2, F::PositionEn)])
        );
        let both = table("Surname;Surname;Name;Имя\nLEE;ЛИ;ANNA;АННА\n");
        assert_eq!(
            propose(&both, 0, ImportKind::People),
            BTreeMap::from([
                (0, F::SurnameLatin),
                (1, F::SurnameCyrillic),
                (2, F::GivenNamesLatin),
                (3, F::GivenNamesCyrillic)
            ])
        );
    }

    #[test]
    fn kazakh_titles_are_known_also_from_a_russian_keyboard() {
        let table = table("Туған күні;Азаматтыгы;ЖСН\n1990-01-01;KAZ;1\n");
        assert_eq!(
            propose(&table, 0, ImportKind::People),
            BTreeMap::from([(0, F::BirthDate), (1, F::Citizenship), (2, F::Iin)])
        );
    }

    #[test]
    fn a_saved_mapping_follows_its_titles() {
        let first = table("a;b;c\n1;2;3\n");
        let mapping = BTreeMap::from([(0, F::Iin), (2, F::Phone)]);
        let saved = Saved::new(ImportKind::People, &first, 0, &mapping);
        let moved = table("x;c;a\n1;2;3\n");
        let columns = saved.apply(&moved, 0);
        assert_eq!(chosen(&columns, ImportKind::People), BTreeMap::from([(1, F::Phone), (2, F::Iin)]));
    }
}
