//! The fields that a column can fill, what they are called in three languages, and by which other
//! titles tables of companies and law firms call them.
//!
//! Invariant: a field's name is stored in saved mappings, so it never changes its meaning.

use crate::view::{ImportFieldView, ImportKind, Text};
use serde::{Deserialize, Serialize};
use specta::Type;
use vault::fold;

/// The script in which a field is written, where the same title may stand above either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Any,
}

macro_rules! fields {
    ($($name:ident $script:ident $en:literal $ru:literal $kk:literal [$($other:literal),*]),+ $(,)?) => {
        /// A field of a person or a company that a column can fill.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each is named in three languages below")]
        pub enum Field { $($name),+ }

        impl Field {
            /// Returns what the field is called.
            #[must_use]
            pub fn label(self) -> Text {
                match self { $(Self::$name => Text::new($en, $ru, $kk)),+ }
            }

            /// Returns the other titles that it goes by.
            const fn synonyms(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($other),*]),+ }
            }

            /// Returns the script that its values are written in.
            pub(crate) const fn script(self) -> Script {
                match self { $(Self::$name => Script::$script),+ }
            }
        }
    };
}

fields! {
    SurnameLatin Latin "Surname (Latin)" "Фамилия (латиницей)" "Тегі (латынша)"
        ["surname", "last name", "family name", "lastname", "surname as in passport", "фамилия", "фамилия лат", "тегі"],
    GivenNamesLatin Latin "Given names (Latin)" "Имена (латиницей)" "Аты (латынша)"
        ["given names", "given name", "first name", "firstname", "name", "names", "имя", "имя лат", "имена", "аты"],
    SurnameCyrillic Cyrillic "Surname (Cyrillic)" "Фамилия (кириллицей)" "Тегі (кириллица)"
        ["surname", "last name", "surname cyr", "surname in russian", "фамилия", "фамилия кир", "фамилия рус", "тегі"],
    GivenNamesCyrillic Cyrillic "Given names (Cyrillic)" "Имя (кириллицей)" "Аты (кириллица)"
        ["given names", "given name", "first name", "name", "имя", "имя кир", "имя рус", "имена", "аты"],
    PatronymicCyrillic Cyrillic "Patronymic" "Отчество" "Әкесінің аты"
        ["patronymic name", "middle name", "отчество при наличии", "патроним"],
    FormerNames Any "Former names" "Прежние имена" "Бұрынғы аты-жөні"
        ["previous names", "maiden name", "former name", "прежняя фамилия", "девичья фамилия"],
    Sex Any "Sex" "Пол" "Жынысы" ["gender", "m/f", "м/ж"],
    BirthDate Any "Date of birth" "Дата рождения" "Туған күні"
        ["birth date", "birthdate", "dob", "birthday", "born", "день рождения", "д.р.", "дата рожд"],
    BirthPlace Any "Place of birth" "Место рождения" "Туған жері" ["birth place", "birthplace", "pob"],
    Citizenship Any "Citizenship" "Гражданство" "Азаматтығы"
        ["nationality", "country", "country of citizenship", "страна", "страна гражданства", "ел"],
    Ethnicity Any "Ethnicity" "Национальность" "Ұлты" ["ethnic origin"],
    Iin Any "IIN" "ИИН" "ЖСН" ["individual identification number", "iin number", "иин сотрудника"],
    PassportNumber Any "Passport number" "Номер паспорта" "Паспорт нөмірі"
        ["passport", "passport no", "passport №", "document number", "паспорт", "№ паспорта", "серия и номер паспорта", "паспорт №"],
    PassportCountry Any "Passport issued by (country)" "Страна выдачи паспорта" "Паспортты берген ел"
        ["issuing country", "country of issue", "issuing state", "страна выдачи"],
    PassportIssuedOn Any "Passport issued on" "Дата выдачи паспорта" "Паспорт берілген күні"
        ["date of issue", "issue date", "passport issue date", "issued", "issued on", "дата выдачи", "выдан", "берілген күні"],
    PassportExpiresOn Any "Passport valid until" "Паспорт действителен до" "Паспорттың жарамдылық мерзімі"
        ["date of expiry", "expiry date", "expiry", "expires", "valid until", "passport expiry", "passport expiry date", "expiration date",
         "срок действия", "срок действия паспорта", "действителен до", "дата окончания паспорта", "жарамдылық мерзімі"],
    PassportAuthority Any "Passport issuing authority" "Кем выдан паспорт" "Паспортты берген орган"
        ["issued by", "issuing authority", "issuer", "authority", "кем выдан", "орган выдачи", "кім берген"],
    CompanyBin Any "BIN of the company" "БИН компании" "Компанияның БСН"
        ["company bin", "employer bin", "host bin", "bin", "бин", "бин работодателя", "бсн"],
    EngagementKind Any "Comes as" "В качестве" "Қандай мәртебемен"
        ["engagement", "engaged as", "type of engagement", "status", "статус", "вид занятости"],
    PositionEn Latin "Position (English)" "Должность (на английском)" "Лауазымы (ағылшынша)"
        ["position", "job title", "title", "должность", "position en", "лауазымы"],
    PositionRu Cyrillic "Position (Russian)" "Должность (на русском)" "Лауазымы (орысша)"
        ["position", "position ru", "job title", "должность", "должность рус"],
    PositionKk Cyrillic "Position (Kazakh)" "Должность (на казахском)" "Лауазымы (қазақша)"
        ["position kk", "position kz", "должность каз", "лауазымы"],
    Department Any "Department" "Подразделение" "Бөлімше" ["division", "unit", "отдел", "департамент", "бөлім"],
    ContractNumber Any "Contract number" "Номер договора" "Шарт нөмірі"
        ["contract no", "contract №", "№ договора", "номер трудового договора"],
    ContractDate Any "Contract date" "Дата договора" "Шарт күні" ["date of contract", "дата трудового договора"],
    EngagedFrom Any "Engaged from" "Работает с" "Жұмыс басталған күні"
        ["start date", "from", "employed from", "hire date", "contract start", "дата начала", "дата приёма", "начало работы", "с"],
    EngagedUntil Any "Engaged until" "Работает по" "Жұмыс аяқталатын күні"
        ["end date", "until", "to", "employed until", "contract end", "дата окончания", "окончание работы", "окончание договора", "по"],
    Phone Any "Phone" "Телефон" "Телефоны" ["telephone", "mobile", "phone number", "tel", "тел", "моб", "номер телефона", "мобильный телефон"],
    Email Any "E-mail" "Эл. почта" "Эл. поштасы" ["email", "mail", "email address", "почта", "электронная почта", "электрондық пошта"],
    AddressAbroad Any "Address abroad" "Адрес за рубежом" "Шетелдегі мекенжайы"
        ["home address", "permanent address", "address", "адрес", "адрес проживания", "мекенжайы"],
    AddressInKazakhstan Any "Address in Kazakhstan" "Адрес в Казахстане" "Қазақстандағы мекенжайы"
        ["local address", "address in kz", "адрес в рк"],
    MaritalStatus Any "Marital status" "Семейное положение" "Отбасылық жағдайы" [],
    Education Any "Education" "Образование" "Білімі" [],
    NameEn Latin "Name (English)" "Название (на английском)" "Атауы (ағылшынша)"
        ["company", "company name", "name", "legal name", "organisation", "organization", "компания", "наименование", "название", "атауы"],
    NameRu Cyrillic "Name (Russian)" "Название (на русском)" "Атауы (орысша)"
        ["company", "company name", "name", "компания", "наименование", "название", "организация", "наименование компании", "юридическое лицо"],
    NameKk Cyrillic "Name (Kazakh)" "Название (на казахском)" "Атауы (қазақша)" ["name kk", "name kz", "название каз", "атауы", "компания атауы"],
    Bin Any "BIN" "БИН" "БСН" ["business identification number", "bin number", "company bin", "бин компании", "бин/иин"],
    RegistrationNumber Any "Registration number" "Регистрационный номер" "Тіркеу нөмірі"
        ["registration no", "certificate number", "certificate of registration", "номер свидетельства"],
    RegisteredOn Any "Registered on" "Дата регистрации" "Тіркелген күні" ["registration date", "date of registration"],
    ParticipantNumber Any "AIFC participant number" "Номер участника МФЦА" "АХҚО қатысушысының нөмірі"
        ["participant number", "aifc number", "aifc id", "номер участника"],
    AddressEn Latin "Legal address (English)" "Юридический адрес (на английском)" "Заңды мекенжайы (ағылшынша)"
        ["legal address", "address", "registered address", "юридический адрес", "адрес"],
    AddressRu Cyrillic "Legal address (Russian)" "Юридический адрес (на русском)" "Заңды мекенжайы (орысша)"
        ["legal address", "address", "юридический адрес", "адрес", "юр адрес"],
    AddressKk Cyrillic "Legal address (Kazakh)" "Юридический адрес (на казахском)" "Заңды мекенжайы (қазақша)"
        ["заңды мекенжайы", "мекенжайы"],
    Postcode Any "Postcode" "Почтовый индекс" "Пошта индексі" ["post code", "zip", "индекс"],
    Kato Any "KATO" "КАТО" "ӘАОЖ" ["kato code", "код като"],
    HeadNameEn Latin "Head (English)" "Руководитель (на английском)" "Басшысы (ағылшынша)"
        ["head", "director", "ceo", "first head", "руководитель", "директор"],
    HeadNameRu Cyrillic "Head (Russian)" "Руководитель (на русском)" "Басшысы (орысша)"
        ["head", "director", "ceo", "руководитель", "директор", "первый руководитель", "фио руководителя"],
    HeadNameKk Cyrillic "Head (Kazakh)" "Руководитель (на казахском)" "Басшысы (қазақша)" ["басшысы", "бірінші басшы"],
    HeadPositionEn Latin "Head's position (English)" "Должность руководителя (на английском)" "Басшының лауазымы (ағылшынша)"
        ["head position", "position of the head", "director title"],
    HeadPositionRu Cyrillic "Head's position (Russian)" "Должность руководителя (на русском)" "Басшының лауазымы (орысша)"
        ["должность руководителя"],
    HeadPositionKk Cyrillic "Head's position (Kazakh)" "Должность руководителя (на казахском)" "Басшының лауазымы (қазақша)"
        ["басшының лауазымы"],
    BankName Any "Bank" "Банк" "Банк" ["bank name", "наименование банка"],
    Iban Any "IBAN" "ИИК" "ЖСК" ["account", "bank account", "расчётный счёт", "счёт", "iban/иик"],
    Bic Any "BIC" "БИК" "БСК" ["swift", "bank code", "swift/bic"],
    Kbe Any "Kbe" "Кбе" "Кбе" ["beneficiary code"],
}

use Field as F;

const PEOPLE: &[Field] = &[
    F::SurnameLatin,
    F::GivenNamesLatin,
    F::SurnameCyrillic,
    F::GivenNamesCyrillic,
    F::PatronymicCyrillic,
    F::FormerNames,
    F::Sex,
    F::BirthDate,
    F::BirthPlace,
    F::Citizenship,
    F::Ethnicity,
    F::Iin,
    F::PassportNumber,
    F::PassportCountry,
    F::PassportIssuedOn,
    F::PassportExpiresOn,
    F::PassportAuthority,
    F::CompanyBin,
    F::EngagementKind,
    F::PositionEn,
    F::PositionRu,
    F::PositionKk,
    F::Department,
    F::ContractNumber,
    F::ContractDate,
    F::EngagedFrom,
    F::EngagedUntil,
    F::Phone,
    F::Email,
    F::AddressAbroad,
    F::AddressInKazakhstan,
    F::MaritalStatus,
    F::Education,
];

const COMPANIES: &[Field] = &[
    F::NameEn,
    F::NameRu,
    F::NameKk,
    F::Bin,
    F::RegistrationNumber,
    F::RegisteredOn,
    F::ParticipantNumber,
    F::AddressEn,
    F::AddressRu,
    F::AddressKk,
    F::Postcode,
    F::Kato,
    F::Phone,
    F::Email,
    F::HeadNameEn,
    F::HeadNameRu,
    F::HeadNameKk,
    F::HeadPositionEn,
    F::HeadPositionRu,
    F::HeadPositionKk,
    F::BankName,
    F::Iban,
    F::Bic,
    F::Kbe,
];

impl Field {
    /// Returns the fields that an import of this kind fills, in the order in which they are shown.
    #[must_use]
    pub const fn of(kind: ImportKind) -> &'static [Self] {
        match kind {
            ImportKind::People => PEOPLE,
            ImportKind::Companies => COMPANIES,
        }
    }

    /// Returns whether the field holds a day.
    pub(crate) const fn is_day(self) -> bool {
        matches!(
            self,
            F::BirthDate
                | F::PassportIssuedOn
                | F::PassportExpiresOn
                | F::ContractDate
                | F::EngagedFrom
                | F::EngagedUntil
                | F::RegisteredOn
        )
    }

    /// Returns whether the field belongs to a person's work at a company.
    pub(crate) const fn is_of_engagement(self) -> bool {
        matches!(
            self,
            F::EngagementKind
                | F::PositionEn
                | F::PositionRu
                | F::PositionKk
                | F::Department
                | F::ContractNumber
                | F::ContractDate
                | F::EngagedFrom
                | F::EngagedUntil
        )
    }

    /// Returns whether the field belongs to a passport.
    pub(crate) const fn is_of_passport(self) -> bool {
        matches!(
            self,
            F::PassportNumber
                | F::PassportCountry
                | F::PassportIssuedOn
                | F::PassportExpiresOn
                | F::PassportAuthority
        )
    }

    /// Returns whether no record comes into being without the field.
    const fn is_required(self) -> bool {
        matches!(self, F::SurnameLatin | F::Bin)
    }

    /// Returns the fields of a kind for the window.
    pub(crate) fn views(kind: ImportKind) -> Vec<ImportFieldView> {
        let fields = Self::of(kind).iter();
        fields
            .map(|field| ImportFieldView {
                field: *field,
                label: field.label(),
                required: field.is_required(),
            })
            .collect()
    }

    /// Returns how well a title names the field: 3 for its own name, 2 for another that it goes
    /// by, 1 for one with a slip of the pen.
    pub(crate) fn match_of(self, title: &str) -> u32 {
        /// Below this, two titles are two words.
        const SIMILARITY_MIN: f64 = 0.87;
        let title = compact(title);
        if title.is_empty() {
            return 0;
        }
        let label = self.label();
        if [&label.en, &label.ru, &label.kk].iter().any(|name| compact(name) == title) {
            return 3;
        }
        let names: Vec<String> = self.synonyms().iter().map(|name| compact(name)).collect();
        if names.contains(&title) {
            return 2;
        }
        let close = |name: &String| strsim::normalized_damerau_levenshtein(name, &title) >= SIMILARITY_MIN;
        u32::from(names.iter().any(close))
    }
}

/// Returns a title as titles are compared: folded, letters and digits only.
fn compact(title: &str) -> String {
    fold(title).chars().filter(|one| one.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_kind_has_names_of_its_own() {
        for kind in [ImportKind::People, ImportKind::Companies] {
            for field in Field::of(kind) {
                let Text { en, ru, kk } = field.label();
                for name in [en, ru, kk] {
                    assert_eq!(field.match_of(&name), 3, "{name}");
                    let others = Field::of(kind).iter().filter(|other| *other != field);
                    assert!(others.clone().all(|other| other.match_of(&name) < 3), "{name}");
                }
            }
        }
    }

    #[test]
    fn titles_are_known_in_three_languages_and_with_slips() {
        for (title, field) in [
            ("Date of Birth", Field::BirthDate),
            ("ДАТА РОЖДЕНИЯ:", Field::BirthDate),
            ("туған күні", Field::BirthDate),
            ("Туган куни", Field::BirthDate),
            ("Nationality", Field::Citizenship),
            ("Date of expiri", Field::PassportExpiresOn),
            ("ИИН", Field::Iin),
            ("Passport No.", Field::PassportNumber),
        ] {
            assert!(field.match_of(title) > 0, "{title}");
        }
        assert_eq!(Field::BirthDate.match_of("Favourite colour"), 0);
    }
}
