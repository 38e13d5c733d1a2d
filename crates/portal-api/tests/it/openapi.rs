//! The generated document is complete and doesn't change unseen.

use portal_api::routes;

#[test]
fn every_route_is_described() {
    let document = portal_api::openapi();
    let described: Vec<_> = document.paths.paths.keys().map(String::as_str).collect();
    let mut expected = [
        routes::ACCOUNTS,
        routes::SESSIONS,
        routes::ORGANISATION,
        routes::PUBLIC_OFFER,
        routes::UPLOAD,
        routes::MISSING_UPLOADS,
        routes::APPLICATIONS,
        routes::EVENTS,
        routes::OPENAPI,
    ];
    expected.sort_unstable();
    assert_eq!(described, expected);
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let json = serde_json::to_value(portal_api::openapi()).unwrap();
    let text = json.to_string();
    let names = text.split("\"$ref\":\"#/components/schemas/").skip(1);
    let mut count = 0;
    for name in names.filter_map(|rest| rest.split('"').next()) {
        let pointer = format!("/components/schemas/{name}");
        assert!(json.pointer(&pointer).is_some(), "{name} isn't described");
        count += 1;
    }
    assert!(count > 20, "only {count} references: the document is a torso");
}

#[test]
fn the_document_is_the_reviewed_one() {
    insta::assert_json_snapshot!(portal_api::openapi());
}
