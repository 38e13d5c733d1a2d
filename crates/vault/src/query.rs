//! Reading records: one by id, lists with a filter and an order, and what refers to what.

use crate::error::VaultError;
use crate::search;
use crate::time;
use casework::{Kind, LinkRole, Record};
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Params, params_from_iter};
use sqlx::{AssertSqlSafe, SqliteConnection};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The longest list that is read at once; a caller that wants more pages through it.
const LIST_MAX: u32 = 10_000;

/// A record with what the store knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<R> {
    /// The record.
    pub record: R,
    /// Its version: what the next put expects.
    pub version: u64,
    /// When it came into being.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// When it went into the recycle bin.
    pub deleted_at: Option<Timestamp>,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By title, letters folded.
    #[default]
    Title,
    /// By title, backwards.
    TitleDescending,
    /// Changed last first.
    ChangedLast,
    /// Created last first.
    CreatedLast,
}

impl Sort {
    const fn clause(self) -> &'static str {
        match self {
            Self::Title => "sort_key, row",
            Self::TitleDescending => "sort_key DESC, row DESC",
            Self::ChangedLast => "changed_at_ms DESC, row DESC",
            Self::CreatedLast => "row DESC",
        }
    }
}

/// What a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// Words that every record must hold; empty for all. Records in the bin are not in the index,
    /// so a filter never shows them.
    pub text: String,
    /// Stored titles that are shown as other words, which the text names: records with one of these pass the
    /// filter, too.
    pub titles: Vec<String>,
    /// The order.
    pub sort: Sort,
    /// How many at most.
    pub limit: u32,
    /// How many to leave out first.
    pub offset: u32,
    /// Whether records of the recycle bin are shown too.
    pub include_deleted: bool,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            text: String::new(),
            titles: Vec::new(),
            sort: Sort::Title,
            limit: LIST_MAX,
            offset: 0,
            include_deleted: false,
        }
    }
}

/// The columns that a [`Row`] is read from.
const COLUMNS: &str = "record.row, record.id, record.kind, record.version, record.title, record.terms,
    record.body, record.created_at_ms, record.changed_at_ms, record.deleted_at_ms";

/// Their values.
type Columns = (i64, Vec<u8>, String, i64, String, String, String, i64, i64, Option<i64>);

/// A stored record before its document is read as its type.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) row: i64,
    pub(crate) id: Uuid,
    pub(crate) kind: Kind,
    pub(crate) version: u64,
    pub(crate) title: String,
    pub(crate) terms: String,
    pub(crate) body: String,
    pub(crate) created_at: Timestamp,
    pub(crate) changed_at: Timestamp,
    pub(crate) deleted_at: Option<Timestamp>,
}

impl Row {
    fn read(columns: Columns) -> Result<Self, VaultError> {
        let (row, id, kind, version, title, terms, body, created, changed, deleted) = columns;
        let unknown = |column| VaultError::UnknownValue { column };
        Ok(Self {
            row,
            id: Uuid::from_slice(&id).map_err(|_| unknown("record.id"))?,
            kind: Kind::from_name(&kind).ok_or(unknown("record.kind"))?,
            version: u64::try_from(version).map_err(|_| unknown("record.version"))?,
            title,
            terms,
            body,
            created_at: time::from_ms(created, "record.created_at_ms")?,
            changed_at: time::from_ms(changed, "record.changed_at_ms")?,
            deleted_at: deleted.map(|ms| time::from_ms(ms, "record.deleted_at_ms")).transpose()?,
        })
    }

    /// Returns the document.
    pub(crate) fn document(&self) -> Result<serde_json::Value, VaultError> {
        serde_json::from_str(&self.body).map_err(|_| self.unreadable())
    }

    /// Reads the document as a record.
    pub(crate) fn typed<R: Record>(self) -> Result<Stored<R>, VaultError> {
        if self.kind != R::KIND {
            return Err(VaultError::OtherKind { id: self.id, asked: R::KIND, found: self.kind });
        }
        // What serde says of a failure quotes values, so it goes no further.
        let record = serde_json::from_str(&self.body).map_err(|_| self.unreadable())?;
        Ok(Stored {
            record,
            version: self.version,
            created_at: self.created_at,
            changed_at: self.changed_at,
            deleted_at: self.deleted_at,
        })
    }

    const fn unreadable(&self) -> VaultError {
        VaultError::RecordUnreadable { kind: self.kind, id: self.id }
    }
}

/// Returns a record of any kind, also one in the recycle bin.
pub(crate) async fn load_row(conn: &mut SqliteConnection, id: Uuid) -> Result<Option<Row>, VaultError> {
    let columns = sqlx::query_as(AssertSqlSafe(format!("SELECT {COLUMNS} FROM record WHERE id = ?")))
        .bind(id.as_bytes().as_slice())
        .fetch_optional(conn)
        .await
        .map_err(VaultError::db("reading a record"))?;
    columns.map(Row::read).transpose()
}

/// The same outside a change.
pub(crate) fn find_row(conn: &Connection, id: Uuid) -> Result<Option<Row>, VaultError> {
    let sql = format!("SELECT {COLUMNS} FROM record WHERE id = ?");
    Ok(read_rows(conn, "reading a record", &sql, [id.as_bytes()])?.pop())
}

fn read_rows(
    conn: &Connection,
    action: &'static str,
    sql: &str,
    values: impl Params,
) -> Result<Vec<Row>, VaultError> {
    let mut question = conn.prepare_cached(sql).map_err(VaultError::direct(action))?;
    let rows =
        question.query_map(values, |row| Columns::try_from(row)).map_err(VaultError::direct(action))?;
    rows.map(|columns| Row::read(columns.map_err(VaultError::direct(action))?)).collect()
}

/// Returns the part of a list's statement that chooses records, with its values.
fn chosen(kind: Kind, query: &ListQuery) -> (String, Vec<Value>) {
    let mut clause = String::from("FROM record WHERE kind = ?");
    let mut values = vec![Value::from(kind.as_str().to_owned())];
    if !query.include_deleted {
        clause.push_str(" AND deleted_at_ms IS NULL");
    }
    if let Some(expression) = search::expression(&query.text) {
        values.push(expression.into());
        let words = "row IN (SELECT rowid FROM search WHERE search MATCH ?)";
        if query.titles.is_empty() {
            clause.push_str(&format!(" AND {words}"));
        } else {
            let places = vec!["?"; query.titles.len()].join(", ");
            clause.push_str(&format!(" AND ({words} OR sort_key IN ({places}) AND deleted_at_ms IS NULL)"));
            values.extend(query.titles.iter().map(|title| Value::from(search::fold(title))));
        }
    }
    (clause, values)
}

/// Returns the records of a kind.
pub(crate) fn list(conn: &Connection, kind: Kind, query: &ListQuery) -> Result<Vec<Row>, VaultError> {
    let (clause, mut values) = chosen(kind, query);
    // Only words of ours are put together here; values are bound.
    let sql = format!("SELECT {COLUMNS} {clause} ORDER BY {} LIMIT ? OFFSET ?", query.sort.clause());
    values.extend([query.limit.min(LIST_MAX).into(), query.offset.into()]);
    read_rows(conn, "listing records", &sql, params_from_iter(values))
}

/// Returns how many records a list has without its limit.
pub(crate) fn count(conn: &Connection, kind: Kind, query: &ListQuery) -> Result<u64, VaultError> {
    let (clause, values) = chosen(kind, query);
    let sql = format!("SELECT count(*) {clause}");
    conn.query_row(&sql, params_from_iter(values), |row| row.get(0))
        .map_err(VaultError::direct("counting records"))
}

/// Returns the records of a kind that refer to another one, in the order of their titles.
pub(crate) fn linked(
    conn: &Connection,
    kind: Kind,
    to: Uuid,
    role: LinkRole,
) -> Result<Vec<Row>, VaultError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM link JOIN record ON record.id = link.from_id
         WHERE link.to_id = ? AND link.role = ? AND record.kind = ? AND record.deleted_at_ms IS NULL
         ORDER BY record.sort_key, record.row LIMIT ?"
    );
    let values = (to.as_bytes(), role.as_str(), kind.as_str(), LIST_MAX);
    read_rows(conn, "reading linked records", &sql, values)
}

/// Returns how many records of each kind are not in the recycle bin.
pub(crate) fn totals(conn: &Connection) -> Result<BTreeMap<Kind, u64>, VaultError> {
    let refused = || VaultError::direct("counting records");
    // From two indexes alone: the table holds the documents, and reading all of them for a count
    // would decrypt the whole vault.
    let sql = "
        SELECT kind, sum(records) AS total FROM (
            SELECT kind, count(*) AS records FROM record INDEXED BY record_by_change GROUP BY kind
            UNION ALL
            SELECT kind, -count(*) FROM record INDEXED BY record_in_bin
            WHERE deleted_at_ms IS NOT NULL GROUP BY kind
         ) GROUP BY kind HAVING total > 0";
    let mut question = conn.prepare_cached(sql).map_err(refused())?;
    let rows = question.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(refused())?;
    rows.map(|row| {
        let (kind, total): (String, u64) = row.map_err(refused())?;
        let kind = Kind::from_name(&kind).ok_or(VaultError::UnknownValue { column: "record.kind" })?;
        Ok((kind, total))
    })
    .collect()
}
