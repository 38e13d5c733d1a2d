//! What becomes of each row: new, an update of what is stored, or nothing; and why a row can't be
//! taken. Pure: what is stored was read before, and nothing is written here.

use super::draft::Draft;
use super::field::Field;
use super::problem::Wrong;
use crate::AppError;
use crate::companies::count;
use crate::view::{
    ImportCounts, ImportDuplicate, ImportFieldChange, ImportKind, ImportOptions, ImportRowView, RowAction,
    Severity, Text,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;
use vault::Change;

/// Rows of a long file that the window is shown.
const SHOWN_MAX: usize = 500;

/// The stored record that a row seems to be.
pub(crate) struct Match {
    place: usize,
    by: Text,
    /// Whether others could be meant, too.
    is_one_of_several: bool,
}

impl Match {
    /// Returns the first of the places.
    pub(crate) fn of(places: &[usize], by: Text) -> Option<Self> {
        let place = *places.first()?;
        let others: BTreeSet<&usize> = places.iter().collect();
        Some(Self { place, by, is_one_of_several: others.len() > 1 })
    }
}

/// What an import brings: people or companies, with those that are stored.
pub(crate) trait Subject {
    /// Notes what is wrong with a row beyond its single cells.
    fn check(&self, draft: &mut Draft);
    /// Returns the title of the record that a row describes.
    fn title(&self, draft: &Draft) -> String;
    /// Returns the stored record that a row seems to be.
    fn find(&self, draft: &Draft) -> Option<Match>;
    /// Returns by what a row is the same as one above it.
    fn same(&self, draft: &Draft, above: &Draft) -> Option<Text>;
    /// Returns id and title of a stored record.
    fn stored(&self, place: usize) -> Option<(String, String)>;
    /// Returns what an update would change.
    fn changes(&self, draft: &Draft, place: usize) -> Vec<ImportFieldChange>;
    /// Adds what a row says to a change.
    fn put(
        &self,
        change: Change,
        draft: &Draft,
        stored: Option<usize>,
        make_id: &dyn Fn() -> Uuid,
    ) -> Result<Change, AppError>;
}

/// Returns the fields of a kind that hold something else after than before.
pub(crate) fn changed(
    kind: ImportKind,
    before: impl Fn(Field) -> String,
    after: impl Fn(Field) -> String,
) -> Vec<ImportFieldChange> {
    let fields = Field::of(kind).iter();
    let compared =
        fields.map(|field| ImportFieldChange { field: *field, before: before(*field), after: after(*field) });
    compared.filter(|change| change.before != change.after).collect()
}

/// A row with what becomes of it.
struct Planned {
    draft: Draft,
    action: RowAction,
    place: Option<usize>,
    duplicate: Option<ImportDuplicate>,
}

/// What becomes of a file.
pub(crate) struct Plan {
    rows: Vec<Planned>,
}

impl Plan {
    /// Decides what becomes of each row.
    pub(crate) fn make(subject: &dyn Subject, drafts: Vec<Draft>, options: &ImportOptions) -> Self {
        let choices: BTreeMap<u32, RowAction> =
            options.rows.iter().map(|choice| (choice.row, choice.action)).collect();
        let mut rows: Vec<Planned> = Vec::with_capacity(drafts.len());
        let mut updated: HashMap<usize, u32> = HashMap::new();
        let mut above = Above::default();
        for mut draft in drafts {
            subject.check(&mut draft);
            let earlier = above.find(subject, &rows, &draft);
            let found = subject.find(&draft);
            if found.as_ref().is_some_and(|found| found.is_one_of_several) {
                draft.wrong(&Wrong::SeveralDuplicates, None);
            }
            let place = found.as_ref().map(|found| found.place);
            let duplicate = found.map_or(earlier, |found| Some(stored_duplicate(subject, found)));
            let chosen = choices.get(&draft.row).copied();
            let action = match (&duplicate, chosen) {
                (None, Some(RowAction::Skip)) => RowAction::Skip,
                (None, _) => RowAction::Create,
                // An earlier row is no stored record, so there is nothing to update yet.
                (Some(one), _) if one.id.is_none() && chosen != Some(RowAction::Create) => RowAction::Skip,
                (Some(_), chosen) => chosen.unwrap_or(options.duplicates),
            };
            let action = match (action, place) {
                // An update that changes nothing is none.
                (RowAction::Update, Some(place))
                    if !draft.is_blocked() && subject.changes(&draft, place).is_empty() =>
                {
                    RowAction::Skip
                }
                _ => action,
            };
            if let (RowAction::Update, Some(place)) = (action, place)
                && let Some(row) = updated.insert(place, draft.row)
            {
                draft.wrong(&Wrong::UpdatedAbove { row }, None);
            }
            above.note(&draft, rows.len());
            rows.push(Planned { draft, action, place, duplicate });
        }
        Self { rows }
    }

    /// Returns how many rows there are of each sort.
    pub(crate) fn counts(&self) -> ImportCounts {
        let of = |test: &dyn Fn(&Planned) -> bool| count(self.rows.iter().filter(|row| test(row)).count());
        let taken = |action: RowAction| move |row: &Planned| row.action == action && !row.is_blocked();
        ImportCounts {
            rows: count(self.rows.len()),
            create: of(&taken(RowAction::Create)),
            update: of(&taken(RowAction::Update)),
            skip: of(&|row| row.action == RowAction::Skip),
            duplicates: of(&|row| row.duplicate.is_some()),
            blocked: of(&Planned::is_blocked),
            warned: of(&|row| row.draft.problems.iter().any(|one| one.severity == Severity::Warns)),
        }
    }

    /// Returns how many cells can be read as two days.
    pub(crate) fn ambiguous_dates(&self) -> u32 {
        let problems = self.rows.iter().flat_map(|row| &row.draft.problems);
        count(problems.filter(|problem| problem.code == "ambiguous_day").count())
    }

    /// Returns the rows for the window: those that hold the import up first, then doubtful ones,
    /// then duplicates, then the others.
    pub(crate) fn views(&self, subject: &dyn Subject) -> Vec<ImportRowView> {
        let rank = |row: &&Planned| match row {
            row if row.is_blocked() => 0,
            row if !row.draft.problems.is_empty() => 1,
            row if row.duplicate.is_some() => 2,
            _ => 3,
        };
        let mut rows: Vec<&Planned> = self.rows.iter().collect();
        rows.sort_by_key(rank);
        rows.into_iter().take(SHOWN_MAX).map(|row| row.view(subject)).collect()
    }

    /// Returns the numbers of the rows that a problem holds up.
    pub(crate) fn blocked(&self) -> Vec<u32> {
        self.rows.iter().filter(|row| row.is_blocked()).map(|row| row.draft.row).collect()
    }

    /// Adds everything that is taken to a change.
    pub(crate) fn put(
        &self,
        subject: &dyn Subject,
        mut change: Change,
        make_id: &dyn Fn() -> Uuid,
    ) -> Result<Change, AppError> {
        for row in self.rows.iter().filter(|row| !row.is_blocked()) {
            let stored = match row.action {
                RowAction::Skip => continue,
                RowAction::Update => row.place,
                RowAction::Create => None,
            };
            change = subject.put(change, &row.draft, stored, make_id)?;
        }
        Ok(change)
    }
}

impl Planned {
    /// Returns whether a problem holds the row up. A row that is skipped needs nothing of it.
    fn is_blocked(&self) -> bool {
        self.action != RowAction::Skip && self.draft.is_blocked()
    }

    fn view(&self, subject: &dyn Subject) -> ImportRowView {
        let changes = match (self.action, self.place) {
            (RowAction::Update, Some(place)) => subject.changes(&self.draft, place),
            _ => Vec::new(),
        };
        ImportRowView {
            row: self.draft.row,
            title: subject.title(&self.draft),
            action: self.action,
            blocked: self.is_blocked(),
            duplicate: self.duplicate.clone(),
            problems: self.draft.problems.clone(),
            changes,
        }
    }
}

fn stored_duplicate(subject: &dyn Subject, found: Match) -> ImportDuplicate {
    let (id, title) = subject.stored(found.place).unwrap_or_default();
    ImportDuplicate { id: Some(id), row: None, title, by: found.by }
}

/// Rows above, by what rows that are the same share: not every row is compared with every other.
#[derive(Default)]
struct Above {
    by_key: HashMap<String, Vec<usize>>,
}

impl Above {
    fn note(&mut self, draft: &Draft, place: usize) {
        for key in keys(draft) {
            self.by_key.entry(key).or_default().push(place);
        }
    }

    fn find(&self, subject: &dyn Subject, rows: &[Planned], draft: &Draft) -> Option<ImportDuplicate> {
        let mut places: Vec<usize> =
            keys(draft).iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        places.sort_unstable();
        let above = places.into_iter().filter_map(|place| rows.get(place));
        above.filter(|row| row.action != RowAction::Skip).find_map(|row| {
            subject.same(draft, &row.draft).map(|by| ImportDuplicate {
                id: None,
                row: Some(row.draft.row),
                title: subject.title(&row.draft),
                by,
            })
        })
    }
}

/// Returns what two rows must share one of to be the same.
fn keys(draft: &Draft) -> Vec<String> {
    use super::field::Field as F;
    let texts = [F::Iin, F::PassportNumber, F::Bin, F::NameEn, F::NameRu, F::NameKk];
    let texts = texts.into_iter().map(|field| (field, vault::fold(draft.text(field))));
    let compact = texts.map(|(field, text)| {
        let text: String = text.chars().filter(|one| one.is_alphanumeric()).collect();
        // A name may stand in the column of another language.
        let sort = if matches!(field, F::NameEn | F::NameRu | F::NameKk) { F::NameEn } else { field };
        (sort, text)
    });
    let filled =
        compact.filter(|(_, text)| !text.is_empty()).map(|(field, text)| format!("{field:?} {text}"));
    filled.chain(draft.day(F::BirthDate).map(|day| day.to_string())).collect()
}
