//! What a search finds: what is found exactly first, then what begins so, then what is a slip of the
//! pen away.
//!
//! A database hands every row from its thread to ours, and two hundred of them may be asked at once.
//! So a search first asks for no more than what orders the matches, as one row for all of them, and
//! reads the records of those only that are shown.

use crate::error::VaultError;
use crate::row::{get, uuid};
use crate::search::{expression_of, matching_term, words};
use crate::spelling;
use crate::time;
use casework::Kind;
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};
use std::collections::BTreeMap;
use std::fmt;
use uuid::Uuid;

/// More hits than anybody reads.
const HITS_MAX: u32 = 200;
/// With fewer hits than this, words that may have been meant are looked for, too.
pub(crate) const ENOUGH: usize = 8;
/// Below this length ranking all matches costs far more than it tells.
const RANKED_CHARS_MIN: usize = 3;

/// In which way a record matches, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matched {
    /// It holds every word of the query.
    Exact,
    /// It holds words that begin with those of the query.
    Beginning,
    /// It holds words that are a slip of the pen away.
    Similar,
}

/// A record that a search found.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// The term that matched, where it is not the title.
    pub subtitle: String,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// In which way it matches.
    pub matched: Matched,
}

impl fmt::Debug for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hit({} {})", self.kind.as_str(), self.id)
    }
}

/// A record that matches, with no more of it than what orders it among others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Match {
    /// The record's row in its vault.
    pub(crate) row: i64,
    kind: Kind,
    matched: Matched,
    /// How well it matches, lower is better; 0 where all matches count alike.
    score: f64,
    changed_at_ms: i64,
}

impl Match {
    /// Orders matches: by the way they match, people before companies before the rest, then by how
    /// well, then what was changed last.
    pub(crate) fn better(&self, other: &Self) -> std::cmp::Ordering {
        (self.matched, rank(self.kind))
            .cmp(&(other.matched, rank(other.kind)))
            .then(self.score.total_cmp(&other.score))
            .then(other.changed_at_ms.cmp(&self.changed_at_ms))
            .then(self.row.cmp(&other.row))
    }
}

/// Returns the place of a kind among hits; a passport leads to its person.
const fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Person | Kind::TravelDocument | Kind::StayDocument => 0,
        Kind::Company => 1,
        Kind::Application | Kind::Submission => 2,
        _ => 3,
    }
}

/// Returns the records that hold every word of the query, as a word or as the beginning of one.
pub(crate) async fn as_typed(
    conn: &mut SqliteConnection,
    query: &str,
    limit: u32,
) -> Result<Vec<Match>, VaultError> {
    let words = words(query);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let (beginning, whole) = (expression_of(&words, "*"), expression_of(&words, ""));
    let is_ranked = words.iter().any(|word| word.chars().count() >= RANKED_CHARS_MIN);
    matching(conn, &beginning, &whole, is_ranked, limit, Matched::Beginning).await
}

/// Returns the records that hold, in place of each word of the query, the word or one that may have
/// been meant by it.
pub(crate) async fn as_meant(
    conn: &mut SqliteConnection,
    query: &str,
    limit: u32,
) -> Result<Vec<Match>, VaultError> {
    let words = words(query);
    let meant = spelling::meant(&mut *conn, &words).await?;
    if meant.iter().all(Vec::is_empty) {
        return Ok(Vec::new());
    }
    let each = words.iter().zip(meant).map(|(word, meant)| {
        let mut ways = vec![format!("\"{word}\"*")];
        ways.extend(meant.iter().map(|meant| format!("\"{}\"", meant.word)));
        format!("({})", ways.join(" OR "))
    });
    let expression = each.collect::<Vec<_>>().join(" AND ");
    // Whatever holds the words as they were typed is known by now.
    matching(conn, &expression, "\"\"", false, limit, Matched::Similar).await
}

/// Returns the records that match an expression; those that match `whole` are exact.
async fn matching(
    conn: &mut SqliteConnection,
    expression: &str,
    whole: &str,
    is_ranked: bool,
    limit: u32,
    matched: Matched,
) -> Result<Vec<Match>, VaultError> {
    let score = if is_ranked { "bm25(search, 8.0, 1.0)" } else { "0.0" };
    // Only one of two numbers is put in here; values are bound.
    let sql = format!(
        "SELECT json_group_array(json_array(row, kind, is_exact, score, changed_at_ms)) FROM (
            SELECT rowid AS found, {score} AS score,
                rowid IN (SELECT rowid FROM search WHERE search MATCH ?2) AS is_exact
            FROM search WHERE search MATCH ?1 ORDER BY is_exact DESC, score, rowid DESC LIMIT ?3
         ) JOIN record ON record.row = found"
    );
    let found: String = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(expression)
        .bind(whole)
        .bind(limit.min(HITS_MAX))
        .fetch_one(conn)
        .await
        .map_err(VaultError::db("searching"))?;
    let unknown = |_| VaultError::UnknownValue { column: "search" };
    let found: Vec<(i64, &str, u8, f64, i64)> = serde_json::from_str(&found).map_err(unknown)?;
    let read = |(row, kind, is_exact, score, changed_at_ms)| {
        let kind = Kind::from_name(kind).ok_or(VaultError::UnknownValue { column: "record.kind" })?;
        let matched = if is_exact == 1 { Matched::Exact } else { matched };
        Ok(Match { row, kind, matched, score, changed_at_ms })
    };
    found.into_iter().map(read).collect()
}

/// Reads the records of matches, in their order.
pub(crate) async fn read(
    conn: &mut SqliteConnection,
    query: &str,
    matches: &[Match],
) -> Result<Vec<Hit>, VaultError> {
    let words = words(query);
    let rows: Vec<i64> = matches.iter().map(|found| found.row).collect();
    let records = sqlx::query(
        "SELECT row, kind, id, title, terms, changed_at_ms FROM record
         WHERE row IN (SELECT value FROM json_each(?))",
    )
    .bind(serde_json::json!(rows).to_string())
    .fetch_all(conn)
    .await
    .map_err(VaultError::db("reading what was found"))?;
    let records = records.iter().map(|record| Ok((get::<i64>(record, "row")?, record)));
    let records: BTreeMap<i64, &SqliteRow> = records.collect::<Result<_, VaultError>>()?;
    let found = |found: &Match| records.get(&found.row).map(|record| read_hit(record, found, &words));
    matches.iter().filter_map(found).collect()
}

fn read_hit(record: &SqliteRow, found: &Match, words: &[String]) -> Result<Hit, VaultError> {
    let (title, terms): (String, &str) = (get(record, "title")?, get(record, "terms")?);
    Ok(Hit {
        kind: found.kind,
        id: uuid(record, "id")?,
        subtitle: matching_term(&title, terms, words),
        title,
        changed_at: time::from_ms(get(record, "changed_at_ms")?, "record.changed_at_ms")?,
        matched: found.matched,
    })
}
