-- A saidby casefile, schema 2. docs/casefile.md explains every table and column.
-- Positions are Unicode code points, half open, as substr() counts them; positions in `page` are bytes.

-- The casefile itself: one row.
CREATE TABLE casefile (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  schema INTEGER NOT NULL,                 -- version of this schema, as in PRAGMA user_version
  created_by TEXT NOT NULL                 -- program and version that made the file
) STRICT;

-- One page as it was received, and what it says about itself.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,                      -- the name that the input gave it: a path, a record's id, a URL
  url TEXT,                                -- canonical address
  outlet TEXT,                             -- the outlet's name
  title TEXT,                              -- headline
  language TEXT,                           -- ISO 639 code of the text
  published TEXT,                          -- ISO 8601, cut to what is known
  published_precision TEXT,                -- year, month, day or minute
  published_from TEXT,                     -- the field of the page that says so
  sha256 TEXT NOT NULL,                    -- SHA-256 of the page's bytes, lower-case hexadecimal
  encoding TEXT NOT NULL,                  -- charset of the page, by its name in the WHATWG Encoding Standard
  format TEXT NOT NULL,                    -- html, text or given
  record_version INTEGER NOT NULL,         -- version of the record's form (docs/record.md)
  text TEXT NOT NULL,                      -- the article text: headline, then body
  page_text TEXT NOT NULL,                 -- all that a reader of the page sees, furniture included
  page BLOB NOT NULL,                      -- the page's bytes as received, compressed with zlib (RFC 1950)
  page_bytes INTEGER NOT NULL              -- how many bytes they are
) STRICT;
CREATE UNIQUE INDEX document_once ON document (sha256, coalesce(url, ''));
CREATE INDEX document_published ON document (published);

-- The authors of a document.
CREATE TABLE author (
  document INTEGER NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,               -- 1, 2, … in the page's order
  name TEXT NOT NULL,                      -- in the page's spelling
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

-- A stretch of the page text with one role.
CREATE TABLE block (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,               -- 1, 2, … in page order
  role TEXT NOT NULL,                      -- headline, paragraph, caption, related, …
  page_start INTEGER NOT NULL,             -- first code point in document.page_text
  page_end INTEGER NOT NULL,               -- code point after the last
  text_start INTEGER,                      -- first code point in document.text; NULL for furniture
  text_end INTEGER,                        -- code point after the last
  UNIQUE (document, position)
) STRICT;

-- Where the page text was read from: with it every character can be re-read from the page's bytes.
CREATE TABLE segment (
  document INTEGER NOT NULL REFERENCES document (id),
  page_start INTEGER NOT NULL,             -- first code point in document.page_text
  page_end INTEGER NOT NULL,               -- code point after the last
  source_start INTEGER NOT NULL,           -- first byte in the uncompressed page
  source_end INTEGER NOT NULL,             -- byte after the last
  verbatim INTEGER NOT NULL,               -- 1: the same UTF-8 bytes on both sides; 0: an entity, folded space, another charset
  PRIMARY KEY (document, page_start)
) STRICT, WITHOUT ROWID;

-- Words of the article text that something else in this file rests on (W3C text-position and text-quote selectors).
CREATE TABLE anchor (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  text_start INTEGER NOT NULL,             -- first code point in document.text
  text_end INTEGER NOT NULL,               -- code point after the last
  exact TEXT NOT NULL,                     -- the words
  prefix TEXT NOT NULL,                    -- up to 32 code points before
  suffix TEXT NOT NULL,                    -- up to 32 code points after
  source_start INTEGER,                    -- first byte in the uncompressed page; NULL for an empty anchor
  source_end INTEGER,                      -- byte after the last
  UNIQUE (document, text_start, text_end)
) STRICT;

-- Someone who says or does things, the same across documents.
CREATE TABLE actor (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,                      -- the name in the first document that gave one
  key TEXT NOT NULL UNIQUE,                -- stable id: country:USA, organisation:nato, person:…
  country TEXT,                            -- ISO 3166-1 alpha-3 or PLOVER's non-state name
  sector TEXT                              -- PLOVER sector
) STRICT;

-- An actor as one document gives it.
CREATE TABLE document_actor (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  actor INTEGER NOT NULL REFERENCES actor (id),
  name TEXT NOT NULL,                      -- its name there
  country TEXT,                            -- its country there
  sector TEXT,                             -- its sector there
  role TEXT                                -- the office that the document gives it
) STRICT;
CREATE INDEX document_actor_actor ON document_actor (actor);
CREATE INDEX document_actor_document ON document_actor (document);

-- Who said it, by which word.
CREATE TABLE attribution (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,               -- 1 for the record's a1, 2 for a2, …
  parent INTEGER REFERENCES attribution (id) DEFERRABLE INITIALLY DEFERRED, -- the attribution whose content contains this one
  source_kind TEXT NOT NULL,               -- named, nominal, pronoun, collective, document, outlet, anonymous, implicit, author
  source INTEGER REFERENCES anchor (id),   -- the words that name the source
  source_actor INTEGER REFERENCES document_actor (id), -- who that is
  addressee INTEGER REFERENCES anchor (id), -- to whom
  cue INTEGER REFERENCES anchor (id),      -- the word that tells speech from news
  cue_kind TEXT,                           -- verb, noun, adposition, punctuation, mood, adjective
  form TEXT NOT NULL,                      -- direct, indirect, mixed, topic, free
  act TEXT NOT NULL,                       -- say, accuse, deny, confirm, …
  negated INTEGER NOT NULL,                -- 1 where the saying itself is denied
  said_at TEXT,                            -- ISO 8601, cut to what is known
  said_at_precision TEXT,                  -- year, month, day or minute
  said_at_from TEXT,                       -- the words that say so
  pattern TEXT NOT NULL,                   -- the pattern that found it
  UNIQUE (document, position)
) STRICT;

-- What is said: one anchor, or more where it is interrupted.
CREATE TABLE attribution_content (
  attribution INTEGER NOT NULL REFERENCES attribution (id),
  position INTEGER NOT NULL,               -- 1, 2, … in text order
  anchor INTEGER NOT NULL REFERENCES anchor (id),
  PRIMARY KEY (attribution, position)
) STRICT, WITHOUT ROWID;

-- The mentions that prove who the source is.
CREATE TABLE attribution_proof (
  attribution INTEGER NOT NULL REFERENCES attribution (id),
  position INTEGER NOT NULL,               -- 1, 2, …
  anchor INTEGER NOT NULL REFERENCES anchor (id),
  PRIMARY KEY (attribution, position)
) STRICT, WITHOUT ROWID;

-- What is claimed: an event.
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,               -- 1 for the record's c1, 2 for c2, …
  via INTEGER REFERENCES attribution (id), -- the attribution it is made in; NULL when the author speaks
  type TEXT,                               -- PLOVER event type; NULL where it is no event of the ontology
  mode TEXT,                               -- PLOVER mode
  "trigger" INTEGER NOT NULL REFERENCES anchor (id), -- the words that name the event
  sentence INTEGER NOT NULL REFERENCES anchor (id), -- the sentence around them
  actor INTEGER REFERENCES document_actor (id), -- who did it
  actor_words INTEGER REFERENCES anchor (id), -- the words that name them; NULL where they are understood
  recipient INTEGER REFERENCES document_actor (id), -- to whom
  recipient_words INTEGER REFERENCES anchor (id), -- the words that name them
  item INTEGER REFERENCES anchor (id),     -- what is given, moved, used
  item_normal TEXT,                        -- its normal form
  quantity INTEGER REFERENCES anchor (id), -- how much or many
  quantity_normal TEXT,                    -- its normal form
  place INTEGER REFERENCES anchor (id),    -- where
  place_normal TEXT,                       -- its normal form
  date TEXT,                               -- day of the event: ISO 8601, cut to what is known
  date_precision TEXT,                     -- year, month, day or minute
  date_from TEXT,                          -- the words that say so
  time TEXT NOT NULL,                      -- past, present, future, hypothetical, habitual, unknown
  key TEXT,                                -- provisional: reports with one key are taken for one claim; NULL: like no other
  UNIQUE (document, position)
) STRICT;
CREATE INDEX claim_key ON claim (key);
CREATE INDEX claim_type ON claim (type);

-- The PLOVER contexts of a claim's event.
CREATE TABLE claim_context (
  claim INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,               -- 1, 2, …
  context TEXT NOT NULL,                   -- military, economic, …
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

-- What one holder holds about a claim.
CREATE TABLE stance (
  id INTEGER PRIMARY KEY,
  claim INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,               -- 1, 2, …: the author first, then each nested speaker
  holder INTEGER REFERENCES attribution (id), -- the attribution whose source holds it; NULL for the author
  polarity TEXT NOT NULL,                  -- pos, neg, unspecified
  certainty TEXT NOT NULL,                 -- certain, probable, possible, unknown
  basis TEXT NOT NULL,                     -- asserted, accused, denied, investigating, …
  UNIQUE (claim, position)
) STRICT;

-- The words that say so.
CREATE TABLE stance_cue (
  stance INTEGER NOT NULL REFERENCES stance (id),
  position INTEGER NOT NULL,               -- 1, 2, …
  anchor INTEGER NOT NULL REFERENCES anchor (id),
  PRIMARY KEY (stance, position)
) STRICT, WITHOUT ROWID;

-- What the reader of a document's record should know.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,               -- 1, 2, …
  kind TEXT NOT NULL,                      -- damaged, limit, abstained, language
  message TEXT NOT NULL,                   -- a sentence for a person
  anchor INTEGER REFERENCES anchor (id),   -- the words that it is about
  UNIQUE (document, position)
) STRICT;

-- Which documents are one text. A document without a row is its own origin.
CREATE TABLE copy_group (
  document INTEGER PRIMARY KEY REFERENCES document (id),
  copy_group INTEGER NOT NULL,             -- documents with one number are copies of one origin
  origin INTEGER REFERENCES document (id), -- the document they come from; NULL where it is not in the casefile
  relation TEXT NOT NULL,                  -- how the document relates to its origin
  score REAL NOT NULL                      -- how alike they are, 0 to 1
) STRICT;
CREATE INDEX copy_group_number ON copy_group (copy_group);

-- The origin that stands behind each document, as a name to count by.
CREATE VIEW origin AS
SELECT document.id AS document,
       CASE WHEN copy_group.document IS NULL THEN 'document ' || document.id ELSE 'copies ' || copy_group.copy_group END AS origin
FROM document LEFT JOIN copy_group ON copy_group.document = document.id;

-- Attributions to read: who said what, by which word.
CREATE VIEW attributions AS
SELECT attribution.id AS id,
       coalesce(document_actor.name, source.exact, attribution.source_kind) AS source,
       attribution.act AS act,
       cue.exact AS cue,
       (SELECT group_concat(exact, ' … ') FROM (
          SELECT anchor.exact AS exact FROM attribution_content JOIN anchor ON anchor.id = attribution_content.anchor
          WHERE attribution_content.attribution = attribution.id ORDER BY attribution_content.position)) AS words,
       attribution.form AS form,
       attribution.parent AS parent,
       document.outlet AS outlet,
       document.published AS published,
       document.title AS title,
       attribution.document AS document
FROM attribution
JOIN document ON document.id = attribution.document
LEFT JOIN document_actor ON document_actor.id = attribution.source_actor
LEFT JOIN anchor AS source ON source.id = attribution.source
LEFT JOIN anchor AS cue ON cue.id = attribution.cue;

-- Claims to read: who is said to have done what to whom, by whom, in which words.
-- (It joins tables, not the view above: SQLite would read that view whole for each row.)
CREATE VIEW claims AS
SELECT claim.id AS id,
       claim.type AS type,
       (SELECT group_concat(context, ' ') FROM (
          SELECT context FROM claim_context WHERE claim_context.claim = claim.id ORDER BY position)) AS contexts,
       actor.name AS actor,
       recipient.name AS recipient,
       item.exact AS item,
       coalesce(says.name, source.exact, via.source_kind, 'author') AS source,
       via.act AS act,
       (SELECT group_concat(exact, ' … ') FROM (
          SELECT DISTINCT anchor.exact AS exact FROM stance JOIN stance_cue ON stance_cue.stance = stance.id
          JOIN anchor ON anchor.id = stance_cue.anchor WHERE stance.claim = claim.id ORDER BY anchor.text_start)) AS cues,
       coalesce((SELECT group_concat(exact, ' … ') FROM (
          SELECT anchor.exact AS exact FROM attribution_content JOIN anchor ON anchor.id = attribution_content.anchor
          WHERE attribution_content.attribution = claim.via ORDER BY attribution_content.position)), sentence.exact) AS words,
       (SELECT group_concat(held, '; ') FROM (
          SELECT coalesce(held_by.name, named.exact, holder.source_kind, 'author') || ': ' || stance.polarity || ' ' ||
                 stance.certainty || ' ' || stance.basis AS held
          FROM stance LEFT JOIN attribution AS holder ON holder.id = stance.holder
          LEFT JOIN document_actor AS held_by ON held_by.id = holder.source_actor
          LEFT JOIN anchor AS named ON named.id = holder.source
          WHERE stance.claim = claim.id ORDER BY stance.position)) AS stances,
       claim.time AS time,
       claim.date AS date,
       document.outlet AS outlet,
       document.published AS published,
       document.title AS title,
       claim.document AS document,
       claim.key AS key
FROM claim
JOIN document ON document.id = claim.document
JOIN anchor AS sentence ON sentence.id = claim.sentence
LEFT JOIN anchor AS item ON item.id = claim.item
LEFT JOIN document_actor AS actor ON actor.id = claim.actor
LEFT JOIN document_actor AS recipient ON recipient.id = claim.recipient
LEFT JOIN attribution AS via ON via.id = claim.via
LEFT JOIN document_actor AS says ON says.id = via.source_actor
LEFT JOIN anchor AS source ON source.id = via.source;

-- Full text of documents: SELECT rowid FROM document_words WHERE document_words MATCH 'sanctions'.
CREATE VIRTUAL TABLE document_words USING fts5(
  title, text, content="document", content_rowid="id", tokenize="unicode61 remove_diacritics 2");

-- Full text of claims; its rowid is claim.id.
CREATE VIRTUAL TABLE claim_words USING fts5(
  type, contexts, actor, recipient, item, source, words, content="claims", content_rowid="id",
  tokenize="unicode61 remove_diacritics 2");
