//! One service as a page of plain text for a terminal, in one of the three languages.
//!
//! Invariant: what we infer is marked with "≈" and stands apart from what is printed.

use crate::edition::Rulebook;
use crate::error::RulebookError;
use crate::ids::ServiceId;
use crate::page::{PageItem, PageMark, PagePart};
use crate::text::Language;
use jiff::civil::Date;

/// A terminal of 80 columns shows the page without breaking lines itself.
const WIDTH_COLUMNS: usize = 79;

impl Rulebook {
    /// Returns a service as a page of text, with the state fee of a day.
    ///
    /// # Errors
    /// No edition is in force on the day.
    pub fn render_service(
        &self,
        id: ServiceId,
        language: Language,
        on: Date,
    ) -> Result<String, RulebookError> {
        let page = self.service_page(id, language, on)?;
        let lines_label = self.wording().labels.lines.get(language);
        let mut lines = Lines { text: String::new(), lines_label };
        let rule = "=".repeat(page.title.chars().count());
        lines.line(&format!("{}\n{rule}\n{id}\n", page.title));
        lines.wrapped("", "", &lines.cited(&page.purpose));
        lines.line("");
        lines.wrapped("", "", &page.facts.join(" · "));
        lines.items(&page.eligibility);
        lines.wrapped("", "", &page.section);
        for PagePart { title, on, items } in &page.parts {
            let on = on.map_or_else(String::new, |on| format!(" {on}"));
            lines.line(&format!("\n{title}{on}"));
            lines.items(items);
        }
        Ok(lines.text)
    }
}

/// What was written so far.
struct Lines<'a> {
    text: String,
    lines_label: &'a str,
}

impl Lines<'_> {
    fn cited(&self, PageItem { text, citation, .. }: &PageItem<'_>) -> String {
        let label = self.lines_label;
        match citation.map(|citation| citation.lines) {
            None => text.clone(),
            Some((from, to)) if from == to => format!("{text} [{label}\u{a0}{from}]"),
            Some((from, to)) => format!("{text} [{label}\u{a0}{from}-{to}]"),
        }
    }

    fn items(&mut self, items: &[PageItem<'_>]) {
        let numbers = items.iter().filter_map(|item| match item.mark {
            PageMark::Number(number) => Some(number.to_string().len()),
            _ => None,
        });
        let digits = numbers.max().unwrap_or_default();
        for item in items {
            let first = match item.mark {
                PageMark::Group => {
                    self.line(&format!("  {}", item.text));
                    continue;
                }
                PageMark::Point => "  - ".to_owned(),
                PageMark::Inferred => "  ≈ ".to_owned(),
                PageMark::Number(number) => format!("  {number:>digits$}. "),
            };
            let rest = " ".repeat(first.chars().count());
            self.wrapped(&first, &rest, &self.cited(item));
            for inferred in &item.inferred {
                self.wrapped(&format!("{rest}≈ "), &format!("{rest}  "), inferred);
            }
        }
    }

    fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        let mut line = first.to_owned();
        let mut used = first.chars().count();
        let indent = rest.chars().count();
        let mut is_empty = true;
        for word in text.split(' ') {
            let length = word.chars().count();
            if !is_empty && used + 1 + length > WIDTH_COLUMNS {
                self.line(&line);
                rest.clone_into(&mut line);
                used = indent;
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
            is_empty = false;
        }
        self.line(&line);
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}
