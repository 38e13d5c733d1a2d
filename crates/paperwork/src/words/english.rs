//! English cardinals, with the "and" of British usage: AIFC papers follow it.

use super::{groups, word};

const ONES: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [&str; 7] = ["", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion"];

pub(super) fn cardinal(number: u64) -> String {
    if number == 0 {
        return "zero".to_owned();
    }
    let mut parts: Vec<String> = Vec::new();
    for (scale, group) in groups(number) {
        // "One million and one", but "one hundred and one thousand": the last group joins with "and".
        let joins = scale == 0 && group < 100 && !parts.is_empty();
        let mut text = if joins { format!("and {}", below_thousand(group)) } else { below_thousand(group) };
        if let Some(name) = SCALES.get(scale).filter(|name| !name.is_empty()) {
            text = format!("{text} {name}");
        }
        parts.push(text);
    }
    parts.join(" ")
}

fn below_thousand(number: u64) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    match (hundreds, rest) {
        (0, _) => below_hundred(rest),
        (_, 0) => format!("{} hundred", word(&ONES, hundreds)),
        _ => format!("{} hundred and {}", word(&ONES, hundreds), below_hundred(rest)),
    }
}

fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => word(&ONES, number).to_owned(),
        (tens, 0) => word(&TENS, tens).to_owned(),
        (tens, ones) => format!("{}-{}", word(&TENS, tens), word(&ONES, ones)),
    }
}
