//! The export that others rely on, and the page for a terminal.

use crate::schema::Schema;
use crate::support::{day, rules};
use rulebook::{Language, RulebookError, ServiceId};
use serde_json::Value;

fn export(on: &str) -> Value {
    serde_json::to_value(rules().export(day(on)).unwrap()).unwrap()
}

fn service<'a>(export: &'a Value, id: &str) -> &'a Value {
    let services = export["services"].as_array().unwrap();
    services.iter().find(|service| service["id"] == id).unwrap()
}

#[test]
fn the_export_has_the_keys_that_others_rely_on() {
    let export = export("2026-03-02");
    assert_eq!((&export["edition"], &export["on"]), (&"2025".into(), &"2026-03-02".into()));
    let ids: Vec<_> = export["services"].as_array().unwrap().iter().map(|service| &service["id"]).collect();
    assert_eq!(ids, ServiceId::ALL.map(ServiceId::as_str));
    for service in export["services"].as_array().unwrap() {
        for key in ["id", "title", "documents", "fees", "timeframe"] {
            assert!(service.get(key).is_some(), "{} lacks {key}", service["id"]);
        }
        for document in service["documents"].as_array().unwrap() {
            for key in ["type", "text", "scope", "condition", "citation", "form", "inferred"] {
                assert!(document.get(key).is_some(), "{document} lacks {key}");
            }
            assert_eq!(document["citation"]["fingerprint"].as_str().unwrap().len(), 64);
        }
    }
}

#[test]
fn the_export_computes_the_state_fee_of_its_day() {
    let fee = |on: &str| {
        let export = export(on);
        service(&export, "employment_invitation")["fees"]["state"].clone()
    };
    assert_eq!(fee("2025-12-31")["unit_tiyn"], 196_600);
    assert_eq!(fee("2026-01-01")["unit_tiyn"], 216_250);
    assert_eq!(fee("2027-01-01")["unit_tiyn"], Value::Null);
    assert_eq!(fee("2027-01-01")["silence"]["code"], "mci_unknown");
    assert_eq!(fee("2027-01-01")["units"], "0.5");
}

#[test]
fn there_is_no_export_before_the_guidebook() {
    let error = rules().export(day("2024-12-31")).err().unwrap();
    assert!(matches!(error, RulebookError::NoEdition { .. }));
}

#[test]
fn the_export_is_as_the_schema_describes_it() {
    let schema = Schema::of_the_documentation();
    for on in ["2025-01-01", "2026-03-02", "2027-03-02"] {
        let problems = schema.problems(&export(on));
        assert_eq!(problems, Vec::<String>::new(), "on {on}");
    }
}

#[test]
fn the_schema_refuses_what_it_does_not_describe() {
    let schema = Schema::of_the_documentation();
    let problems_after = |change: &dyn Fn(&mut Value)| {
        let mut export = export("2026-03-02");
        change(&mut export);
        schema.problems(&export)
    };
    let unknown_key = problems_after(&|export| export["services"][0]["extra"] = 1.into());
    assert_eq!(unknown_key, ["/services/0: undescribed key extra"]);
    let wrong_type = problems_after(&|export| export["services"][0]["fees"]["label"]["en"] = 1.into());
    assert!(!wrong_type.is_empty());
    let missing = problems_after(&|export| {
        export["services"][0]["documents"][0].as_object_mut().unwrap().remove("scope");
    });
    assert_eq!(missing, ["/services/0/documents/0: missing scope"]);
    let no_hash = problems_after(&|export| {
        export["services"][0]["citation"]["fingerprint"] = "ABC".into();
    });
    assert_eq!(no_hash.len(), 1);
}

#[test]
fn every_service_is_a_page_in_every_language() {
    for id in ServiceId::ALL {
        for language in Language::ALL {
            for on in ["2026-03-02", "2027-03-02"] {
                let page = rules().render_service(id, language, day(on)).unwrap();
                let service = rules().service(id);
                assert!(page.starts_with(service.title.get(language)));
                assert!(!page.contains(['{', '}']), "{id} {language}: an unfilled place");
                for line in page.lines() {
                    assert!(line.chars().count() <= 79, "{id} {language}: too wide: {line}");
                    assert_eq!(line, line.trim_end_matches(' '), "{id}: trailing space");
                }
                for document in &service.documents {
                    let (from, to) = document.citation.lines;
                    let lines = if from == to { format!("{from}") } else { format!("{from}-{to}") };
                    assert!(page.contains(&format!("\u{a0}{lines}]")), "{id} lacks line {lines}");
                }
            }
        }
    }
}

#[test]
fn the_page_reads_as_a_clerk_would_write_it() {
    let page = |language| {
        let page = rules().render_service(ServiceId::VisaCancellationLeft, language, day("2026-03-02"));
        page.unwrap().replace('\u{a0}', " ")
    };
    insta::assert_snapshot!("cancellation_en", page(Language::En));
    insta::assert_snapshot!("cancellation_ru", page(Language::Ru));
    insta::assert_snapshot!("cancellation_kk", page(Language::Kk));
}
