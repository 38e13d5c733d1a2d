//! Forms that a foreigner signs.

use super::writer::{self, Writer, lines, name, passport, period, stay_document};
use crate::convert::filled;
use crate::dossier::DossierPerson;
use paperwork::record::{
    Consent, ConsentForm, CrossBorder, Dependant, Education, Experience, ForeignEmployeeForm, Operator,
    Recipient, Representative, ResidencePermitForm, VisaApplicationForm,
};

impl Writer<'_> {
    /// Returns the consent of a person, signed by the principal for a child.
    pub(super) fn consent(&self, person: &DossierPerson) -> ConsentForm {
        let record = &person.folder.person.record;
        let guardian = person.entry.principal.filter(|_| self.is_child(person));
        let guardian = guardian.and_then(|id| self.dossier().person(id));
        let visa_country = self.country(&self.dossier().application.record.details.visa_country);
        let letterhead = self.letterhead();
        ConsentForm {
            sheet: self.sheet(),
            operator: Operator {
                name: letterhead.company_name,
                bin: letterhead.bin,
                address: letterhead.address,
            },
            subject_name: name(person),
            birth_date: record.birth_date,
            citizenship: self.citizenship(person),
            passport: passport(person),
            iin: filled(&record.iin),
            address: filled(&record.address_in_kazakhstan).or_else(|| filled(&record.address_abroad)),
            representative: guardian.map(|guardian| Representative {
                name: name(guardian),
                passport: passport(guardian),
                iin: filled(&guardian.folder.person.record.iin),
                address: filled(&guardian.folder.person.record.address_abroad),
                ground: None,
            }),
            consent: Consent {
                valid_from: None,
                valid_until: None,
                recipients: vec![
                    Recipient::ExpatCentre,
                    Recipient::MigrationService,
                    Recipient::ForeignMinistry,
                ],
                cross_border: CrossBorder::Missions(visa_country.into_iter().collect()),
                publication: false,
                data: Vec::new(),
                other: None,
            },
            place: None,
            date: None,
            beside: None,
        }
    }

    /// Returns the foreign employee's form.
    pub(super) fn foreign_employee(&self, person: &DossierPerson) -> ForeignEmployeeForm {
        let record = &person.folder.person.record;
        let company = &self.dossier().company.record;
        let details = &self.dossier().application.record.details;
        ForeignEmployeeForm {
            sheet: self.sheet(),
            company_name: self.company_name(),
            bin: filled(&company.bin),
            aifc_number: filled(&company.participant_number),
            name: name(person),
            sex: record.sex.map(writer::sex),
            birth_date: record.birth_date,
            birth_place: filled(&record.birth_place),
            citizenship: self.citizenship(person),
            passport: passport(person),
            iin: filled(&record.iin),
            marital_status: record.marital_status.map(writer::marital_status),
            address_abroad: filled(&record.address_abroad),
            address_kazakhstan: filled(&record.address_in_kazakhstan),
            phone: filled(&record.phone),
            email: filled(&record.email),
            position: self.position(person),
            department: self.engagement(person).and_then(|engagement| filled(&engagement.department)),
            duties: None,
            contract: self.contract_terms(person),
            education: lines(&record.education)
                .map(|line| Education { institution: Some(line), ..Education::default() })
                .collect(),
            experience: experience(&record.experience),
            languages: record.languages.split([',', '\n']).filter_map(filled).collect(),
            dependants: self.dependants(person),
            visa_category: filled(&details.category),
            visa_period: period(details.from, details.until),
            entries: details.entries.map(writer::entries),
            date: None,
            signatory: self.signatory(),
        }
    }

    /// Returns the visa application form with the photograph.
    pub(super) fn visa_application(&self, person: &DossierPerson) -> VisaApplicationForm {
        let record = &person.folder.person.record;
        let company = &self.dossier().company.record;
        let (details, letters) = (&self.dossier().application.record.details, self.details());
        let bin = self.say("BIN", "БИН", "БСН");
        let host = self.company_name();
        VisaApplicationForm {
            sheet: self.sheet(),
            photo: self.photo.clone(),
            name: name(person),
            former_names: filled(&record.former_names),
            sex: record.sex.map(writer::sex),
            birth_date: record.birth_date,
            birth_place: filled(&record.birth_place),
            citizenship: self.citizenship(person),
            ethnicity: filled(&record.ethnicity),
            marital_status: record.marital_status.map(writer::marital_status),
            passport: passport(person),
            permanent_address: filled(&record.address_abroad),
            phone: filled(&record.phone),
            email: filled(&record.email),
            workplace: self.engagement(person).map(|_| self.company_name()),
            position: self.position(person),
            host: Some(match filled(&company.bin) {
                Some(number) => format!("{host}, {bin} {number}"),
                None => host,
            }),
            invitation: filled(&letters.invitation_number).map(|number| {
                let sign = self.say("No.", "№", "№");
                match letters.invitation_date {
                    Some(date) => format!("{sign} {number}, {}", date.strftime("%d.%m.%Y")),
                    None => format!("{sign} {number}"),
                }
            }),
            category: filled(&details.category),
            entries: details.entries.map(writer::entries),
            period: period(details.from, details.until),
            purpose: self.purpose(person),
            stay_address: filled(&record.address_in_kazakhstan),
            route: filled(&details.route),
            transport: writer::transport(&details.transport),
            former_visits: None,
            children: Vec::new(),
            date: None,
        }
    }

    /// Returns the application form for the residence permit. What only the applicant can answer for
    /// (convictions, refusals, means, relatives) stays for the pen.
    pub(super) fn residence_permit(&self, person: &DossierPerson) -> ResidencePermitForm {
        let record = &person.folder.person.record;
        let contacts: Vec<&str> =
            [record.phone.trim(), record.email.trim()].into_iter().filter(|part| !part.is_empty()).collect();
        ResidencePermitForm {
            sheet: self.sheet(),
            photo: self.photo.clone(),
            name: name(person),
            former_names: filled(&record.former_names),
            sex: record.sex.map(writer::sex),
            birth_date: record.birth_date,
            birth_place: filled(&record.birth_place),
            ethnicity: filled(&record.ethnicity),
            citizenship: self.citizenship(person),
            other_citizenships: others(
                record.citizenships.iter().skip(1).filter_map(|one| self.country(one)),
            ),
            passport: passport(person),
            iin: filled(&record.iin),
            marital_status: record.marital_status.map(writer::marital_status),
            family: self.dependants(person),
            education: others(lines(&record.education)),
            profession: self.position(person),
            experience: experience(&record.experience),
            relatives_here: None,
            relatives_abroad: None,
            address_kazakhstan: filled(&record.address_in_kazakhstan),
            address_abroad: filled(&record.address_abroad),
            contacts: filled(&contacts.join(", ")),
            entered_on: self.details().arrived_on,
            purpose: self.purpose(person),
            stay_document: stay_document(person),
            convictions: None,
            refusals: None,
            means: None,
            reason: None,
            date: None,
        }
    }

    fn dependants(&self, person: &DossierPerson) -> Vec<Dependant> {
        let is_theirs = |other: &&DossierPerson| other.entry.principal == Some(person.entry.person);
        self.dossier()
            .persons
            .iter()
            .filter(is_theirs)
            .map(|dependant| Dependant {
                name: name(dependant),
                relation: writer::relation(dependant),
                birth_date: dependant.folder.person.record.birth_date,
                citizenship: self.citizenship(dependant),
                passport_number: passport(dependant).number,
            })
            .collect()
    }
}

fn experience(text: &str) -> Vec<Experience> {
    lines(text).map(|line| Experience { employer: Some(line), ..Experience::default() }).collect()
}

fn others(parts: impl Iterator<Item = String>) -> Option<String> {
    filled(&parts.collect::<Vec<_>>().join("; "))
}
