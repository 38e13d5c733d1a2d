//! Sample invoices.

use jiff::civil::date;

use super::{BIN, bare_letterhead, company, letterhead, nobody, office, say, sheet, signatory, some};
use crate::letter::Letter;
use crate::record::{
    BankAccount, FeeInvoice, InvoiceLine, InvoiceParty, Lang, Letterhead, PortalBeneficiary, PortalInvoice,
    PortalInvoiceLine, PortalPayer, Sheet, StateFeeLine, Vat,
};

pub(super) fn fee_invoices(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = fee_invoice(lang);
    let gaps = FeeInvoice {
        letterhead: bare_letterhead(lang),
        account: BankAccount::default(),
        payer: InvoiceParty { name: company(lang), identifier: None, address: None },
        number: None,
        date: None,
        due: None,
        contract: None,
        application: None,
        service: None,
        state_lines: Vec::new(),
        vat: Some(Vat::None),
        signatory: nobody(),
        ..full.clone()
    };
    vec![("full", Letter::FeeInvoice(full)), ("gaps", Letter::FeeInvoice(gaps))]
}

fn fee_invoice(lang: Lang) -> FeeInvoice {
    FeeInvoice {
        sheet: Sheet { draft_note: false, ..sheet(lang) },
        letterhead: Letterhead {
            company_name: say(
                lang,
                "Steppe & Partners LLP",
                "ТОО «Степь и партнёры»",
                "«Дала және серіктестер» ЖШС",
            ),
            logo: None,
            ..letterhead(lang)
        },
        account: BankAccount {
            bank: Some(say(lang, "Dala Bank JSC", "АО «Dala Bank»", "«Dala Bank» АҚ")),
            iban: some("KZ000000000000000000"),
            bic: some("DALAKZKX"),
            kbe: some("17"),
            knp: some("859"),
        },
        payer: InvoiceParty { name: company(lang), identifier: some(BIN), address: Some(office(lang)) },
        number: some("2026-031"),
        date: Some(date(2026, 3, 2)),
        due: Some(date(2026, 3, 31)),
        contract: Some(say(lang, "No. 12 of 01.02.2026", "№ 12 от 01.02.2026", "01.02.2026 № 12")),
        application: some("AP-2026-014"),
        service: Some(say(
            lang,
            "Invitation letter for an employment visa (C3), up to 2 years",
            "Приглашение для получения рабочей визы (C3), до 2 лет",
            "Жұмыс визасын (C3) алуға шақыру, 2 жылға дейін",
        )),
        service_lines: vec![InvoiceLine {
            description: say(
                lang,
                "Preparation of the documents",
                "Подготовка документов",
                "Құжаттарды дайындау",
            ),
            quantity: 1,
            unit_price_tiyn: 15_000_000,
        }],
        passed_lines: vec![InvoiceLine {
            description: say(
                lang,
                "Expat Centre: invitation letter, C3 visa and dependant visa",
                "Экспат-центр: оформление приглашения, виза C3 и виза члена семьи",
                "Экспат орталығы: шақыру ресімдеу, C3 визасы және отбасы мүшесінің визасы",
            ),
            quantity: 2,
            unit_price_tiyn: 39_000_000,
        }],
        state_lines: vec![StateFeeLine {
            description: say(lang, "Issue of an invitation", "Оформление приглашения", "Шақыру ресімдеу"),
            basis: Some(say(lang, "0.5 MCI × 4,325 KZT", "0,5 МРП × 4 325 тенге", "0,5 АЕК × 4 325 теңге")),
            quantity: 2,
            unit_price_tiyn: 216_250,
        }],
        vat: Some(Vat::Included(16)),
        signatory: signatory(lang),
    }
}

pub(super) fn portal_invoices(lang: Lang) -> Vec<(&'static str, Letter)> {
    let full = PortalInvoice {
        sheet: Sheet { draft_note: false, ..sheet(lang) },
        application_id: some("1048"),
        document_number: some("P-O/2026/188"),
        document_date: Some(date(2026, 3, 13)),
        due_date: Some(date(2026, 4, 12)),
        currency: some("KZT"),
        total_tiyn: 4_000_000,
        account_name: some("Sample Authority"),
        reference_number: some("400481"),
        beneficiary: PortalBeneficiary {
            legal_address: some("55/18 Mangilik El Avenue, Block C3.3"),
            actual_address: some("55/18 Mangilik El Avenue, Block C3.3"),
            code: some("16"),
            city: some("Astana"),
            country: some("KZ"),
            phone: some("+7 7172 00 00 00"),
            bin: some(BIN),
            bank: some("DALA BANK JSC"),
            bic: some("DALAKZKX"),
            iban: some("KZ000000000000000000"),
        },
        purpose_code: some("859"),
        payer: PortalPayer {
            name: some("Ayşe Nur Yıldırım"),
            iin: some("891102450015"),
            document_number: some("U21880415"),
        },
        lines: vec![PortalInvoiceLine {
            product_code: some("PMTA01"),
            description: some("Letter of invitation, business visa, single entry"),
            unit_price_tiyn: None,
            quantity: Some(1),
            amount_tiyn: 4_000_000,
        }],
    };
    let gaps = PortalInvoice {
        application_id: None,
        document_number: None,
        document_date: None,
        due_date: None,
        currency: None,
        account_name: None,
        reference_number: None,
        beneficiary: PortalBeneficiary::default(),
        purpose_code: None,
        payer: PortalPayer::default(),
        lines: Vec::new(),
        ..full.clone()
    };
    vec![("full", Letter::PortalInvoice(full)), ("gaps", Letter::PortalInvoice(gaps))]
}
