-- The cabinet's own index: its clients, its settings, and the journal of both.

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE client (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    colour TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    archived_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
    change INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    details TEXT,
    salt BLOB,
    details_digest BLOB NOT NULL CHECK (length(details_digest) = 32),
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX journal_by_subject ON journal (subject_id, sequence);
