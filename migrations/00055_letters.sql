-- Letters that leave the installation: mails that are sent, or kept for people to pass on where no mail server is set up.

-- +goose Up
CREATE TABLE letters (
    id          TEXT PRIMARY KEY,
    company_id  TEXT NOT NULL REFERENCES organisations (id), -- whose letter it is: a company, the secretariat, an auditor's firm
    kind        TEXT NOT NULL,                    -- invitation, request, reminder
    about       TEXT NOT NULL DEFAULT '',         -- id of what it is about, such as the request
    recipient   TEXT NOT NULL,                    -- e-mail
    reply_to    TEXT NOT NULL DEFAULT '',
    language    TEXT NOT NULL,
    subject     TEXT NOT NULL,
    sealed      TEXT NOT NULL DEFAULT '',         -- the words, sealed because a link stands in them; '' once they are sent
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'kept', 'dropped')),
    fault       TEXT NOT NULL DEFAULT '',         -- why the last attempt failed (JSON)
    attempts    INTEGER NOT NULL DEFAULT 0,
    due_at      TIMESTAMPTZ NOT NULL,             -- of the next attempt
    claimed_at  TIMESTAMPTZ,                      -- a worker is at it since
    sent_at     TIMESTAMPTZ,
    created_by  TEXT NOT NULL DEFAULT '',         -- person, '' for a reminder by the calendar
    created_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX letters_company ON letters (company_id, created_at);
CREATE INDEX letters_due ON letters (company_id, state, due_at);

-- +goose Down
DROP TABLE letters;
