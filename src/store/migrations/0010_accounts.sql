-- When the LMS vouched for somebody last: a role that it gave, and the API keys made with it, end some time after that.
ALTER TABLE auth_user ADD COLUMN lms_confirmed_at timestamptz;
UPDATE auth_user SET lms_confirmed_at = now() WHERE lms_user_id IS NOT NULL;

-- By which one tells one's sessions apart: kind of browser and system, such as "Firefox on Linux", and when it was used last.
ALTER TABLE auth_session ADD COLUMN device text;
ALTER TABLE auth_session ADD COLUMN last_seen_at timestamptz;
