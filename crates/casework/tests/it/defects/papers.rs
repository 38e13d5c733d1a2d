//! Defects of papers.

use super::{Defect, filing, of_company, of_person, take};
use casework::PaperForm;
use jiff::ToSpan;
use jiff::civil::date;
use rulebook::ServiceId;

pub const DEFECTS: &[(&str, Defect)] = &[
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
