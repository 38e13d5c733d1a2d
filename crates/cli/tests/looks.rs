//! Papers are looked at through a child of the program itself: a stranger's PDF that runs away takes
//! nothing along, and nothing of any is left.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use desk::view::*;
use desk::{Desk, ErrorCode};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use testkit::memory::{Needle, scan, stop_at};

#[global_allocator]
static ALLOCATOR: desk::WipingAllocator = desk::WIPING_ALLOCATOR;

const FOLDER: &str = "EXPAT_DESK_TEST_FOLDER";

/// A PDF of as many pages, each with this word on it, and of this further object, `/Extra` on every page.
fn pdf(pages: usize, word: &str, extra: &[u8]) -> Vec<u8> {
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", 5 + 2 * page)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>").into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        extra.to_vec(),
    ];
    for page in 0..pages {
        let drawn = format!("BT /F 12 Tf 20 100 Td ({page} {word}) Tj ET q 99 0 0 99 0 0 cm /Extra Do Q");
        let contents = 6 + 2 * page;
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents {contents} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /Extra 4 0 R >> >> >>").into_bytes());
        objects.push(format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()).into_bytes());
    }
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let (size, at) = (objects.len() + 1, file.len());
    file.extend_from_slice(
        format!("{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n").as_bytes(),
    );
    file
}

/// A page of JBIG2 that says it has 65,535 pixels a side.
fn huge_picture() -> Vec<u8> {
    let mut code = vec![0, 0, 0, 1, 48, 0, 1, 0, 0, 0, 19, 0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff];
    code.extend_from_slice(&[0; 11]);
    let mut object = format!(
        "<< /Type /XObject /Subtype /Image /Width 65535 /Height 65535 /BitsPerComponent 1 /ColorSpace \
         /DeviceGray /Filter /JBIG2Decode /Length {} >>\nstream\n",
        code.len()
    )
    .into_bytes();
    object.extend_from_slice(&code);
    object.extend_from_slice(b"\nendstream");
    object
}

async fn attach(desk: &Desk, company: &str, content: Vec<u8>) -> PaperView {
    let input = PaperInput {
        owner: OwnerKind::Company,
        owner_id: company.to_owned(),
        application: None,
        document: "registration_certificate".to_owned(),
        title: String::new(),
        form: PaperFormView::Apostilled,
        issued_on: None,
        expires_on: None,
        language: "en".to_owned(),
        original_kept: String::new(),
        original_holder: String::new(),
        retain_until: None,
        content: None,
    };
    desk.paper_attach_bytes(input, Some(content)).await.unwrap()
}

#[tokio::test]
#[ignore = "the other process of a_runaway_paper_is_said_and_nothing_of_any_is_left"]
async fn looks_and_locks() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let folder = Path::new(&folder);
    let words = fs::read_to_string(folder.join("words")).unwrap();
    let Some((client, word)) = words.split_once('\n') else { panic!("no words") };
    let mut config = testkit::config(folder, Some("http://127.0.0.1:1"));
    config.worker = Some(env!("CARGO_BIN_EXE_expat").into());
    let desk = Desk::new(config);
    let input = CabinetCreateInput {
        passphrase: testkit::PASSPHRASE.to_owned(),
        client_name: client.to_owned(),
        language: Language::En,
    };
    let groups = desk.cabinet_create(input).await.unwrap().groups;
    let typed = (0u32..).zip(groups).map(|(index, text)| RecoveryGroup { index, text });
    desk.cabinet_confirm_recovery(typed.take(2).collect()).await.unwrap();
    let name = Text::new("Akme Capital Ltd.", "Akme Capital Ltd.", "Akme Capital Ltd.");
    let company = CompanyInput { name, bin: "180140900114".to_owned(), ..CompanyInput::default() };
    let company = desk.company_save(company).await.unwrap();

    let sound = attach(&desk, &company.id, pdf(3, word, b"null")).await;
    assert_eq!(sound.pages, Some(3));
    let first = desk.paper_preview(sound.id.clone(), 1, None).await.unwrap();
    let last = desk.paper_preview(sound.id.clone(), 9, None).await.unwrap();
    assert_eq!((first.page, first.pages, last.page, last.pages), (1, 3, 3, 3));
    assert!(first.png != last.png, "each page is drawn");

    let hostile = attach(&desk, &company.id, pdf(1, word, &huge_picture())).await;
    let stopped = desk.paper_preview(hostile.id.clone(), 1, None).await.unwrap_err();
    assert_eq!(stopped.code, ErrorCode::Typesetting);
    assert!(
        stopped.text.en.contains("more memory than a page is given. Save the file"),
        "{}",
        stopped.text.en
    );
    let again = desk.paper_preview(sound.id, 1, None).await.unwrap();
    assert!(again.png == first.png, "a sound paper is shown after one that failed");
    drop((first, last, again, words));
    stop_at("open").unwrap();
    desk.cabinet_lock().await.unwrap();
    stop_at("locked").unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn a_runaway_paper_is_said_and_nothing_of_any_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let word = |first: char| {
        let letters = uuid::Uuid::now_v7().simple().to_string();
        let shifted = |digit: char| char::from_u32(u32::from(first) + digit.to_digit(16)?);
        letters.chars().skip(8).filter_map(shifted).collect::<String>()
    };
    let (client, shown) = (word('A'), word('C'));
    fs::write(folder.path().join("words"), format!("{client}\n{shown}")).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "looks_and_locks", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (client, shown) = (Needle::of_text("client", &client), Needle::of_text("page", &shown));
    let mut say = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "at open"), "the other process failed");
    assert!(!scan(child.id(), &client).unwrap().is_empty(), "the search must find what is there");
    let found = scan(child.id(), &shown).unwrap();
    assert!(found.is_empty(), "what was drawn is gone before the lock: {found:#?}");
    assert_eq!(children_of(child.id()), "", "each child ends with its answer");
    say.write_all(b"1").unwrap();
    assert!(lines.any(|line| line == "at locked"));
    let found = scan(child.id(), &[client, shown].concat()).unwrap();
    drop(say);
    assert!(child.wait().unwrap().success());
    assert!(found.is_empty(), "{found:#?}");
}

/// Returns the numbers of the processes that this one started.
fn children_of(process: u32) -> String {
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    threads.map(|thread| fs::read_to_string(thread.unwrap().path().join("children")).unwrap()).collect()
}
