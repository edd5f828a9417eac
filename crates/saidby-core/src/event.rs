//! Who did what to whom, in the vocabulary of PLOVER.

use crate::names::names;
use crate::{ActorRef, Dated, Span};

names! {
    /// The event types of the Political Language Ontology for Verifiable Event Records (PLOVER manual, chapter on events).
    "event type" EventType {
        /// Agree, promise, offer.
        Agree = "AGREE",
        /// Meet, talk, visit.
        Consult = "CONSULT",
        /// Support in words or diplomacy.
        Support = "SUPPORT",
        /// Yield.
        Concede = "CONCEDE",
        /// Cooperate materially.
        Cooperate = "COOPERATE",
        /// Provide aid, arms included.
        Aid = "AID",
        /// Retreat, release, disarm.
        Retreat = "RETREAT",
        /// Demand.
        Request = "REQUEST",
        /// Accuse, disapprove, investigate.
        Accuse = "ACCUSE",
        /// Refuse.
        Reject = "REJECT",
        /// Threaten.
        Threaten = "THREATEN",
        /// Protest in the street.
        Protest = "PROTEST",
        /// Reduce relations, embargo, convict.
        Sanction = "SANCTION",
        /// Exhibit force.
        Mobilize = "MOBILIZE",
        /// Arrest, seize, restrict.
        Coerce = "COERCE",
        /// Use violence.
        Assault = "ASSAULT",
    }
}

impl EventType {
    /// The modes that the type may have (PLOVER manual, tables of modes).
    pub fn modes(self) -> &'static [&'static str] {
        use EventType::*;
        match self {
            Agree | Support | Concede | Cooperate | Aid => &[],
            Consult => &["visit", "third-party", "multilateral", "phone"],
            Retreat => &["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
            Request | Reject => &["assist", "change", "yield", "meet"],
            Accuse => &["disapprove", "investigate", "allege"],
            Threaten => &["restrict", "arrest", "relations", "expel", "territory", "violence"],
            Protest => &["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"],
            Sanction => &["convict", "expel", "withdraw", "discontinue"],
            Mobilize => &["troops", "weapons", "police", "militia"],
            Coerce => &[
                "seize",
                "restrict",
                "censor",
                "curfew",
                "martial-law",
                "arrest",
                "deport",
                "withhold",
                "misinformation",
                "cyber",
            ],
            Assault => &[
                "abduct",
                "beat",
                "torture",
                "sexual",
                "targeted",
                "destroy",
                "primitive",
                "firearms",
                "explosives",
                "suicide-attack",
                "aerial",
                "drone",
                "heavy-weapons",
                "crowd-control",
                "unconventional",
            ],
        }
    }

    /// The type's mode of that name; `None` where the type has no such mode.
    pub fn mode(self, name: &str) -> Option<Mode> {
        self.modes().iter().copied().find(|&mode| mode == name).map(Mode)
    }
}

/// The *how* of an event: one of the modes of its type, from [`EventType::mode`] only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mode(&'static str);

impl Mode {
    /// Its name in the PLOVER manual.
    pub fn name(self) -> &'static str {
        self.0
    }
}

names! {
    /// The *why* of an event: PLOVER's general contexts.
    "context" Context {
        /// Military.
        Military = "military",
        /// Intelligence.
        Intelligence = "intelligence",
        /// Executive agencies.
        Executive = "executive",
        /// Legislative debate.
        Legislative = "legislative",
        /// Elections.
        Election = "election",
        /// Political institutions.
        PoliticalInstitutions = "political_institutions",
        /// Towards democracy.
        ProDemocracy = "pro_democracy",
        /// Towards autocracy.
        ProAutocracy = "pro_autocracy",
        /// Economy and trade.
        Economic = "economic",
        /// Courts.
        Legal = "legal",
        /// Reparations.
        Reparations = "reparations",
        /// Human rights.
        HumanRights = "human_rights",
        /// Rights and freedoms.
        RightsFreedoms = "rights_freedoms",
        /// Repression.
        Repression = "repression",
        /// Human security.
        HumanSecurity = "human_security",
        /// Gender.
        Gender = "gender",
        /// Sexual orientation and gender identity.
        Lgbt = "lgbt",
        /// Religion and ethnicity.
        ReligionEthnicity = "religion_ethnicity",
        /// Inequality.
        Inequality = "inequality",
        /// Diplomacy.
        Diplomatic = "diplomatic",
        /// Territory.
        Territory = "territory",
        /// Peacekeeping.
        Peacekeeping = "peacekeeping",
        /// Public health.
        Health = "health",
        /// Asylum.
        Asylum = "asylum",
        /// Migration.
        Migration = "migration",
        /// Disasters.
        Disasters = "disasters",
        /// Natural resources.
        NaturalResource = "natural_resource",
        /// Environment.
        Environment = "environment",
        /// Technology.
        Technology = "technology",
        /// Terrorism.
        Terrorism = "terrorism",
        /// Chemical, biological, radiological and nuclear weapons.
        Cbrn = "cbrn",
        /// Cyber attacks and crime.
        Cyber = "cyber",
        /// Misinformation.
        Misinformation = "misinformation",
        /// Crime.
        Crime = "crime",
        /// Corruption.
        Corruption = "corruption",
        /// Illegal drugs.
        IllegalDrugs = "illegal_drugs",
        /// Trafficking.
        Trafficking = "trafficking",
    }
}

/// Someone's part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub actor: ActorRef,
    /// The words that name them; `None` where they are understood from the context.
    pub mention: Option<Span>,
}

/// A detail of an event: its words, and their normal form where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The words, in the article text.
    pub words: Span,
    /// The normal form, such as `120` for « cent vingt ».
    pub normal: Option<String>,
}

/// What happened, or is said to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its type; `None` where what is said is no event of the ontology.
    pub kind: Option<EventType>,
    /// How.
    pub mode: Option<Mode>,
    /// Why, of what kind.
    pub contexts: Vec<Context>,
    /// The words that name it.
    pub trigger: Span,
    /// Who does it.
    pub actor: Option<Participant>,
    /// To whom, for whom, against whom.
    pub recipient: Option<Participant>,
    /// What is given, moved, used.
    pub item: Option<Detail>,
    /// How much or many.
    pub quantity: Option<Detail>,
    /// Where.
    pub place: Option<Detail>,
    /// On which day.
    pub date: Option<Dated>,
    /// Whether actor and recipient do it to each other: they meet, they agree, they fight.
    pub mutual: bool,
    /// How surely the words were read.
    pub confidence: Confidence,
}

/// How surely an event was read from its words, in hundredths: 0 to 100. It says nothing of whether the event is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// Sure: who reads by hand.
    pub const SURE: Self = Self(100);

    /// So many hundredths; more than 100 are 100.
    pub const fn hundredths(value: u8) -> Self {
        Self(if value > 100 { 100 } else { value })
    }

    /// As a share: 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}
