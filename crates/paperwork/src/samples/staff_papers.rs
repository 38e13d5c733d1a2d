//! Sample papers of a company about its people and its money.

use jiff::civil::date;

use super::{
    BIN, bare_letterhead, company, employee_name, expat_centre, home, letterhead, nobody, office, say, sheet,
    signatory, some,
};
use crate::letter::Letter;
use crate::record::{
    BankAccount, ContractReference, InvoiceParty, Lang, Passport, PersonName, PowerOfAttorney, RefundLetter,
    Sheet, TerminationGround, TerminationOrder,
};

pub(super) fn powers_of_attorney(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = PowerOfAttorney {
        sheet: Sheet { draft_note: false, ..sheet(lang) },
        letterhead: letterhead(lang),
        number: some("8"),
        date: Some(date(2026, 3, 2)),
        place: Some(say(lang, "Astana", "г. Астана", "Астана қ.")),
        represented_by: (lang == Lang::Ru).then(|| "директора Омаровой Динары Сериковны".to_owned()),
        authority: Some(say(lang, "its Charter", "Положения", "Ереже")),
        representative: Some(say(
            lang,
            "Aigul Serikova",
            "Серикова Айгуль Маратовна",
            "Серікова Айгүл Маратқызы",
        )),
        representative_iin: some("910816400023"),
        representative_document: Passport {
            number: some("045112387"),
            issued: Some(date(2021, 6, 14)),
            valid_until: None,
            authority: Some(say(lang, "the Ministry of Internal Affairs", "МВД РК", "ҚР ІІМ")),
        },
        valid_until: Some(date(2026, 12, 31)),
        substitution: false,
        signatory: signatory(lang),
        beside: None,
    };
    let gaps = PowerOfAttorney {
        sheet: sheet(lang),
        letterhead: bare_letterhead(lang),
        number: None,
        date: None,
        place: None,
        represented_by: None,
        authority: None,
        representative: None,
        representative_iin: None,
        representative_document: Passport::default(),
        valid_until: None,
        substitution: true,
        signatory: nobody(),
        beside: None,
    };
    let named = PowerOfAttorney { represented_by: None, authority: None, ..full.clone() };
    vec![
        ("full", Letter::PowerOfAttorney(full)),
        ("named", Letter::PowerOfAttorney(named)),
        ("gaps", Letter::PowerOfAttorney(gaps)),
    ]
}

pub(super) fn termination_orders(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = TerminationOrder {
        sheet: Sheet { draft_note: false, ..sheet(lang) },
        letterhead: letterhead(lang),
        number: some("17-K"),
        date: Some(date(2026, 9, 18)),
        place: Some(say(lang, "Astana", "г. Астана", "Астана қ.")),
        name: employee_name(),
        position: Some(say(
            lang,
            "Chief Risk Officer",
            "директор по рискам",
            "тәуекелдер жөніндегі директор",
        )),
        contract: ContractReference { number: some("TD-07/26"), date: Some(date(2026, 2, 16)) },
        ended_on: Some(date(2026, 10, 2)),
        ground: Some(TerminationGround::Agreement),
        ground_paper: Some(say(
            lang,
            "agreement of 18 September 2026",
            "соглашение от 18 сентября 2026 года",
            "2026 жылғы 18 қыркүйектегі келісім",
        )),
        leave_days: Some(12),
        signatory: signatory(lang),
        beside: None,
    };
    let gaps = TerminationOrder {
        sheet: sheet(lang),
        number: None,
        date: None,
        place: None,
        name: PersonName::default(),
        position: None,
        contract: ContractReference::default(),
        ended_on: None,
        ground: None,
        ground_paper: None,
        leave_days: None,
        signatory: nobody(),
        ..full.clone()
    };
    vec![("full", Letter::TerminationOrder(full)), ("gaps", Letter::TerminationOrder(gaps))]
}

pub(super) fn refunds(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = RefundLetter {
        sheet: Sheet { draft_note: false, ..sheet(lang) },
        letterhead: Some(letterhead(lang)),
        out_number: some("51/2026"),
        date: Some(date(2026, 5, 12)),
        addressee: expat_centre(),
        payer: InvoiceParty { name: company(lang), identifier: some(BIN), address: Some(office(lang)) },
        application: some("1048"),
        service: Some(say(
            lang,
            "Letter of invitation, business visa, single entry",
            "Письмо-приглашение, деловая виза, однократная",
            "Шақыру хаты, іскерлік виза, бір реттік",
        )),
        invoice_number: some("P-O/2026/188"),
        invoice_date: Some(date(2026, 4, 13)),
        amount_tiyn: 4_000_000,
        paid_on: Some(date(2026, 4, 14)),
        reference: some("400481"),
        reason: Some(say(
            lang,
            "The visitor cancelled the trip before the invitation was issued.",
            "Посетитель отменил поездку до оформления приглашения.",
            "Келуші шақыру ресімделгенге дейін сапарынан бас тартты.",
        )),
        account: BankAccount {
            bank: Some(say(lang, "Dala Bank JSC", "АО «Dala Bank»", "«Dala Bank» АҚ")),
            iban: some("KZ000000000000000000"),
            bic: some("DALAKZKX"),
            kbe: some("17"),
            knp: None,
        },
        signatory: signatory(lang),
        prepared_by: None,
    };
    let person = RefundLetter {
        letterhead: None,
        out_number: None,
        payer: InvoiceParty { name: "MEHMET ÇAĞRI YILDIRIM".to_owned(), identifier: None, address: home() },
        invoice_number: None,
        invoice_date: None,
        reason: None,
        account: BankAccount::default(),
        signatory: nobody(),
        ..full.clone()
    };
    vec![("full", Letter::Refund(full)), ("person", Letter::Refund(person))]
}
