//! An invented application with every optional member present.

use jiff::civil::date;
use portal_api::{
    Contact, ContentHash, Document, Entries, IdempotencyKey, NewApplication, OfferAcceptance, Person,
    PersonRole, Sex, TravelDocument, VisaRequest,
};
use uuid::Uuid;

pub fn key() -> IdempotencyKey {
    IdempotencyKey::new(Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0001))
}

pub fn application() -> NewApplication {
    NewApplication {
        service: "employment_invitation".to_owned(),
        quantity: 2,
        personal_manager: false,
        organisation_bin: "151240022476".to_owned(),
        contact: Contact {
            name: "Aigerim Sample".to_owned(),
            email: "hr@example.test".to_owned(),
            phone: "+7 700 000 00 00".to_owned(),
        },
        visa: Some(VisaRequest {
            category: "C3".to_owned(),
            entries: Entries::Multiple,
            validity_months: 24,
            from: date(2026, 4, 1),
            until: date(2028, 3, 31),
            collected_at: Some("Berlin, Germany".to_owned()),
        }),
        persons: vec![
            Person {
                key: "p1".to_owned(),
                role: PersonRole::Principal,
                principal_key: None,
                surname: "MÜSTERMANN".to_owned(),
                given_names: "JONAS KARL".to_owned(),
                birth_date: date(1988, 2, 29),
                sex: Sex::Male,
                citizenship: "D".to_owned(),
                travel_document: TravelDocument {
                    number: "C01X00T47".to_owned(),
                    issued_on: Some(date(2021, 6, 1)),
                    expires_on: date(2031, 5, 31),
                },
                position: Some("Chief actuary".to_owned()),
            },
            Person {
                key: "p2".to_owned(),
                role: PersonRole::Spouse,
                principal_key: Some("p1".to_owned()),
                surname: "MÜSTERMANN".to_owned(),
                given_names: String::new(),
                birth_date: date(1990, 11, 5),
                sex: Sex::Female,
                citizenship: "D".to_owned(),
                travel_document: TravelDocument {
                    number: "C01X00T55".to_owned(),
                    issued_on: None,
                    expires_on: date(2030, 1, 15),
                },
                position: None,
            },
        ],
        documents: vec![
            Document {
                document_type: "invitation_letter".to_owned(),
                person_key: None,
                file_name: "01-invitation-letter.pdf".to_owned(),
                sha256: ContentHash::of(b"letter"),
                size_bytes: 6,
                media_type: "application/pdf".to_owned(),
            },
            Document {
                document_type: "passport_copy".to_owned(),
                person_key: Some("p1".to_owned()),
                file_name: "02-passport-p1.pdf".to_owned(),
                sha256: ContentHash::of(b"passport"),
                size_bytes: 8,
                media_type: "application/pdf".to_owned(),
            },
        ],
        public_offer_accepted: OfferAcceptance {
            version: "sandbox-1".to_owned(),
            sha256: ContentHash::of(b"offer"),
            accepted_at: "2026-03-02T14:05:06.789+05:00".parse().unwrap(),
        },
    }
}
