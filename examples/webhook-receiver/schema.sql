CREATE TABLE users (
  id TEXT PRIMARY KEY,
  email_address TEXT,
  name TEXT,
  -- Clerk's time of the last change, in epoch milliseconds. It decides which of two states is newer.
  updated_at INTEGER NOT NULL,
  deleted BOOLEAN NOT NULL DEFAULT FALSE
);
