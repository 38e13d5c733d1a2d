//! Amounts in words, read back by a reader that knows the numerals and not our writer.

use paperwork::record::Lang;
use paperwork::words::{amount, amount_in_sentence};

/// What a numeral does: counts, multiplies the count before it, or closes a group of three digits.
enum Numeral {
    Count(u64),
    Hundred,
    Scale(u64),
}

const EN: &str = "zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 \
    twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 \
    thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90";
const RU: &str = "ноль 0 один 1 одна 1 два 2 две 2 три 3 четыре 4 пять 5 шесть 6 семь 7 восемь 8 девять 9 \
    десять 10 одиннадцать 11 двенадцать 12 тринадцать 13 четырнадцать 14 пятнадцать 15 шестнадцать 16 \
    семнадцать 17 восемнадцать 18 девятнадцать 19 двадцать 20 тридцать 30 сорок 40 пятьдесят 50 \
    шестьдесят 60 семьдесят 70 восемьдесят 80 девяносто 90 сто 100 двести 200 триста 300 четыреста 400 \
    пятьсот 500 шестьсот 600 семьсот 700 восемьсот 800 девятьсот 900";
/// The same after "в размере".
const RU_OF: &str = "ноля 0 одного 1 одной 1 двух 2 трёх 3 четырёх 4 пяти 5 шести 6 семи 7 восьми 8 девяти 9 \
    десяти 10 одиннадцати 11 двенадцати 12 тринадцати 13 четырнадцати 14 пятнадцати 15 шестнадцати 16 \
    семнадцати 17 восемнадцати 18 девятнадцати 19 двадцати 20 тридцати 30 сорока 40 пятидесяти 50 \
    шестидесяти 60 семидесяти 70 восьмидесяти 80 девяноста 90 ста 100 двухсот 200 трёхсот 300 четырёхсот 400 \
    пятисот 500 шестисот 600 семисот 700 восьмисот 800 девятисот 900";
const KK: &str = "нөл 0 бір 1 екі 2 үш 3 төрт 4 бес 5 алты 6 жеті 7 сегіз 8 тоғыз 9 он 10 жиырма 20 отыз 30 \
    қырық 40 елу 50 алпыс 60 жетпіс 70 сексен 80 тоқсан 90";

fn numeral(word: &str, lang: Lang) -> Numeral {
    let scales = [
        ("thousand", 3),
        ("тысяч", 3),
        ("мың", 3),
        ("миллион", 6),
        ("million", 6),
        ("миллиард", 9),
        ("billion", 9),
        ("триллион", 12),
        ("trillion", 12),
        ("квадриллион", 15),
        ("quadrillion", 15),
    ];
    // The longest stem decides: "миллион" is not "миллиард".
    if let Some((_, power)) = scales.iter().find(|(stem, _)| word.starts_with(stem)) {
        return Numeral::Scale(10_u64.pow(*power));
    }
    if matches!(word, "hundred" | "жүз") {
        return Numeral::Hundred;
    }
    let table: Vec<&str> = match lang {
        Lang::En => EN,
        Lang::Ru => RU,
        Lang::Kk => KK,
    }
    .split_whitespace()
    .chain(RU_OF.split_whitespace())
    .collect();
    let found = table.chunks(2).find(|pair| pair[0] == word);
    Numeral::Count(found.unwrap_or_else(|| panic!("no numeral: {word}"))[1].parse().unwrap())
}

fn read(text: &str, lang: Lang) -> u64 {
    let (words, rest) = text
        .split_once(" тенге ")
        .or_else(|| text.split_once(" теңге "))
        .or_else(|| text.split_once(" tenge "))
        .unwrap();
    let tiyn: u64 = rest.split_whitespace().next().unwrap().parse().unwrap();
    let (mut whole, mut group) = (0, 0);
    for word in words.to_lowercase().split([' ', '-']).filter(|word| *word != "and") {
        match numeral(word, lang) {
            Numeral::Count(count) => group += count,
            Numeral::Hundred => group = group / 10 * 10 * 100 + group % 10 * 100,
            Numeral::Scale(scale) => {
                whole += group * scale;
                group = 0;
            }
        }
    }
    (whole + group) * 100 + tiyn
}

#[test]
fn ten_thousand_amounts_read_back_to_themselves() {
    // A fixed sequence (Knuth's multiplier), cut to 1 to 17 digits so that small amounts are among them.
    let mut state = 2026_u64;
    for index in 0..10_000_u32 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let tiyn = (state >> 1) % 10_u64.pow(index % 17 + 1);
        for lang in Lang::ALL {
            for text in [amount(tiyn, lang), amount_in_sentence(tiyn, lang)] {
                assert_eq!(read(&text, lang), tiyn, "{text}");
            }
        }
    }
}

#[test]
fn russian_tiyn_stands_in_the_case_of_its_number() {
    for (tiyn, ending) in [
        (0, "00 тиынов"),
        (1, "01 тиын"),
        (2, "02 тиына"),
        (5, "05 тиынов"),
        (11, "11 тиынов"),
        (21, "21 тиын"),
        (44, "44 тиына"),
    ] {
        assert!(amount(tiyn, Lang::Ru).ends_with(ending), "{tiyn}");
    }
}
