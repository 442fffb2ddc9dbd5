-- One row per reception: the number is taken once and never given again (AUTOINCREMENT).
CREATE TABLE reception (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    visit TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    received_at TEXT NOT NULL,
    printing TEXT NOT NULL DEFAULT 'pending' CHECK (printing IN ('pending', 'printed', 'not_printed', 'unknown')),
    copies INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Applications are the outbox. The blob is sealed; after delivery it is gone and a tombstone stays.
CREATE TABLE application (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    visit TEXT NOT NULL,
    part INTEGER NOT NULL,
    header TEXT NOT NULL,
    blob BLOB,
    digest BLOB NOT NULL,
    signature BLOB NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'delivered', 'held')),
    reason TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before REAL NOT NULL DEFAULT 0,
    CHECK (state = 'delivered' OR blob IS NOT NULL)
) STRICT;

CREATE INDEX application_queued ON application (state, sequence);
CREATE INDEX application_visit ON application (visit);

-- Each row holds the hash of the one before it: what was taken out, changed or moved is seen.
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    fields TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
