//! Words that somebody may have meant: the index's words one slip of the pen away from the one that
//! was typed. Each word is kept with what is left of its beginning without one letter; a swapped,
//! missing, doubled or wrong letter leaves the same rest on both sides, so a look at a few keys
//! finds the candidates and nothing has to be compared with every word.
//!
//! Invariant: a word is kept exactly as long as a record holds it.

use crate::error::VaultError;
use crate::row::get;
use sqlx::SqliteConnection;
use std::collections::BTreeSet;

/// Letters of a word that its rests are made of; the migration has the same number.
const BEGINNING: usize = 7;
/// Shorter words are not kept: nearly every one is a slip away from another.
const WORD_MIN: usize = 3;
/// Longer ones are no words; the migration has the same number.
const WORD_MAX: usize = 32;
/// Letters from which a typed word may have a slip.
const TYPED_MIN: usize = 4;
/// Letters from which it may have two.
const TWO_SLIPS_MIN: usize = 9;
/// Meant words of one typed word; more would be a guess at everything.
const MEANT_MAX: usize = 6;
/// Candidates that are compared.
const CANDIDATES_MAX: u32 = 400;

/// A word of the index that somebody may have meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meant {
    /// The word.
    pub(crate) word: String,
    /// How many letters away.
    pub(crate) slips: usize,
}

/// Returns the words of folded text that are kept.
pub(crate) fn words_of(folded: &str) -> BTreeSet<&str> {
    folded.split(|one: char| !one.is_alphanumeric()).filter(|word| is_kept(word)).collect()
}

fn is_kept(word: &str) -> bool {
    (WORD_MIN..=WORD_MAX).contains(&word.chars().count()) && !word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Returns the beginning of a word, whole and without each of its letters.
fn rests(word: &str) -> BTreeSet<String> {
    let beginning: Vec<char> = word.chars().take(BEGINNING).collect();
    let without = |place: usize| {
        let kept = beginning.iter().enumerate().filter(|(at, _)| *at != place);
        kept.map(|(_, letter)| letter).collect::<String>()
    };
    (0..=beginning.len()).map(without).collect()
}

/// Keeps the words that a record gained, and forgets those that no record holds any more.
pub(crate) async fn update(
    conn: &mut SqliteConnection,
    before: &BTreeSet<&str>,
    after: &BTreeSet<&str>,
) -> Result<(), VaultError> {
    for word in after.difference(before) {
        keep(conn, word).await?;
    }
    for word in before.difference(after) {
        let error = || VaultError::db("forgetting a word");
        sqlx::query("UPDATE word SET uses = uses - 1 WHERE word = ?")
            .bind(*word)
            .execute(&mut *conn)
            .await
            .map_err(error())?;
        sqlx::query("DELETE FROM word WHERE word = ? AND uses <= 0")
            .bind(*word)
            .execute(&mut *conn)
            .await
            .map_err(error())?;
    }
    Ok(())
}

async fn keep(conn: &mut SqliteConnection, word: &str) -> Result<(), VaultError> {
    let error = || VaultError::db("keeping a word");
    let row = sqlx::query(
        "INSERT INTO word (word, uses) VALUES (?, 1)
         ON CONFLICT (word) DO UPDATE SET uses = uses + 1 RETURNING id, uses",
    )
    .bind(word)
    .fetch_one(&mut *conn)
    .await
    .map_err(error())?;
    let (id, uses): (i64, i64) = (get(&row, "id")?, get(&row, "uses")?);
    if uses > 1 {
        return Ok(());
    }
    for rest in rests(word) {
        sqlx::query("INSERT OR IGNORE INTO slip (rest, word) VALUES (?, ?)")
            .bind(rest)
            .bind(id)
            .execute(&mut *conn)
            .await
            .map_err(error())?;
    }
    Ok(())
}

/// Returns for each typed word those that it may mean, the nearest first; not the word itself.
pub(crate) fn meant(conn: &rusqlite::Connection, typed: &[String]) -> Result<Vec<Vec<Meant>>, VaultError> {
    let may_slip = |word: &&String| is_kept(word) && word.chars().count() >= TYPED_MIN;
    let rests: BTreeSet<String> = typed.iter().filter(may_slip).flat_map(|word| rests(word)).collect();
    if rests.is_empty() {
        return Ok(vec![Vec::new(); typed.len()]);
    }
    let candidates = candidates(conn, &rests).map_err(VaultError::direct("looking for words"))?;
    Ok(typed
        .iter()
        .map(|word| if may_slip(&word) { nearest(word, &candidates) } else { Vec::new() })
        .collect())
}

fn candidates(conn: &rusqlite::Connection, rests: &BTreeSet<String>) -> rusqlite::Result<Vec<String>> {
    let mut query = conn.prepare_cached(
        "SELECT DISTINCT word.word FROM slip JOIN word ON word.id = slip.word
         WHERE slip.rest IN (SELECT value FROM json_each(?1)) LIMIT ?2",
    )?;
    let rests = serde_json::json!(rests).to_string();
    query.query_map((rests, CANDIDATES_MAX), |row| row.get(0))?.collect()
}

fn nearest(typed: &str, candidates: &[String]) -> Vec<Meant> {
    let near = |word: &String| slips(typed, word).map(|slips| Meant { word: word.clone(), slips });
    let mut meant: Vec<Meant> = candidates.iter().filter_map(near).collect();
    meant.sort_by(|one, other| (one.slips, &one.word).cmp(&(other.slips, &other.word)));
    meant.truncate(MEANT_MAX);
    meant
}

/// Returns how many slips lie between a typed word and another, or the other's beginning: somebody
/// may still be typing. None when there are none, or too many.
fn slips(typed: &str, word: &str) -> Option<usize> {
    let length = typed.chars().count();
    let most = if length >= TWO_SLIPS_MIN { 2 } else { 1 };
    let beginnings = (length.saturating_sub(1)..=length + 1).map(|letters| {
        let beginning: String = word.chars().take(letters).collect();
        strsim::osa_distance(typed, &beginning)
    });
    // A whole word is meant rather than the beginning of a longer one.
    let whole = strsim::osa_distance(typed, word);
    let least = if whole <= most { whole } else { beginnings.min()? };
    (1..=most).contains(&least).then_some(least)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::database::{self, Missing};
    use crate::migration::VAULT;
    use crate::secret::Key;

    #[tokio::test]
    async fn the_migration_keeps_the_words_of_records_that_were_there() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("vault.db"), Key::make_random().unwrap());
        let mut conn = database::open(&path, &key, Missing::Create, &VAULT[..1]).await.unwrap();
        let texts = [(1, "petrov anna", "petrov\nanna\nn123456"), (2, "petrov", "петров\nab")];
        for (row, title, terms) in texts {
            sqlx::query("INSERT INTO search (rowid, title, terms) VALUES (?, ?, ?)")
                .bind(row)
                .bind(title)
                .bind(terms)
                .execute(&mut *conn)
                .await
                .unwrap();
        }
        database::close(conn).await.unwrap();
        let mut conn = database::open(&path, &key, Missing::Refuse, VAULT).await.unwrap();
        let kept: Vec<(String, i64)> =
            sqlx::query_as("SELECT word, uses FROM word ORDER BY word").fetch_all(&mut *conn).await.unwrap();
        let expected = [("anna", 1), ("petrov", 2), ("петров", 1)];
        assert_eq!(kept, expected.map(|(word, uses)| (word.to_owned(), uses)));
        for (word, _) in expected {
            let stored: Vec<String> = sqlx::query_scalar(
                "SELECT rest FROM slip JOIN word ON word.id = slip.word WHERE word.word = ? ORDER BY rest",
            )
            .bind(word)
            .fetch_all(&mut *conn)
            .await
            .unwrap();
            assert_eq!(stored, rests(word).into_iter().collect::<Vec<_>>(), "as this program makes them");
        }
        let found = meant(conn.direct(), &["pertov", "ann", "anan"].map(str::to_owned)).unwrap();
        let one = |word: &str| vec![Meant { word: word.to_owned(), slips: 1 }];
        assert_eq!(found, [one("petrov"), Vec::new(), one("anna")]);
        database::close(conn).await.unwrap();
    }

    #[test]
    fn one_slip_leaves_a_common_rest() {
        for (typed, word) in [
            ("pertov", "petrov"),
            ("petov", "petrov"),
            ("pettrov", "petrov"),
            ("patrov", "petrov"),
            ("etrov", "petrov"),
            ("харгеривз", "харгривз"),
            ("сагындыкава", "сагындыкова"),
            ("hargraeves", "hargreaves"),
            ("hargeav", "hargreaves"),
        ] {
            assert!(!rests(typed).is_disjoint(&rests(word)), "{typed}");
            assert!(slips(typed, word).is_some(), "{typed}");
        }
    }

    #[test]
    fn other_words_are_other_words() {
        for (typed, word) in
            [("petrov", "petrov"), ("petrov", "ivanov"), ("anna", "olga"), ("smith", "schmidt")]
        {
            assert_eq!(slips(typed, word), None, "{typed}");
        }
        assert_eq!(slips("hargreeves", "hargreaves"), Some(1));
        assert_eq!(slips("hargraves", "hargreaves"), Some(1));
    }

    #[test]
    fn numbers_and_scraps_are_no_words() {
        let words = words_of("anna lee\nn123456 900101300007 kim@example.com ab");
        assert_eq!(words.into_iter().collect::<Vec<_>>(), ["anna", "com", "example", "kim", "lee"]);
    }
}
