/**
 * Every column of the database, and what retiring a learner means for it (S26). A new column has to be put into one of these lists:
 * where it can say who somebody is, retiring has to remove it, and the test next door shows that it does.
 */

/** Rows about a person go as a whole: how they are found, by LMS user id, and the columns. */
export const removedRows: Readonly<Record<string, { readonly about: string; readonly columns: string }>> = {
  parked_message: {
    about: 'id = ANY ($parked)',
    columns:
      'id topic position format fields body reason detail parked_at retried_at retries whole_size whole_sha256 writer_schema',
  },
  inbox_message: {
    about: 'position = ANY ($inbox)',
    columns: 'position format fields body deliveries claimed_by claimed_until received_at',
  },
  auth_user: {
    about: 'id = $user',
    columns:
      'id name email email_verified image role role_from disabled lms_user_id last_seen_at created_at updated_at lms_confirmed_at',
  },
  auth_session: {
    about: 'user_id = $user',
    columns: 'id user_id token expires_at ip_address user_agent created_at updated_at device last_seen_at',
  },
  auth_account: {
    about: 'user_id = $user',
    columns:
      'id user_id provider_id account_id password access_token refresh_token id_token access_token_expires_at refresh_token_expires_at scope created_at updated_at',
  },
  auth_api_key: {
    about: 'reference_id = $user',
    columns:
      'id config_id name start prefix key reference_id permissions metadata enabled expires_at last_request rate_limit_enabled rate_limit_time_window rate_limit_max request_count remaining refill_interval refill_amount last_refill_at created_at updated_at',
  },
  auth_verification: {
    about: 'strpos(value, $user::text) > 0',
    columns: 'id identifier value expires_at created_at updated_at',
  },
  sign_in_link: { about: 'user_id = $user', columns: 'token_hash user_id expires_at created_at' },
  password_link: { about: 'user_id = $user', columns: 'token_hash user_id expires_at created_at' },
  wallet_offer: {
    about: 'id = $offer',
    columns: 'id badge_id secret_hash made_at ends_at taken_at protocol holder_hash request_hash answer',
  },
  event_on_record: {
    about: 'learner_id = $learner',
    columns: 'learner_id event_type likeness event_id event_time said recorded_at',
  },
  wallet_token: { about: 'offer_id = $offer', columns: 'token_hash offer_id made_at ends_at' },
};

/** Columns that hold texts about people: the mark is in each before, and in none after. */
export const removedTexts: Readonly<Record<string, string>> = {
  learner: 'username email name',
  badge: 'reason public_reason last_body',
  badge_former_place: 'last_body',
  fulfillment: 'evidence',
  history: 'details',
  audit: 'actor_name reason before after',
  maintenance_job: 'wish',
};

/** Columns that hold digests and secrets by which somebody is known again: filled before, and empty after. */
export const emptied: Readonly<Record<string, { readonly about: string; readonly columns: string }>> = {
  badge: { about: 'learner_id = $learner', columns: 'sent_to' },
  badge_former_place: { about: 'badge_id IN (SELECT id FROM badge WHERE learner_id = $learner)', columns: 'sent_to' },
  credential: { about: 'badge_id IN (SELECT id FROM badge WHERE learner_id = $learner)', columns: 'salt body' },
};

/**
 * Columns that say of nobody who they are: ids, numbers, times and states; what people here have written about templates and
 * accounts; what providers say of an account, from which learners are taken out before it is stored (test/issuing/http.test.ts).
 */
export const anonymous: Readonly<Record<string, string>> = {
  account_lane: 'origin account lane badge_id attempt until',
  account_name: 'origin account name seen_at',
  account_turns: 'origin account turns given',
  achievement: 'id template_id issuer_id',
  achievement_version: 'achievement_id version content created_at',
  activity: 'minute metric count',
  audit: 'id recorded_at actor action target_type target request_id',
  badge:
    'id learner_id template_id status state earned_at revoked_at external_id external_url due due_at attempts_started attempts_finished failures uncertain claimed_by claimed_until last_status last_attempt_at created_at updated_at trace_parent signalled_at place_id announced_place_id environment earner_id closed',
  badge_former_place:
    'badge_id place_id environment earner_id external_id external_url state uncertain failures last_status due_at done moved_at',
  badge_place: 'id origin account external_template',
  badge_progress: 'learner_id template_id groups_met groups complete created_at updated_at',
  badge_template:
    'id slug uuid name description image_url origin account external_template active version requirements penalties created_at updated_at place_id achievement',
  badge_template_version: 'template_id version requirements penalties created_at',
  bus_gap:
    'id topic group_name reason life after_id lost exact lost_from lost_until found_at acknowledged_at partition at_most',
  bus_position: 'topic group_name joined read_id ordinal counter added newest_id oldest_id lost_to told life seen_at',
  connection: 'origin account name sealed_key key_issued_on version created_at updated_at',
  connection_test: 'origin account succeeded status message tested_at found_by advice raw',
  course: 'course_key name told_at',
  credential:
    'badge_id public_id issuer_id achievement_id achievement_version list_id slot awarded_at valid_from valid_until key_number signed_at published_at revoked_at created_at cleared_at',
  credly_webhook_event: 'id organization event_type outcome occurred_at received_at',
  event_type_seen: 'event_type watched_since first_seen_at last_seen_at',
  fulfillment:
    'learner_id template_id requirement fulfilled event_time event_id event_type event_source template_version',
  history: 'id recorded_at learner_id template_id kind event_id event_type event_source event_time',
  // Answers that hold personal data are not kept: they are made again (test/api/repetitions.test.ts).
  idempotent_command: 'actor key fingerprint status headers body created_at',
  image: 'sha256 media_type bytes created_at was_logo',
  issuer: 'id slug name url email logo language base_url created_at updated_at',
  issuer_key: 'issuer_id number algorithm purpose public_jwk sealed_key created_at retired_at revoked_at',
  kafka_position:
    'topic group_name partition topic_id next_offset owner tries begun_to seen_end last_time has_holes life seen_at',
  learner: 'id is_active identity_time identity_event retired_at created_at made_by',
  maintenance_job:
    'id kind state actor replay_from replay_until place figures error stop_asked_at asked_at holder held_until tries finished_at left_out',
  message_attempt: 'topic position open begun_at',
  milestone: 'name reached_at',
  outbox: 'position id signal badge_id created_at signal_time',
  parked_count: 'reason slot messages',
  process: 'id host pid version roles duties started_at seen_at',
  provider_account: 'origin account failures paused_until last_status last_body updated_at paused_since',
  pruning: 'kind pruned_at kept_from removed',
  retry_job:
    'id origin account actor total looked_at retried position_place position_badge asked_at stepped_at finished_at',
  rules_revision: 'only_row revision',
  schema_migration: 'version name applied_at',
  // Digests of addresses that tried a password; they end after 15 minutes.
  sign_in_attempt: 'key attempts ends_at',
  site_fact: 'name value',
  status_list: 'id issuer_id number revision signed_revision body signed_at token',
  sync_job: 'id origin account state pages templates report error actor started_at heartbeat_at finished_at',
  template_outside: 'template_id state seen_at deactivated_at replaced',
  template_use: 'template_id slot holders in_progress',
  wallet_nonce: 'nonce_hash ends_at',
};
