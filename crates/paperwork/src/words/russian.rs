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

/// Returns the form of a noun after a number: 1 тиын, 2 тиына, 5 тиынов, 11 тиынов.
pub(super) fn counted(number: u64, [one, few, many]: [&'static str; 3]) -> &'static str {
    match (number % 100, number % 10) {
        (11..=14, _) => many,
        (_, 1) => one,
        (_, 2..=4) => few,
        _ => many,
    }
}

pub(super) fn cardinal(number: u64) -> String {
    if number == 0 {
        return "ноль".to_owned();
    }
    let mut words: Vec<&str> = Vec::new();
    for (scale, group) in groups(number) {
        let (tens, ones) = if group % 100 < 20 { (0, group % 100) } else { (group % 100 / 10, group % 10) };
        words.push(word(&HUNDREDS, group / 100));
        words.push(word(&TENS, tens));
        words.push(if scale == 1 && (1..=2).contains(&ones) {
            word(&FEMININE, ones)
        } else {
            word(&ONES, ones)
        });
        words.push(SCALES.get(scale).map_or("", |forms| counted(group, *forms)));
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}
