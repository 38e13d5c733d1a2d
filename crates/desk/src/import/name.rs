//! Whether two names may be the same person's, written in whatever script. It only finds
//! candidates for a person to decide: names are never derived from one script to the other.

use casework::Person;
use vault::fold;

/// Names in one script differ by slips and by diacritics.
const SAME_SCRIPT_MIN: f64 = 0.8;
/// Between scripts a name is spelt by ear, so less of it agrees. Used only where the day of birth
/// agrees, too.
const ACROSS_SCRIPTS_MIN: f64 = 0.6;

/// A person's names, ready to be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names {
    latin: String,
    cyrillic: String,
}

impl Names {
    /// Returns names as they are compared.
    pub(crate) fn new(latin: [&str; 2], cyrillic: [&str; 2]) -> Self {
        Self { latin: joined(latin), cyrillic: joined(cyrillic) }
    }

    /// Returns the names of a stored person.
    pub(crate) fn of(person: &Person) -> Self {
        Self::new(
            [&person.surname_latin, &person.given_names_latin],
            [&person.surname_cyrillic, &person.given_names_cyrillic],
        )
    }

    /// Returns whether the names may be the same person's, given that both were born on one day.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        similar(&self.latin, &other.latin, SAME_SCRIPT_MIN)
            || similar(&self.cyrillic, &other.cyrillic, SAME_SCRIPT_MIN)
            || similar(&spelt(&self.latin), &spelt(&other.cyrillic), ACROSS_SCRIPTS_MIN)
            || similar(&spelt(&self.cyrillic), &spelt(&other.latin), ACROSS_SCRIPTS_MIN)
    }
}

/// Returns both names folded, in an order that doesn't depend on which is the surname.
fn joined(names: [&str; 2]) -> String {
    let folded = fold(&names.join(" "));
    let mut words: Vec<&str> =
        folded.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Returns whether two names are alike as a whole, or each word of the shorter one is alike one of
/// the longer: a passport has names that a list leaves out.
fn similar(one: &str, other: &str, least: f64) -> bool {
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let alike = |one: &str, other: &str| strsim::normalized_damerau_levenshtein(one, other) >= least;
    let (mut few, mut many): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    if few.len() > many.len() {
        std::mem::swap(&mut few, &mut many);
    }
    let holds_all = few.iter().all(|word| many.iter().any(|other| alike(word, other)));
    alike(one, other) || (few.len() > 1 && holds_all)
}

/// Returns folded text of either script as it sounds, in few letters: enough to tell that Schmidt
/// and Шмидт may be one name.
fn spelt(folded: &str) -> String {
    let mut text = String::with_capacity(folded.len());
    for letter in folded.chars() {
        match letter {
            'а' | 'я' => text.push('a'),
            'б' => text.push('b'),
            'в' | 'w' => text.push('v'),
            'г' => text.push('g'),
            'д' => text.push('d'),
            'е' | 'э' => text.push('e'),
            'ж' => text.push('j'),
            'з' => text.push('z'),
            'и' | 'й' | 'ы' | 'y' => text.push('i'),
            'к' | 'q' => text.push('k'),
            'л' => text.push('l'),
            'м' => text.push('m'),
            'н' => text.push('n'),
            'о' => text.push('o'),
            'п' => text.push('p'),
            'р' => text.push('r'),
            'с' => text.push('s'),
            'т' => text.push('t'),
            'у' | 'ю' => text.push('u'),
            'ф' => text.push('f'),
            'х' => text.push('h'),
            'ц' => text.push('c'),
            'ч' => text.push_str("ch"),
            'ш' | 'щ' => text.push_str("sh"),
            'ъ' | 'ь' => {}
            other => text.push(other),
        }
    }
    let text =
        text.replace("sch", "sh").replace("kh", "h").replace("zh", "j").replace("ph", "f").replace("th", "t");
    let text = text.replace("dj", "j").replace("ck", "k").replace("ts", "c").replace("x", "ks");
    let mut words: Vec<&str> = text.split(' ').collect();
    words.sort_unstable();
    let mut sound = words.join(" ");
    let mut last = None;
    // Whether a letter is doubled depends on who wrote the name down.
    sound.retain(|letter| last.replace(letter) != Some(letter));
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin(surname: &str, given: &str) -> Names {
        Names::new([surname, given], ["", ""])
    }

    fn cyrillic(surname: &str, given: &str) -> Names {
        Names::new(["", ""], [surname, given])
    }

    #[test]
    fn a_name_is_found_again_across_scripts() {
        for ((surname, given), (other_surname, other_given)) in [
            (("HARGREAVES", "THEODORE JAMES"), ("Харгривз", "Теодор Джеймс")),
            (("SCHMIDT", "JOERG"), ("Шмидт", "Йорг")),
            (("IVANOV", "SERGEY"), ("Иванов", "Сергей")),
            (("YILMAZ", "SELIN"), ("Йылмаз", "Селин")),
            (("SAGYNDYKOVA", "AIGERIM"), ("Сағындықова", "Әйгерім")),
            (("NGUYEN", "THI HOA"), ("Нгуен", "Тхи Хоа")),
        ] {
            assert!(latin(surname, given).may_be(&cyrillic(other_surname, other_given)), "{surname}");
            assert!(cyrillic(other_surname, other_given).may_be(&latin(surname, given)), "{surname}");
        }
    }

    #[test]
    fn slips_diacritics_and_the_order_of_names_dont_hide_a_person() {
        assert!(latin("MUELLER", "JAN").may_be(&latin("Müller", "Jan")));
        assert!(cyrillic("Харгривз", "Теодор").may_be(&latin("HARGREAVES", "THEODORE JAMES")));
        assert!(latin("LEE", "ANNA MARIA").may_be(&latin("ANNA MARIA", "LEE")));
        assert!(cyrillic("Сагындыкова", "Айгерим").may_be(&cyrillic("Сағындықова", "Әйгерім")));
    }

    #[test]
    fn other_people_stay_other_people() {
        for (one, other) in [
            (latin("IVANOV", "SERGEY"), latin("PETROV", "OLEG")),
            (latin("SMITH", "ANNA"), cyrillic("Ким", "Виктор")),
            (latin("LEE", "ANNA"), latin("", "")),
            (latin("HARGREAVES", "THEODORE"), latin("HARGREAVES", "BEATRIX")),
            (latin("LEE", ""), latin("LEE", "ANNA")),
        ] {
            assert!(!one.may_be(&other), "{one:?} {other:?}");
        }
    }
}
