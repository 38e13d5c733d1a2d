//! The one box and the filter of a list, in the words of the screens.

use crate::steps;
use desk::view::*;
use testkit::TestDesk;

#[tokio::test]
async fn a_paper_without_a_title_is_found_and_shown_by_the_name_of_its_type() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let company = steps::add_company(desk).await;
    let paper = steps::attach(desk, OwnerKind::Company, &company.id, "registration_certificate").await;
    steps::attach(desk, OwnerKind::Company, &company.id, "general_power_of_attorney").await;
    let names = Text::new("Registration certificate", "Справка о регистрации", "Тіркеу туралы анықтама");
    assert_eq!(paper.document_title, names);
    for language in Language::ALL {
        let settings = Settings { language, ..desk.settings_get().await.unwrap() };
        desk.settings_save(settings).await.unwrap();
        for typed in
            ["registration cert", "справка регистрации", "СПРАВКА О РЕГ", "тіркеу туралы", "тиркеу туралы"]
        {
            let hits = desk.search(typed.to_owned(), true).await.unwrap().hits;
            let shown: Vec<_> = hits.iter().map(|hit| (&hit.id, hit.title.as_str(), &hit.target)).collect();
            assert_eq!(shown, [(&paper.id, names.get(language), &company.id)], "{typed}");
            assert!(hits[0].detail.en.is_empty(), "nothing else explains it: {:?}", hits[0].detail);
            let filter = ListRequest { filter: typed.to_owned(), ..ListRequest::default() };
            let rows = desk.paper_list(filter).await.unwrap();
            assert_eq!(rows.iter().map(|row| &row.id).collect::<Vec<_>>(), [&paper.id], "{typed}");
        }
    }
    desk.paper_remove(paper.id.clone()).await.unwrap();
    assert_eq!(desk.search("registration cert".to_owned(), true).await.unwrap().hits.len(), 0);
}
