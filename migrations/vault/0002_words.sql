-- The words that records are found by, each once, and what is left of each with one letter taken
-- out: two words that are one slip of the pen apart share such a rest.

CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE,
    -- How many records hold it. An erased person's words must not outlive the person.
    uses INTEGER NOT NULL
) STRICT;

CREATE TABLE slip (
    -- The beginning of the word, whole or without one of its letters.
    rest TEXT NOT NULL,
    word INTEGER NOT NULL REFERENCES word (id) ON DELETE CASCADE,
    PRIMARY KEY (rest, word)
) STRICT, WITHOUT ROWID;

CREATE INDEX slip_by_word ON slip (word);

-- Records of before: the index knows their words.
CREATE VIRTUAL TABLE search_words USING fts5vocab (search, 'row');
INSERT INTO word (word, uses)
    SELECT term, doc FROM search_words
    WHERE length(term) BETWEEN 3 AND 32 AND term NOT GLOB '*[0-9]*';
DROP TABLE search_words;
INSERT INTO slip (rest, word) SELECT substr(word, 1, 7), id FROM word;
WITH RECURSIVE place (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM place WHERE at < 7)
INSERT OR IGNORE INTO slip (rest, word)
    SELECT substr(word, 1, at - 1) || substr(substr(word, 1, 7), at + 1), id
    FROM word, place WHERE at <= length(word);
