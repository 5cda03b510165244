-- What the bare limits write into: the same rows as a report's, without any of our code.
CREATE TABLE IF NOT EXISTS bare_head (id smallint PRIMARY KEY, position bigint NOT NULL);
CREATE TABLE IF NOT EXISTS bare_incident (id uuid PRIMARY KEY, at timestamptz NOT NULL, body text NOT NULL);
CREATE TABLE IF NOT EXISTS bare_child (id uuid PRIMARY KEY, incident uuid NOT NULL, body text NOT NULL);
CREATE TABLE IF NOT EXISTS bare_entry (position bigint PRIMARY KEY, at timestamptz NOT NULL, kind text NOT NULL, body text NOT NULL);
INSERT INTO bare_head VALUES (1, 0) ON CONFLICT DO NOTHING;
