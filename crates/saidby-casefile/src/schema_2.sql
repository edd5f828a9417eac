-- What schema 2 has more than schema 1.

-- What the page says about itself beyond the columns of `document`, and where it says so.
CREATE TABLE metadata (
  document INTEGER NOT NULL REFERENCES document (id),
  field TEXT NOT NULL,                     -- modified, canonical, section, agencies, paywall; or url, title, authors, language, outlet
  position INTEGER NOT NULL,               -- 1, 2, … in a list
  value TEXT,                              -- NULL for a field that has a column or table of its own
  precision TEXT,                          -- of a date: year, month, day or minute
  found_in TEXT,                           -- the field of the page that says so; NULL after the first of a list
  PRIMARY KEY (document, field, position)
) STRICT, WITHOUT ROWID;
