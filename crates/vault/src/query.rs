//! Reading records: one by id, lists with a filter and an order, and what refers to what.

use crate::error::VaultError;
use crate::row::{as_i64, get, number, uuid};
use crate::search;
use crate::time;
use casework::{Kind, LinkRole, Record};
use jiff::Timestamp;
use serde_json::Value;
use sqlx::sqlite::SqliteRow;
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
        Self { text: String::new(), sort: Sort::Title, limit: LIST_MAX, offset: 0, include_deleted: false }
    }
}

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
    fn read(row: &SqliteRow) -> Result<Self, VaultError> {
        let deleted: Option<i64> = get(row, "deleted_at_ms")?;
        Ok(Self {
            row: get(row, "row")?,
            id: uuid(row, "id")?,
            kind: Kind::from_name(get(row, "kind")?)
                .ok_or(VaultError::UnknownValue { column: "record.kind" })?,
            version: number(row, "version")?,
            title: get(row, "title")?,
            terms: get(row, "terms")?,
            body: get(row, "body")?,
            created_at: time::from_ms(get(row, "created_at_ms")?, "record.created_at_ms")?,
            changed_at: time::from_ms(get(row, "changed_at_ms")?, "record.changed_at_ms")?,
            deleted_at: deleted.map(|ms| time::from_ms(ms, "record.deleted_at_ms")).transpose()?,
        })
    }

    /// Returns the document.
    pub(crate) fn document(&self) -> Result<Value, VaultError> {
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
    let row = sqlx::query("SELECT * FROM record WHERE id = ?")
        .bind(id.as_bytes().as_slice())
        .fetch_optional(conn)
        .await
        .map_err(VaultError::db("reading a record"))?;
    row.as_ref().map(Row::read).transpose()
}

/// Returns the part of a list's statement that chooses records, with the filter's expression.
fn chosen(query: &ListQuery) -> (String, Option<String>) {
    let mut clause = String::from("FROM record WHERE kind = ?1");
    if !query.include_deleted {
        clause.push_str(" AND deleted_at_ms IS NULL");
    }
    let expression = search::expression(&query.text);
    if expression.is_some() {
        clause.push_str(" AND row IN (SELECT rowid FROM search WHERE search MATCH ?2)");
    }
    (clause, expression)
}

/// Returns the records of a kind.
pub(crate) async fn list(
    conn: &mut SqliteConnection,
    kind: Kind,
    query: &ListQuery,
) -> Result<Vec<Row>, VaultError> {
    let (clause, expression) = chosen(query);
    // Only words of ours are put together here; values are bound.
    let sql = format!("SELECT * {clause} ORDER BY {} LIMIT ?3 OFFSET ?4", query.sort.clause());
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(kind.as_str())
        .bind(expression)
        .bind(query.limit.min(LIST_MAX))
        .bind(query.offset)
        .fetch_all(conn)
        .await
        .map_err(VaultError::db("listing records"))?;
    rows.iter().map(Row::read).collect()
}

/// Returns how many records a list has without its limit.
pub(crate) async fn count(
    conn: &mut SqliteConnection,
    kind: Kind,
    query: &ListQuery,
) -> Result<u64, VaultError> {
    let (clause, expression) = chosen(query);
    let mut statement =
        sqlx::query_scalar::<_, i64>(AssertSqlSafe(format!("SELECT count(*) {clause}"))).bind(kind.as_str());
    if let Some(expression) = expression {
        statement = statement.bind(expression);
    }
    let count = statement.fetch_one(conn).await.map_err(VaultError::db("counting records"))?;
    u64::try_from(count).map_err(|_| VaultError::UnknownValue { column: "count" })
}

/// Returns the records of a kind that refer to another one, in the order of their titles.
pub(crate) async fn linked(
    conn: &mut SqliteConnection,
    kind: Kind,
    to: Uuid,
    role: LinkRole,
) -> Result<Vec<Row>, VaultError> {
    let rows = sqlx::query(
        "SELECT record.* FROM link JOIN record ON record.id = link.from_id
         WHERE link.to_id = ? AND link.role = ? AND record.kind = ? AND record.deleted_at_ms IS NULL
         ORDER BY record.sort_key, record.row LIMIT ?",
    )
    .bind(to.as_bytes().as_slice())
    .bind(role.as_str())
    .bind(kind.as_str())
    .bind(as_i64(u64::from(LIST_MAX)))
    .fetch_all(conn)
    .await
    .map_err(VaultError::db("reading linked records"))?;
    rows.iter().map(Row::read).collect()
}

/// Returns how many records of each kind are not in the recycle bin.
pub(crate) async fn totals(conn: &mut SqliteConnection) -> Result<BTreeMap<Kind, u64>, VaultError> {
    // From two indexes alone: the table holds the documents, and reading all of them for a count
    // would decrypt the whole vault.
    let rows = sqlx::query(
        "SELECT kind, sum(records) AS total FROM (
            SELECT kind, count(*) AS records FROM record INDEXED BY record_by_change GROUP BY kind
            UNION ALL
            SELECT kind, -count(*) FROM record INDEXED BY record_in_bin
            WHERE deleted_at_ms IS NOT NULL GROUP BY kind
         ) GROUP BY kind HAVING total > 0",
    )
    .fetch_all(conn)
    .await
    .map_err(VaultError::db("counting records"))?;
    rows.iter()
        .map(|row| {
            let kind = Kind::from_name(get(row, "kind")?)
                .ok_or(VaultError::UnknownValue { column: "record.kind" })?;
            Ok((kind, number(row, "total")?))
        })
        .collect()
}
