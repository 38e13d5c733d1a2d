//! Defects of persons, their work, passports, visas and families.

use super::{Defect, asks_for, filing, has_passport_rule, issues_visa, of_person, shows};
use crate::generate::foreign_category;
use jiff::ToSpan;
use jiff::civil::date;
use rulebook::ServiceId;

pub const DEFECTS: &[(&str, Defect)] = &[
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
];
