//! The two lines at the foot of an invented passport, with right check digits (ICAO Doc 9303, TD3).

/// What the lines say. Dates are `YYYY-MM-DD`.
pub struct Passport<'a> {
    /// Issuing country and citizenship.
    pub country: &'a str,
    /// Surname in Latin capitals.
    pub surname: &'a str,
    /// Given names in Latin capitals, with spaces between them.
    pub given: &'a str,
    /// Nine letters or digits.
    pub number: &'a str,
    /// Day of birth.
    pub born: &'a str,
    /// `M` or `F`.
    pub sex: char,
    /// Last day of validity.
    pub expires: &'a str,
}

/// Letters of a line.
const LINE: usize = 44;

impl Passport<'_> {
    /// Returns the two lines.
    pub fn lines(&self) -> [String; 2] {
        let names = format!("{}<<{}", self.surname, self.given.replace(' ', "<"));
        let first = format!("{:<<LINE$}", format!("P<{}{names}", self.country));
        let number = with_check(self.number);
        let born = with_check(&short(self.born));
        let expires = with_check(&short(self.expires));
        let optional = with_check(&"<".repeat(14));
        let all = check_digit(&format!("{number}{born}{expires}{optional}"));
        let second = format!("{number}{}{born}{}{expires}{optional}{all}", self.country, self.sex);
        assert_eq!([first.len(), second.len()], [LINE; 2], "a passport's lines have one length");
        [first, second]
    }
}

/// Turns `1984-02-29` into `840229`.
fn short(day: &str) -> String {
    day.chars().skip(2).filter(char::is_ascii_digit).collect()
}

fn with_check(field: &str) -> String {
    format!("{field}{}", check_digit(field))
}

/// Weights 7, 3, 1 over digits as they are, letters from 10, and `<` as nothing.
fn check_digit(field: &str) -> u32 {
    let value = |letter: char| letter.to_digit(36).unwrap_or(0);
    field
        .chars()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(letter, weight)| value(letter) * weight)
        .sum::<u32>()
        % 10
}

#[test]
fn lines_are_those_of_the_standards_own_specimen() {
    let specimen = Passport {
        country: "UTO",
        surname: "ERIKSSON",
        given: "ANNA MARIA",
        number: "L898902C3",
        born: "1974-08-12",
        sex: 'F',
        expires: "2012-04-15",
    };
    let [first, second] = specimen.lines();
    assert_eq!(first, "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<");
    // The printed specimen has a personal number; without one its digit is 0 and the last one 4.
    assert!(second.starts_with("L898902C36UTO7408122F1204159<<<<<<<<<<<<<<0"), "{second}");
}
