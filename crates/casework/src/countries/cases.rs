//! Names of countries in the cases that sentences need.
//!
//! Data, not rules: the forms were written out once and read through, because names of countries keep
//! few rules. Invariant: every country of ISO 3166-1 has all forms.

use std::sync::LazyLock;

use serde::Serialize;

/// The name of a country inside a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CountryCases {
    /// ISO 3166-1 alpha-3.
    #[serde(skip)]
    pub alpha3: &'static str,
    /// English with the article that it needs: "the Netherlands".
    pub en: &'static str,
    /// Russian genitive: "(гражданин) Индии".
    pub ru_genitive: &'static str,
    /// Russian, to where: "(виза) в Индию", "на Кубу".
    pub ru_whither: &'static str,
    /// Russian, where: "(посольство) в Индии", "на Кубе".
    pub ru_where: &'static str,
    /// Kazakh dative: "Үндістанға".
    pub kk_dative: &'static str,
    /// Kazakh locative: "Үндістанда".
    pub kk_locative: &'static str,
    /// Kazakh genitive: "Үндістанның".
    pub kk_genitive: &'static str,
}

static CASES: LazyLock<Vec<CountryCases>> = LazyLock::new(|| {
    let data = include_str!("../../data/country-cases.tsv");
    data.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
});

fn row(line: &'static str) -> Option<CountryCases> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    Some(CountryCases {
        alpha3: next()?,
        en: next()?,
        ru_genitive: next()?,
        ru_whither: next()?,
        ru_where: next()?,
        kk_dative: next()?,
        kk_locative: next()?,
        kk_genitive: next()?,
    })
}

/// Returns the forms of the country with this alpha-3 code, in upper case; none beside ISO.
#[must_use]
pub fn cases(alpha3: &str) -> Option<&'static CountryCases> {
    CASES.binary_search_by(|cases| cases.alpha3.cmp(alpha3)).ok().and_then(|index| CASES.get(index))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{CASES, CountryCases, cases};
    use crate::countries::all;

    #[test]
    fn every_country_has_every_form_in_its_own_script() {
        assert_eq!(CASES.len(), all().len());
        for country in all() {
            let found = cases(country.alpha3).unwrap();
            assert!(
                found.en.trim_start_matches("the ").chars().all(|c| !('\u{400}'..'\u{500}').contains(&c))
            );
            let CountryCases {
                ru_genitive, ru_whither, ru_where, kk_dative, kk_locative, kk_genitive, ..
            } = *found;
            for form in [ru_genitive, ru_whither, ru_where, kk_dative, kk_locative, kk_genitive] {
                assert!(!form.is_empty() && form.trim() == form, "{}", country.alpha3);
                assert!(!form.chars().any(|c| c.is_ascii_alphabetic()), "{form}");
            }
        }
    }

    #[test]
    fn russian_forms_belong_to_the_name_and_agree_in_their_preposition() {
        for country in all() {
            let found = cases(country.alpha3).unwrap();
            let preposition = |form: &'static str| form.split_once(' ').unwrap().0;
            assert_eq!(preposition(found.ru_whither), preposition(found.ru_where), "{}", country.alpha3);
            assert!(["в", "во", "на"].contains(&preposition(found.ru_where)), "{}", country.alpha3);
            // The beginning of a name is bent in no case; only "Остров" loses its capital letter.
            let stem: String = country.name.ru.to_lowercase().chars().take(3).collect();
            for form in [found.ru_genitive, found.ru_whither, found.ru_where] {
                assert!(form.to_lowercase().contains(&stem), "{form} of {}", country.name.ru);
            }
        }
    }

    /// Whether a Kazakh word is spoken in the back of the mouth, by its last vowel that says so; "и", "у"
    /// and "ю" say nothing, and names from abroad with them follow usage.
    fn is_back(name: &str) -> Option<bool> {
        let vowel = name.to_lowercase().chars().rev().find(|c| "аоұыяёәөүіеэиую".contains(*c))?;
        match vowel {
            'и' | 'у' | 'ю' => None,
            other => Some("аоұыяё".contains(other)),
        }
    }

    #[test]
    fn kazakh_suffixes_keep_the_harmony_of_vowels() {
        for country in all() {
            let found = cases(country.alpha3).unwrap();
            let name = country.name.kk;
            let suffix = |form: &'static str| form.strip_prefix(name).unwrap().trim_start_matches('-');
            let (dative, locative, genitive) =
                (suffix(found.kk_dative), suffix(found.kk_locative), suffix(found.kk_genitive));
            let back = ["ға", "қа", "на"].contains(&dative);
            assert!(back || ["ге", "ке", "не"].contains(&dative), "{dative}");
            assert!(locative.ends_with(if back { 'а' } else { 'е' }), "{}", found.kk_locative);
            assert!(genitive.ends_with(if back { "ың" } else { "ің" }), "{}", found.kk_genitive);
            if !name.ends_with(['А', 'ь'])
                && let Some(expected) = is_back(name)
            {
                assert_eq!(back, expected, "{}", found.kk_dative);
            }
            // A possessive ending puts an "н" before every suffix.
            assert_eq!(dative.starts_with('н'), locative.starts_with('н'), "{name}");
            // After a voiceless consonant the suffix begins voiceless, else voiced.
            let voiceless = name.trim_end_matches('ь').ends_with(|c| "кқпстфхцчшбвгд".contains(c));
            assert_eq!(voiceless, dative.starts_with(['қ', 'к']), "{}", found.kk_dative);
            assert_eq!(voiceless, locative.starts_with('т'), "{}", found.kk_locative);
            assert_eq!(voiceless, genitive.starts_with('т'), "{}", found.kk_genitive);
        }
    }

    #[test]
    fn forms_as_a_clerk_writes_them() {
        let india = cases("IND").unwrap();
        assert_eq!((india.ru_genitive, india.ru_whither, india.ru_where), ("Индии", "в Индию", "в Индии"));
        assert_eq!((india.kk_dative, india.kk_locative), ("Үндістанға", "Үндістанда"));
        assert_eq!(cases("CUB").unwrap().ru_where, "на Кубе");
        assert_eq!(cases("VNM").unwrap().ru_whither, "во Вьетнам");
        assert_eq!(cases("EGY").unwrap().ru_genitive, "Египта");
        assert_eq!(cases("USA").unwrap().kk_dative, "Америка Құрама Штаттарына");
        assert_eq!(cases("DEU").unwrap().kk_genitive, "Германияның");
        assert_eq!(cases("NLD").unwrap().en, "the Netherlands");
        assert_eq!(cases("XXA"), None);
    }
}
