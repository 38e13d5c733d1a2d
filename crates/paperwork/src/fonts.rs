//! The bundled faces: the only fonts that exist for a template.
//!
//! Cut to the scripts of these papers (see `fonts/README.md`). Invariant: every face is cut to the
//! same set, so one question answers whether a character can be drawn, whatever the template uses.

use typst::foundations::Bytes;
use typst::text::Font;

const FACES: [&[u8]; 4] = [
    include_bytes!("../fonts/NotoSerif-Regular.ttf"),
    include_bytes!("../fonts/NotoSerif-Bold.ttf"),
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
];

/// Returns the bundled faces.
pub(crate) fn faces() -> Vec<Font> {
    FACES.iter().flat_map(|data| Font::iter(Bytes::new(*data))).collect()
}

/// Returns whether every face has a glyph for this character.
pub(crate) fn can_draw(faces: &[Font], character: char) -> bool {
    faces.iter().all(|face| face.info().coverage.contains(u32::from(character)))
}

#[cfg(test)]
mod tests {
    use super::{FACES, can_draw, faces};

    #[test]
    fn every_face_is_read() {
        assert_eq!(faces().len(), FACES.len());
    }

    #[test]
    fn letters_of_the_papers_are_covered() {
        let faces = faces();
        let needed = "ӘәҒғҚқҢңӨөҰұҮүҺһІі АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя \
                      ğĞıİşŞçÇöÖüÜ äÄßẞ ắẰỗợƯưĐđ éèêëñãõåøæœþð łżźćęą čďěňřšťůž őű ăâîșț əƏ ʻʼ ҳҷӣӯ ґїє ўЎ \
                      «»„“”‘’–—… №₸€ 0123456789 ·×§";
        for character in needed.chars() {
            assert!(can_draw(&faces, character), "{character} (U+{:04X})", u32::from(character));
        }
    }
}
