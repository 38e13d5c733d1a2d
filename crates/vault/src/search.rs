//! The words of records and of queries. What is searched is folded text: case, diacritics and the
//! Kazakh letters are made alike on both sides, because nobody at a Russian keyboard types `қ` or
//! `ё`. What a query finds is in [`crate::hit`].

use crate::error::VaultError;
use crate::spelling;
use casework::Kind;
use sqlx::SqliteConnection;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Words of a query beyond this are ignored; a pasted page is not a query.
const WORDS_MAX: usize = 12;

/// What a search looks for.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// Words, their beginnings, numbers.
    pub text: String,
    /// Stored titles that are shown as other words, which the text names: records of this kind with this
    /// title are found as well, in this order where there are too many.
    pub titles: Vec<(Kind, String)>,
}

impl From<&str> for SearchQuery {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), titles: Vec::new() }
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

/// Returns the words of a query, folded.
#[must_use]
pub fn words(query: &str) -> Vec<String> {
    fold(query)
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(WORDS_MAX)
        .map(str::to_owned)
        .collect()
}

/// Returns the FTS5 expression of a query, whose words are beginnings; none when it holds no word.
pub(crate) fn expression(query: &str) -> Option<String> {
    let words = words(query);
    (!words.is_empty()).then(|| expression_of(&words, "*"))
}

/// Returns the expression of words that are whole, or beginnings with `*` behind each. Words consist
/// of letters and digits only, so nothing in them can be an operator.
pub(crate) fn expression_of(words: &[String], behind: &str) -> String {
    let all = |words: &[String]| {
        words.iter().map(|word| format!("\"{word}\"{behind}")).collect::<Vec<_>>().join(" ")
    };
    let mut ways = vec![all(words)];
    for joined in [vec![words.concat()], with_joined_numbers(words)] {
        let is_number = joined.len() < words.len() && joined.iter().any(|word| has_digit(word));
        let way = all(&joined);
        if is_number && !ways.contains(&way) {
            ways.push(way);
        }
    }
    match &ways[..] {
        [only] => only.clone(),
        _ => ways.iter().map(|way| format!("({way})")).collect::<Vec<_>>().join(" OR "),
    }
}

fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// Returns the words with the groups of a number put together: `lee 123 456` is also `lee 123456`.
fn with_joined_numbers(words: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if has_digit(last) && has_digit(word) => last.push_str(word),
            _ => joined.push(word.clone()),
        }
    }
    joined
}

/// Puts a record's words into the index in place of its old ones.
pub(crate) async fn index(
    conn: &mut SqliteConnection,
    row: i64,
    title: &str,
    terms: &[String],
) -> Result<(), VaultError> {
    let (title, terms) =
        if terms.is_empty() { (String::new(), String::new()) } else { (fold(title), fold_terms(terms)) };
    replace(conn, row, &format!("{title}\n{terms}")).await?;
    if terms.is_empty() {
        return Ok(());
    }
    sqlx::query("INSERT INTO search (rowid, title, terms) VALUES (?, ?, ?)")
        .bind(row)
        .bind(title)
        .bind(terms)
        .execute(conn)
        .await
        .map_err(VaultError::db("indexing a record"))?;
    Ok(())
}

/// Takes a record's words out of the index.
pub(crate) async fn remove(conn: &mut SqliteConnection, row: i64) -> Result<(), VaultError> {
    replace(conn, row, "").await
}

/// Takes a record's entry out of the index and keeps the words that it is going to have.
async fn replace(conn: &mut SqliteConnection, row: i64, text: &str) -> Result<(), VaultError> {
    let error = || VaultError::db("taking a record out of the index");
    let before: Option<String> =
        sqlx::query_scalar("SELECT title || char(10) || terms FROM search WHERE rowid = ?")
            .bind(row)
            .fetch_optional(&mut *conn)
            .await
            .map_err(error())?;
    let before = before.unwrap_or_default();
    spelling::update(conn, &spelling::words_of(&before), &spelling::words_of(text)).await?;
    sqlx::query("DELETE FROM search WHERE rowid = ?").bind(row).execute(conn).await.map_err(error())?;
    Ok(())
}

/// Returns the first term that explains a hit which the title doesn't explain.
pub(crate) fn matching_term(title: &str, terms: &str, words: &[String]) -> String {
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
        assert_eq!(expression("1512 4002").as_deref(), Some("(\"1512\"* \"4002\"*) OR (\"15124002\"*)"));
        assert_eq!(
            expression("lee 123 456").as_deref(),
            Some("(\"lee\"* \"123\"* \"456\"*) OR (\"lee123456\"*) OR (\"lee\"* \"123456\"*)")
        );
        assert_eq!(expression(" -- '' "), None);
    }
}
