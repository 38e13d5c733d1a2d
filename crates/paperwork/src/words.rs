//! Amounts of money and lengths of time in words, as each language writes them in a document.
//!
//! Tenge are spelled out and tiyn follow in digits, which is how invoices of all three languages
//! are written. Invariant: different amounts never read the same.

mod duration;
mod english;
mod kazakh;
mod russian;

use crate::record::Lang;
pub use duration::{Duration, duration};
use russian::Case;

/// Tiyn in a tenge.
const TIYN_IN_TENGE: u64 = 100;

/// Returns an amount in words with a capital letter: "Two thousand one hundred and sixty-two tenge
/// 50 tiyn".
#[must_use]
pub fn amount(tiyn: u64, lang: Lang) -> String {
    let (tenge, rest) = (tiyn / TIYN_IN_TENGE, tiyn % TIYN_IN_TENGE);
    let number = cardinal(tenge, lang);
    let text = match lang {
        Lang::En => format!("{number} tenge {rest:02} tiyn"),
        Lang::Ru => format!("{number} тенге {rest:02} {}", russian::counted(rest, TIYN)),
        Lang::Kk => format!("{number} теңге {rest:02} тиын"),
    };
    capitalized(&text)
}

/// Returns an amount in words as it stands within a sentence: in Russian in the genitive after "в
/// размере" ("двух тысяч ста шестидесяти двух тенге 50 тиынов"), in Kazakh in the accusative before
/// "қайтару" ("екі мың бір жүз алпыс екі теңге 50 тиынды"), in English without a capital letter.
#[must_use]
pub fn amount_in_sentence(tiyn: u64, lang: Lang) -> String {
    let (tenge, rest) = (tiyn / TIYN_IN_TENGE, tiyn % TIYN_IN_TENGE);
    match lang {
        Lang::En => format!("{} tenge {rest:02} tiyn", english::cardinal(tenge)),
        Lang::Ru => {
            let number = russian::cardinal(tenge, Case::Genitive);
            format!("{number} тенге {rest:02} {}", russian::counted_of(rest, TIYN))
        }
        Lang::Kk => format!("{} теңге {rest:02} тиынды", kazakh::cardinal(tenge)),
    }
}

/// One, a few, many; tenge is not declined.
const TIYN: [&str; 3] = ["тиын", "тиына", "тиынов"];

/// Returns a cardinal number in words: masculine in Russian, as it counts tenge.
#[must_use]
pub fn cardinal(number: u64, lang: Lang) -> String {
    match lang {
        Lang::En => english::cardinal(number),
        Lang::Ru => russian::cardinal(number, Case::Nominative),
        Lang::Kk => kazakh::cardinal(number),
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Splits a number into its groups of three digits with their scale (0 units, 1 thousands, ...),
/// largest first, without empty groups.
fn groups(number: u64) -> Vec<(usize, u64)> {
    let mut rest = number;
    let mut found = Vec::new();
    let mut scale = 0;
    while rest > 0 {
        if !rest.is_multiple_of(1000) {
            found.push((scale, rest % 1000));
        }
        rest /= 1000;
        scale += 1;
    }
    found.reverse();
    found
}

/// Looks a digit's word up; the tables below have a word for every digit they are asked for.
fn word(table: &[&'static str], index: u64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| table.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{amount, amount_in_sentence, cardinal};
    use crate::record::Lang;

    #[test]
    fn amounts_as_a_clerk_writes_them() {
        let cases = [
            (0, "Zero tenge 00 tiyn", "Ноль тенге 00 тиынов", "Нөл теңге 00 тиын"),
            (101, "One tenge 01 tiyn", "Один тенге 01 тиын", "Бір теңге 01 тиын"),
            (
                216_250,
                "Two thousand one hundred and sixty-two tenge 50 tiyn",
                "Две тысячи сто шестьдесят два тенге 50 тиынов",
                "Екі мың бір жүз алпыс екі теңге 50 тиын",
            ),
            (
                39_000_000,
                "Three hundred and ninety thousand tenge 00 tiyn",
                "Триста девяносто тысяч тенге 00 тиынов",
                "Үш жүз тоқсан мың теңге 00 тиын",
            ),
            (
                152_100_122,
                "One million five hundred and twenty-one thousand and one tenge 22 tiyn",
                "Один миллион пятьсот двадцать одна тысяча один тенге 22 тиына",
                "Бір миллион бес жүз жиырма бір мың бір теңге 22 тиын",
            ),
            (
                1_191_400_011,
                "Eleven million nine hundred and fourteen thousand tenge 11 tiyn",
                "Одиннадцать миллионов девятьсот четырнадцать тысяч тенге 11 тиынов",
                "Он бір миллион тоғыз жүз он төрт мың теңге 11 тиын",
            ),
        ];
        for (tiyn, en, ru, kk) in cases {
            assert_eq!(amount(tiyn, Lang::En), en);
            assert_eq!(amount(tiyn, Lang::Ru), ru);
            assert_eq!(amount(tiyn, Lang::Kk), kk);
        }
    }

    #[test]
    fn amounts_bend_with_their_sentence() {
        let cases = [
            (100, "одного тенге 00 тиынов", "бір теңге 00 тиынды"),
            (
                216_250,
                "двух тысяч ста шестидесяти двух тенге 50 тиынов",
                "екі мың бір жүз алпыс екі теңге 50 тиынды",
            ),
            (
                152_100_121,
                "одного миллиона пятисот двадцати одной тысячи одного тенге 21 тиына",
                "бір миллион бес жүз жиырма бір мың бір теңге 21 тиынды",
            ),
            (4_090_011, "сорока тысяч девятисот тенге 11 тиынов", "қырық мың тоғыз жүз теңге 11 тиынды"),
        ];
        for (tiyn, ru, kk) in cases {
            assert_eq!(amount_in_sentence(tiyn, Lang::Ru), ru);
            assert_eq!(amount_in_sentence(tiyn, Lang::Kk), kk);
        }
        assert_eq!(amount_in_sentence(100, Lang::En), "one tenge 00 tiyn");
    }

    #[test]
    fn largest_number_has_words() {
        assert_eq!(
            cardinal(u64::MAX, Lang::Ru),
            "восемнадцать квинтиллионов четыреста сорок шесть квадриллионов семьсот сорок четыре \
             триллиона семьдесят три миллиарда семьсот девять миллионов пятьсот пятьдесят одна \
             тысяча шестьсот пятнадцать",
        );
    }
}
