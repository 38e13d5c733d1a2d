//! Defects of an application and of its company.

use super::{Defect, filing, issues_visa, of_application, of_company};
use crate::generate::foreign_category;
use jiff::ToSpan;
use jiff::civil::date;
use rulebook::{ServiceId, Step2Place};

pub const DEFECTS: &[(&str, Defect)] = &[
    ("unknown service", |folder, _| {
        folder.application.service = "fishing_licence".into();
        of_application("service_unknown", "application.service")
    }),
    ("nobody", |folder, _| {
        folder.persons.clear();
        of_application("no_persons", "application.persons")
    }),
    ("filing day passed", |folder, service| {
        folder.application.filing_on = (!service.id.is_extension()).then_some(date(2026, 2, 27));
        folder.application.filing_on?;
        of_application("filing_day_past", "application.filing_on")
    }),
    ("filing on a Sunday", |folder, service| {
        folder.application.filing_on = (!service.id.is_extension()).then_some(date(2026, 3, 15));
        folder.application.filing_on?;
        of_application("filing_day_off", "application.filing_on")
    }),
    ("no company name", |folder, _| {
        folder.company.name = casework::Wording::default();
        of_company(folder, "company_name_missing", "company.name")
    }),
    ("no BIN", |folder, _| {
        folder.company.bin.clear();
        of_company(folder, "company_bin_missing", "company.bin")
    }),
    ("wrong BIN", |folder, _| {
        let last = folder.company.bin.pop()?.to_digit(10)?;
        folder.company.bin.push(char::from_digit((last + 1) % 10, 10)?);
        of_company(folder, "company_bin_wrong", "company.bin")
    }),
    ("no legal address", |folder, _| {
        folder.company.legal_address = casework::Address::default();
        of_company(folder, "company_address_missing", "company.legal_address")
    }),
    ("no head", |folder, _| {
        folder.company.head = casework::Signatory::default();
        of_company(folder, "company_head_missing", "company.head")
    }),
    ("no way to reach the company", |folder, _| {
        folder.company.phone.clear();
        folder.company.email.clear();
        of_company(folder, "company_contacts_missing", "company.phone")
    }),
    ("no category", |folder, service| {
        folder.application.details.category.clear();
        issues_visa(service).then_some(())?;
        of_application("category_missing", "application.category")
    }),
    ("unknown category", |folder, service| {
        folder.application.details.category = "Z9".into();
        issues_visa(service).then_some(())?;
        of_application("category_unknown", "application.category")
    }),
    ("category of another service", |folder, service| {
        folder.application.details.category = foreign_category(service)?.to_string();
        issues_visa(service).then_some(())?;
        of_application("category_not_offered", "application.category")
    }),
    ("no entries", |folder, service| {
        folder.application.details.entries = None;
        issues_visa(service).then_some(())?;
        of_application("entries_missing", "application.entries")
    }),
    ("wrong entries", |folder, service| {
        let (wrong, code) = match service.entries? {
            rulebook::Entries::Single => (casework::Entries::Multiple, "entries_single_only"),
            rulebook::Entries::Multiple => (casework::Entries::Single, "entries_multiple_only"),
        };
        folder.application.details.entries = Some(wrong);
        of_application(code, "application.entries")
    }),
    ("no validity", |folder, service| {
        folder.application.details.validity_months = None;
        issues_visa(service).then_some(())?;
        of_application("validity_missing", "application.validity_months")
    }),
    ("validity in days", |folder, service| {
        folder.application.details.validity_months = Some(730);
        issues_visa(service).then_some(())?;
        of_application("validity_impossible", "application.validity_months")
    }),
    ("validity between the bands", |folder, service| {
        let from = folder.application.details.from?;
        folder.application.details.validity_months = Some(30);
        folder.application.details.until = Some(from.checked_add(30.months()).ok()?.yesterday().ok()?);
        for records in &mut folder.persons {
            records.passport().expires_on = Some(date(2035, 1, 1));
        }
        service.fees.as_ref()?.service.iter().any(|row| row.months.is_some()).then_some(())?;
        of_application("price_unknown", "application.validity_months")
    }),
    ("dates and validity disagree", |folder, service| {
        let until = folder.application.details.until?;
        folder.application.details.until = Some(until.checked_add(10.days()).ok()?);
        issues_visa(service).then_some(())?;
        of_application("validity_disagrees", "application.until")
    }),
    ("no first day", |folder, service| {
        folder.application.details.from = None;
        (issues_visa(service) && !service.id.is_extension()).then_some(())?;
        of_application("period_start_missing", "application.from")
    }),
    ("no last day", |folder, service| {
        folder.application.details.until = None;
        issues_visa(service).then_some(())?;
        of_application("period_end_missing", "application.until")
    }),
    ("ends before it begins", |folder, service| {
        folder.application.details.until = folder.application.details.from?.yesterday().ok();
        issues_visa(service).then_some(())?;
        of_application("period_reversed", "application.until")
    }),
    ("entry before the answer", |folder, service| {
        folder.application.details.from = Some(filing(folder).tomorrow().ok()?);
        service.step2.as_ref()?;
        of_application("answer_too_late", "application.from")
    }),
    ("no purpose", |folder, service| {
        folder.application.details.purpose.clear();
        service.step2.as_ref()?;
        of_application("purpose_missing", "application.purpose")
    }),
    ("no unmet criterion", |folder, service| {
        folder.application.details.purpose.clear();
        (service.id == ServiceId::WaiverModification).then_some(())?;
        of_application("criterion_missing", "application.purpose")
    }),
    ("no visa country", |folder, service| {
        folder.application.details.visa_country.clear();
        service.step2.as_ref()?;
        of_application("visa_country_missing", "application.visa_country")
    }),
    ("no such visa country", |folder, service| {
        folder.application.details.visa_country = "TR".into();
        service.step2.as_ref()?;
        of_application("visa_country_unknown", "application.visa_country")
    }),
    ("no visa city", |folder, service| {
        folder.application.details.visa_city.clear();
        service.step2.as_ref()?;
        of_application("visa_city_missing", "application.visa_city")
    }),
    ("airport for an embassy visa", |folder, service| {
        folder.application.details.visa_country = "KAZ".into();
        (!service.step2.as_ref()?.places.contains(&Step2Place::Airport)).then_some(())?;
        of_application("airport_not_offered", "application.visa_country")
    }),
    ("personal manager without a price", |folder, service| {
        folder.application.personal_manager = true;
        service.fees.as_ref()?.personal_manager.is_none().then_some(())?;
        of_application("price_unknown", "application.personal_manager")
    }),
];
