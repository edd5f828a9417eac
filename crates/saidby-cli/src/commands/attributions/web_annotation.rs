//! Attributions in the W3C Web Annotation Data Model (<https://www.w3.org/TR/annotation-model/>): one annotation page a document,
//! one annotation an attribution. Its targets are the pieces of content; its bodies the source, the cue, the act and the form.

use crate::commands::offsets::Offsets;
use saidby::core::record::attribution_name;
use saidby::core::{Attribution, Ledger, Span};
use serde_json::{Value, json};

/// Characters before and after the words, by which a reader of a changed page finds them again.
const AROUND: usize = 32;

/// The annotation page of a document.
pub fn page(ledger: &Ledger) -> Value {
    let document = Document::of(ledger);
    let attributions = ledger.statements.attributions.iter().enumerate();
    let items: Vec<Value> = attributions.map(|(index, attribution)| document.annotation(index, attribution)).collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": document.name(""),
        "type": "AnnotationPage",
        "items": items,
    })
}

struct Document<'l> {
    ledger: &'l Ledger,
    offsets: Offsets<'l>,
    text: Vec<char>,
    /// The page's address, or else the name of its text: what the selectors select in.
    source: String,
}

impl<'l> Document<'l> {
    fn of(ledger: &'l Ledger) -> Self {
        let offsets = Offsets::of(&ledger.article, ledger.page.format);
        let address = ledger.article.metadata.url.as_ref().map(|url| url.value.clone());
        let source = address.unwrap_or_else(|| format!("urn:sha256:{}", ledger.page.sha256));
        Self { text: offsets.counted().chars().collect(), ledger, offsets, source }
    }

    /// The name of a part, after the stored page.
    fn name(&self, part: &str) -> String {
        format!("urn:sha256:{}#{part}", self.ledger.page.sha256).trim_end_matches('#').to_owned()
    }

    fn annotation(&self, index: usize, attribution: &Attribution) -> Value {
        let mut body =
            vec![tag("classifying", "act", attribution.act.name()), tag("describing", "form", attribution.form.name())];
        body.extend(attribution.negated.then(|| tag("describing", "negated", "true")));
        body.extend(attribution.source.mention.map(|mention| self.words("identifying", "source", mention)).into_iter().flatten());
        let actor = attribution.source.actor.and_then(|actor| self.ledger.statements.actor(actor));
        body.extend(actor.map(|actor| tag("identifying", "actor", &actor.id)));
        body.extend(attribution.cue.map(|cue| self.words("describing", "cue", cue.span)).into_iter().flatten());
        body.extend(attribution.addressee.map(|span| self.words("describing", "addressee", span)).into_iter().flatten());
        body.extend(attribution.parent.map(|parent| {
            json!({"type": "SpecificResource", "purpose": "linking", "source": self.name(&attribution_name(parent.0 as usize))})
        }));
        json!({
            "id": self.name(&attribution_name(index)),
            "type": "Annotation",
            "motivation": "identifying",
            "body": body,
            "target": attribution.content.iter().flat_map(|&span| self.resources(span)).collect::<Vec<_>>(),
        })
    }

    fn words(&self, purpose: &str, role: &str, span: Span) -> Vec<Value> {
        let mut resources = self.resources(span);
        for resource in &mut resources {
            resource["purpose"] = json!(purpose);
            resource["rdfs:label"] = json!(role);
        }
        resources
    }

    /// Words of the text, by what they are and by where they stand.
    fn resources(&self, span: Span) -> Vec<Value> {
        let resource = |[start, end]: [usize; 2]| {
            let words = |from: usize, to: usize| self.text[from..to].iter().collect::<String>();
            json!({
                "type": "SpecificResource",
                "source": self.source,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": words(start, end),
                        "prefix": words(start.saturating_sub(AROUND), start),
                        "suffix": words(end, self.text.len().min(end + AROUND)),
                    },
                    {"type": "TextPositionSelector", "start": start, "end": end},
                ],
            })
        };
        self.offsets.ranges(span).into_iter().map(resource).collect()
    }
}

/// `act: accuse`, as a body.
fn tag(purpose: &str, name: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "rdfs:label": name, "value": value})
}
