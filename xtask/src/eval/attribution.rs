//! Who said what, after `../shared/scorers/attribution_score.py`.
//!
//! Two sets: `polnear` (English political news) and `french`. Gold and answers are aligned one to one by the Jaccard index of
//! the words of their contents; punctuation is no word, so a quotation mark more or less costs nothing.

use super::given::{self, AttributionAnswer, Points};
use super::words::{f1, share, word_spans};
use super::{Better, Options, Outcome, Rows, corpora, parallel};
use anyhow::Result;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The lists of documents.
pub const NEEDS: &[&str] = &["attribution/polnear_dev.jsonl", "attribution/french_attribution_dev.jsonl"];

const SETS: [&str; 2] = ["polnear", "french"];
const FORMS: [&str; 3] = ["direct", "indirect", "mixed"];
/// What a row tells of a document.
pub(super) const COLUMNS: [&str; 6] = ["gold", "answers", "jac50", "exact", "triple_relaxed", "triple_strict"];

/// One document of a list.
#[derive(Deserialize)]
pub(super) struct Gold {
    pub id: String,
    pub lang: String,
    pub text: String,
    pub attributions: Vec<GoldAttribution>,
}

/// One attribution of a gold document.
#[derive(Deserialize)]
pub(super) struct GoldAttribution {
    pub source: Vec<Points>,
    pub cue: Vec<Points>,
    pub content: Vec<Points>,
    #[serde(rename = "type")]
    pub form: String,
    /// Neither rewarded nor punished.
    #[serde(default)]
    pub optional: bool,
    /// Inside another; treated as `optional`.
    #[serde(default)]
    pub nested: bool,
}

/// An attribution as sets of the document's words, each by its number.
struct Words {
    speech: bool,
    content: BTreeSet<usize>,
    source: BTreeSet<usize>,
    cue: BTreeSet<usize>,
    form: usize,
}

/// What is counted, by document and then in all. By form: direct, indirect, mixed.
#[derive(Clone, Default)]
pub(super) struct Counts {
    gold: f64,
    answers: f64,
    exact: f64,
    jac50: f64,
    soft_precision: f64,
    soft_recall: f64,
    triple_relaxed: f64,
    triple_strict: f64,
    explicit: f64,
    right_source: f64,
    form_gold: [f64; 3],
    form_answers: [f64; 3],
    form_hit_gold: [f64; 3],
    form_hit_answers: [f64; 3],
    /// Among those whose cue is a verb of saying: of gold, of answers, triples among both.
    speech: [f64; 3],
}

/// Verbs of saying and the adpositions of report: a cue with one of these words belongs to the subset `speech`. The list is ours:
/// what introduces words said or written, not belief, wish, plan or judgement.
const SPEECH: &[&str] = &[
    "say",
    "says",
    "said",
    "saying",
    "tell",
    "tells",
    "told",
    "telling",
    "add",
    "adds",
    "added",
    "adding",
    "write",
    "writes",
    "wrote",
    "written",
    "writing",
    "tweet",
    "tweets",
    "tweeted",
    "state",
    "states",
    "stated",
    "stating",
    "note",
    "notes",
    "noted",
    "noting",
    "explain",
    "explains",
    "explained",
    "explaining",
    "argue",
    "argues",
    "argued",
    "arguing",
    "claim",
    "claims",
    "claimed",
    "claiming",
    "insist",
    "insists",
    "insisted",
    "insisting",
    "declare",
    "declares",
    "declared",
    "declaring",
    "announce",
    "announces",
    "announced",
    "announcing",
    "reply",
    "replies",
    "replied",
    "respond",
    "responds",
    "responded",
    "answer",
    "answered",
    "ask",
    "asks",
    "asked",
    "asking",
    "warn",
    "warns",
    "warned",
    "warning",
    "report",
    "reports",
    "reported",
    "according",
    "dit",
    "disent",
    "disait",
    "dire",
    "disant",
    "déclare",
    "déclaré",
    "affirme",
    "affirmé",
    "affirmant",
    "ajoute",
    "ajouté",
    "ajoutant",
    "explique",
    "expliqué",
    "précise",
    "précisé",
    "précisant",
    "indique",
    "indiqué",
    "annonce",
    "annoncé",
    "assure",
    "assuré",
    "souligne",
    "souligné",
    "répond",
    "répondu",
    "demande",
    "demandé",
    "écrit",
    "rappelle",
    "rappelé",
    "raconte",
    "raconté",
    "confie",
    "confié",
    "selon",
    "après",
];

/// The files that the measures depend on.
pub fn files(corpora: &Path) -> Result<Vec<PathBuf>> {
    Ok(NEEDS.iter().map(|name| corpora.join(name)).collect())
}

/// Reads every document and measures its attributions.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut outcome = Outcome { rows: Rows::new(&COLUMNS), ..Outcome::default() };
    for (set, name) in SETS.iter().zip(NEEDS) {
        measure_set(set, corpora::jsonl(&options.corpora.join(name))?, options, &mut outcome);
    }
    Ok(outcome)
}

/// Reads the documents of a set, measures each and all of them.
pub(super) fn measure_set(set: &str, documents: Vec<Gold>, options: &Options, outcome: &mut Outcome) {
    let documents: Vec<Gold> = documents.into_iter().filter(|gold| options.wants(&format!("{set}/{}", gold.id))).collect();
    let results = parallel::map(&documents, |gold| gold.id.clone(), read);
    let mut total = Counts::default();
    for (gold, timed) in documents.iter().zip(results) {
        let answers = timed.result.unwrap_or_else(|panicked| {
            outcome.panics.push(panicked);
            Vec::new()
        });
        outcome.predictions.push(serde_json::json!({"id": gold.id, "attributions": answers}).to_string());
        let counts = score(gold, &answers);
        outcome.rows.push(&format!("{set}/{}", gold.id), &counts.cells());
        total.add(&counts);
    }
    total.measure(set, outcome);
}

fn read(gold: &Gold) -> Vec<AttributionAnswer> {
    given::ledger(&gold.id, &gold.lang, &gold.text).map(|ledger| given::attributions(&ledger)).unwrap_or_default()
}

pub(super) fn score(gold: &Gold, answers: &[AttributionAnswer]) -> Counts {
    let text = gold.text.as_str();
    let words = word_spans(text);
    let all: Vec<(&GoldAttribution, Words)> = gold
        .attributions
        .iter()
        .map(|one| (one, Words::of(text, &words, &one.content, &one.source, &one.cue, &one.form)))
        .filter(|(_, one)| !one.content.is_empty())
        .collect();
    let (skipped, gold): (Vec<_>, Vec<_>) = all.into_iter().partition(|(one, _)| one.optional || one.nested);
    let strip = |pairs: Vec<(&GoldAttribution, Words)>| pairs.into_iter().map(|(_, words)| words).collect::<Vec<_>>();
    let (skipped, gold) = (strip(skipped), strip(gold));
    let answers: Vec<Words> = answers
        .iter()
        .map(|one| Words::of(text, &words, &one.content, &one.source, &one.cue, one.form))
        .filter(|one| !one.content.is_empty() && counts_as_answer(one, &skipped, &gold))
        .collect();
    let mut counts = Counts { gold: gold.len() as f64, answers: answers.len() as f64, ..Counts::default() };
    gold.iter().for_each(|one| counts.form_gold[one.form] += 1.0);
    answers.iter().for_each(|one| counts.form_answers[one.form] += 1.0);
    counts.speech[0] = gold.iter().filter(|one| one.speech).count() as f64;
    counts.speech[1] = answers.iter().filter(|one| one.speech).count() as f64;
    for (gold, answer) in align(&gold, &answers) {
        counts.add_pair(gold, answer);
    }
    counts
}

/// An answer to a gold attribution that is optional or nested is neither rewarded nor punished.
fn counts_as_answer(answer: &Words, skipped: &[Words], gold: &[Words]) -> bool {
    let close = |one: &&Words| jaccard(&one.content, &answer.content) >= 0.5;
    let same_cue = |one: &Words| !one.cue.is_disjoint(&answer.cue);
    let excused = skipped.iter().filter(close).any(|one| one.cue.is_empty() || answer.cue.is_empty() || same_cue(one));
    !excused || gold.iter().filter(close).any(same_cue)
}

/// Pairs one to one: the largest Jaccard index first, then the most cue words in common, then text order.
fn align<'w>(gold: &'w [Words], answers: &'w [Words]) -> Vec<(&'w Words, &'w Words)> {
    let mut pairs = Vec::new();
    for (i, one) in gold.iter().enumerate() {
        for (j, answer) in answers.iter().enumerate() {
            let index = jaccard(&one.content, &answer.content);
            if index > 0.0 {
                pairs.push((index, one.cue.intersection(&answer.cue).count(), i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3)));
    let (mut taken_gold, mut taken_answers) = (BTreeSet::new(), BTreeSet::new());
    let mut free =
        |i, j| !taken_gold.contains(&i) && !taken_answers.contains(&j) && taken_gold.insert(i) && taken_answers.insert(j);
    pairs.into_iter().filter(|&(_, _, i, j)| free(i, j)).map(|(_, _, i, j)| (&gold[i], &answers[j])).collect()
}

/// Whether a cue has a word of saying.
fn is_speech(text: &str, cue: &[Points]) -> bool {
    let points = |&(start, end): &Points| text.chars().skip(start).take(end - start).collect::<String>().to_lowercase();
    cue.iter().map(points).any(|words| super::words::words(&words).iter().any(|word| SPEECH.contains(&word.as_str())))
}

/// The share of the words of either that are in both.
pub fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let both = a.intersection(b).count();
    share(both as f64, (a.len() + b.len() - both) as f64)
}

/// The numbers of the words that some span touches.
pub fn touched(words: &[Points], spans: &[Points]) -> BTreeSet<usize> {
    let within = |&(start, end): &Points| {
        let first = words.partition_point(|word| word.1 <= start);
        let last = words.partition_point(|word| word.0 < end);
        first..last.max(first)
    };
    spans.iter().filter(|span| span.0 < span.1).flat_map(within).collect()
}

impl Words {
    fn of(text: &str, words: &[Points], content: &[Points], source: &[Points], cue: &[Points], form: &str) -> Self {
        Self {
            speech: is_speech(text, cue),
            content: touched(words, content),
            source: touched(words, source),
            cue: touched(words, cue),
            form: FORMS.iter().position(|name| *name == form).unwrap_or(1),
        }
    }
}

impl Counts {
    fn add_pair(&mut self, gold: &Words, answer: &Words) {
        let both = gold.content.intersection(&answer.content).count() as f64;
        self.soft_precision += share(both, answer.content.len() as f64);
        self.soft_recall += share(both, gold.content.len() as f64);
        let exact = gold.content == answer.content;
        let close = jaccard(&gold.content, &answer.content) >= 0.5;
        let overlap = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| !a.is_disjoint(b) || (a.is_empty() && b.is_empty());
        let source = overlap(&gold.source, &answer.source);
        let one = |yes: bool| f64::from(u8::from(yes));
        self.exact += one(exact);
        self.jac50 += one(close);
        self.triple_relaxed += one(close && source);
        self.speech[2] += one(close && source && gold.speech && answer.speech);
        self.triple_strict += one(exact && gold.source == answer.source && overlap(&gold.cue, &answer.cue));
        if close {
            self.form_hit_gold[gold.form] += 1.0;
            self.form_hit_answers[answer.form] += 1.0;
        }
        if close && !gold.source.is_empty() {
            self.explicit += 1.0;
            self.right_source += one(source);
        }
    }

    pub(super) fn add(&mut self, other: &Counts) {
        self.gold += other.gold;
        self.answers += other.answers;
        self.exact += other.exact;
        self.jac50 += other.jac50;
        self.soft_precision += other.soft_precision;
        self.soft_recall += other.soft_recall;
        self.triple_relaxed += other.triple_relaxed;
        self.triple_strict += other.triple_strict;
        self.explicit += other.explicit;
        self.right_source += other.right_source;
        (0..3).for_each(|at| self.speech[at] += other.speech[at]);
        for form in 0..FORMS.len() {
            self.form_gold[form] += other.form_gold[form];
            self.form_answers[form] += other.form_answers[form];
            self.form_hit_gold[form] += other.form_hit_gold[form];
            self.form_hit_answers[form] += other.form_hit_answers[form];
        }
    }

    /// F1 of contents with Jaccard index of a half or more.
    pub(super) fn content_f1(&self) -> f64 {
        f1(share(self.jac50, self.answers), share(self.jac50, self.gold))
    }

    /// F1 of those whose source is right too.
    pub(super) fn triple_relaxed_f1(&self) -> f64 {
        f1(share(self.triple_relaxed, self.answers), share(self.triple_relaxed, self.gold))
    }

    fn cells(&self) -> Vec<Option<f64>> {
        [self.gold, self.answers, self.jac50, self.exact, self.triple_relaxed, self.triple_strict].map(Some).to_vec()
    }

    fn measure(&self, set: &str, outcome: &mut Outcome) {
        let f = |of_answers: f64, of_gold: f64| f1(share(of_answers, self.answers), share(of_gold, self.gold));
        outcome.measure(format!("{set}.content.jac50"), f(self.jac50, self.jac50), Better::Higher);
        outcome.measure(format!("{set}.content.jac50.precision"), share(self.jac50, self.answers), Better::Neither);
        outcome.measure(format!("{set}.content.jac50.recall"), share(self.jac50, self.gold), Better::Neither);
        outcome.measure(format!("{set}.content.exact"), f(self.exact, self.exact), Better::Higher);
        outcome.measure(format!("{set}.content.soft"), f(self.soft_precision, self.soft_recall), Better::Higher);
        outcome.measure(format!("{set}.triple.relaxed"), f(self.triple_relaxed, self.triple_relaxed), Better::Higher);
        outcome.measure(format!("{set}.triple.strict"), f(self.triple_strict, self.triple_strict), Better::Higher);
        outcome.measure(format!("{set}.srcacc"), share(self.right_source, self.explicit), Better::Neither);
        let [gold, answers, triples] = self.speech;
        outcome.measure(format!("{set}.speech.triple"), f1(share(triples, answers), share(triples, gold)), Better::Neither);
        for (at, form) in FORMS.iter().enumerate() {
            let precision = share(self.form_hit_answers[at], self.form_answers[at]);
            let recall = share(self.form_hit_gold[at], self.form_gold[at]);
            outcome.measure(format!("{set}.{form}"), f1(precision, recall), Better::Neither);
            outcome.measure(format!("{set}.{form}.recall"), recall, Better::Neither);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "« Oui », a dit Ana. Non, dit Bo.";

    fn gold(content: Points, source: Points, cue: Points) -> GoldAttribution {
        let form = "direct".to_owned();
        GoldAttribution { source: vec![source], cue: vec![cue], content: vec![content], form, optional: false, nested: false }
    }

    fn answer(content: Points, source: Points, cue: Points) -> AttributionAnswer {
        let (source, cue, content) = (vec![source], vec![cue], vec![content]);
        AttributionAnswer { id: "a1".to_owned(), source, cue, content, form: "direct", act: "say", pattern: "" }
    }

    fn document(attributions: Vec<GoldAttribution>) -> Gold {
        Gold { id: "d".to_owned(), lang: "fr".to_owned(), text: TEXT.to_owned(), attributions }
    }

    #[test]
    fn quotation_marks_cost_nothing_and_a_wrong_source_costs_the_triple() {
        let gold = document(vec![gold((2, 5), (15, 18), (9, 14)), gold((20, 23), (29, 31), (25, 28))]);
        let counts = score(&gold, &[answer((0, 7), (15, 18), (9, 14)), answer((20, 23), (15, 18), (25, 28))]);
        assert_eq!((counts.exact, counts.jac50, counts.triple_relaxed, counts.triple_strict), (2.0, 2.0, 1.0, 1.0));
        assert_eq!((counts.explicit, counts.right_source), (2.0, 1.0));
    }

    #[test]
    fn an_answer_to_an_optional_gold_is_not_counted() {
        let optional = GoldAttribution { optional: true, ..gold((2, 5), (15, 18), (9, 14)) };
        let counts = score(&document(vec![optional]), &[answer((2, 5), (15, 18), (9, 14)), answer((20, 23), (29, 31), (25, 28))]);
        assert_eq!((counts.gold, counts.answers), (0.0, 1.0));
    }
}
