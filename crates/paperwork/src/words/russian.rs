//! Russian cardinals: thousands are feminine, the counted noun follows the last digits.

use super::{groups, word};

const ONES: [&str; 20] = [
    "",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];
const FEMININE: [&str; 3] = ["", "одна", "две"];
const TENS: [&str; 10] = [
    "",
    "",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
];
const HUNDREDS: [&str; 10] =
    ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];
const SCALES: [[&str; 3]; 7] = [
    ["", "", ""],
    ["тысяча", "тысячи", "тысяч"],
    ["миллион", "миллиона", "миллионов"],
    ["миллиард", "миллиарда", "миллиардов"],
    ["триллион", "триллиона", "триллионов"],
    ["квадриллион", "квадриллиона", "квадриллионов"],
    ["квинтиллион", "квинтиллиона", "квинтиллионов"],
];

// The same in the genitive: "в размере двух тысяч ста шестидесяти двух тенге".
const ONES_OF: [&str; 20] = [
    "",
    "одного",
    "двух",
    "трёх",
    "четырёх",
    "пяти",
    "шести",
    "семи",
    "восьми",
    "девяти",
    "десяти",
    "одиннадцати",
    "двенадцати",
    "тринадцати",
    "четырнадцати",
    "пятнадцати",
    "шестнадцати",
    "семнадцати",
    "восемнадцати",
    "девятнадцати",
];
const FEMININE_OF: [&str; 3] = ["", "одной", "двух"];
const TENS_OF: [&str; 10] = [
    "",
    "",
    "двадцати",
    "тридцати",
    "сорока",
    "пятидесяти",
    "шестидесяти",
    "семидесяти",
    "восьмидесяти",
    "девяноста",
];
const HUNDREDS_OF: [&str; 10] = [
    "",
    "ста",
    "двухсот",
    "трёхсот",
    "четырёхсот",
    "пятисот",
    "шестисот",
    "семисот",
    "восьмисот",
    "девятисот",
];

/// The case of a numeral: alone, or after "в размере".
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Nominative,
    Genitive,
}

/// Returns the form of a noun after a number: 1 тиын, 2 тиына, 5 тиынов, 11 тиынов.
pub(super) fn counted(number: u64, [one, few, many]: [&'static str; 3]) -> &'static str {
    match (number % 100, number % 10) {
        (11..=14, _) => many,
        (_, 1) => one,
        (_, 2..=4) => few,
        _ => many,
    }
}

/// Returns the form of a noun after a number in the genitive: 1 тиына, 2 тиынов, 11 тиынов.
pub(super) fn counted_of(number: u64, [_, one, many]: [&'static str; 3]) -> &'static str {
    if number % 10 == 1 && number % 100 != 11 { one } else { many }
}

pub(super) fn cardinal(number: u64, case: Case) -> String {
    let of = case == Case::Genitive;
    if number == 0 {
        return if of { "ноля" } else { "ноль" }.to_owned();
    }
    let (ones_words, feminine, tens_words, hundreds) = if of {
        (&ONES_OF, &FEMININE_OF, &TENS_OF, &HUNDREDS_OF)
    } else {
        (&ONES, &FEMININE, &TENS, &HUNDREDS)
    };
    let mut words: Vec<&str> = Vec::new();
    for (scale, group) in groups(number) {
        let (tens, ones) = if group % 100 < 20 { (0, group % 100) } else { (group % 100 / 10, group % 10) };
        words.push(word(hundreds, group / 100));
        words.push(word(tens_words, tens));
        let is_feminine = scale == 1 && (1..=2).contains(&ones);
        words.push(if is_feminine { word(feminine, ones) } else { word(ones_words, ones) });
        words.push(SCALES.get(scale).map_or("", |forms| match (of, scale) {
            (_, 0) => "",
            // "одной тысячи", but "двух тысяч"; "одного миллиона", "двух миллионов".
            (true, _) => counted_of(group, *forms),
            (false, _) => counted(group, *forms),
        }));
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}
