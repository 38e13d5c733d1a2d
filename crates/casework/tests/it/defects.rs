//! One defect at a time, put into a clean application.

use crate::folder::{Folder, PersonRecords};
use crate::generate::{TODAY, foreign_category, rulebook};
use casework::{PaperForm, Subject};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rulebook::{Service, ServiceId, Step2Place};

/// What the defect was, and where it must be found.
pub struct Seeded {
    pub code: &'static str,
    pub field: String,
    pub subject: Subject,
}

/// Puts the defect in and returns where it must be found; none where it can't be put there.
pub type Defect = fn(&mut Folder, &Service) -> Option<Seeded>;

fn of_application(code: &'static str, field: &str) -> Option<Seeded> {
    Some(Seeded { code, field: field.into(), subject: Subject::Application })
}

fn of_company(folder: &Folder, code: &'static str, field: &str) -> Option<Seeded> {
    Some(Seeded { code, field: field.into(), subject: Subject::Company(folder.company.id) })
}

fn of_person(records: &PersonRecords, code: &'static str, field: &str) -> Option<Seeded> {
    Some(Seeded { code, field: field.into(), subject: Subject::Person(records.person.id) })
}

fn issues_visa(service: &Service) -> bool {
    !service.categories.is_empty() && service.id != ServiceId::VisaCancellationLeft
}

fn has_passport_rule(service: &Service) -> bool {
    let list = service.likely.as_ref().map_or(service, |likely| rulebook().service(likely.service));
    list.documents
        .iter()
        .flat_map(|document| &document.validity)
        .any(|one| matches!(one.rule, rulebook::ValidityRule::Passport { .. }))
}

fn filing(folder: &Folder) -> Date {
    folder.application.filing_on.unwrap_or(TODAY)
}

/// Every kind of defect.
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
    ("names not confirmed", |folder, _| {
        let records = folder.principal();
        records.person.names_confirmed = false;
        of_person(records, "names_not_confirmed", "person.names_confirmed")
    }),
    ("no date of birth", |folder, _| {
        let records = folder.principal();
        records.person.birth_date = None;
        of_person(records, "birth_date_missing", "person.birth_date")
    }),
    ("no sex", |folder, _| {
        let records = folder.principal();
        records.person.sex = None;
        of_person(records, "sex_missing", "person.sex")
    }),
    ("no citizenship", |folder, _| {
        let records = folder.principal();
        records.person.citizenships.clear();
        of_person(records, "citizenship_missing", "person.citizenships")
    }),
    ("no such citizenship", |folder, _| {
        let records = folder.principal();
        records.person.citizenships = vec!["QQQ".into()];
        of_person(records, "citizenship_unknown", "person.citizenships")
    }),
    ("citizen of Kazakhstan", |folder, _| {
        let records = folder.principal();
        records.person.citizenships = vec!["KAZ".into()];
        of_person(records, "citizen_of_kazakhstan", "person.citizenships")
    }),
    ("wrong IIN", |folder, _| {
        let records = folder.principal();
        records.person.iin = "900101300008".into();
        of_person(records, "iin_wrong", "person.iin")
    }),
    ("IIN of somebody else", |folder, _| {
        let records = folder.principal();
        records.person.birth_date = records.person.birth_date?.tomorrow().ok();
        of_person(records, "iin_unusual", "person.iin")
    }),
    ("no IIN for a permit", |folder, service| {
        let records = folder.principal();
        records.person.iin.clear();
        (service.id == ServiceId::TemporaryResidencePermit).then_some(())?;
        of_person(records, "iin_missing", "person.iin")
    }),
    ("no way to reach the person", |folder, _| {
        let records = folder.principal();
        records.person.phone.clear();
        records.person.email.clear();
        of_person(records, "contacts_missing", "person.phone")
    }),
    ("no engagement", |folder, service| {
        let records = folder.principal();
        records.engagement.take()?;
        let cancels =
            matches!(service.id, ServiceId::VisaCancellationLeft | ServiceId::VisaCancellationInCountry);
        let is_investor = service.principal_role() == rulebook::PersonRole::Investor;
        (!cancels && !is_investor).then_some(())?;
        of_person(records, "engagement_missing", "engagement")
    }),
    ("engagement elsewhere", |folder, _| {
        let elsewhere = crate::folder::Ids::starting_at(7).next();
        let records = folder.principal();
        records.engagement.as_mut()?.company = elsewhere;
        of_person(records, "engagement_elsewhere", "engagement.company")
    }),
    ("no job title", |folder, service| {
        let records = folder.principal();
        records.engagement.as_mut()?.position = casework::Wording::default();
        shows(service, rulebook::MustShow::JobTitle).then_some(())?;
        of_person(records, "job_title_missing", "engagement.position")
    }),
    ("no last day of the engagement", |folder, service| {
        let records = folder.principal();
        records.engagement.as_mut()?.until = None;
        shows(service, rulebook::MustShow::EngagementPeriod).then_some(())?;
        of_person(records, "engagement_end_missing", "engagement.until")
    }),
    ("engagement shorter than the visa", |folder, service| {
        let until = folder.application.details.until?;
        let records = folder.principal();
        records.engagement.as_mut()?.until = until.yesterday().ok();
        issues_visa(service).then_some(())?;
        of_person(records, "engagement_ends_before_visa", "engagement.until")
    }),
    ("waiver for a controlled function", |folder, service| {
        let records = folder.principal();
        records.engagement.as_mut()?.controlled_function = true;
        (service.id == ServiceId::WaiverModification).then_some(())?;
        of_person(records, "controlled_function", "engagement.controlled_function")
    }),
    ("no passport", |folder, _| {
        let records = folder.principal();
        records.travel_document = None;
        of_person(records, "travel_document_missing", "travel_document")
    }),
    ("no passport number", |folder, _| {
        let records = folder.principal();
        records.passport().number.clear();
        of_person(records, "passport_number_missing", "travel_document.number")
    }),
    ("no passport expiry", |folder, _| {
        let records = folder.principal();
        records.passport().expires_on = None;
        of_person(records, "passport_expiry_missing", "travel_document.expires_on")
    }),
    ("passport expired", |folder, _| {
        let records = folder.principal();
        records.passport().expires_on = date(2026, 3, 1).into();
        of_person(records, "passport_expired", "travel_document.expires_on")
    }),
    ("passport valid for exactly three months after the visa", |folder, service| {
        let until = folder.application.details.until?;
        let records = folder.principal();
        records.passport().expires_on = until.checked_add(3.months()).ok();
        has_passport_rule(service).then_some(())?;
        of_person(records, "passport_too_short", "travel_document.expires_on")
    }),
    ("passport a day short of the permit", |folder, service| {
        let filing = filing(folder);
        let records = folder.principal();
        records.passport().expires_on = filing.checked_add(179.days()).ok();
        (service.id == ServiceId::ResidencePermit).then_some(())?;
        of_person(records, "passport_too_short_for_permit", "travel_document.expires_on")
    }),
    ("one blank page", |folder, service| {
        let records = folder.principal();
        records.passport().blank_pages = Some(1);
        has_passport_rule(service).then_some(())?;
        of_person(records, "too_few_blank_pages", "travel_document.blank_pages")
    }),
    ("blank pages not counted", |folder, service| {
        let records = folder.principal();
        records.passport().blank_pages = None;
        has_passport_rule(service).then_some(())?;
        of_person(records, "blank_pages_unknown", "travel_document.blank_pages")
    }),
    ("no visa to extend or cancel", |folder, service| {
        let records = folder.principal();
        records.stay_documents.clear();
        let concerns_visa = service.id.is_extension() || service.id.as_str().starts_with("visa_cancellation");
        concerns_visa.then_some(())?;
        of_person(records, "visa_missing", "stay_document")
    }),
    ("visa expired", |folder, service| {
        let records = folder.principal();
        records.stay_documents.first_mut()?.valid_until = Some(date(2026, 3, 1));
        let concerns_visa = service.id.is_extension() || service.id.as_str().starts_with("visa_cancellation");
        concerns_visa.then_some(())?;
        of_person(records, "visa_expired", "stay_document.valid_until")
    }),
    ("visa of another host", |folder, service| {
        let other = crate::folder::Ids::starting_at(9).next();
        let records = folder.principal();
        records.stay_documents.first_mut()?.host = Some(other);
        service.id.is_extension().then_some(())?;
        of_person(records, "host_changed", "stay_document.host")
    }),
    ("visa of another category", |folder, service| {
        let records = folder.principal();
        records.stay_documents.first_mut()?.category = foreign_category(service)?.to_string();
        service.id.is_extension().then_some(())?;
        of_person(records, "visa_category_other", "stay_document.category")
    }),
    ("extension filed too early", |folder, service| {
        let records = folder.principal();
        records.stay_documents.first_mut()?.valid_until = Some(date(2026, 9, 30));
        service.id.is_extension().then_some(())?;
        of_person(records, "filing_too_early", "application.filing_on")
    }),
    ("extension filed too late", |folder, service| {
        let soon = filing(folder).checked_add(3.days()).ok();
        let records = folder.principal();
        records.stay_documents.first_mut()?.valid_until = soon;
        service.id.is_extension().then_some(())?;
        of_person(records, "filing_too_late", "application.filing_on")
    }),
    ("citizenship without a permit", |folder, service| {
        let records = folder.principal();
        records.person.citizenships = vec!["DEU".into()];
        (service.id == ServiceId::TemporaryResidencePermit).then_some(())?;
        of_person(records, "trp_not_eligible", "person.citizenships")
    }),
    ("citizenship in doubt", |folder, service| {
        let records = folder.principal();
        records.person.citizenships = vec!["MDA".into()];
        (service.id == ServiceId::TemporaryResidencePermit).then_some(())?;
        of_person(records, "trp_ask", "person.citizenships")
    }),
    ("stay ends before the answer", |folder, _| {
        let soon = filing(folder).tomorrow().ok();
        let records = folder.principal();
        let visa = records.stay_documents.first_mut().filter(|visa| visa.category == "B1")?;
        visa.valid_until = soon;
        folder.application.service.ends_with("in_country").then_some(())?;
        of_person(folder.principal(), "stay_ends_before_answer", "stay_document.valid_until")
    }),
    ("no family tie", |folder, _| {
        let records = folder.dependant()?;
        records.relation = None;
        of_person(records, "relation_missing", "relation")
    }),
    ("dependant of somebody without a visa", |folder, service| {
        folder.persons.remove(0);
        let records = folder.dependant()?;
        asks_for(service, "principal_visa").then_some(())?;
        of_person(records, "principal_visa_missing", "papers.principal_visa")
    }),
    ("no certificate of the family", |folder, _| {
        let records = folder.dependant()?;
        take(records, "family_certificate")?;
        of_person(records, "document_missing", "papers.family_certificate")
    }),
    ("plain copy of the family certificate", |folder, service| {
        let records = folder.dependant()?;
        records.paper("family_certificate")?.form = PaperForm::Copy;
        let (code, field) = if service.id == ServiceId::TemporaryResidencePermit {
            records.paper("family_certificate")?.original_kept.clear();
            ("original_needed", "papers.family_certificate.original_kept")
        } else {
            ("document_wrong_form", "papers.family_certificate.form")
        };
        of_person(records, code, field)
    }),
    ("consent not signed", |folder, _| {
        let records = folder
            .persons
            .iter_mut()
            .find(|one| one.papers.iter().any(|paper| paper.document == "consent_form"))?;
        take(records, "consent_form")?;
        of_person(records, "person_to_sign", "papers.consent_form")
    }),
    ("form of the employee not signed", |folder, _| {
        let records = folder.principal();
        take(records, "foreign_employee_form")?;
        of_person(records, "person_to_sign", "papers.foreign_employee_form")
    }),
    ("no registration certificate", |folder, _| {
        let index =
            folder.company_papers.iter().position(|one| one.document == "registration_certificate")?;
        folder.company_papers.remove(index);
        of_company(folder, "document_missing", "papers.registration_certificate")
    }),
    ("no passport scan", |folder, _| {
        let records = folder.principal();
        let kind = ["passport", "passport_copy"].into_iter().find(|kind| take(records, kind).is_some())?;
        of_person(records, "document_missing", &format!("papers.{kind}"))
    }),
    ("no contract", |folder, _| {
        let records = folder.principal();
        let kinds = ["employment_contract", "service_contract", "founder_or_board_proof"];
        let kind = kinds.into_iter().find(|kind| take(records, kind).is_some())?;
        of_person(records, "document_missing", &format!("papers.{kind}"))
    }),
    ("no résumé", |folder, service| {
        let records = folder.principal();
        take(records, "resume")?;
        let code =
            if service.id == ServiceId::WaiverModification { "document_missing" } else { "resume_missing" };
        of_person(records, code, "papers.resume")
    }),
    ("plain copy of the diploma", |folder, _| {
        let records = folder.principal();
        records.paper("qualification_documents")?.form = PaperForm::Copy;
        of_person(records, "document_wrong_form", "papers.qualification_documents.form")
    }),
    ("fingerprints of last year", |folder, _| {
        let records = folder.principal();
        records.paper("fingerprint_certificate")?.issued_on = Some(date(2025, 12, 31));
        of_person(records, "paper_not_of_year", "papers.fingerprint_certificate.issued_on")
    }),
    ("criminal record certificate too old", |folder, _| {
        let old = filing(folder).checked_sub(181.days()).ok();
        let records = folder.principal();
        records.paper("criminal_record_certificate")?.issued_on = old;
        of_person(records, "paper_too_old", "papers.criminal_record_certificate.issued_on")
    }),
    ("accommodation for too short a time", |folder, _| {
        let short = filing(folder).checked_add(179.days()).ok();
        let records = folder.principal();
        records.paper("support_or_accommodation")?.expires_on = short;
        of_person(records, "period_too_short", "papers.support_or_accommodation.expires_on")
    }),
    ("insurance expired", |folder, _| {
        let records = folder.principal();
        records.paper("health_insurance")?.expires_on = Some(date(2026, 3, 1));
        of_person(records, "paper_expired", "papers.health_insurance.expires_on")
    }),
    ("receipt without a scan", |folder, _| {
        let records = folder.principal();
        records.paper("state_fee_receipt")?.file = None;
        of_person(records, "scan_missing", "papers.state_fee_receipt.file")
    }),
];

fn take(records: &mut PersonRecords, document: &str) -> Option<casework::Paper> {
    let index = records.papers.iter().position(|paper| paper.document == document)?;
    Some(records.papers.remove(index))
}

fn list_of(service: &Service) -> &Service {
    service.likely.as_ref().map_or(service, |likely| rulebook().service(likely.service))
}

fn asks_for(service: &Service, document: &str) -> bool {
    list_of(service).documents.iter().any(|one| one.kind == *document)
}

fn shows(service: &Service, what: rulebook::MustShow) -> bool {
    list_of(service).documents.iter().any(|one| one.must_show.contains(&what))
}
