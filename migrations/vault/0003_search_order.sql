-- What orders matches, apart from the records themselves: a search asks it of thirty records in each
-- of two hundred databases, and reads whole records of those only that are shown.
CREATE INDEX record_search_order ON record (row, kind, changed_at_ms);

-- A page of the index fits into one of the database, which keeps 80 bytes of each for the cipher.
INSERT INTO search (search, rank) VALUES ('pgsz', 3900);
INSERT INTO search (search) VALUES ('rebuild');
