-- The answers of repeatable commands held the whole views, and with them user names of learners. They are made again for a
-- repetition now; of those that were kept before nothing has to last longer than a day.
DELETE FROM idempotent_command;
