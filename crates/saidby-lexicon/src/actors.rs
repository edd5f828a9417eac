//! The countries, organisations and people that our lists know by name.
//!
//! Out of `languages/<code>/countries.tsv` and `regions.tsv`, `ontology/organisations.tsv`, `seats.tsv` and `people.tsv`, into a matcher over words
//! as Universal Dependencies cuts them: « le président de l' Union européenne » holds `organisation:eu` at `Union`.

use crate::by_language::ByLanguage;
use crate::{Phrases, Row, table};
use saidby_core::{Country, Language, Moment, Sector};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a listed name is to the actor that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// The name of a country.
    Country,
    /// The adjective of a country: `russe`, `Russian`.
    Adjective,
    /// Its inhabitants: `Russes`, `Russians`.
    Demonym,
    /// Its capital, which may stand for its government.
    Capital,
    /// The city of an organisation, which may stand for it: « Bruxelles » for the European Union.
    Seat,
    /// The name of an organisation, an authority or the house it sits in.
    Organisation,
    /// The name of a person.
    Person,
}

impl NameKind {
    /// Whether it names a land or city: what it stands for acts unless the words say where.
    pub fn is_territory(self) -> bool {
        matches!(self, Self::Country | Self::Capital | Self::Seat)
    }
}

/// An actor of the lists, as one of its names finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownActor {
    /// Its code or id in its list: `USA`, `nato`, `vladimir-putin`.
    key: &'static str,
    /// Its name: of a country, the first that the language's list gives; of others, their international name.
    pub name: &'static str,
    /// Its country or PLOVER's non-state name; a person's is that of the last listed office.
    pub country: Option<Country>,
    /// Its sector; a person's is that of the last listed office.
    pub sector: Option<Sector>,
    /// What the name that was found is to it.
    pub kind: NameKind,
}

impl KnownActor {
    /// Stable id: `country:USA`, `organisation:nato`, `person:vladimir-putin`.
    pub fn id(&self) -> String {
        let list = match self.kind {
            NameKind::Organisation | NameKind::Seat => "organisation",
            NameKind::Person => "person",
            _ => "country",
        };
        format!("{list}:{}", self.key)
    }
}

/// An office that a person held for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its English name, such as `foreign minister`.
    pub title: &'static str,
    /// For whom it is held.
    pub country: Option<Country>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// First and last day as the list gives them: `2022-05`, `2022-05-30`, empty where open.
    term: (&'static str, &'static str),
}

/// The known names of one language.
#[derive(Debug, Default)]
pub struct Actors {
    names: Phrases<Vec<KnownActor>>,
    countries: BTreeMap<Country, KnownActor>,
}

/// Longer names than this many words are not listed (a test says so).
const LONGEST_NAME: usize = 16;

impl Actors {
    /// The known names in a language, built at the first call. A language without a folder has only people, and organisations
    /// under their international names.
    pub fn of(language: Language) -> &'static Actors {
        static ACTORS: ByLanguage<Actors> = ByLanguage::new();
        ACTORS.get(language, Actors::build)
    }

    /// The longest known name that `words` starts with: its length in words, and the actors of that name.
    ///
    /// Words are those of Universal Dependencies, case kept: `l'` and `'s` stand alone; `du` may be one word or `de` `le`, a
    /// hyphen part of a word or one of its own. A curly apostrophe is as good as a straight one.
    ///
    /// ```
    /// use saidby_core::Language;
    /// use saidby_lexicon::Actors;
    /// let (length, found) = Actors::of(Language::FRENCH).longest(&["Corée", "de", "le", "Nord", "accuse"]).unwrap();
    /// assert_eq!((length, found[0].id().as_str()), (4, "country:PRK"));
    /// ```
    pub fn longest<W: AsRef<str>>(&self, words: &[W]) -> Option<(usize, &[KnownActor])> {
        let near = &words[..words.len().min(LONGEST_NAME)];
        let found = if near.iter().any(|word| word.as_ref().contains('’')) {
            self.names.longest(&near.iter().map(|word| word.as_ref().replace('’', "'")).collect::<Vec<_>>())
        } else {
            self.names.longest(near)
        };
        found.map(|(length, actors)| (length, actors.as_slice()))
    }

    /// A country, under the first name of the language's list.
    pub fn country(&self, country: Country) -> Option<&KnownActor> {
        self.countries.get(&country)
    }

    fn build(language: Language) -> Self {
        let mut named = Named::default();
        let mut countries = BTreeMap::new();
        for row in rows(language.code(), "countries").chain(rows(language.code(), "regions")) {
            add_country(&mut named, &mut countries, row);
        }
        let organisations: BTreeMap<&str, Row> = rows("ontology", "organisations").map(|row| (row.get("id"), row)).collect();
        for row in organisations.values() {
            add_organisation(&mut named, row, language.code());
        }
        for row in rows("ontology", "seats") {
            if let Some(organisation) = organisations.get(row.get("id")) {
                add(&mut named, row.list(language.code()), KnownActor { kind: NameKind::Seat, ..organisation_of(organisation) });
            }
        }
        for row in rows("ontology", "people") {
            add_person(&mut named, row);
        }
        let mut names = Phrases::default();
        for (name, mut actors) in named {
            actors.sort_by_key(|actor| (actor.kind, actor.key));
            names.insert(&name, actors);
        }
        Self { names, countries }
    }
}

/// The office that a person of the list (`vladimir-putin`, with or without `person:`) held on that day; the one begun last
/// where there are several.
pub fn office_at(person: &str, day: &Moment) -> Option<&'static Office> {
    let day = day.date.to_string();
    offices(person)?.iter().filter(|office| covers(office.term, &day)).max_by_key(|office| office.term.0)
}

/// The last listed office of a person whose terms were all over before that day.
pub fn last_office_before(person: &str, day: &Moment) -> Option<&'static Office> {
    let day = day.date.to_string();
    let over =
        |office: &Office| !office.term.1.is_empty() && day.get(..office.term.1.len()).is_some_and(|cut| cut > office.term.1);
    let held = offices(person)?;
    held.iter().max_by_key(|office| office.term.1).filter(|_| held.iter().all(over))
}

fn offices(person: &str) -> Option<&'static [Office]> {
    static OFFICES: OnceLock<BTreeMap<&'static str, Vec<Office>>> = OnceLock::new();
    let offices = OFFICES.get_or_init(|| {
        let mut offices = BTreeMap::<_, Vec<Office>>::new();
        for row in rows("ontology", "people") {
            offices.entry(row.get("id")).or_default().push(office(row));
        }
        offices
    });
    offices.get(person.strip_prefix("person:").unwrap_or(person)).map(Vec::as_slice)
}

/// Actors by the words of their names, joined with single spaces.
type Named = BTreeMap<String, Vec<KnownActor>>;

fn rows(folder: &str, name: &str) -> impl Iterator<Item = Row<'static>> + use<> {
    table(folder, name).into_iter().flat_map(|table| table.rows())
}

/// Adds the names of a row of `countries.tsv` or `regions.tsv`; the first row of a country gives the name that is shown.
fn add_country(named: &mut Named, countries: &mut BTreeMap<Country, KnownActor>, row: Row) {
    let Some(country) = row.parse::<Country>("code") else { return };
    let shown = countries.entry(country).or_insert_with(|| KnownActor {
        key: row.get("code"),
        name: row.list("names").next().unwrap_or(row.get("code")),
        country: Some(country),
        sector: None,
        kind: NameKind::Country,
    });
    let columns = [
        ("names", NameKind::Country),
        ("adjectives", NameKind::Adjective),
        ("demonyms", NameKind::Demonym),
        ("capitals", NameKind::Capital),
    ];
    for (column, kind) in columns {
        add(named, row.list(column), KnownActor { kind, ..*shown });
    }
}

fn add_organisation(named: &mut Named, row: &Row<'static>, language: &str) {
    let listed = if row.get(language).is_empty() { "name" } else { language };
    add(named, row.list(listed), organisation_of(row));
}

fn organisation_of(row: &Row<'static>) -> KnownActor {
    KnownActor {
        key: row.get("id"),
        name: row.get("name"),
        country: row.parse("country"),
        sector: row.parse("sector"),
        kind: NameKind::Organisation,
    }
}

fn add_person(named: &mut Named, row: Row) {
    let actor = KnownActor {
        key: row.get("id"),
        name: row.get("name"),
        country: row.parse("country"),
        sector: row.parse("sector"),
        kind: NameKind::Person,
    };
    add(named, row.list("name").chain(row.list("aliases")), actor);
}

/// Puts an actor under every reading of its names, in place of an earlier row of the same actor and kind.
fn add(named: &mut Named, names: impl Iterator<Item = &'static str>, actor: KnownActor) {
    for reading in names.flat_map(readings) {
        let actors = named.entry(reading).or_default();
        actors.retain(|other| (other.key, other.kind) != (actor.key, actor.kind));
        actors.push(actor);
    }
}

fn office(row: Row) -> Office {
    Office {
        title: row.get("office"),
        country: row.parse("country"),
        sector: row.parse("sector"),
        term: (row.get("from"), row.get("to")),
    }
}

/// Whether a day (`2022-11-02`) lies in a term whose ends are days, months or years, the last included.
fn covers((from, to): (&str, &str), day: &str) -> bool {
    from <= day && (to.is_empty() || day.get(..to.len()).is_none_or(|cut| cut <= to))
}

/// Every way in which a tokeniser may cut a name: apostrophes cut always or never, likewise contractions and hyphens; and with a
/// capital first, as at the start of a sentence.
pub(crate) fn readings(name: &str) -> Vec<String> {
    if !name.contains([' ', '\'', '-']) {
        return vec![name.to_owned()];
    }
    let mut readings = vec![cut_punctuation(name)];
    for cut in [cut_apostrophes, cut_contractions, cut_hyphens] {
        add_changed(&mut readings, cut);
    }
    if name.contains(' ') {
        add_changed(&mut readings, capitalise);
    }
    readings
}

fn add_changed(readings: &mut Vec<String>, change: impl Fn(&str) -> String) {
    for index in 0..readings.len() {
        let changed = change(&readings[index]);
        if !readings.contains(&changed) {
            readings.push(changed);
        }
    }
}

/// `Washington, D.C.` becomes `Washington , D.C.`
fn cut_punctuation(name: &str) -> String {
    name.replace(", ", " , ")
}

/// `Côte d'Ivoire` becomes `Côte d' Ivoire`, `People's Republic` becomes `People 's Republic`.
fn cut_apostrophes(name: &str) -> String {
    words(name, |word| match word.split_once('\'') {
        Some((owner, "s")) => format!("{owner} 's"),
        Some((elided, rest)) if elided.len() <= 2 && !rest.is_empty() => format!("{elided}' {rest}"),
        _ => word.to_owned(),
    })
}

/// `Corée du Nord` becomes `Corée de le Nord`: the contractions of French, as Universal Dependencies undoes them.
fn cut_contractions(name: &str) -> String {
    words(name, |word| match word {
        "du" => "de le".to_owned(),
        "des" => "de les".to_owned(),
        "au" => "à le".to_owned(),
        "aux" => "à les".to_owned(),
        _ => word.to_owned(),
    })
}

/// `al-Qaeda` becomes `al - Qaeda`.
fn cut_hyphens(name: &str) -> String {
    name.replace('-', " - ")
}

fn words(name: &str, change: impl Fn(&str) -> String) -> String {
    name.split(' ').map(change).collect::<Vec<_>>().join(" ")
}

fn capitalise(name: &str) -> String {
    let mut rest = name.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(language: Language, words: &str) -> Option<(usize, Vec<String>)> {
        let words: Vec<&str> = words.split(' ').collect();
        let (length, actors) = Actors::of(language).longest(&words)?;
        Some((length, actors.iter().map(|actor| format!("{} {:?}", actor.id(), actor.kind)).collect()))
    }

    fn only(length: usize, actor: &str) -> Option<(usize, Vec<String>)> {
        Some((length, vec![actor.to_owned()]))
    }

    #[test]
    fn finds_names_however_they_are_cut() {
        let fr = Language::FRENCH;
        assert_eq!(found(fr, "Corée du Nord"), only(3, "country:PRK Country"));
        assert_eq!(found(fr, "Corée de le Nord ment"), only(4, "country:PRK Country"));
        assert_eq!(found(fr, "Côte d’ Ivoire"), only(3, "country:CIV Country"));
        assert_eq!(found(fr, "Côte d’Ivoire"), only(2, "country:CIV Country"));
        assert_eq!(found(fr, "Maison-Blanche"), only(1, "organisation:white-house Organisation"));
        assert_eq!(found(Language::ENGLISH, "People 's Republic of China"), only(5, "country:CHN Country"));
        assert_eq!(found(Language::ENGLISH, "Kim Jong - un said"), only(4, "person:kim-jong-un Person"));
    }

    #[test]
    fn tells_what_a_name_is_to_its_actor() {
        assert_eq!(found(Language::FRENCH, "nord-coréennes"), only(1, "country:PRK Adjective"));
        assert_eq!(found(Language::FRENCH, "Russes"), only(1, "country:RUS Demonym"));
        assert_eq!(found(Language::ENGLISH, "Moscow"), only(1, "country:RUS Capital"));
        assert_eq!(found(Language::ENGLISH, "Brussels"), only(1, "organisation:eu Seat"));
        assert_eq!(
            found(Language::ENGLISH, "Russian"),
            Some((1, vec!["country:RUS Adjective".to_owned(), "country:RUS Demonym".to_owned()]))
        );
    }

    #[test]
    fn case_matters_and_unlisted_words_are_not_found() {
        assert_eq!(found(Language::FRENCH, "paris"), None);
        assert_eq!(found(Language::FRENCH, "fromage"), None);
        assert_eq!(Actors::of(Language::FRENCH).longest::<&str>(&[]), None);
    }

    #[test]
    fn a_language_without_a_folder_knows_international_names() {
        let other = Language::parse("fi").unwrap();
        assert_eq!(found(other, "NATO"), only(1, "organisation:nato Organisation"));
        assert_eq!(found(other, "Vladimir Putin"), only(2, "person:vladimir-putin Person"));
        assert_eq!(found(other, "Russia"), None);
    }

    #[test]
    fn offices_are_held_for_a_time() {
        let on = |day: &str| office_at("person:donald-trump", &Moment::day(day.parse().unwrap())).map(|office| office.title);
        assert_eq!(on("2018-07-01"), Some("president"));
        assert_eq!(on("2022-07-01"), None);
        let over = |day: &str| last_office_before("donald-trump", &Moment::day(day.parse().unwrap())).map(|office| office.title);
        assert_eq!((over("2016-07-01"), over("2022-07-01")), (None, None), "a term is open");
        let over =
            |day: &str| last_office_before("jacques-chirac", &Moment::day(day.parse().unwrap())).map(|office| office.title);
        assert_eq!((over("2006-07-01"), over("2012-07-01")), (None, Some("president")));
        assert!(covers(("2022-05", "2022-11"), "2022-11-30"));
        assert!(!covers(("2022-05", "2022-11"), "2022-12-01"));
        assert!(!covers(("2022-05", ""), "2022-04-30"));
    }

    proptest! {
        #[test]
        fn never_finds_more_words_than_there_are(words in proptest::collection::vec("[A-Za-z’'-]{0,6}|Union|européenne|du|Corée", 0..20)) {
            if let Some((length, actors)) = Actors::of(Language::FRENCH).longest(&words) {
                prop_assert!((1..=words.len()).contains(&length) && !actors.is_empty());
            }
        }
    }
}
