//! Who said it, in which words: drafts of attributions in one paragraph.
//!
//! A cue verb ([`verb`]) has its source ([`source`]) and its content, which stands after it ([`content`]) or around it
//! ([`parenthesis`]), by the trees; marks of quotation overrule them. Adpositions ([`adposition`]), nouns ([`noun`]) and marks alone
//! ([`marks`]) are cues too. What is found is a [`Draft`] in words of the paragraph; `cast` then finds out who the source is.

mod adposition;
mod content;
mod marks;
mod noun;
mod parenthesis;
mod source;
mod verb;

use crate::paragraph::Paragraph;
use crate::phrase::is_speaking_phrase;
use crate::vocabulary::{Class, CueEntry, Slot, Vocabulary};
use saidby_core::{Act, CueKind, NameKind, Upos};
use saidby_lexicon::KnownActor;
use std::ops::Range;
use verb::{CueVerb, Standing, cue_verbs};

/// An attribution in words of its paragraph, before it is known who the source is.
#[derive(Clone, Debug)]
pub struct Draft<'v> {
    /// The words of the source; `None` where it is understood.
    pub source: Option<Range<usize>>,
    /// The words of the cue and its kind.
    pub cue: Option<(Range<usize>, CueKind)>,
    /// The cue's row.
    pub entry: Option<&'v CueEntry>,
    /// The content, in order.
    pub content: Vec<Range<usize>>,
    /// To whom it is said, or who is accused.
    pub addressee: Option<Range<usize>>,
    /// Whether the saying is denied.
    pub negated: bool,
    /// Whether the content is an indirect question.
    pub question: bool,
    /// Whether the content is what is spoken of, and not a clause or words that say it.
    pub topic: bool,
    /// The pattern's name.
    pub pattern: &'static str,
}

impl<'v> Draft<'v> {
    /// The draft of a cue verb.
    fn of_verb(cue: &CueVerb<'v>, source: Option<Range<usize>>, content: Vec<Range<usize>>, pattern: &'static str) -> Self {
        let words = cue.words.start..cue.clitic.map_or(cue.words.end, |clitic| cue.words.end.max(clitic + 1));
        Self {
            source: source.filter(|source| !source.is_empty()),
            cue: Some((words, CueKind::Verb)),
            entry: Some(cue.entry),
            content,
            addressee: None,
            negated: cue.negated,
            question: false,
            topic: false,
            pattern,
        }
    }

    /// The draft of a quotation that marks alone tell: after a name and a colon, after a label, or by itself.
    fn of_marks(source: Option<(Range<usize>, usize)>, content: Range<usize>, pattern: &'static str) -> Self {
        let (source, mark) = source.unzip();
        Self {
            source,
            cue: mark.map(|mark| (mark..mark + 1, CueKind::Punctuation)),
            entry: None,
            content: vec![content],
            addressee: None,
            negated: false,
            question: false,
            topic: false,
            pattern,
        }
    }

    /// What is done by not speaking of it, where the row tells.
    pub fn denied(&self) -> Option<Act> {
        self.entry.and_then(|entry| entry.denied).filter(|_| self.negated && self.topic)
    }

    /// What is done by saying it.
    pub fn act(&self) -> Act {
        if let Some(act) = self.denied() {
            return act;
        }
        match self.entry.map(|entry| entry.act) {
            Some(Act::Request) | None if self.question => Act::Inquire,
            act => act.unwrap_or(Act::Say),
        }
    }
}

/// What the patterns of a paragraph look at: its words, the lists, its cue verbs.
pub struct Scene<'p, 't, 'v> {
    /// The paragraph.
    pub paragraph: &'p Paragraph<'t>,
    /// The word lists.
    pub vocabulary: &'v Vocabulary,
    /// The cue verbs, in order.
    pub verbs: Vec<CueVerb<'v>>,
    /// Whether the clause of a cue verb hangs on each word.
    heads: Vec<bool>,
}

/// Who speaks in the paragraph behind one that ends with a colon, by the cue right before it: « Anne Lorient a ajouté : ».
pub fn announcement<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary) -> Option<Draft<'v>> {
    let colon = paragraph.words.len().checked_sub(1).filter(|&at| paragraph.lower(at) == ":")?;
    let scene = Scene::of(paragraph, vocabulary);
    let cue = scene.verbs.last().filter(|cue| cue.entry.frames.quote && scene.side(cue.head).is_none())?;
    let source = source::source(&scene, cue)?;
    content::between_is_adjunct(&scene, cue, colon)
        .then(|| Draft::of_verb(cue, Some(source), Vec::new(), "colon before the paragraph"))
}

/// The drafts of a paragraph, in the order of their first words.
pub fn drafts<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary) -> Vec<Draft<'v>> {
    let scene = Scene::of(paragraph, vocabulary);
    let mut drafts: Vec<Draft> = Vec::new();
    for cue in &scene.verbs {
        let draft = verb_draft(&scene, cue, &drafts);
        drafts.extend(draft);
    }
    drafts.extend(adposition::drafts(&scene));
    let nouns = noun::drafts(&scene).into_iter().filter(|noun| !has_content_at(&drafts, noun.content[0].start));
    drafts.extend(nouns.collect::<Vec<_>>());
    drafts.iter_mut().for_each(|draft| draft.content.retain(|range| !range.is_empty()));
    drafts.retain(|draft| !draft.content.is_empty());
    marks::continue_quotations(&scene, &mut drafts);
    drafts.extend(marks::drafts(&scene, &drafts));
    drafts.iter_mut().for_each(|draft| draft.question |= asks(paragraph, draft));
    drafts.sort_by_key(|draft| draft.content.first().map_or(0, |range| range.start));
    drafts
}

/// Whether the words of a draft are a question: « “Pourquoi ?”, a demandé X ».
fn asks(paragraph: &Paragraph, draft: &Draft) -> bool {
    let end = draft.content.first().map_or(0, |range| range.end);
    end > 0 && (end - 1..=end).any(|at| paragraph.lower(at) == "?")
}

/// "said in a statement that …": the clause is the verb's, not the noun's.
fn has_content_at(drafts: &[Draft], start: usize) -> bool {
    drafts.iter().any(|draft| draft.content.iter().any(|range| range.start == start))
}

fn verb_draft<'v>(scene: &Scene, cue: &CueVerb<'v>, earlier: &[Draft]) -> Option<Draft<'v>> {
    let source = source::teller(scene, cue).or_else(|| shared(scene, cue, earlier)).or_else(|| source::source(scene, cue));
    if is_own_thought(scene, cue, source.as_ref()) {
        return None;
    }
    let draft = match cue.standing {
        Standing::Passive => passive(scene, cue, source),
        Standing::Reduced => reduced(scene, cue, source),
        Standing::Participle => dependent(scene, cue, source, "participle of a shared subject"),
        Standing::Infinitive => dependent(scene, cue, source, "infinitive of a shared subject"),
        Standing::Active => active(scene, cue, source),
    };
    draft.filter(|draft| {
        !is_idle_talk(scene, cue, draft)
            && !is_unsaid(scene, cue, draft)
            && !is_of_a_thing(scene, cue, draft)
            && !is_sentence(scene, cue)
    })
}

/// "The engine refused to start", « la pluie a incité X à … »: what is no person, body or text
/// neither asks, orders, threatens, refuses, rejects nor predicts.
fn is_of_a_thing(scene: &Scene, cue: &CueVerb, draft: &Draft) -> bool {
    let tree = &scene.paragraph.tree;
    let willed = matches!(cue.entry.act, Act::Request | Act::Order | Act::Threaten | Act::Refuse | Act::Reject | Act::Predict);
    let Some(source) = draft.source.as_ref().filter(|_| willed) else { return false };
    let heads: Vec<usize> = tree.tops(source.clone()).collect();
    let is_thing = |&at: &usize| {
        let (node, form) = (tree.node(at), scene.paragraph.lower(at));
        let listed = [form, node.lemma]
            .iter()
            .any(|form| scene.vocabulary.source(form).is_some() || scene.vocabulary.is(form, Class::Quantity));
        let named = scene.paragraph.is_in_name(at) || scene.paragraph.proper_name_at(at).is_some();
        node.upos == Upos::Noun && !named && !listed
    };
    !is_quoted(scene, cue, draft) && !heads.is_empty() && heads.iter().all(is_thing)
}

/// « a condamné X à six mois de prison », « à verser »: a court's sentence is no speech.
fn is_sentence(scene: &Scene, cue: &CueVerb) -> bool {
    let tree = &scene.paragraph.tree;
    let french = scene.vocabulary.language.code() == "fr";
    let imposed = |&word: &usize| {
        let to = |mark: usize| scene.vocabulary.slot(scene.paragraph.lower(mark)) == Some(Slot::To);
        let named = || tree.extent(word).any(|at| scene.paragraph.is(at, Class::Penalty));
        let deed = || french && tree.node(word).feature("VerbForm") == Some("Inf");
        word > cue.head && tree.related(word, &["case", "mark"]).any(to) && (named() || deed())
    };
    cue.entry.act == Act::Condemn && scene.hanging(cue).iter().any(imposed)
}

/// « “Ils oublient nos primes”, a dit X »: of what others think, name or speak of, who is quoted speaks; only what they said, asked,
/// accused, promised is theirs.
fn is_idle_talk(scene: &Scene, cue: &CueVerb, draft: &Draft) -> bool {
    let own = draft.source.as_ref().is_some_and(|source| source.len() == 1 && scene.is_speaker(source.start));
    let pointed = content::is_pointed(cue) || matches!(cue.entry.act, Act::Promise | Act::Announce | Act::Order | Act::Refuse);
    draft.topic && scene.side(cue.head).is_some() && (own || !pointed)
}

/// "would accept a deal", "may ask": nothing is said yet; not "would say, “…”".
fn is_unsaid(scene: &Scene, cue: &CueVerb, draft: &Draft) -> bool {
    let open = cue.words.clone().any(|at| scene.paragraph.is(at, Class::Irrealis) && !scene.paragraph.words[at].capital);
    open && !cue.negated && !is_quoted(scene, cue, draft)
}

/// Whether what is said, or a part of it, stands between other marks of quotation than its cue.
fn is_quoted(scene: &Scene, cue: &CueVerb, draft: &Draft) -> bool {
    draft.content.iter().flat_map(Clone::clone).any(|at| scene.side(at) != scene.side(cue.head))
}

/// The source of the cue before, of which this one's is a continuation: « …, ajoutant que », « et a ajouté que », « avant d'ajouter ».
fn shared(scene: &Scene, cue: &CueVerb, earlier: &[Draft]) -> Option<Range<usize>> {
    let region = scene.region(cue.head);
    let adverb = |&at: &usize| scene.vocabulary.is_adverb(scene.paragraph.lower(at));
    let before = (region.start..cue.words.start).rev().find(|at| !adverb(at))?;
    let own = || scene.related(cue, &["nsubj"]).next().is_some() || cue.clitic.is_some();
    let follows = match cue.standing {
        Standing::Participle => {
            scene.is_comma(scene.before_clitic(before))
                || scene.paragraph.closing(before).is_some()
                || scene.paragraph.is(before, Class::Gerund)
        }
        Standing::Active => scene.paragraph.is(before, Class::Coordinator) && !own(),
        Standing::Infinitive => (before.saturating_sub(1)..=before).any(|at| scene.paragraph.is(at, Class::Gerund)),
        _ => false,
    };
    let last = earlier.iter().rev().find(|draft| {
        draft
            .cue
            .as_ref()
            .is_some_and(|(words, _)| region.contains(&words.start) && scene.side(words.start) == scene.side(cue.head))
    })?;
    let tree = &scene.paragraph.tree;
    let joined = tree.node(cue.head).head.filter(|_| tree.node(cue.head).universal == "conj");
    let is_last = |verb: usize| last.cue.as_ref().is_some_and(|(words, _)| words.contains(&verb));
    let of_another = joined.is_some_and(|verb| !is_last(verb) && tree.related(verb, &["nsubj"]).next().is_some());
    last.source.clone().filter(|source| follows && !of_another && source.end <= cue.words.start)
}

/// « “Nous pensons que …”, a dit X »: who quotes their own thought says it, once; outside a quotation it is the author's.
fn is_own_thought(scene: &Scene, cue: &CueVerb, source: Option<&Range<usize>>) -> bool {
    let thought = matches!(cue.entry.act, Act::Opine | Act::Predict | Act::Fear | Act::Suspect | Act::Inform | Act::Other);
    thought && source.is_some_and(|source| source.len() == 1 && scene.is_speaker(source.start))
}

/// « une version que contestent les rebelles », "a plan that she rejects": what the relative pronoun takes up is the content.
fn relative_object<'v>(scene: &Scene, cue: &CueVerb<'v>, source: Option<Range<usize>>) -> Option<Draft<'v>> {
    let tree = &scene.paragraph.tree;
    let noun = tree.node(cue.head).head.filter(|&noun| tree.node(cue.head).relation == "acl:relcl" && noun < cue.words.start)?;
    let pronoun = scene.related(cue, &["obj"]).find(|&word| {
        word < cue.words.start && tree.node(word).feature("PronType") == Some("Rel") && !tree.dependents(word).contains(&noun)
    })?;
    let takes_more = scene.related(cue, &["ccomp", "xcomp", "obj"]).any(|word| word >= cue.end());
    if !content::is_topic(scene, cue, noun) || (takes_more && source.is_some()) {
        return None;
    }
    let source = source.filter(|source| source.start > pronoun).or_else(|| source::inverted(scene, cue))?;
    let content = scene.phrase(noun, scene.region(cue.head).start..pronoun);
    Some(Draft { topic: true, ..Draft::of_verb(cue, Some(source), vec![content], "relative, verb") })
}

fn active<'v>(scene: &Scene, cue: &CueVerb<'v>, source: Option<Range<usize>>) -> Option<Draft<'v>> {
    let relative = relative_object(scene, cue, source.clone());
    if relative.is_some() {
        return relative;
    }
    if (scene.follows_quotation(cue.words.start) || scene.is_inverted(cue)) && cue.clitic.is_none() {
        let found = inverted(scene, cue);
        if found.is_some() {
            return found;
        }
    }
    let Some(source) = source.filter(|source| !source.is_empty()) else {
        return inverted(scene, cue).or_else(|| after(scene, cue, None, "verb, content"));
    };
    let (first, last) = scene.cue_clause(cue, Some(&source));
    let pattern = match cue.clitic {
        Some(_) => "inverted pronoun",
        None if source.start >= cue.words.end => "content, verb, subject",
        None => "content, subject, verb",
    };
    let relative = scene.paragraph.tree.node(cue.head).relation == "acl:relcl";
    let around = || {
        if relative {
            return None;
        }
        let content = parenthesis::content(scene, cue, first, last)?;
        Some(Draft::of_verb(cue, Some(source.clone()), content, pattern))
    };
    let after = || after(scene, cue, Some(source.clone()), "subject, verb, content");
    let parenthetic =
        scene.follows_quotation(first) || source.start >= cue.words.end || cue.clitic.is_some() || scene.is_set_off(first, last);
    if parenthetic && content::complementizer(scene, cue).is_none() {
        return around().or_else(after);
    }
    after().or_else(around).or_else(|| {
        let (source, content) = parenthesis::trailing(scene, cue)?;
        Some(Draft::of_verb(cue, Some(source), vec![content], "content, subject, verb"))
    })
}

/// A draft whose content follows the verb.
fn after<'v>(scene: &Scene, cue: &CueVerb<'v>, source: Option<Range<usize>>, pattern: &'static str) -> Option<Draft<'v>> {
    let content::Complement { content, addressee, question, topic } = content::complement(scene, cue)?;
    Some(Draft { addressee, question, topic, ..Draft::of_verb(cue, source, content, pattern) })
}

/// « …”, a déclaré X »: the subject follows its verb.
fn inverted<'v>(scene: &Scene, cue: &CueVerb<'v>) -> Option<Draft<'v>> {
    if content::complementizer(scene, cue).is_some() {
        return None;
    }
    let source = source::inverted(scene, cue)?;
    let content = parenthesis::content(scene, cue, cue.words.start, source.end)?;
    Some(Draft::of_verb(cue, Some(source), content, "content, verb, subject"))
}

/// « …, ajoutant que … »: the subject is that of the verb before.
fn dependent<'v>(scene: &Scene, cue: &CueVerb<'v>, source: Option<Range<usize>>, pattern: &'static str) -> Option<Draft<'v>> {
    source.as_ref()?;
    let told = if cue.standing == Standing::Infinitive { is_told(scene, cue) } else { is_done(scene, cue) };
    if told { after(scene, cue, source, pattern) } else { None }
}

/// Whether a participle tells that its verb is done: « …, ajoutant », "while adding"; not "the risk of adding".
fn is_done(scene: &Scene, cue: &CueVerb) -> bool {
    let paragraph = scene.paragraph;
    let before = (scene.region(cue.head).start..cue.words.start).rev();
    let mut before =
        before.skip_while(|&at| scene.vocabulary.is_adverb(paragraph.lower(at)) || paragraph.is(at, Class::Negation));
    let is = |at: usize, class: Class| paragraph.is(at, class);
    before.next().is_none_or(|at| !is(at, Class::Preposition) || is(at, Class::Gerund))
}

/// Whether an infinitive tells that its verb is done: « a fini par dire », "went on to say", « avant d'ajouter »; not « pour dire »,
/// "wants to say", "the right to say".
fn is_told(scene: &Scene, cue: &CueVerb) -> bool {
    let tree = &scene.paragraph.tree;
    let Some(above) = tree.node(cue.head).head else { return false };
    let governed = scene.is_cue(above);
    let marks = || tree.related(cue.head, &["mark", "case"]).map(|mark| scene.paragraph.lower(mark));
    let next = marks().any(|mark| scene.vocabulary.is(mark, Class::Gerund));
    next || (matches!(tree.node(cue.head).universal, "xcomp" | "conj" | "ccomp") && !governed)
}

/// « X est accusé par Y de Z », "X was accused by Y of Z", "it is said that".
fn passive<'v>(scene: &Scene, cue: &CueVerb<'v>, source: Option<Range<usize>>) -> Option<Draft<'v>> {
    let tree = &scene.paragraph.tree;
    let frames = cue.entry.frames;
    let subject = scene.related(cue, &["nsubj"]).find(|&word| word < cue.words.start);
    let subject = subject.map(|word| scene.phrase(word, scene.region(cue.head).start..cue.words.start));
    let deed = scene.hanging(cue).into_iter().find_map(|word| {
        let case = tree.related(word, &["case", "mark"]).next().filter(|&case| case >= cue.words.end)?;
        cue.entry.prepositions.contains(&crate::cue::plain(scene.paragraph.lower(case))).then(|| case..tree.extent(word).end)
    });
    let deed = deed.or_else(|| content::deed(scene, cue));
    let source = source
        .map(|source| source.start..deed.as_ref().map_or(source.end, |deed| source.end.min(deed.start.max(source.start + 1))));
    if frames.accused
        && let (Some(subject), Some(deed)) = (&subject, deed)
    {
        let content = vec![subject.clone(), scene.paragraph.trimmed(deed)];
        return Some(Draft { addressee: Some(subject.clone()), ..Draft::of_verb(cue, source, content, "accused by") });
    }
    if let Some(subject) = subject.clone().filter(|_| frames.named)
        && let Some(predicate) = scene.related(cue, &["xcomp"]).find(|&word| word >= cue.words.end)
    {
        let predicate = scene.phrase(predicate, cue.words.end..scene.region(cue.head).end);
        return Some(Draft::of_verb(cue, source, vec![subject, predicate], "object, passive verb, source"));
    }
    if let Some(found) = content::clausal(scene, cue) {
        let starts = found.content.first().map_or(0, |range| range.start);
        let marker = scene.paragraph.is(starts, Class::Marker) && scene.vocabulary.language.code() == "en";
        let raised = subject.filter(|_| marker && !frames.asked);
        let content = raised.into_iter().chain(found.content).collect();
        return Some(Draft { question: found.question, ..Draft::of_verb(cue, source, content, "told") });
    }
    let is_topic =
        |subject: &Range<usize>| scene.paragraph.tree.tops(subject.clone()).any(|at| content::is_topic(scene, cue, at));
    let subject = subject.filter(|subject| source.is_some() && is_topic(subject))?;
    Some(Draft { topic: true, ..Draft::of_verb(cue, source, vec![subject], "object, passive verb, source") })
}

/// « un plan proposé par X ».
fn reduced<'v>(scene: &Scene, cue: &CueVerb<'v>, source: Option<Range<usize>>) -> Option<Draft<'v>> {
    let noun = scene.paragraph.tree.node(cue.head).head;
    let Some(noun) = noun.filter(|&noun| noun < cue.words.start) else { return fronted(scene, cue) };
    let source = source.filter(|_| content::is_topic(scene, cue, noun))?;
    let quotation = cue.words.start.checked_sub(1).and_then(|at| scene.paragraph.closing(at));
    let noun_phrase = || scene.phrase(noun, scene.region(cue.head).start..cue.words.start);
    let content = quotation.map_or_else(noun_phrase, |quotation| quotation.inner.clone());
    Some(Draft { topic: true, ..Draft::of_verb(cue, Some(source), vec![content], "object, participle, source") })
}

/// « Interrogé sur les images, X … », "Asked whether it would …, X …": who asked stays open.
fn fronted<'v>(scene: &Scene, cue: &CueVerb<'v>) -> Option<Draft<'v>> {
    let asks = cue.words.start == scene.region(cue.head).start && cue.entry.frames.question;
    let found = content::clausal(scene, cue).or_else(|| content::topic(scene, cue)).filter(|_| asks)?;
    Some(Draft { question: true, topic: found.topic, ..Draft::of_verb(cue, None, found.content, "told") })
}

impl<'p, 't, 'v> Scene<'p, 't, 'v> {
    fn of(paragraph: &'p Paragraph<'t>, vocabulary: &'v Vocabulary) -> Self {
        let verbs = cue_verbs(paragraph, vocabulary);
        let mut heads = vec![false; paragraph.words.len()];
        verbs.iter().for_each(|cue| heads[cue.head] = true);
        Self { paragraph, vocabulary, verbs, heads }
    }
}

impl Scene<'_, '_, '_> {
    /// « …, les qualifiant de »: the word before the pronouns of a verb, its last pronoun at `at` or none.
    fn before_clitic(&self, at: usize) -> usize {
        if self.paragraph.is(at, Class::Clitic) { at.saturating_sub(1) } else { at }
    }

    /// « Faux procès, rétorque son entourage. »: a comma right before the verb, a phrase that can speak right behind it and no more;
    /// no other comma before, or inside a quotation a person's name behind.
    fn is_inverted(&self, cue: &CueVerb) -> bool {
        let paragraph = self.paragraph;
        let region = self.region(cue.head);
        let Some(comma) = cue.words.start.checked_sub(1).filter(|&at| at > region.start && paragraph.lower(at) == ",") else {
            return false;
        };
        let end = (cue.end()..region.end)
            .find(|&at| paragraph.is_punctuation(at) && !paragraph.is_quote_mark(at))
            .unwrap_or(region.end);
        let begins = matches!(paragraph.tree.node(cue.end()).upos, Upos::Det | Upos::Propn | Upos::Noun);
        let named = paragraph.proper_name_at(cue.end()).is_some_and(|name| name.name.kind == NameKind::Person);
        let only = !(region.start..comma).any(|at| self.is_comma(at));
        begins
            && (only || (named && self.side(cue.head).is_some()))
            && is_speaking_phrase(paragraph, self.vocabulary, &(cue.end()..end))
    }

    /// Whether a word stands for who speaks or is spoken to: « je », "you".
    fn is_speaker(&self, at: usize) -> bool {
        self.vocabulary.pronoun(self.paragraph.lower(at)).is_some_and(|pronoun| pronoun.speaker)
    }

    /// The first word behind the phrases from `at` on that tell to whom, where and when a cue is said.
    fn after_obliques(&self, cue: &CueVerb, at: usize) -> usize {
        let mut end = at;
        for word in self.related(cue, &["obl", "iobj", "advmod"]) {
            let extent = self.paragraph.tree.extent(word);
            if extent.start == end && extent.end <= self.region(cue.head).end {
                end = extent.end;
            }
        }
        end
    }

    /// Where a verb's clause may reach: its sentence, or the quotation around it.
    pub fn region(&self, at: usize) -> Range<usize> {
        let sentence = self.paragraph.sentence(at);
        let sentence = self.after_dateline(sentence.start, at.min(sentence.end))..sentence.end;
        match self.paragraph.quotation(at) {
            Some(quotation) => sentence.start.max(quotation.inner.start)..sentence.end.min(quotation.inner.end),
            None => sentence,
        }
    }

    /// Which quotation a word stands in.
    pub fn side(&self, at: usize) -> Option<usize> {
        self.paragraph.quotation(at).map(|quotation| quotation.inner.start)
    }

    /// The phrase of a noun within bounds, without marks at its ends and without a quotation that it does not hold whole.
    pub fn phrase(&self, noun: usize, bounds: Range<usize>) -> Range<usize> {
        let extent = self.paragraph.tree.extent(noun);
        let range = extent.start.max(bounds.start).min(noun)..extent.end.min(bounds.end).max(noun + 1);
        let breaks = |at: usize| {
            matches!(self.paragraph.lower(at), ";" | ":")
                || (self.paragraph.is_quote_mark(at) && self.side(at) != self.side(noun))
        };
        let start = (range.start..noun).rev().find(|&at| breaks(at)).map_or(range.start, |at| at + 1);
        let relative = (noun + 1..range.end).find(|&at| self.paragraph.is(at, Class::Relative)).unwrap_or(range.end);
        let main = |at: usize| at < relative && self.is_finite_verb(at) && self.paragraph.tree.node(at).universal != "acl";
        let end = (noun + 1..range.end).find(|&at| breaks(at) || main(at)).unwrap_or(range.end);
        let name = self.name_around(noun, &bounds);
        let (start, end) = (start.min(name.start), end.max(name.end));
        self.paragraph.trimmed(start..end)
    }

    /// The proper name that a word is part of, and the capitalised words right beside it, where the tree parts them.
    fn name_around(&self, noun: usize, bounds: &Range<usize>) -> Range<usize> {
        let whole = self.paragraph.proper_name_at(noun).map_or(noun..noun + 1, |name| name.words.clone());
        let proper = |at: usize| self.paragraph.tree.node(at).upos == Upos::Propn && self.paragraph.words[at].capital;
        if whole.start < bounds.start || whole.end > bounds.end || !proper(noun) {
            return noun..noun + 1;
        }
        let start = (bounds.start..whole.start).rev().take_while(|&at| proper(at)).last().unwrap_or(whole.start);
        let end = (whole.end..bounds.end).take_while(|&at| proper(at)).last().map_or(whole.end, |last| last + 1);
        start..end
    }

    /// The words that hang on a cue verb, in order: on its participle or on the auxiliary that the tree takes for the verb.
    pub fn hanging(&self, cue: &CueVerb) -> Vec<usize> {
        let tree = &self.paragraph.tree;
        let part =
            |&word: &usize| word == cue.head || matches!(tree.node(word).upos, Upos::Verb | Upos::Aux | Upos::Noun | Upos::Adj);
        let words = cue.words.clone().chain((!cue.words.contains(&cue.head)).then_some(cue.head));
        let mut hanging: Vec<usize> = words.filter(part).flat_map(|word| tree.dependents(word).iter().copied()).collect();
        hanging.retain(|word| !cue.words.contains(word));
        hanging.sort_unstable();
        hanging
    }

    /// The words that hang on a cue verb by one of these relations.
    pub fn related(&self, cue: &CueVerb, relations: &[&str]) -> impl DoubleEndedIterator<Item = usize> {
        let mut hanging = self.hanging(cue);
        hanging.retain(|&word| relations.contains(&self.paragraph.tree.node(word).universal));
        hanging.into_iter()
    }

    /// The source and verb of a cue with what tells when, where and to whom: the first word and the one behind the last.
    fn cue_clause(&self, cue: &CueVerb, source: Option<&Range<usize>>) -> (usize, usize) {
        let first = source.map_or(cue.words.start, |source| source.start.min(cue.words.start));
        let last = source.map_or(cue.end(), |source| source.end.max(cue.end()));
        (first, last)
    }

    /// Whose it is: « l'accusation de X », "the claim by X", "X's claim", « son accusation ».
    pub fn owner(&self, noun: usize) -> Option<Range<usize>> {
        let tree = &self.paragraph.tree;
        let region = self.region(noun);
        let possessor =
            tree.dependents(noun).iter().copied().find(|&word| tree.node(word).relation == "nmod:poss" && word < noun);
        let possessor = possessor.or_else(|| {
            tree.dependents(noun)
                .iter()
                .copied()
                .find(|&word| tree.node(word).universal == "det" && tree.node(word).feature("Poss") == Some("Yes"))
        });
        if let Some(word) = possessor {
            let range = self.phrase(word, region.start..noun);
            let possessive = range.clone().next_back().filter(|&last| last > word && self.paragraph.is(last, Class::Possessive));
            return Some(range.start..possessive.unwrap_or(range.end));
        }
        let of = |&word: &usize| {
            tree.related(word, &["case"])
                .next()
                .filter(|&case| matches!(self.paragraph.lower(case), "de" | "d'" | "of" | "by" | "from" | "par"))
        };
        tree.related(noun, &["nmod", "obl"]).find_map(|word| Some(self.phrase(word, of(&word)? + 1..region.end)))
    }

    /// The one to whom it is said, between a cue and its content.
    pub fn addressee(&self, cue: &CueVerb, content: usize) -> Option<Range<usize>> {
        let tree = &self.paragraph.tree;
        let to = |word: usize| {
            let case = |case: usize| self.paragraph.is(case, Class::Dative) || cue.words.contains(&case);
            tree.related(word, &["case"]).all(case)
        };
        let person = |&word: &usize| {
            let node = tree.node(word);
            let governed = cue.words.len() > 1 || tree.related(word, &["case"]).next().is_some();
            let place = matches!(node.universal, "iobj" | "obj") || (node.universal == "obl" && governed);
            (cue.end()..content).contains(&word) && place && to(word) && !self.is_dated(word)
        };
        let word = self.hanging(cue).into_iter().find(person)?;
        let case = tree.related(word, &["case"]).find(|&case| case >= cue.end());
        Some(self.phrase(word, case.map_or(cue.end(), |case| case + 1)..content))
    }

    /// The word after the last quotation that closes between `from` and `verb`: a subject does not reach over it.
    pub fn last_quotation_end(&self, verb: usize, from: usize) -> usize {
        let quotations = &self.paragraph.quotations;
        let before = quotations.partition_point(|quotation| quotation.outer().end <= verb);
        quotations[..before].last().map_or(from, |quotation| quotation.outer().end.max(from))
    }

    /// Whether the word before `at` closes a quotation, a comma between them or not.
    fn follows_quotation(&self, at: usize) -> bool {
        let ends =
            |mark: usize| self.paragraph.lower(mark.saturating_sub(1)) == "." && self.paragraph.sentence(mark).end == mark + 1;
        self.paragraph.closed_before(at).is_some_and(|mark| !ends(mark))
    }

    /// "The dam, she said, will hold": whether commas stand on both sides of a source and its verb.
    fn is_set_off(&self, first: usize, last: usize) -> bool {
        let opened = first.checked_sub(1).is_some_and(|at| self.paragraph.lower(at) == ",");
        opened && self.paragraph.lower(last) == "," && self.paragraph.opening(last + 1).is_none()
    }

    /// Whether a word names a day or month.
    pub fn is_dated(&self, at: usize) -> bool {
        self.vocabulary.calendar(self.paragraph.lower(at)).is_some()
    }

    /// Whether a word names a day, a month or a stretch of time.
    pub fn is_of_time(&self, at: usize) -> bool {
        self.is_dated(at) || self.paragraph.is(at, Class::Unit)
    }

    /// Where a sentence's own words begin: after its dateline or hour, "NAIROBI (Reuters) –", « 18h31 - ».
    pub fn after_dateline(&self, start: usize, end: usize) -> usize {
        let Some(first) = self.paragraph.forms.get(start).filter(|_| start < end) else { return start };
        let shouted = first.chars().count() > 2 && first.chars().all(|c| c.is_uppercase() || c == '-');
        let hour = first.starts_with(|c: char| c.is_ascii_digit());
        let marks = |at: usize| match self.paragraph.lower(at) {
            "–" | "—" | "-" | "--" | "|" => true,
            mark => mark == ":" && self.is_place(start),
        };
        let dash = (start..end.min(start + 10)).find(|&at| (shouted || hour) && marks(at));
        dash.map_or(start, |dash| dash + 1)
    }

    /// Whether a place's name begins at a word, in capitals or not: "NAIROBI".
    pub fn is_place(&self, at: usize) -> bool {
        let named = self.paragraph.proper_name_at(at).is_some_and(|name| name.name.kind == NameKind::Location);
        let mut letters = self.paragraph.forms[at].chars();
        let titled: String = letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
        let known = self.vocabulary.actors.longest(&[titled]);
        let place = |name: &KnownActor| name.kind.is_territory();
        named || known.is_some_and(|(_, names)| names.iter().any(place))
    }

    /// Whether the clause of a cue verb hangs on a word.
    pub fn is_cue(&self, word: usize) -> bool {
        self.heads[word]
    }

    /// The cue verb whose words start at or after a word: its index.
    pub fn verb_from(&self, at: usize) -> usize {
        self.verbs.partition_point(|verb| verb.words.start < at)
    }

    /// Whether a word is a comma or dash.
    pub fn is_comma(&self, at: usize) -> bool {
        matches!(self.paragraph.lower(at), "," | "–" | "—" | "-")
    }

    /// Whether nothing but marks stands between a word and the end of its region, or a mark stands right there.
    pub fn is_clause_end(&self, at: usize, region: &Range<usize>) -> bool {
        at >= region.end || (self.paragraph.is_punctuation(at) && self.paragraph.opening(at).is_none())
    }

    /// Whether a word is a verb or auxiliary with a tense.
    pub fn is_finite_verb(&self, at: usize) -> bool {
        let node = self.paragraph.tree.node(at);
        matches!(node.upos, Upos::Verb | Upos::Aux) && node.feature("VerbForm") == Some("Fin")
    }

    /// Whether a verb with a tense stands among these words.
    pub fn is_clause_within(&self, words: &Range<usize>) -> bool {
        words.clone().any(|at| self.is_finite_verb(at))
    }

    /// Whether a clause with a subject or a tense hangs on a word.
    pub fn is_clause(&self, at: usize) -> bool {
        let verbal =
            |&word: &usize| matches!(self.paragraph.tree.node(word).universal, "nsubj" | "csubj" | "expl" | "aux" | "cop");
        self.is_finite_verb(at) || self.paragraph.tree.dependents(at).iter().any(verbal)
    }
}
