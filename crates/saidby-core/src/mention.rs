//! Who is named: mentions in the text, and the actors that they stand for.

use crate::names::names;
use crate::{Country, Span};

names! {
    /// Sectors of the Political Language Ontology for Verifiable Event Records (PLOVER manual, table of sector codes).
    "sector" Sector {
        /// Police.
        Cop = "COP",
        /// Government, executive.
        Gov = "GOV",
        /// Judiciary.
        Jud = "JUD",
        /// Legislature.
        Leg = "LEG",
        /// Military.
        Mil = "MIL",
        /// Paramilitary, not in opposition to the government.
        Prm = "PRM",
        /// Political parties.
        Pty = "PTY",
        /// Rebels, armed opposition.
        Reb = "REB",
        /// State intelligence services.
        Spy = "SPY",
        /// Unidentified armed forces.
        Uaf = "UAF",
        /// Unidentified actors.
        Unk = "UNK",
        /// Agricultural labour.
        Agr = "AGR",
        /// Business.
        Bus = "BUS",
        /// Criminals.
        Crm = "CRM",
        /// Civilians.
        Cvl = "CVL",
        /// Education.
        Edu = "EDU",
        /// Elites, former officials.
        Eli = "ELI",
        /// Journalists and media.
        Jrn = "JRN",
        /// Organised labour.
        Lab = "LAB",
        /// Health.
        Med = "MED",
        /// Refugees.
        Ref = "REF",
        /// Political opposition.
        Opp = "OPP",
        /// Partially recognised entities.
        Pre = "PRE",
        /// Religious organisations.
        Rel = "REL",
        /// Other civil society.
        Soc = "SOC",
    }
}

names! {
    /// How a mention refers.
    "mention kind" MentionKind {
        /// By a proper name.
        Named = "named",
        /// By a noun: « le conseiller ».
        Nominal = "nominal",
        /// By a pronoun.
        Pronoun = "pronoun",
    }
}

/// An actor of one document, by its index in [`crate::Statements::actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorRef(pub u32);

/// Someone who says or does things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Stable id: `country:USA`, `organisation:nato`, or `person:john-kirby` for a person known from the document alone.
    pub id: String,
    /// Its name, as the actor tables or the document's fullest mention give it.
    pub name: String,
    /// Its country or PLOVER's non-state name.
    pub country: Option<Country>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// The office that the document gives it, as words of the article text.
    pub role: Option<Span>,
}

/// Words that refer to someone or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words, in the article text.
    pub span: Span,
    /// How they refer.
    pub kind: MentionKind,
    /// The actor they stand for, if it is known.
    pub actor: Option<ActorRef>,
}
