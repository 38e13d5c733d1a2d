//! Countries, the groups of countries that rules speak of, and who needs no visa.
//!
//! Invariant: membership is dated and sourced. Where two groups overlap the longer
//! stay wins, and a country whose membership is in doubt is "ask", never yes or no.

use crate::cite::Source;
use crate::edition::Rulebook;
use crate::error::RulebookError;
use crate::ids::ServiceId;
use crate::service::GroupRule;
use crate::tables::Dated;
use crate::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A country of ISO 3166, by its codes. Names are for those who write letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Country {
    /// Its two letters.
    pub alpha2: String,
    /// Its three letters, as in a passport.
    pub alpha3: String,
}

/// A group of countries that the rules speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountryGroup {
    /// Eurasian Economic Union.
    Eaeu,
    /// Commonwealth of Independent States.
    Cis,
    /// Citizens may hold a temporary residence permit.
    TrpEligible,
    /// The sources disagree: ask the Expat Centre.
    TrpAsk,
}

/// One country in one group, with its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// The group.
    pub group: CountryGroup,
    /// The country's three letters, with the days of membership and the source.
    pub country: Dated<String>,
    /// What is doubtful about it.
    pub note: Option<Text>,
}

/// Whether a citizen may have a temporary residence permit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "eligibility")]
pub enum TrpEligibility<'a> {
    /// Yes, for a stay of more than so many calendar days.
    Eligible {
        /// The printed rule that applies.
        rule: &'a GroupRule,
        /// Where the country's place in the group was read.
        source: &'a Source,
    },
    /// The sources disagree.
    Ask {
        /// What to tell the user.
        reason: &'a Text,
    },
    /// No: a visa is the way.
    NotEligible,
}

/// The countries and their groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries {
    /// By their two letters.
    pub(crate) all: Vec<Country>,
    pub(crate) memberships: Vec<Membership>,
    /// What to tell of a country that is in doubt.
    pub(crate) ask: Text,
}

impl Countries {
    /// Returns every country, by its two letters.
    pub fn all(&self) -> &[Country] {
        &self.all
    }

    /// Returns the country with the given two or three letters.
    pub fn require(&self, code: &str) -> Result<&Country, RulebookError> {
        let wanted = code.trim();
        let same = |known: &str| known.eq_ignore_ascii_case(wanted);
        self.all
            .iter()
            .find(|country| same(&country.alpha2) || same(&country.alpha3))
            .ok_or_else(|| RulebookError::UnknownCountry(code.to_owned()))
    }

    /// Returns the memberships of a group that hold on a day.
    pub fn group(&self, group: CountryGroup, on: Date) -> impl Iterator<Item = &Membership> {
        self.memberships.iter().filter(move |member| member.group == group && member.country.holds_on(on))
    }

    /// Returns the membership of a country in a group on a day, if any.
    pub fn membership(
        &self,
        code: &str,
        group: CountryGroup,
        on: Date,
    ) -> Result<Option<&Membership>, RulebookError> {
        let country = self.require(code)?;
        Ok(self.group(group, on).find(|member| member.country.value == country.alpha3))
    }
}

impl Rulebook {
    /// Returns whether a citizen of a country may have a temporary residence permit on a day.
    pub fn trp_eligibility(&self, code: &str, on: Date) -> Result<TrpEligibility<'_>, RulebookError> {
        let countries = self.countries();
        if let Some(doubtful) = countries.membership(code, CountryGroup::TrpAsk, on)? {
            let reason = doubtful.note.as_ref().unwrap_or(&countries.ask);
            return Ok(TrpEligibility::Ask { reason });
        }
        let Some(eligible) = countries.membership(code, CountryGroup::TrpEligible, on)? else {
            return Ok(TrpEligibility::NotEligible);
        };
        let mut longest: Option<&GroupRule> = None;
        for rule in &self.service(ServiceId::TemporaryResidencePermit).eligibility {
            let is_member = countries.membership(code, rule.group, on)?.is_some();
            if is_member && longest.is_none_or(|known| known.stay_over_days < rule.stay_over_days) {
                longest = Some(rule);
            }
        }
        Ok(longest.map_or(TrpEligibility::Ask { reason: &countries.ask }, |rule| TrpEligibility::Eligible {
            rule,
            source: &eligible.country.source,
        }))
    }
}
