//! What sentences need beside the record: countries in their cases, lengths of periods.
//!
//! Must not guess: a country that nobody knows stays as it was typed, and the sentence does without it.

use casework::countries;
use serde_json::Value;

use crate::record::{Lang, Period};
use crate::words;

/// Returns the cases of a country that was typed by code or name, in any of the three languages.
fn country(typed: &str) -> Option<Value> {
    let country = countries::find(typed)?;
    let cases = countries::cases(country.alpha3)?;
    // "Түркияда" is where, "Түркиядағы" is what is there.
    let there = if cases.kk_locative.ends_with('а') { "ғы" } else { "гі" };
    let mut forms = serde_json::to_value(cases).ok()?;
    forms["kk"] = country.name.kk.into();
    forms["kk_there"] = format!("{}{there}", cases.kk_locative).into();
    Some(forms)
}

/// Returns the one country that all are citizens of, if it is one and known.
pub(crate) fn shared_country<'a>(mut citizenships: impl Iterator<Item = Option<&'a str>>) -> Value {
    let first = citizenships.next().flatten().and_then(country);
    match first {
        Some(first) if citizenships.all(|other| other.and_then(country).as_ref() == Some(&first)) => first,
        _ => Value::Null,
    }
}

/// Returns the cases of all these countries, or nothing if one of them isn't known.
pub(crate) fn countries(typed: &[String]) -> Value {
    let found: Option<Vec<Value>> = typed.iter().map(|typed| country(typed)).collect();
    found.filter(|found| !found.is_empty()).map_or(Value::Null, Value::Array)
}

/// Returns the length of a period in words, if it is a round one.
pub(crate) fn length(period: Option<Period>, lang: Lang) -> Value {
    period
        .and_then(words::Duration::of)
        .filter(words::Duration::is_round)
        .map_or(Value::Null, |length| words::duration(length, lang).into())
}

/// Returns the lengths of several periods in their order.
pub(crate) fn lengths(periods: impl Iterator<Item = Option<Period>>, lang: Lang) -> Value {
    periods.map(|period| length(period, lang)).collect()
}

#[cfg(test)]
mod tests {
    use super::shared_country;

    #[test]
    fn country_is_shared_by_all_or_by_none() {
        let shared = |all: &[Option<&str>]| shared_country(all.iter().copied());
        assert_eq!(shared(&[Some("Турция"), Some("Türkiye")])["ru_genitive"], "Турции");
        assert_eq!(shared(&[Some("Үндістан")])["kk_there"], "Үндістандағы");
        assert!(shared(&[Some("Турция"), Some("Индия")]).is_null());
        assert!(shared(&[Some("Турция"), None]).is_null());
        assert!(shared(&[Some("Атлантида")]).is_null());
        assert!(shared(&[]).is_null());
    }
}
