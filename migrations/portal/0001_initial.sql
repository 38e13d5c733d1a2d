-- Reference portal: accounts, uploads, applications, and what happened to them.
-- Times are milliseconds since 1970-01-01T00:00:00Z; hashes are 32 bytes.

CREATE TABLE accounts (
    id                   TEXT    NOT NULL PRIMARY KEY,
    email_folded         TEXT    NOT NULL UNIQUE,
    display_name         TEXT    NOT NULL,
    password_salt        BLOB    NOT NULL,
    password_hash        BLOB    NOT NULL,
    password_memory_kib  INTEGER NOT NULL,
    password_passes      INTEGER NOT NULL,
    created_at_ms        INTEGER NOT NULL
) STRICT;

-- A stolen copy of this table opens no session: only the tokens' hashes are kept.
CREATE TABLE sessions (
    token_sha256   BLOB    NOT NULL PRIMARY KEY,
    account_id     TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_expiry ON sessions (expires_at_ms);

-- Which account brought which file. Two accounts with the same file have two rows, so that
-- nobody learns from a hash alone what others uploaded.
CREATE TABLE uploads (
    account_id      TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    sha256          BLOB    NOT NULL,
    size_bytes      INTEGER NOT NULL,
    received_at_ms  INTEGER NOT NULL,
    PRIMARY KEY (account_id, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE applications (
    number             INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id         TEXT    NOT NULL REFERENCES accounts (id),
    idempotency_key    TEXT    NOT NULL,
    packet_sha256      BLOB    NOT NULL,
    manifest_json      TEXT    NOT NULL,
    service            TEXT    NOT NULL,
    organisation_name  TEXT    NOT NULL,
    quantity           INTEGER NOT NULL,
    status             TEXT    NOT NULL,
    payment_status     TEXT,
    received_at_ms     INTEGER NOT NULL,
    UNIQUE (account_id, idempotency_key)
) STRICT;

-- Numbers begin with 101, as on the screens of the portal's guide.
INSERT INTO sqlite_sequence (name, seq) VALUES ('applications', 100);

CREATE TABLE status_events (
    sequence        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number          INTEGER NOT NULL REFERENCES applications (number),
    account_id      TEXT    NOT NULL REFERENCES accounts (id),
    status          TEXT    NOT NULL,
    payment_status  TEXT,
    note            TEXT,
    at_ms           INTEGER NOT NULL
) STRICT;

CREATE INDEX status_events_by_account ON status_events (account_id, sequence);
CREATE INDEX status_events_by_application ON status_events (number, sequence);
