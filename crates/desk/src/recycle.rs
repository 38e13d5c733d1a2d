//! The recycle bin: deleting a record with what hangs on it, putting it back, and emptying what lay
//! there for thirty days.
//!
//! Invariant: a record that is not in the bin never refers to one that is. A deletion takes along
//! what belongs to the record and refuses while an application still needs it.

use crate::companies::{count, parse_id};
use crate::document_types;
use crate::environment::{day_in_kazakhstan, stamp};
use crate::error::{AppError, ErrorCode};
use crate::freeze::Parcel;
use crate::history;
use crate::needed;
use crate::session::Desk;
use crate::view::{BinRow, DeletedView, RecordKind, Text};
use casework::{
    Application, ApplicationId, Company, CompanyId, Consent, Engagement, FamilyRelation, FileRef, Kind,
    LinkRole, Paper, Person, PersonId, Record, RecordId, StayDocument, Submission, TravelDocument,
};
use jiff::SignedDuration;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use vault::{Action, Author, Binned, Change, Expected, ListQuery, Op, Stored, Vault, VaultError};

/// Days for which a deletion can be undone.
pub(crate) const KEPT_DAYS: i64 = 30;
/// Records of a list that are read at a time.
const STEP: u32 = 1_000;

impl From<RecordKind> for Kind {
    fn from(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Company => Self::Company,
            RecordKind::Person => Self::Person,
            RecordKind::Paper => Self::Paper,
            RecordKind::Application => Self::Application,
            RecordKind::Consent => Self::Consent,
        }
    }
}

/// A record that goes where another one goes.
struct Hanging {
    kind: Kind,
    id: Uuid,
    version: u64,
}

impl Desk {
    /// Moves a record, with what hangs on it, into the recycle bin.
    pub async fn record_delete(&self, kind: RecordKind, id: String) -> Result<DeletedView, AppError> {
        let vault = self.vault().await?;
        let id: Uuid = id.parse().map_err(|_| AppError::new(ErrorCode::NotFound, "malformed id"))?;
        needed::refuse_if_needed(&vault, kind, id).await?;
        let mut change = Change::new(self.author(), "delete").with(own(&vault, kind.into(), id).await?);
        let hanging = hanging(&vault, kind.into(), id).await?;
        for other in &hanging {
            change = change.with(Op::delete_of(other.kind, other.id, other.version));
        }
        change = match kind {
            RecordKind::Application => free_papers(&vault, ApplicationId::from_uuid(id), change).await?,
            RecordKind::Company => free_visas(&vault, CompanyId::from_uuid(id), change).await?,
            RecordKind::Person | RecordKind::Paper | RecordKind::Consent => change,
        };
        let committed = vault.write(change).await?;
        Ok(DeletedView {
            change: first_of(&vault, id, committed.sequence).await?,
            records: count(hanging.len() + 1),
        })
    }

    /// Empties the bin of what lay there for its time. A failure stands in nobody's way: it is tried
    /// again at the next opening.
    pub(crate) async fn keep_bin(&self, vault: &Vault) {
        if let Err(error) = purge(vault, self.author()).await {
            tracing::warn!(error = %error.message, "the recycle bin was not emptied");
        }
    }

    /// Returns what lies in the recycle bin and can be put back, the last in first.
    pub async fn bin_list(&self) -> Result<Vec<BinRow>, AppError> {
        let vault = self.vault().await?;
        let language = self.session().await?.settings.language;
        let binned = vault.bin().await?;
        let mut together: BTreeMap<u64, u32> = BTreeMap::new();
        for one in &binned {
            *together.entry(one.change).or_default() += 1;
        }
        let shown = binned.iter().filter_map(|one| Some((one, shown_kind(one.kind)?)));
        // What hangs on a record that went in with it is put back with it, and shown by it alone.
        let mut heads: BTreeMap<u64, u8> = BTreeMap::new();
        for (one, kind) in shown.clone() {
            let head = heads.entry(one.change).or_insert(u8::MAX);
            *head = rank(kind).min(*head);
        }
        Ok(shown
            .filter(|(one, kind)| heads.get(&one.change) == Some(&rank(*kind)))
            .map(|(one, kind)| BinRow {
                id: one.id.to_string(),
                kind,
                title: titled(one.kind, &one.title).get(language).to_owned(),
                deleted_at: stamp(one.deleted_at),
                until: day_in_kazakhstan(one.deleted_at + kept()).to_string(),
                with: together.get(&one.change).map_or(0, |all| all - 1),
            })
            .collect())
    }

    /// Erases a record of the recycle bin before its time, with what went in together with it.
    pub async fn bin_erase(&self, id: String) -> Result<(), AppError> {
        let vault = self.vault().await?;
        let id: Uuid = id.parse().map_err(|_| AppError::new(ErrorCode::NotFound, "malformed id"))?;
        let binned = vault.bin().await?;
        let change = binned.iter().find(|one| one.id == id).map(|one| one.change);
        let change = change.ok_or_else(|| AppError::new(ErrorCode::NotFound, "not in the bin"))?;
        let due = binned.into_iter().filter(|one| one.change == change).collect();
        erase(&vault, self.author(), due).await?;
        Ok(())
    }

    /// Puts a record back, with what went into the bin together with it.
    pub async fn bin_restore(&self, id: String) -> Result<(), AppError> {
        let vault = self.vault().await?;
        // The history doesn't ask of which kind a record is.
        let record: PersonId = parse_id(&id)?;
        let entries = vault.history(record).await?;
        let deleted = entries.iter().rev().find(|entry| entry.action == Action::Deleted);
        let deleted = deleted.ok_or_else(|| AppError::new(ErrorCode::NotFound, "never deleted"))?;
        let together = history::entries_of(&vault, deleted.change).await?;
        let change = history::undo(&vault, &together, Change::new(self.author(), "restore")).await?;
        vault.write(change).await?;
        Ok(())
    }
}

/// Returns the place of a kind: what hangs on another has the higher one.
const fn rank(kind: RecordKind) -> u8 {
    match kind {
        RecordKind::Application => 0,
        RecordKind::Company => 1,
        RecordKind::Person => 2,
        RecordKind::Consent => 3,
        RecordKind::Paper => 4,
    }
}

const fn shown_kind(kind: Kind) -> Option<RecordKind> {
    match kind {
        Kind::Company => Some(RecordKind::Company),
        Kind::Person => Some(RecordKind::Person),
        Kind::Paper => Some(RecordKind::Paper),
        Kind::Application => Some(RecordKind::Application),
        Kind::Consent => Some(RecordKind::Consent),
        Kind::Engagement
        | Kind::FamilyRelation
        | Kind::TravelDocument
        | Kind::StayDocument
        | Kind::Submission => None,
    }
}

fn kept() -> SignedDuration {
    SignedDuration::from_hours(24 * KEPT_DAYS)
}

/// Returns the change that an entry of the journal belongs to.
async fn first_of(vault: &Vault, id: Uuid, upto: u64) -> Result<u32, AppError> {
    let entries = vault.history(PersonId::from_uuid(id)).await?;
    let last = entries.iter().rev().find(|entry| entry.sequence <= upto);
    last.and_then(|entry| u32::try_from(entry.change).ok()).ok_or_else(|| AppError::internal("change untold"))
}

async fn own(vault: &Vault, kind: Kind, id: Uuid) -> Result<Op, AppError> {
    let version = match kind {
        Kind::Company => vault.require::<Company>(RecordId::from_uuid(id)).await?.version,
        Kind::Person => vault.require::<Person>(RecordId::from_uuid(id)).await?.version,
        Kind::Paper => vault.require::<Paper>(RecordId::from_uuid(id)).await?.version,
        Kind::Application => vault.require::<Application>(RecordId::from_uuid(id)).await?.version,
        Kind::Consent => vault.require::<Consent>(RecordId::from_uuid(id)).await?.version,
        _ => return Err(AppError::internal("deleted with what it hangs on")),
    };
    Ok(Op::delete_of(kind, id, version))
}

/// Returns what belongs to a record and goes where it goes.
async fn hanging(vault: &Vault, kind: Kind, id: Uuid) -> Result<Vec<Hanging>, AppError> {
    let mut found = Vec::new();
    match kind {
        Kind::Company => {
            let id = CompanyId::from_uuid(id);
            add::<Engagement>(vault, id, LinkRole::Host, &mut found).await?;
            add::<Consent>(vault, id, LinkRole::Host, &mut found).await?;
            add::<Paper>(vault, id, LinkRole::Owner, &mut found).await?;
        }
        Kind::Person => {
            let id = PersonId::from_uuid(id);
            add::<TravelDocument>(vault, id, LinkRole::Person, &mut found).await?;
            add::<StayDocument>(vault, id, LinkRole::Person, &mut found).await?;
            add::<Engagement>(vault, id, LinkRole::Person, &mut found).await?;
            add::<Consent>(vault, id, LinkRole::Person, &mut found).await?;
            add::<FamilyRelation>(vault, id, LinkRole::Principal, &mut found).await?;
            add::<FamilyRelation>(vault, id, LinkRole::Dependant, &mut found).await?;
            add::<Paper>(vault, id, LinkRole::Owner, &mut found).await?;
        }
        Kind::Application => {
            let id = ApplicationId::from_uuid(id);
            add::<Submission>(vault, id, LinkRole::Application, &mut found).await?;
            add::<Paper>(vault, id, LinkRole::Owner, &mut found).await?;
        }
        _ => {}
    }
    Ok(found)
}

async fn add<R: Record>(
    vault: &Vault,
    to: impl RecordId,
    role: LinkRole,
    found: &mut Vec<Hanging>,
) -> Result<(), AppError> {
    let linked = vault.linked::<R>(to, role).await?;
    found.extend(linked.into_iter().map(|stored| Hanging {
        kind: R::KIND,
        id: stored.record.id().uuid(),
        version: stored.version,
    }));
    Ok(())
}

/// Papers of others that served this application alone are theirs again.
async fn free_papers(vault: &Vault, application: ApplicationId, change: Change) -> Result<Change, AppError> {
    let mut change = change;
    for Stored { record: mut paper, version, .. } in
        vault.linked::<Paper>(application, LinkRole::Application).await?
    {
        if paper.owner != casework::PaperOwner::Application(application) {
            paper.application = None;
            change = change.put(&paper, Expected::Version(version))?;
        }
    }
    Ok(change)
}

/// Visas keep standing when the host for which they were issued goes.
async fn free_visas(vault: &Vault, host: CompanyId, change: Change) -> Result<Change, AppError> {
    let mut change = change;
    for Stored { record: mut visa, version, .. } in vault.linked::<StayDocument>(host, LinkRole::Host).await?
    {
        visa.host = None;
        change = change.put(&visa, Expected::Version(version))?;
    }
    Ok(change)
}

/// Returns what a record is called by its stored title: a paper that the user gave no title is called
/// by its type, whose code is what is stored.
pub(crate) fn titled(kind: Kind, title: &str) -> Text {
    if kind == Kind::Paper { document_types::title(title) } else { Text::same(title) }
}

/// Returns the error of a restore whose owner lies in the bin, too.
pub(crate) fn restore_first(kind: Kind, title: &str) -> AppError {
    let Text { en, ru, kk } = titled(kind, title);
    AppError::with_text(
        ErrorCode::Invalid,
        "belongs to a record in the bin",
        Text::new(
            format!("It belongs to something in the recycle bin. Restore that first: {en}"),
            format!("Это относится к записи в корзине. Сначала восстановите её: {ru}"),
            format!("Бұл себеттегі жазбаға тиесілі. Алдымен соны қалпына келтіріңіз: {kk}"),
        ),
    )
}

/// Erases what lay in the bin for thirty days, and the files that nothing else leads to.
async fn purge(vault: &Vault, author: Author) -> Result<usize, AppError> {
    let now = author.at;
    let due = vault.bin().await?.into_iter().filter(|one| one.deleted_at + kept() <= now).collect();
    erase(vault, author, due).await
}

/// Erases records of the bin and returns how many; one that something else in the bin still refers
/// to waits for it.
async fn erase(vault: &Vault, author: Author, mut due: Vec<Binned>) -> Result<usize, AppError> {
    // What refers to others goes before them.
    due.sort_by_key(|one| match one.kind {
        Kind::Company => 3,
        Kind::Person => 2,
        Kind::Application => 1,
        _ => 0,
    });
    loop {
        if due.is_empty() {
            return Ok(0);
        }
        let files = files_of(vault, &due.iter().map(|one| one.id).collect()).await?;
        let mut change = Change::new(author.clone(), "purge");
        for one in &due {
            change = change.with(Op::erase_of(one.kind, one.id, one.version));
        }
        for file in files {
            change = change.with(Op::erase_file(file.parse()?));
        }
        match vault.write(change).await {
            Err(VaultError::StillLinked { id, .. }) => due.retain(|one| one.id != id),
            Err(error) => return Err(error.into()),
            Ok(_) => return Ok(due.len()),
        }
    }
}

/// Returns the files that only these records lead to.
pub(crate) async fn files_of(vault: &Vault, erased: &BTreeSet<Uuid>) -> Result<BTreeSet<String>, AppError> {
    let mut theirs = BTreeSet::new();
    let mut kept = BTreeSet::new();
    let mut sort = |id: Uuid, files: Vec<FileRef>| {
        let into = if erased.contains(&id) { &mut theirs } else { &mut kept };
        into.extend(files.into_iter().map(|file| file.file));
    };
    for Stored { record: paper, .. } in all::<Paper>(vault, true).await? {
        sort(paper.id.uuid(), paper.files().cloned().collect());
    }
    for Stored { record: person, .. } in all::<Person>(vault, true).await? {
        sort(person.id.uuid(), person.photo.into_iter().collect());
    }
    for Stored { record: company, .. } in all::<Company>(vault, true).await? {
        sort(company.id.uuid(), company.logo.into_iter().chain(company.letterhead).collect());
    }
    // What was sent is kept as it was sent.
    for row in vault.outbox().await? {
        if let Ok(parcel) = serde_json::from_value::<Parcel>(row.body) {
            kept.extend(parcel.files.into_values());
        }
    }
    Ok(theirs.difference(&kept).cloned().collect())
}

/// Returns all records of a kind, also those in the bin where they are wanted.
pub(crate) async fn all<R: Record>(vault: &Vault, include_deleted: bool) -> Result<Vec<Stored<R>>, AppError> {
    let mut records = Vec::new();
    loop {
        let offset = count(records.len());
        let query = ListQuery { limit: STEP, offset, include_deleted, ..ListQuery::default() };
        let page = vault.list::<R>(query).await?;
        let is_last = page.len() < STEP as usize;
        records.extend(page);
        if is_last {
            return Ok(records);
        }
    }
}
