//! Sheets around a packet, read from the checklist and the rules.

use super::names;
use super::plan::Plan;
use super::writer::{self, Writer, name, passport, stay_document};
use crate::convert::filled;
use crate::dossier::DossierPerson;
use crate::error::AppError;
use crate::form_words;
use crate::rules;
use crate::view::Text;
use casework::Record;
use casework::readiness::{ChecklistLine, LineState as Standing};
use paperwork::record::{
    ArrivalSheet, ArrivedPerson, Checklist, ChecklistLine as Line, CoverLine, CoverSheet, LineState,
    SourcedText, StepTwoPlace, StepTwoSheet, VisaPlace,
};
use rulebook::Expected;

/// The country code that stands for an airport of Kazakhstan.
const KAZAKHSTAN: &str = "KAZ";

impl Writer<'_> {
    /// Returns the data for the notification of arrival.
    pub(super) fn arrival(&self, plan: &Plan) -> ArrivalSheet {
        let dossier = self.dossier();
        let (application, details) = (&dossier.application.record, self.details());
        let company = &dossier.company.record;
        let persons = plan.persons(dossier);
        let head = persons.first().copied();
        ArrivalSheet {
            sheet: self.sheet(),
            company: self.company_name(),
            bin: filled(&company.bin),
            phone: filled(&company.phone),
            arrived_on: details.arrived_on,
            stay_until: application.details.until,
            notify_by: None,
            border_point: filled(&details.border_point),
            purpose: head.and_then(|head| self.purpose(head)),
            stay_address: head.and_then(|head| filled(&head.folder.person.record.address_in_kazakhstan)),
            kato: filled(&company.legal_address.kato),
            persons: persons.into_iter().map(|person| self.arrived(person)).collect(),
            prepared_by: self.prepared_by(),
        }
    }

    fn arrived(&self, person: &DossierPerson) -> ArrivedPerson {
        let record = &person.folder.person.record;
        ArrivedPerson {
            name: name(person),
            sex: record.sex.map(writer::sex),
            birth_date: record.birth_date,
            citizenship: self.citizenship(person),
            passport: passport(person),
            iin: filled(&record.iin),
            stay_document: stay_document(person),
            relation: writer::relation(person),
        }
    }

    /// Returns what the invited person does with the approved invitation.
    pub(super) fn step_two(&self, person: &DossierPerson) -> Result<StepTwoSheet, AppError> {
        let step = self.overview.service.step2.as_ref().ok_or_else(|| AppError::internal("no step 2"))?;
        let (application, details) = (&self.dossier().application.record, self.details());
        let place = VisaPlace {
            city: application.details.visa_city.trim().to_owned(),
            country: self.country(&application.details.visa_country).unwrap_or_default(),
        };
        let sourced = |text: &rulebook::Text, citation| SourcedText {
            text: self.rule(text),
            source: Some(self.source(citation)),
        };
        Ok(StepTwoSheet {
            sheet: self.sheet(),
            company: self.company_name(),
            name: name(person),
            invitation_number: filled(&details.invitation_number),
            invitation_date: details.invitation_date,
            category: filled(&application.details.category),
            place: if application.details.visa_country == KAZAKHSTAN {
                StepTwoPlace::Airport(place)
            } else {
                StepTwoPlace::Embassy(place)
            },
            items: step.documents.iter().map(|one| sourced(&one.text, &one.citation)).collect(),
            notes: vec![sourced(&step.contact.text, &step.contact.citation)],
            contact: self.prepared_by(),
        })
    }

    /// Returns the checklist as it stands.
    pub(super) fn checklist(&self) -> Checklist {
        let dossier = self.dossier();
        let edition = rules().ok().map(|rules| rules.edition().info.id.clone());
        Checklist {
            sheet: self.sheet(),
            application: filled(&dossier.application.record.number),
            service: self.rule(&self.overview.service.title),
            company: self.company_name(),
            persons: names(dossier),
            date: Some(self.on),
            edition: edition.map(|edition| self.say("Guidebook ", "Руководство ", "Нұсқаулық ") + &edition),
            lines: self.overview.lines.iter().map(|line| self.checklist_line(line)).collect(),
            prepared_by: self.prepared_by(),
        }
    }

    fn checklist_line(&self, line: &ChecklistLine<'_>) -> Line {
        let document = line.requirement.document;
        let note = match line.requirement.expected {
            Expected::NotExpected { reason, .. } | Expected::IfApplicable { reason } => {
                Some(self.rule(reason))
            }
            Expected::Required => line.findings.first().map(|finding| self.rule(&finding.message)),
        };
        Line {
            text: self.rule(&document.text),
            whose: Some(match self.person_title(line) {
                Some(title) => title,
                None => self.company_name(),
            }),
            form: self.text(&form_words::form(&document.form)),
            state: match &line.state {
                Standing::Attached { .. } | Standing::OnRecord => LineState::Ready,
                Standing::WrittenByUs { .. } | Standing::Missing => LineState::Missing,
                Standing::NotExpected | Standing::IfApplicable | Standing::WithPrincipal => {
                    LineState::NotNeeded
                }
            },
            note,
            source: Some(self.source(&document.citation)),
        }
    }

    fn person_title(&self, line: &ChecklistLine<'_>) -> Option<String> {
        let person = self.dossier().person(line.person?)?;
        Some(person.folder.person.record.title())
    }

    /// Returns the first page of the packet.
    pub(super) fn cover(&self) -> CoverSheet {
        let dossier = self.dossier();
        let submission = dossier.submission.as_ref().map(|stored| &stored.record);
        CoverSheet {
            sheet: self.sheet(),
            letterhead: self.letterhead(),
            application: filled(&dossier.application.record.number),
            portal_number: submission.and_then(|one| one.portal_number.clone()),
            service: self.rule(&self.overview.service.title),
            persons: names(dossier),
            contents: self.overview.lines.iter().filter_map(|line| self.cover_line(line)).collect(),
            date: Some(self.on),
            representative: self.prepared_by(),
        }
    }

    fn cover_line(&self, line: &ChecklistLine<'_>) -> Option<CoverLine> {
        let pages = match &line.state {
            Standing::Attached { papers } => {
                let papers = papers.iter().filter_map(|id| self.overview.paper(*id));
                papers.map(|paper| paper.pages).sum::<Option<u32>>()
            }
            Standing::WrittenByUs { .. } => None,
            _ => return None,
        };
        let document = self.text(&Text::from(&line.requirement.document.name))?;
        let title = match self.person_title(line) {
            Some(person) => format!("{document}: {person}"),
            None => document,
        };
        Some(CoverLine { title, pages })
    }
}
