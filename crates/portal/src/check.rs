//! Whether an application can be taken, field by field. Pure: the caller looks the uploads up.
//!
//! All wrong fields are named at once. Messages name the field, never its content.

use std::collections::{HashMap, HashSet};

use portal_api::{
    Contact, ContentHash, Document, FieldProblem, NewApplication, Person, PersonRole, ProblemCode,
    PublicOffer, VisaRequest, limits,
};

use crate::offer;
use crate::register::Register;

/// What an application is checked against.
pub(crate) struct Grounds<'a> {
    pub(crate) register: &'a Register,
    pub(crate) offer: &'a PublicOffer,
    /// The account's uploads with their sizes, as far as the application names them.
    pub(crate) uploads: &'a HashMap<ContentHash, u64>,
}

/// Returns everything that keeps the application from being taken.
pub(crate) fn check(application: &NewApplication, grounds: &Grounds<'_>) -> Vec<FieldProblem> {
    let mut findings = Findings(Vec::new());
    findings.text("/service", &application.service);
    findings.quantity(application);
    if grounds.register.find(&application.organisation_bin).is_none() {
        findings.add(
            "/organisation_bin",
            ProblemCode::UnknownBin,
            "No participant of the register has this BIN.",
        );
    }
    findings.contact(&application.contact);
    if let Some(visa) = &application.visa {
        findings.visa(visa);
    }
    findings.persons(&application.persons);
    findings.documents(application, grounds.uploads);
    if !offer::is_in_force(&application.public_offer_accepted, grounds.offer) {
        findings.add(
            "/public_offer_accepted",
            ProblemCode::OfferNotAccepted,
            "The public offer in force wasn't accepted.",
        );
    }
    findings.0
}

/// Returns whether a text can be an e-mail address at all.
pub(crate) fn is_email(text: &str) -> bool {
    let plain = text.len() <= 254 && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    plain
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
}

/// Returns whether a text is filled in, fits on a line and has no control characters.
pub(crate) fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && is_line_or_empty(text)
}

fn is_line_or_empty(text: &str) -> bool {
    text.chars().count() <= limits::TEXT_CHARS_MAX && !text.chars().any(char::is_control)
}

struct Findings(Vec<FieldProblem>);

impl Findings {
    fn add(&mut self, field: impl Into<String>, code: ProblemCode, message: &str) {
        self.0.push(FieldProblem::new(field, code, message));
    }

    fn invalid(&mut self, field: impl Into<String>, message: &str) {
        self.add(field, ProblemCode::Invalid, message);
    }

    fn text(&mut self, field: impl Into<String>, text: &str) {
        if !is_line(text) {
            self.invalid(field, "Must be filled in with one line of at most 300 characters.");
        }
    }

    fn optional_text(&mut self, field: impl Into<String>, text: Option<&String>) {
        if let Some(text) = text {
            self.text(field, text);
        }
    }

    fn quantity(&mut self, application: &NewApplication) {
        let persons = application.persons.len();
        if persons == 0 || persons > limits::PERSONS_MAX {
            self.invalid("/persons", "Must name 1 to 50 persons.");
        }
        if u32::try_from(persons) != Ok(application.quantity) {
            self.add("/quantity", ProblemCode::QuantityMismatch, "Must be the number of persons.");
        }
    }

    fn contact(&mut self, contact: &Contact) {
        self.text("/contact/name", &contact.name);
        self.text("/contact/phone", &contact.phone);
        if !is_email(&contact.email) {
            self.invalid("/contact/email", "Must be an e-mail address.");
        }
    }

    fn visa(&mut self, visa: &VisaRequest) {
        self.text("/visa/category", &visa.category);
        self.optional_text("/visa/collected_at", visa.collected_at.as_ref());
        if !(1..=120).contains(&visa.validity_months) {
            self.invalid("/visa/validity_months", "Must be 1 to 120 months.");
        }
        if visa.until < visa.from {
            self.invalid("/visa/until", "Must not be before the first day.");
        }
    }

    fn persons(&mut self, persons: &[Person]) {
        let principals: HashSet<&str> = persons
            .iter()
            .filter(|person| person.role == PersonRole::Principal)
            .map(|person| person.key.as_str())
            .collect();
        let mut seen = HashSet::new();
        for (index, person) in persons.iter().take(limits::PERSONS_MAX).enumerate() {
            let at = |field: &str| format!("/persons/{index}/{field}");
            self.text(at("key"), &person.key);
            if !seen.insert(person.key.as_str()) {
                self.invalid(at("key"), "Must not be the key of another person.");
            }
            self.person(person, at);
            let relation_fits = match (&person.principal_key, person.role) {
                // A dependant may follow a principal who has a visa and isn't in this application.
                (None, _) => true,
                (Some(_), PersonRole::Principal) => false,
                (Some(key), _) => principals.contains(key.as_str()),
            };
            if !relation_fits {
                self.invalid(
                    at("principal_key"),
                    "Must be the key of a principal, and only for a dependant.",
                );
            }
        }
    }

    fn person(&mut self, person: &Person, at: impl Fn(&str) -> String) {
        self.text(at("surname"), &person.surname);
        if !is_line_or_empty(&person.given_names) {
            self.invalid(at("given_names"), "Must be one line of at most 300 characters.");
        }
        self.optional_text(at("position"), person.position.as_ref());
        let letters = person.citizenship.len();
        let capitals = person.citizenship.bytes().all(|b| b.is_ascii_uppercase());
        if !capitals || !(1..=3).contains(&letters) {
            self.invalid(at("citizenship"), "Must be the code of a passport.");
        }
        let passport = &person.travel_document;
        self.text(at("travel_document/number"), &passport.number);
        if passport.issued_on.is_some_and(|issued_on| issued_on > passport.expires_on) {
            self.invalid(at("travel_document/expires_on"), "Must not be before the date of issue.");
        }
    }

    fn documents(&mut self, application: &NewApplication, uploads: &HashMap<ContentHash, u64>) {
        if application.documents.len() > limits::DOCUMENTS_MAX {
            self.invalid("/documents", "Must not be more than 1000.");
            return;
        }
        let persons: HashSet<&str> = application.persons.iter().map(|person| person.key.as_str()).collect();
        for (index, document) in application.documents.iter().enumerate() {
            let at = |field: &str| format!("/documents/{index}/{field}");
            self.document(document, at);
            if let Some(key) = &document.person_key
                && !persons.contains(key.as_str())
            {
                self.invalid(at("person_key"), "Must be the key of a person.");
            }
            match uploads.get(&document.sha256) {
                None => {
                    self.add(at("sha256"), ProblemCode::DocumentNotUploaded, "The document wasn't uploaded.")
                }
                Some(size_bytes) if *size_bytes != document.size_bytes => {
                    self.invalid(at("size_bytes"), "Must be the size of the uploaded file.");
                }
                Some(_) => {}
            }
        }
    }

    fn document(&mut self, document: &Document, at: impl Fn(&str) -> String) {
        self.text(at("type"), &document.document_type);
        self.text(at("media_type"), &document.media_type);
        // The staff's browser saves under this name.
        if !is_line(&document.file_name) || document.file_name.contains(['/', '\\']) {
            self.invalid(at("file_name"), "Must be a plain file name.");
        }
    }
}
