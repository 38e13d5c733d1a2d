//! The rules of a service to read.

use desk::ErrorCode;
use desk::view::*;
use testkit::TestDesk;

fn said(text: &Text) -> [&str; 3] {
    [&text.en, &text.ru, &text.kk]
}

#[tokio::test]
async fn every_service_can_be_read_in_three_languages_with_its_sources() {
    let test = TestDesk::open(None).await.unwrap();
    for service in test.desk.services().await.unwrap() {
        let view = test.desk.service_rules(service.id.clone(), Some("2026-03-02".to_owned())).await.unwrap();
        assert_eq!(
            (&view.service, view.on.as_str(), &view.title),
            (&service.id, "2026-03-02", &service.title)
        );
        assert!(view.purpose.citation.is_some(), "{} says where it is printed", service.id);
        let rules: Vec<&RuleView> = view.parts.iter().flat_map(|part| &part.rules).collect();
        assert!(view.parts.len() >= 4 && !rules.is_empty(), "{}", service.id);
        for rule in &rules {
            for text in [&rule.text].into_iter().chain(&rule.inferred).flat_map(said) {
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{}: {text:?}", service.id);
            }
            assert_eq!(rule.mark == RuleMark::Number, rule.number.is_some(), "{}", service.id);
            assert!(
                rule.mark != RuleMark::Inferred || rule.citation.is_none(),
                "what is inferred isn't printed"
            );
        }
        for part in &view.parts {
            let mut numbers: Vec<u32> = part.rules.iter().filter_map(|rule| rule.number).collect();
            numbers.sort_unstable();
            assert_eq!(numbers, (1..).take(numbers.len()).collect::<Vec<u32>>(), "{}", service.id);
        }
    }
}

#[tokio::test]
async fn a_price_of_the_guidebook_is_read_with_its_line() {
    let test = TestDesk::open(None).await.unwrap();
    let on = Some("02.03.2026".to_owned());
    let view = test.desk.service_rules("employment_invitation".to_owned(), on).await.unwrap();
    let fees = view.parts.iter().find(|part| part.title.en.starts_with("Fees")).unwrap();
    let price = fees.rules.iter().find(|rule| rule.text.en.contains("up to 2 years")).unwrap();
    assert!(price.text.en.replace('\u{a0}', " ").contains("390 000 KZT"), "{}", price.text.en);
    assert_eq!(price.citation.as_ref().map(|citation| citation.lines_from), Some(77));
}

#[tokio::test]
async fn a_question_that_the_rules_cannot_answer_is_refused_by_its_part() {
    let test = TestDesk::open(None).await.unwrap();
    let ask = async |service: &str, on: &str| {
        test.desk.service_rules(service.to_owned(), Some(on.to_owned())).await.unwrap_err()
    };
    assert!(!ask("visa_to_the_moon", "2026-03-02").await.text.kk.is_empty());
    let no_day = ask("employment_invitation", "31.02.2026").await;
    assert_eq!(no_day.code, ErrorCode::Invalid);
    assert_eq!(no_day.fields.iter().map(|issue| issue.field.as_str()).collect::<Vec<_>>(), ["on"]);
    let too_early = ask("employment_invitation", "1999-01-01").await;
    assert!(too_early.fields.is_empty() && !too_early.text.ru.is_empty(), "{too_early:?}");
}
