CREATE TABLE users (
  id TEXT PRIMARY KEY,
  email_address TEXT,
  name TEXT,
  -- Epoch milliseconds, as Clerk has it: which of two states is the newer one.
  updated_at INTEGER NOT NULL,
  deleted BOOLEAN NOT NULL DEFAULT FALSE
);
