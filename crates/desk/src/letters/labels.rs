//! Where a value of a letter is entered, and what it is called: the values that we could fill.
//!
//! A value that isn't here (a signature's date, a job of which only the applicant knows) is meant
//! for the pen.

use paperwork::LetterKind;

/// What a value belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Application,
    Company,
    Person,
    Firm,
}

/// A value of a letter.
pub(super) struct Label {
    pub owner: Owner,
    /// The field of the owner's form.
    pub field: &'static str,
    /// Whether the user words it in each language.
    pub worded: bool,
    /// English, Russian, Kazakh.
    pub words: [&'static str; 3],
}

const fn of(owner: Owner, field: &'static str, words: [&'static str; 3]) -> Label {
    Label { owner, field, worded: false, words }
}

const fn worded(owner: Owner, field: &'static str, words: [&'static str; 3]) -> Label {
    Label { owner, field, worded: true, words }
}

/// Returns the label of a value at a path of a letter's record, without the number of the person.
pub(super) fn label_of(kind: LetterKind, path: &str) -> Option<Label> {
    of_kind(kind, path)
        .or_else(|| of_person(path))
        .or_else(|| of_company(path))
        .or_else(|| of_application(path))
}

/// Returns the labels of paths that mean something else in this letter.
fn of_kind(kind: LetterKind, path: &str) -> Option<Label> {
    use Owner::{Application, Firm};
    Some(match (kind, path) {
        (LetterKind::FeeInvoice, "letterhead.company_name") => {
            worded(Firm, "name", ["our firm's name", "наименование нашей фирмы", "біздің фирманың атауы"])
        }
        (LetterKind::FeeInvoice, "letterhead.bin") => {
            of(Firm, "bin", ["our firm's BIN", "БИН нашей фирмы", "біздің фирманың БСН-і"])
        }
        (LetterKind::FeeInvoice, "letterhead.address") => {
            worded(Firm, "address", ["our firm's address", "адрес нашей фирмы", "біздің фирманың мекенжайы"])
        }
        (LetterKind::FeeInvoice, "account.iban") => {
            of(Firm, "iban", ["our firm's account", "счёт нашей фирмы", "біздің фирманың шоты"])
        }
        (LetterKind::FeeInvoice, "account.bank" | "account.bic" | "account.kbe") => {
            of(Firm, "bank_name", ["our firm's bank", "банк нашей фирмы", "біздің фирманың банкі"])
        }
        (LetterKind::FeeInvoice, "signatory.name" | "signatory.position") => worded(
            Firm,
            "head_name",
            ["who signs for our firm", "кто подписывает за нашу фирму", "біздің фирма атынан кім қол қояды"],
        ),
        (LetterKind::FeeInvoice, "number") => of(
            Application,
            "letters.invoice_number",
            ["number of our invoice", "номер нашего счёта", "шотымыздың нөмірі"],
        ),
        (LetterKind::FeeInvoice, "service_lines") => {
            of(Application, "letters.fee", ["our fee", "наше вознаграждение", "біздің қызмет ақымыз"])
        }
        (LetterKind::PowerOfAttorney, "number") => of(
            Application,
            "letters.power_number",
            ["number of the power of attorney", "номер доверенности", "сенімхат нөмірі"],
        ),
        (LetterKind::PowerOfAttorney, "valid_until") => of(
            Application,
            "letters.power_until",
            ["last day of the power of attorney", "срок действия доверенности", "сенімхаттың мерзімі"],
        ),
        (LetterKind::PowerOfAttorney, "representative") => worded(
            Firm,
            "representative_name",
            ["the representative's name", "имя представителя", "өкілдің аты-жөні"],
        ),
        (LetterKind::PowerOfAttorney, "representative_iin") => {
            of(Firm, "representative_iin", ["the representative's IIN", "ИИН представителя", "өкілдің ЖСН-і"])
        }
        (LetterKind::PowerOfAttorney, "representative_document.number") => of(
            Firm,
            "representative_document",
            [
                "the representative's identity document",
                "удостоверение личности представителя",
                "өкілдің жеке куәлігі",
            ],
        ),
        (LetterKind::TerminationOrder, "number") => ORDER_NUMBER,
        (LetterKind::TerminationOrder, "date") => ORDER_DATE,
        (LetterKind::TerminationOrder | LetterKind::Cancellation, "ground") => of(
            Application,
            "letters.ending",
            ["ground of termination", "основание прекращения", "тоқтату негізі"],
        ),
        (LetterKind::Refund, "account.iban" | "account.bank" | "account.bic" | "account.kbe") => of(
            Owner::Company,
            "iban",
            ["the company's bank account", "банковский счёт компании", "компанияның банк шоты"],
        ),
        _ => return None,
    })
}

const ORDER_NUMBER: Label = of(
    Owner::Application,
    "letters.order_number",
    ["number of the order of termination", "номер приказа о прекращении", "тоқтату туралы бұйрықтың нөмірі"],
);
const ORDER_DATE: Label = of(
    Owner::Application,
    "letters.order_date",
    ["date of the order of termination", "дата приказа о прекращении", "тоқтату туралы бұйрықтың күні"],
);

fn of_person(path: &str) -> Option<Label> {
    use Owner::Person;
    Some(match path {
        "name.surname_latin" | "subject_name.surname_latin" => {
            of(Person, "surname_latin", ["surname", "фамилия", "тегі"])
        }
        "name.given_names_latin" | "subject_name.given_names_latin" => {
            of(Person, "given_names_latin", ["given names", "имена", "есімдері"])
        }
        "name.surname_cyrillic" | "subject_name.surname_cyrillic" => of(
            Person,
            "surname_cyrillic",
            ["name in Cyrillic", "имя кириллицей", "кириллицамен жазылған аты-жөні"],
        ),
        "sex" | "relation.sex" => of(Person, "sex", ["sex", "пол", "жынысы"]),
        "birth_date" => of(Person, "birth_date", ["date of birth", "дата рождения", "туған күні"]),
        "birth_place" => of(Person, "birth_place", ["place of birth", "место рождения", "туған жері"]),
        "citizenship" => of(Person, "citizenship", ["citizenship", "гражданство", "азаматтығы"]),
        "ethnicity" => of(Person, "ethnicity", ["ethnicity", "национальность", "ұлты"]),
        "marital_status" => {
            of(Person, "marital_status", ["marital status", "семейное положение", "отбасылық жағдайы"])
        }
        "passport.number" => {
            of(Person, "travel_document.number", ["passport number", "номер паспорта", "паспорт нөмірі"])
        }
        "passport.issued" => of(
            Person,
            "travel_document.issued_on",
            ["date of issue of the passport", "дата выдачи паспорта", "паспорттың берілген күні"],
        ),
        "passport.valid_until" => of(
            Person,
            "travel_document.expires_on",
            ["validity of the passport", "срок действия паспорта", "паспорттың мерзімі"],
        ),
        "passport.authority" => of(
            Person,
            "travel_document.authority",
            ["who issued the passport", "кем выдан паспорт", "паспортты берген орган"],
        ),
        "permanent_address" | "address_abroad" => {
            of(Person, "address_abroad", ["address abroad", "адрес за рубежом", "шетелдегі мекенжайы"])
        }
        "address" => of(Person, "address_abroad", ["address", "адрес", "мекенжайы"]),
        "stay_address" | "address_kazakhstan" => of(
            Person,
            "address_in_kazakhstan",
            ["address in Kazakhstan", "адрес в Казахстане", "Қазақстандағы мекенжайы"],
        ),
        "phone" | "contacts" => of(Person, "phone", ["telephone", "телефон", "телефоны"]),
        "email" => of(Person, "email", ["e-mail", "электронная почта", "электрондық поштасы"]),
        "position" | "profession" => {
            worded(Person, "engagement.position", ["position", "должность", "лауазымы"])
        }
        "contract.number" | "ground.employment_contract.number" | "ground.service_contract.number" => of(
            Person,
            "engagement.contract_number",
            ["number of the contract", "номер договора", "шарт нөмірі"],
        ),
        "contract.date" | "ground.employment_contract.date" | "ground.service_contract.date" => {
            of(Person, "engagement.contract_date", ["date of the contract", "дата договора", "шарт күні"])
        }
        "contract.period" => {
            of(Person, "engagement.until", ["term of the contract", "срок договора", "шарт мерзімі"])
        }
        "ground" => {
            of(Person, "engagement.kind", ["work at the company", "работа в компании", "компаниядағы жұмысы"])
        }
        "education" => of(Person, "education", ["education", "образование", "білімі"]),
        "experience" => of(Person, "experience", ["work experience", "опыт работы", "жұмыс тәжірибесі"]),
        "languages" => of(Person, "languages", ["languages", "языки", "тілдері"]),
        "stay_document.number" => {
            of(Person, "stay_document.number", ["number of the visa", "номер визы", "виза нөмірі"])
        }
        "stay_document" | "stay_document.valid_until" => of(
            Person,
            "stay_document.kind",
            ["visa or permit held", "действующая виза или разрешение", "қолданыстағы виза немесе рұқсат"],
        ),
        "photo" => of(Person, "photo", ["photograph", "фотография", "фотосурет"]),
        _ => return None,
    })
}

fn of_company(path: &str) -> Option<Label> {
    use Owner::Company;
    Some(match path {
        "letterhead.bin" | "operator.bin" | "bin" => of(Company, "bin", ["BIN", "БИН", "БСН"]),
        "letterhead.address" | "operator.address" => worded(
            Company,
            "legal_address",
            ["the company's address", "адрес компании", "компанияның мекенжайы"],
        ),
        "letterhead.phone" => {
            of(Company, "phone", ["the company's telephone", "телефон компании", "компанияның телефоны"])
        }
        "signatory.name" => worded(Company, "head.name", ["who signs", "кто подписывает", "кім қол қояды"]),
        "signatory.position" => worded(
            Company,
            "head.position",
            ["position of who signs", "должность подписывающего", "қол қоюшының лауазымы"],
        ),
        "signatory.power.date" => of(
            Company,
            "signatories",
            [
                "date of the signatory's power of attorney",
                "дата доверенности подписывающего",
                "қол қоюшы сенімхатының күні",
            ],
        ),
        "kato" => of(Company, "kato", ["KATO code", "код КАТО", "КАТО коды"]),
        _ => return None,
    })
}

fn of_application(path: &str) -> Option<Label> {
    use Owner::Application;
    Some(match path {
        "out_number" => {
            of(Application, "letter_number", ["outgoing number", "исходящий номер", "шығыс нөмірі"])
        }
        "category" | "visa_category" => {
            of(Application, "category", ["visa category", "категория визы", "виза санаты"])
        }
        "entries" => of(Application, "entries", ["number of entries", "кратность", "кіру саны"]),
        "period" | "stay" | "visa_period" => {
            of(Application, "from", ["period of stay", "срок пребывания", "болу мерзімі"])
        }
        "stay_until" => of(
            Application,
            "until",
            ["last day of the stay", "последний день пребывания", "болудың соңғы күні"],
        ),
        "purpose" => of(Application, "purpose", ["purpose", "цель поездки", "сапар мақсаты"]),
        "transport" => of(Application, "transport", ["means of transport", "вид транспорта", "көлік түрі"]),
        "route" => of(Application, "route", ["route", "маршрут", "бағыты"]),
        "visa_place" | "place.embassy.city" | "place.airport.city" => of(
            Application,
            "visa_city",
            ["where the visa is collected", "место получения визы", "виза алатын жер"],
        ),
        "ended_on" => of(
            Application,
            "letters.ended_on",
            ["day on which the contract ended", "дата прекращения договора", "шарт тоқтатылған күн"],
        ),
        "order.number" => ORDER_NUMBER,
        "order.date" => ORDER_DATE,
        "ground_paper" => worded(
            Application,
            "letters.ending_paper",
            ["paper behind the ground", "документ-основание", "негіз болған құжат"],
        ),
        "whereabouts" => {
            of(Application, "letters.left_on", ["day of departure", "дата выезда", "елден кеткен күні"])
        }
        "owner_name" => worded(
            Application,
            "letters.owner_name",
            ["owner of the dwelling", "собственник жилья", "тұрғын үй иесі"],
        ),
        "owner_iin" => of(
            Application,
            "letters.owner_iin",
            ["the owner's IIN", "ИИН собственника", "тұрғын үй иесінің ЖСН-і"],
        ),
        "owner_consent.number" | "owner_consent.date" => of(
            Application,
            "letters.owner_consent_number",
            [
                "the owner's notarised consent",
                "нотариальное согласие собственника",
                "иесінің нотариаттық келісімі",
            ],
        ),
        "relief" => of(
            Application,
            "letters.relief",
            ["waiver or modification", "освобождение или изменение", "босату немесе өзгерту"],
        ),
        "requirement" => worded(
            Application,
            "letters.requirement",
            ["the requirement that isn't met", "невыполненное требование", "орындалмаған талап"],
        ),
        "justification" => {
            worded(Application, "letters.justification", ["justification", "обоснование", "негіздеме"])
        }
        "invitation" | "invitation_number" => of(
            Application,
            "letters.invitation_number",
            ["number of the invitation", "номер приглашения", "шақыру нөмірі"],
        ),
        "invitation_date" => of(
            Application,
            "letters.invitation_date",
            ["date of the invitation", "дата приглашения", "шақыру күні"],
        ),
        "arrived_on" | "entered_on" => {
            of(Application, "letters.arrived_on", ["day of arrival", "дата прибытия", "келген күні"])
        }
        "border_point" => of(
            Application,
            "letters.border_point",
            ["border crossing point", "пункт пропуска", "өткізу пункті"],
        ),
        "invoice_number" | "document_number" => of(
            Application,
            "letters.portal_invoice_number",
            ["number of the portal's invoice", "номер счёта портала", "портал шотының нөмірі"],
        ),
        "invoice_date" | "document_date" => of(
            Application,
            "letters.portal_invoice_date",
            ["date of the portal's invoice", "дата счёта портала", "портал шотының күні"],
        ),
        "reference" | "reference_number" => of(
            Application,
            "letters.payment_reference",
            ["reference of the payment", "номер ссылки платежа", "төлем сілтемесі"],
        ),
        "paid_on" => of(Application, "letters.paid_on", ["day of payment", "дата оплаты", "төленген күні"]),
        "reason" => worded(
            Application,
            "letters.refund_reason",
            ["why the money is asked back", "причина возврата", "қайтару себебі"],
        ),
        _ => return None,
    })
}
