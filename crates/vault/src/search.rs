//! Finding records by words. What is searched is folded text: case, diacritics and the Kazakh
//! letters are made alike on both sides, because nobody at a Russian keyboard types `қ` or `ё`.

use crate::error::VaultError;
use crate::row::{get, uuid};
use crate::time;
use casework::Kind;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

/// More hits than anybody reads.
const HITS_MAX: u32 = 200;
/// Words of a query beyond this are ignored; a pasted page is not a query.
const WORDS_MAX: usize = 12;
/// Below this length ranking all matches costs far more than it tells.
const RANKED_CHARS_MIN: usize = 3;

/// A record that a search found.
#[derive(Clone, PartialEq)]
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
    /// How well it matches, lower is better; 0 where all matches count alike.
    pub score: f64,
}

impl fmt::Debug for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hit({} {})", self.kind.as_str(), self.id)
    }
}

/// Returns text as it is searched and sorted: lower case, without diacritics, Kazakh letters as
/// the Russian ones beside them on the keyboard, apostrophes dropped.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkd().filter(|character| !is_combining_mark(*character)) {
        for lower in character.to_lowercase() {
            match lower {
                'қ' => folded.push('к'),
                'ә' => folded.push('а'),
                'ғ' => folded.push('г'),
                'ң' => folded.push('н'),
                'ө' => folded.push('о'),
                'ұ' | 'ү' => folded.push('у'),
                'һ' => folded.push('х'),
                'і' => folded.push('и'),
                'ı' => folded.push('i'),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'þ' => folded.push_str("th"),
                '\'' | '`' | '´' | '’' | '‘' | 'ʼ' | 'ʻ' => {}
                // A lower-case letter may decompose once more (İ).
                mark if is_combining_mark(mark) => {}
                other => folded.push(other),
            }
        }
    }
    folded
}

/// Returns the folded column of search terms. Terms with digits come a second time without their
/// spaces and dashes, so that a number is found however it is grouped.
fn fold_terms(terms: &[String]) -> String {
    let mut column = String::new();
    for term in terms {
        let folded = fold(term);
        if folded.chars().any(char::is_numeric) {
            let compact = compact(&folded);
            if compact != folded {
                column.push_str(&compact);
                column.push('\n');
            }
        }
        column.push_str(&folded);
        column.push('\n');
    }
    column
}

fn compact(folded: &str) -> String {
    folded.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// Returns the words of a query.
fn words(query: &str) -> Vec<String> {
    fold(query)
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(WORDS_MAX)
        .map(str::to_owned)
        .collect()
}

/// Returns the FTS5 expression of a query; none when it holds no word. Words consist of letters
/// and digits only, so nothing in them can be an operator.
pub(crate) fn expression(query: &str) -> Option<String> {
    let words = words(query);
    if words.is_empty() {
        return None;
    }
    let each: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
    let each = each.join(" ");
    let joined = words.concat();
    if words.len() > 1 && joined.chars().any(char::is_numeric) {
        return Some(format!("({each}) OR \"{joined}\"*"));
    }
    Some(each)
}

/// Puts a record's words into the index in place of its old ones.
pub(crate) async fn index(
    conn: &mut SqliteConnection,
    row: i64,
    title: &str,
    terms: &[String],
) -> Result<(), VaultError> {
    remove(&mut *conn, row).await?;
    if terms.is_empty() {
        return Ok(());
    }
    sqlx::query("INSERT INTO search (rowid, title, terms) VALUES (?, ?, ?)")
        .bind(row)
        .bind(fold(title))
        .bind(fold_terms(terms))
        .execute(conn)
        .await
        .map_err(VaultError::db("indexing a record"))?;
    Ok(())
}

/// Takes a record's words out of the index.
pub(crate) async fn remove(conn: &mut SqliteConnection, row: i64) -> Result<(), VaultError> {
    sqlx::query("DELETE FROM search WHERE rowid = ?")
        .bind(row)
        .execute(conn)
        .await
        .map_err(VaultError::db("taking a record out of the index"))?;
    Ok(())
}

/// Returns the records that hold every word of the query, the best first.
pub(crate) async fn search(
    conn: &mut SqliteConnection,
    query: &str,
    limit: u32,
) -> Result<Vec<Hit>, VaultError> {
    let Some(expression) = expression(query) else { return Ok(Vec::new()) };
    let words = words(query);
    let ranked = words.iter().any(|word| word.chars().count() >= RANKED_CHARS_MIN);
    let sql = if ranked {
        "SELECT record.kind, record.id, record.title, record.terms, record.changed_at_ms,
            bm25(search, 8.0, 1.0) AS score
         FROM search JOIN record ON record.row = search.rowid
         WHERE search MATCH ? ORDER BY score, record.row DESC LIMIT ?"
    } else {
        "SELECT record.kind, record.id, record.title, record.terms, record.changed_at_ms, 0.0 AS score
         FROM search JOIN record ON record.row = search.rowid
         WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?"
    };
    let rows = sqlx::query(sql)
        .bind(expression)
        .bind(limit.min(HITS_MAX))
        .fetch_all(conn)
        .await
        .map_err(VaultError::db("searching"))?;
    rows.iter()
        .map(|row| {
            let kind = Kind::from_name(get(row, "kind")?)
                .ok_or(VaultError::UnknownValue { column: "record.kind" })?;
            let title: String = get(row, "title")?;
            let subtitle = matching_term(&title, get(row, "terms")?, &words);
            Ok(Hit {
                kind,
                id: uuid(row, "id")?,
                title,
                subtitle,
                changed_at: time::from_ms(get(row, "changed_at_ms")?, "record.changed_at_ms")?,
                score: get(row, "score")?,
            })
        })
        .collect()
}

/// Returns the first term that explains a hit which the title doesn't explain.
fn matching_term(title: &str, terms: &str, words: &[String]) -> String {
    let title = fold(title);
    let joined = words.concat();
    let unexplained = words.iter().find(|word| !title.contains(word.as_str()));
    let Some(word) = unexplained else { return String::new() };
    let explains = |term: &&str| {
        let folded = fold(term);
        folded.contains(word.as_str()) || compact(&folded).contains(&joined)
    };
    terms.lines().find(explains).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{expression, fold, fold_terms};

    #[test]
    fn what_a_russian_keyboard_types_finds_what_a_kazakh_one_wrote() {
        for (written, typed) in [
            ("Қайрат Әбдіғалиұлы", "каират абдигалиулы"),
            ("Өмірзақ Һәм Ұлпан Үміт Ңң", "омирзак хам улпан умит нн"),
            ("Ёлкин Йод", "елкин иод"),
            ("MÜLLER-Şahin Øre Łódź İnce ıssız Straße", "muller-sahin ore lodz ince issiz strasse"),
            ("O’Brien D'Arcy", "obrien darcy"),
            ("ﬁrst ＡＢ", "first ab"),
        ] {
            assert_eq!(fold(written), typed);
            assert_eq!(fold(&fold(written)), fold(written), "folding twice is folding once");
        }
    }

    #[test]
    fn a_number_is_indexed_with_and_without_its_spaces() {
        assert_eq!(fold_terms(&["N 123-456".to_owned()]), "n123456\nn 123-456\n");
        assert_eq!(fold_terms(&["Anna Lee".to_owned()]), "anna lee\n");
    }

    #[test]
    fn nothing_in_a_query_is_an_operator() {
        assert_eq!(expression("anna OR lee*").as_deref(), Some("\"anna\"* \"or\"* \"lee\"*"));
        assert_eq!(
            expression("\"a\" NEAR(b) {x}: -y").as_deref(),
            Some("\"a\"* \"near\"* \"b\"* \"x\"* \"y\"*")
        );
        assert_eq!(expression("1512 4002").as_deref(), Some("(\"1512\"* \"4002\"*) OR \"15124002\"*"));
        assert_eq!(expression(" -- '' "), None);
    }
}
