//! Kazakh cardinals. "Бір" stands before жүз and мың, as in contracts, so that nothing can be put in.

use super::{groups, word};

const ONES: [&str; 10] = ["", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"];
const TENS: [&str; 10] = ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"];
const SCALES: [&str; 7] = ["", "мың", "миллион", "миллиард", "триллион", "квадриллион", "квинтиллион"];

pub(super) fn cardinal(number: u64) -> String {
    if number == 0 {
        return "нөл".to_owned();
    }
    let mut words: Vec<&str> = Vec::new();
    for (scale, group) in groups(number) {
        if group >= 100 {
            words.extend([word(&ONES, group / 100), "жүз"]);
        }
        words.push(word(&TENS, group % 100 / 10));
        words.push(word(&ONES, group % 10));
        words.push(SCALES.get(scale).copied().unwrap_or_default());
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}
