//! Generated applications: clean ones have nothing that blocks, and every seeded defect is found on
//! its field.

use crate::defects::{DEFECTS, Seeded};
use crate::folder::Folder;
use crate::generate::{Dice, TODAY, clean, rulebook};
use casework::readiness::{Severity, assess, checklist_status, findings};
use rulebook::{Language, ServiceId};
use std::collections::BTreeSet;

fn found(folder: &Folder, seeded: &Seeded) -> bool {
    findings(&folder.file(), rulebook(), TODAY).iter().any(|finding| {
        finding.code.as_str() == seeded.code
            && finding.field == seeded.field
            && finding.subject == seeded.subject
    })
}

#[test]
fn a_hundred_clean_applications_have_nothing_that_blocks() {
    for (seed, service) in (0..).zip(ServiceId::ALL.into_iter().cycle().take(100)) {
        let folder = clean(service, seed);
        let blocking: Vec<_> = findings(&folder.file(), rulebook(), TODAY)
            .into_iter()
            .filter(|finding| finding.severity == Severity::Blocks)
            .map(|finding| (finding.code, finding.field))
            .collect();
        assert_eq!(blocking, [], "{service}, seed {seed}");
        assert!(assess(&folder.file(), rulebook(), TODAY).is_ready(), "{service}, seed {seed}");
    }
}

#[test]
fn two_hundred_single_defects_are_found_on_their_fields() {
    let mut dice = Dice::seeded(2026);
    for (seed, service) in (1_000..).zip(ServiceId::ALL.into_iter().cycle().take(200)) {
        let before = clean(service, seed);
        let (name, after, seeded) = loop {
            let (name, defect) = dice.pick(&DEFECTS);
            let mut folder = before.clone();
            if let Some(seeded) = defect(&mut folder, rulebook().service(service)) {
                break (name, folder, seeded);
            }
        };
        assert!(!found(&before, &seeded), "{service}, seed {seed}: {name} is there before it is seeded");
        assert!(found(&after, &seeded), "{service}, seed {seed}: {name} is not found on {}", seeded.field);
    }
}

#[test]
fn every_defect_is_found_in_every_service_that_can_have_it() {
    let mut seen = BTreeSet::new();
    for service in ServiceId::ALL {
        for seed in 0..6 {
            let before = clean(service, seed);
            for (name, defect) in DEFECTS.iter() {
                let mut folder = before.clone();
                let Some(seeded) = defect(&mut folder, rulebook().service(service)) else { continue };
                assert!(!found(&before, &seeded), "{service}, seed {seed}: {name} before it is seeded");
                assert!(found(&folder, &seeded), "{service}, seed {seed}: {name} on {}", seeded.field);
                seen.insert(*name);
            }
        }
    }
    let unseen: Vec<_> = DEFECTS.iter().map(|(name, _)| name).filter(|name| !seen.contains(*name)).collect();
    assert!(unseen.is_empty(), "no service could have: {unseen:?}");
}

#[test]
fn every_sentence_is_complete_in_three_languages() {
    for service in ServiceId::ALL {
        for (name, defect) in DEFECTS.iter() {
            let mut folder = clean(service, 3);
            if defect(&mut folder, rulebook().service(service)).is_none() {
                continue;
            }
            for finding in findings(&folder.file(), rulebook(), TODAY) {
                for language in Language::ALL {
                    let sentence = finding.message.get(language);
                    assert!(!sentence.is_empty(), "{name}: {:?}", finding.code);
                    assert!(!sentence.contains(['{', '}']), "{name}: {sentence}");
                    assert!(!sentence.contains("  ") && !sentence.contains(" ."), "{name}: {sentence}");
                }
            }
        }
    }
}

#[test]
fn findings_come_blocking_first_and_each_once() {
    for service in ServiceId::ALL {
        let mut folder = clean(service, 5);
        folder.company.bin.clear();
        folder.principal().person.names_confirmed = false;
        let all = findings(&folder.file(), rulebook(), TODAY);
        assert!(all.is_sorted_by_key(|finding| finding.severity), "{service}");
        let distinct: BTreeSet<_> =
            all.iter().map(|one| format!("{:?} {:?} {}", one.code, one.subject, one.field)).collect();
        assert_eq!(distinct.len(), all.len(), "{service}");
    }
}

#[test]
fn the_checklist_has_every_line_of_the_rulebook_for_every_person() {
    for service in ServiceId::ALL {
        let folder = clean(service, 8);
        let file = folder.file();
        let filing = folder.application.filing_on.unwrap_or(TODAY);
        let case = casework::readiness::case_of(&file, rulebook(), filing).unwrap();
        let expected = rulebook().checklist(service, &case, filing).unwrap();
        let lines = checklist_status(&file, rulebook(), TODAY);
        let requirements: Vec<_> = lines.iter().map(|line| line.requirement.clone()).collect();
        assert_eq!(requirements, expected.items, "{service}");
        assert!(lines.iter().all(casework::readiness::ChecklistLine::is_settled), "{service}");
    }
}
