//! Types of documents: what the rules call them, and which of them somebody names.
//!
//! A record keeps a type's code and the vault its index of what was typed, so neither knows these words: what
//! is typed in a box for a search is turned into codes here.

use crate::rules;
use crate::view::{DocumentTypeRow, OwnerKind, Text};
use rulebook::Scope;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A shorter beginning is one of nearly every name.
const NAMED_CHARS_MIN: usize = 3;

struct Known {
    title: Text,
    owner: OwnerKind,
    /// The folded words of the title in each language.
    words: [Vec<String>; 3],
}

/// The types that the rules ask for, by their codes. Empty only if the rules can't be read, which every other
/// use of them says.
static KNOWN: LazyLock<BTreeMap<String, Known>> = LazyLock::new(|| {
    let mut known = BTreeMap::new();
    let services = rules().map(rulebook::Rulebook::services).unwrap_or_default();
    for document in services.iter().flat_map(|service| &service.documents) {
        known.entry(document.kind.to_string()).or_insert_with(|| {
            let title = Text::from(&document.name);
            let owner = match document.scope {
                Scope::Company => OwnerKind::Company,
                Scope::Person => OwnerKind::Person,
            };
            let words = [&title.en, &title.ru, &title.kk].map(|title| vault::words(title));
            Known { title, owner, words }
        });
    }
    known
});

/// Returns the types that the rules know.
pub(crate) fn rows() -> Vec<DocumentTypeRow> {
    let row = |(id, known): (&String, &Known)| DocumentTypeRow {
        id: id.clone(),
        title: known.title.clone(),
        owner: known.owner,
    };
    KNOWN.iter().map(row).collect()
}

/// Returns whether the rules know a type.
pub(crate) fn is_known(document: &str) -> bool {
    KNOWN.contains_key(document)
}

/// Returns what a type is called, or its code where the rules don't know it.
pub(crate) fn title(document: &str) -> Text {
    KNOWN.get(document).map_or_else(|| Text::same(document), |known| known.title.clone())
}

/// Returns the codes of the types whose name, in any language, has a word that begins so for each word of a
/// query; the shortest name first, which says the least that was not typed.
pub(crate) fn named(query: &str) -> Vec<String> {
    let typed = vault::words(query);
    if typed.iter().all(|word| word.chars().count() < NAMED_CHARS_MIN) {
        return Vec::new();
    }
    let holds = |name: &&Vec<String>| {
        typed.iter().all(|typed| name.iter().any(|word| word.starts_with(typed.as_str())))
    };
    let mut named: Vec<(usize, &String)> = KNOWN
        .iter()
        .filter_map(|(id, known)| Some((known.words.iter().filter(holds).map(Vec::len).min()?, id)))
        .collect();
    named.sort();
    named.into_iter().map(|(_, id)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, NAMED_CHARS_MIN, named, title};

    #[test]
    fn every_type_is_named_by_its_name_in_every_language_and_by_its_beginning() {
        assert!(KNOWN.len() > 20);
        for (id, known) in KNOWN.iter() {
            for name in [&known.title.en, &known.title.ru, &known.title.kk] {
                assert!(named(name).contains(id), "{name}");
                assert!(named(&name.to_uppercase()).contains(id), "{name}");
                let beginning: String = name.chars().take(NAMED_CHARS_MIN + 1).collect();
                assert!(named(&beginning).contains(id), "{beginning}");
            }
        }
    }

    #[test]
    fn the_shortest_name_comes_first_and_other_words_name_nothing() {
        let first = |query: &str| named(query).first().map(|id| title(id).en);
        assert_eq!(first("power of attorney").as_deref(), Some("Power of attorney"));
        assert_eq!(first("доверенность предст").as_deref(), Some("Power of attorney"));
        // As a Russian keyboard types it.
        assert_eq!(first("тиркеу туралы").as_deref(), Some("Registration certificate"));
        for query in ["", "  ", "в", "po", "hargreaves", "power of hargreaves"] {
            assert_eq!(named(query), Vec::<String>::new(), "{query}");
        }
    }
}
