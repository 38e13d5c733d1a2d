//! The rules of a service to read, apart from any application.

use crate::AppError;
use crate::convert::{Reader, day};
use crate::environment::day_in_kazakhstan;
use crate::overview::citation;
use crate::rules;
use crate::session::Desk;
use crate::view::{RuleMark, RuleView, RulesPart, ServiceRulesView, Text};
use rulebook::{Language, PageItem, PageMark, ServiceId, ServicePage};

impl Desk {
    /// Returns what the rules say about a service on a day, today where none is given.
    ///
    /// # Errors
    /// There is no such service or day, or no edition of the rules is in force on it.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn service_rules(
        &self,
        service: String,
        on: Option<String>,
    ) -> Result<ServiceRulesView, AppError> {
        let id: ServiceId = service.parse()?;
        let mut reader = Reader::default();
        let on = reader.day("on", on.as_deref());
        reader.finish()?;
        let on = on.unwrap_or_else(|| day_in_kazakhstan(self.environment.now()));
        let rulebook = rules()?;
        let page = |language| rulebook.service_page(id, language, on);
        let pages = InThree { en: page(Language::En)?, ru: page(Language::Ru)?, kk: page(Language::Kk)? };
        Ok(pages.view(on.to_string()))
    }
}

/// The same in the three languages; lists have the same length and order in each.
struct InThree<T> {
    en: T,
    ru: T,
    kk: T,
}

impl<T> InThree<T> {
    fn map<'a, U>(&'a self, of: impl Fn(&'a T) -> U) -> InThree<U> {
        InThree { en: of(&self.en), ru: of(&self.ru), kk: of(&self.kk) }
    }

    fn text<'a>(&'a self, of: impl Fn(&'a T) -> &'a str) -> Text {
        Text::new(of(&self.en), of(&self.ru), of(&self.kk))
    }
}

impl<T> InThree<&[T]> {
    fn each<U>(&self, make: impl Fn(InThree<&T>) -> U) -> Vec<U> {
        let each = self.en.iter().zip(self.ru).zip(self.kk);
        each.map(|((en, ru), kk)| make(InThree { en, ru, kk })).collect()
    }
}

impl InThree<ServicePage<'_>> {
    fn view(&self, on: String) -> ServiceRulesView {
        ServiceRulesView {
            service: self.en.id.to_string(),
            on,
            title: self.text(|page| page.title),
            purpose: rule(&self.map(|page| &page.purpose)),
            facts: self.map(|page| page.facts.as_slice()).each(|fact| fact.text(|fact| fact)),
            eligibility: self.map(|page| page.eligibility.as_slice()).each(|one| rule(&one)),
            section: self.text(|page| &page.section),
            parts: self.map(|page| page.parts.as_slice()).each(|part| RulesPart {
                title: part.text(|part| &part.title),
                on: day(part.en.on),
                rules: part.map(|part| part.items.as_slice()).each(|one| rule(&one)),
            }),
        }
    }
}

fn rule(item: &InThree<&PageItem<'_>>) -> RuleView {
    let (mark, number) = match item.en.mark {
        PageMark::Point => (RuleMark::Point, None),
        PageMark::Number(number) => (RuleMark::Number, u32::try_from(number).ok()),
        PageMark::Inferred => (RuleMark::Inferred, None),
        PageMark::Group => (RuleMark::Group, None),
    };
    RuleView {
        mark,
        number,
        text: item.text(|item| &item.text),
        citation: item.en.citation.map(citation),
        inferred: item.map(|item| item.inferred.as_slice()).each(|said| said.text(|said| said)),
    }
}
