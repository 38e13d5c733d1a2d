//! Tables in and out without a window: import, list, search, export, undo.

use std::path::PathBuf;

use crate::canary::{self, Canaries};
use crate::expat::{Expat, PASSPHRASE};
use crate::home::Home;

const BIN: &str = "180140900114";
/// Names and numbers of the table. None may be left in the clear but in the files that the user made.
const CANARIES: [&str; 4] = ["OSTERHAGEN", "Остерхаген", "XQ7788990", PASSPHRASE];
const COMPANIES: &str = "Name,BIN\nKestrel Gate Ltd.,180140900114\n";
const STAFF: &str = "\u{feff}Surname;Given names;Фамилия;Имя;Date of birth;Citizenship;Passport No;Expiry date;Телефон\n\
OSTERHAGEN;WILHELMINA;Остерхаген;Вильгельмина;03/04/1988;Germany;xq 7788990;31.12.2031;+49 30 000000\n\
SATO;KENJI;;;1979-11-30;JPN;TK0012345;2030-05-05;=1+1\n";

struct Tables {
    companies: PathBuf,
    staff: PathBuf,
}

/// Puts the tables where the user keeps them.
fn tables(home: &Home) -> Tables {
    let folder = home.out();
    let (companies, staff) = (folder.join("companies.csv"), folder.join("staff.csv"));
    std::fs::write(&companies, COMPANIES).expect("a table can be written");
    std::fs::write(&staff, STAFF).expect("a table can be written");
    Tables { companies, staff }
}

#[tokio::test]
async fn a_table_comes_in_is_found_goes_out_and_is_taken_back() {
    let home = Home::new();
    let expat = Expat::new(&home);
    expat.create_cabinet("Kestrel").await;
    let tables = tables(&home);
    let (companies, staff) = (tables.companies.display().to_string(), tables.staff.display().to_string());

    expat.on_cabinet(&["import", "companies", &companies]).await.with_code(0);
    let people = ["import", "people", &staff, "--client", "Kestrel", "--company", BIN];
    let open = expat.on_cabinet(&people).await.with_code(1);
    assert_eq!(open.text("/preview/rows/0/problems/0/code"), "ambiguous_day");
    assert!(open.json["done"].is_null(), "nothing is written while a row has a problem");
    let dated = [people.as_slice(), &["--dates", "day-first"]].concat();
    let tried = expat.on_cabinet(&[dated.as_slice(), &["--dry-run"]].concat()).await.with_code(0);
    assert_eq!(tried.json["preview"]["counts"]["create"], 2);
    expat.on_cabinet(&["search", "osterhagen"]).await.with_code(1);
    let done = expat.on_cabinet(&dated).await.with_code(0);
    let change = done.json["done"]["change"].to_string();

    let again = expat.on_cabinet(&dated).await.with_code(1);
    assert_eq!(again.json["preview"]["counts"]["skip"], 2, "each is there already");
    for query in ["ostrehagen", "остерхагин", "XQ 778-8990"] {
        let found = expat.on_cabinet(&["search", query]).await.with_code(0);
        assert!(
            found
                .list("/hits")
                .iter()
                .any(|hit| hit["title"] == "OSTERHAGEN WILHELMINA" || hit["kind"] == "travel_document"),
            "{query}"
        );
    }

    let out = home.out().join("people.csv").display().to_string();
    expat.on_cabinet(&["export", "people", "--out", &out]).await.with_code(0);
    let text = std::fs::read_to_string(&out).expect("the exported list");
    assert!(text.contains("OSTERHAGEN") && text.contains("'=1+1") && text.contains("'+49 30"), "{text}");
    let again = expat.on_cabinet(&["export", "people", "--out", &out]).await.with_code(3);
    assert!(again.messages.contains("left alone"), "{}", again.messages);
    let letters = home.out().join("people.pdf").display().to_string();
    expat.on_cabinet(&["export", "people", "--out", &letters]).await.with_code(2);
    assert!(!std::path::Path::new(&letters).exists(), "a list is no PDF");
    for (option, value, code) in [("--sheet", "Other", 3), ("--header-row", "99", 2)] {
        expat.on_cabinet(&["import", "people", &out, option, value]).await.with_code(code);
    }
    let workbook = home.out().join("people.xlsx").display().to_string();
    expat.on_cabinet(&["export", "people", "--out", &workbook]).await.with_code(0);
    let back =
        expat.on_cabinet(&["import", "people", &workbook, "--duplicates", "update"]).await.with_code(1);
    assert_eq!(back.json["preview"]["counts"]["skip"], 2, "it reads back as what it was: {}", back.json);
    assert!(back.json["done"].is_null());

    let listed = expat.on_cabinet(&["import", "list"]).await.with_code(0);
    assert!(listed.list("/imports").iter().any(|one| one["change"] == done.json["done"]["change"]));
    expat.on_cabinet(&["import", "undo", "--change", &change]).await.with_code(0);
    expat.on_cabinet(&["search", "osterhagen"]).await.with_code(1);
    expat.on_cabinet(&["search", "kestrel"]).await.with_code(0);
    let leaks = Canaries::new(&CANARIES).search(home.path(), &home.meant_to_be_readable());
    canary::assert_none(&leaks);
}
