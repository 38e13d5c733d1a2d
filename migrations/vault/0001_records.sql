-- One client's vault: records as journalled documents, what links them, how they are found,
-- what waits to be sent, and the keys of the attached files.

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    row INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    title TEXT NOT NULL,
    -- The title with case, diacritics and Kazakh letters folded: what lists sort by.
    sort_key TEXT NOT NULL,
    -- The search terms as typed, one a line: what a hit shows and what a re-index reads.
    terms TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    created_at_ms INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL,
    deleted_at_ms INTEGER
) STRICT;

CREATE INDEX record_by_title ON record (kind, sort_key, row);
CREATE INDEX record_by_change ON record (kind, changed_at_ms, row);
CREATE INDEX record_in_bin ON record (deleted_at_ms) WHERE deleted_at_ms IS NOT NULL;

CREATE TABLE link (
    from_id BLOB NOT NULL REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    to_id BLOB NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (from_id, role, to_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_by_target ON link (to_id, role);

-- The columns hold folded text, so the tokenizer only splits.
CREATE VIRTUAL TABLE search USING fts5 (
    title, terms, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);
-- A deleted person's words leave the index at once, not at some later merge.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
    -- The sequence of the first entry of the same change; an undo takes them together.
    change INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- The field changes. Null after an erasure: the chain covers their salted digest,
    -- so it still holds without them.
    details TEXT,
    salt BLOB,
    details_digest BLOB NOT NULL CHECK (length(details_digest) = 32),
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX journal_by_subject ON journal (subject_id, sequence);

CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    attempts INTEGER NOT NULL,
    next_attempt_at_ms INTEGER,
    last_error TEXT,
    created_at_ms INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_by_turn ON outbox (state, next_attempt_at_ms);

CREATE TABLE file (
    -- Keyed hash of the content; also the name on disk.
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    -- Null after an erasure: without it neither the file nor any backup of it can be read.
    key BLOB CHECK (key IS NULL OR length(key) = 32),
    size_bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    erased_at_ms INTEGER
) STRICT, WITHOUT ROWID;
