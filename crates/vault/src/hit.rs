//! What a search finds: what is found exactly first, then what begins so, then what is a slip of the
//! pen away.
//!
//! Two hundred databases may be asked at once. So a search first asks for no more than what orders the
//! matches, and reads the records of those only that are shown.

use crate::error::VaultError;
use crate::search::{expression_of, fold, matching_term, words};
use crate::spelling;
use crate::time;
use casework::Kind;
use jiff::Timestamp;
use rusqlite::{Connection, Params, Row};
use std::fmt;
use uuid::Uuid;

/// More hits than anybody reads.
const HITS_MAX: u32 = 200;
/// With fewer hits than this, words that may have been meant are looked for, too.
pub(crate) const ENOUGH: usize = 8;
/// Below this length ranking all matches costs far more than it tells.
const RANKED_CHARS_MIN: usize = 3;

/// What orders the records that match ?1, and whether they match ?2 as well.
const MATCHING: &str = "
    SELECT row, kind, is_exact, score, changed_at_ms FROM (
        SELECT rowid AS found, CASE WHEN ?3 THEN bm25(search, 8.0, 1.0) ELSE 0.0 END AS score,
            rowid IN (SELECT rowid FROM search WHERE search MATCH ?2) AS is_exact
        FROM search WHERE search MATCH ?1 ORDER BY is_exact DESC, score, rowid DESC LIMIT ?4
    ) JOIN record INDEXED BY record_search_order ON record.row = found";

/// What orders the newest records of kind ?1 with the folded title ?2.
const TITLED: &str = "
    SELECT found.row, kind, FALSE, 0.0, changed_at_ms FROM (
        SELECT row FROM record INDEXED BY record_by_title WHERE kind = ?1 AND sort_key = ?2
            AND row NOT IN (SELECT row FROM record INDEXED BY record_in_bin WHERE deleted_at_ms IS NOT NULL)
        ORDER BY row DESC LIMIT ?3
    ) AS found JOIN record INDEXED BY record_search_order ON record.row = found.row";

/// Reads every page that a search may need before it knows its matches.
const INDEX: [&str; 7] = [
    "SELECT count(*) FROM search_config",
    "SELECT count(*) FROM search_data",
    "SELECT count(*) FROM search_idx",
    "SELECT count(*) FROM search_docsize",
    "SELECT sum(changed_at_ms) FROM record INDEXED BY record_search_order",
    "SELECT sum(uses) FROM word",
    "SELECT count(*) FROM slip",
];

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

/// Reads the index into memory, as far as the page cache holds it.
pub(crate) fn prepare(conn: &Connection) -> Result<(), VaultError> {
    for sql in INDEX {
        conn.query_row(sql, [], |_| Ok(())).map_err(VaultError::direct("reading the search index"))?;
    }
    Ok(())
}

/// Returns the records that hold every word of the query, as a word or as the beginning of one.
pub(crate) fn as_typed(conn: &Connection, query: &str, limit: u32) -> Result<Vec<Match>, VaultError> {
    let words = words(query);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let (beginning, whole) = (expression_of(&words, "*"), expression_of(&words, ""));
    let is_ranked = words.iter().any(|word| word.chars().count() >= RANKED_CHARS_MIN);
    matching(conn, &beginning, &whole, is_ranked, limit, Matched::Beginning)
}

/// Returns the records that hold, in place of each word of the query, the word or one that may have
/// been meant by it.
pub(crate) fn as_meant(conn: &Connection, query: &str, limit: u32) -> Result<Vec<Match>, VaultError> {
    let words = words(query);
    let meant = spelling::meant(conn, &words)?;
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
    matching(conn, &expression, "\"\"", false, limit, Matched::Similar)
}

/// Returns the newest records that have one of these titles.
pub(crate) fn titled(
    conn: &Connection,
    titles: &[(Kind, String)],
    limit: u32,
) -> Result<Vec<Match>, VaultError> {
    let enough = usize::try_from(limit.min(HITS_MAX)).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    for (kind, title) in titles {
        if found.len() >= enough {
            break;
        }
        let values = (kind.as_str(), fold(title), enough - found.len());
        found.extend(read_matches(conn, TITLED, values, Matched::Beginning)?);
    }
    Ok(found)
}

/// Returns the records that match an expression; those that match `whole` are exact.
fn matching(
    conn: &Connection,
    expression: &str,
    whole: &str,
    is_ranked: bool,
    limit: u32,
    matched: Matched,
) -> Result<Vec<Match>, VaultError> {
    read_matches(conn, MATCHING, (expression, whole, is_ranked, limit.min(HITS_MAX)), matched)
}

fn read_matches(
    conn: &Connection,
    sql: &str,
    values: impl Params,
    matched: Matched,
) -> Result<Vec<Match>, VaultError> {
    let refused = || VaultError::direct("searching");
    let mut question = conn.prepare_cached(sql).map_err(refused())?;
    let mut rows = question.query(values).map_err(refused())?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(refused())? {
        found.push(read_match(row, matched)?);
    }
    Ok(found)
}

fn read_match(row: &Row<'_>, matched: Matched) -> Result<Match, VaultError> {
    let unknown = |column| move |_| VaultError::UnknownValue { column };
    let kind = row.get_ref(1).and_then(|kind| Ok(kind.as_str()?)).map_err(unknown("record.kind"))?;
    Ok(Match {
        row: row.get(0).map_err(unknown("record.row"))?,
        kind: Kind::from_name(kind).ok_or(VaultError::UnknownValue { column: "record.kind" })?,
        matched: if row.get(2).map_err(unknown("search"))? { Matched::Exact } else { matched },
        score: row.get(3).map_err(unknown("search"))?,
        changed_at_ms: row.get(4).map_err(unknown("record.changed_at_ms"))?,
    })
}

/// Reads the records of matches, each with its row. One that has gone since is left out.
pub(crate) fn read(conn: &Connection, query: &str, matches: &[Match]) -> Result<Vec<(i64, Hit)>, VaultError> {
    let words = words(query);
    let refused = || VaultError::direct("reading what was found");
    let sql = "SELECT id, title, terms, changed_at_ms FROM record WHERE row = ?1";
    let mut question = conn.prepare_cached(sql).map_err(refused())?;
    let mut hits = Vec::with_capacity(matches.len());
    for found in matches {
        let mut rows = question.query([found.row]).map_err(refused())?;
        if let Some(record) = rows.next().map_err(refused())? {
            hits.push((found.row, read_hit(record, found, &words)?));
        }
    }
    Ok(hits)
}

fn read_hit(record: &Row<'_>, found: &Match, words: &[String]) -> Result<Hit, VaultError> {
    let unknown = |column| move |_| VaultError::UnknownValue { column };
    let title: String = record.get(1).map_err(unknown("record.title"))?;
    let terms: String = record.get(2).map_err(unknown("record.terms"))?;
    let changed_at_ms: i64 = record.get(3).map_err(unknown("record.changed_at_ms"))?;
    Ok(Hit {
        kind: found.kind,
        id: Uuid::from_bytes(record.get(0).map_err(unknown("record.id"))?),
        subtitle: matching_term(&title, &terms, words),
        title,
        changed_at: time::from_ms(changed_at_ms, "record.changed_at_ms")?,
        matched: found.matched,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{MATCHING, TITLED, as_typed, prepare};
    use crate::database::{self, Missing};
    use crate::migration::VAULT;
    use crate::secret::Key;
    use rusqlite::Connection;

    #[tokio::test]
    async fn an_index_that_was_read_is_not_read_from_the_file_again() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("vault.db"), Key::make_random().unwrap());
        let made = database::open(&path, &key, Missing::Create, VAULT).await.unwrap();
        let fill = "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)
             INSERT INTO search (rowid, title, terms) SELECT n, 'name' || n, 'term' || n FROM number";
        made.direct().execute_batch(fill).unwrap();
        made.close().await.unwrap();
        let conn = database::open(&path, &key, Missing::Refuse, VAULT).await.unwrap();
        prepare(conn.direct()).unwrap();
        let before = misses(conn.direct());
        assert!(before > 20, "{before} pages were read");
        for query in ["name4", "term17", "name4999 term", "nam 77"] {
            as_typed(conn.direct(), query, 30).unwrap();
        }
        assert_eq!(misses(conn.direct()), before);
        conn.close().await.unwrap();
    }

    /// Returns how many pages were not in memory when they were asked for.
    #[expect(unsafe_code, reason = "rusqlite has no call for it")]
    fn misses(conn: &Connection) -> i32 {
        let (mut now, mut most) = (0, 0);
        // SAFETY: the handle is that of the open connection, and both places are ours.
        let code = unsafe {
            libsqlite3_sys::sqlite3_db_status(
                conn.handle(),
                libsqlite3_sys::SQLITE_DBSTATUS_CACHE_MISS,
                &raw mut now,
                &raw mut most,
                0,
            )
        };
        assert_eq!(code, libsqlite3_sys::SQLITE_OK);
        now
    }

    #[tokio::test]
    async fn ordering_matches_reads_no_record() {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::make_random().unwrap();
        let conn =
            database::open(&folder.path().join("vault.db"), &key, Missing::Create, VAULT).await.unwrap();
        for sql in [MATCHING, TITLED] {
            let mut plan = conn.direct().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = plan.raw_query().mapped(|row| row.get::<_, String>("detail"));
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            let records: Vec<&String> = steps.iter().filter(|step| step.contains("record")).collect();
            assert!(!records.is_empty(), "{steps:?}");
            assert!(records.iter().all(|step| step.contains("USING COVERING INDEX")), "{steps:?}");
        }
        conn.close().await.unwrap();
    }
}
