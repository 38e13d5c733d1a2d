//! What the crate that writes .docx has no words for, put into its finished parts: who made the file and
//! what it is called, its language, and the rows of a table that are repeated on each page.
//!
//! Must not touch what the document says. Invariant: the same record gives the same bytes.

use docx_rs::XMLDocx;
use jiff::civil::Date;

use crate::record::Lang;

/// Height by which the head of a table is known until the file is finished: no row is this low.
pub(super) const HEAD_ROW_TWIPS: f32 = 1.0;
const HEAD_ROW: &str = r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#;
const HEAD_ROW_MARK: &str = "<w:tblHeader />";
/// Ids of paragraphs: nobody needs them, and they are counted by thread, so that the same record would
/// give other bytes the next time.
const PARAGRAPH_ID: &str = " w14:paraId=\"";
/// Who made the file, as its properties say.
const MAKER: &str = "Expat Desk";

/// What a file says about itself.
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    pub(super) lang: Lang,
    pub(super) made_on: Date,
}

/// Completes the parts of a file.
pub(super) fn complete(parts: &mut XMLDocx, about: &About<'_>) {
    parts.doc_props.core = properties(about).into_bytes();
    edit(&mut parts.styles, |styles| with_language(styles, about.lang));
    edit(&mut parts.document, |body| without_ids(body).replace(HEAD_ROW, HEAD_ROW_MARK));
    for foot in &mut parts.footers {
        edit(foot, without_ids);
    }
}

fn edit(part: &mut Vec<u8>, change: impl FnOnce(&str) -> String) {
    if let Ok(text) = std::str::from_utf8(part) {
        *part = change(text).into_bytes();
    }
}

fn properties(about: &About<'_>) -> String {
    let title = about.title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (lang, day) = (about.lang.code(), about.made_on);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{MAKER}</dc:creator><cp:lastModifiedBy>{MAKER}</cp:lastModifiedBy><dc:language>{lang}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"#
    )
}

/// Says the language of the text, by which a word processor checks its spelling.
fn with_language(styles: &str, lang: Lang) -> String {
    let tag = match lang {
        Lang::En => "en-GB",
        Lang::Ru => "ru-RU",
        Lang::Kk => "kk-KZ",
    };
    // The first properties of a run are the defaults for all of them.
    styles.replacen(
        "</w:rPr>",
        &format!(r#"<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}" /></w:rPr>"#),
        1,
    )
}

fn without_ids(part: &str) -> String {
    let mut kept = String::with_capacity(part.len());
    let mut rest = part;
    while let Some((before, id)) = rest.split_once(PARAGRAPH_ID) {
        kept.push_str(before);
        rest = id.split_once('"').map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}
