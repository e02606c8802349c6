import type { BulkWish, JobKind, LeftOut } from '../operators/bulk-wish.ts';
import type { MessageFormat } from '../../events/message.ts';

/** The tables as the query builder sees them: what its lists select, and nothing else. */
export interface Tables {
  readonly learner: {
    readonly id: number;
    readonly username: string;
    readonly email: string;
    readonly name: string;
    readonly is_active: boolean;
    readonly retired_at: Date | null;
    readonly created_at: Date;
  };
  readonly badge_template: {
    readonly id: number;
    readonly slug: string;
    readonly name: string;
    readonly description: string;
    readonly image_url: string | null;
    readonly origin: 'openedx' | 'credly' | 'accredible';
    readonly account: string;
    readonly external_template: string;
    readonly active: boolean;
    readonly version: number;
    readonly requirements: unknown;
    readonly penalties: unknown;
    readonly created_at: Date;
    readonly updated_at: Date;
  };
  readonly badge_progress: {
    readonly learner_id: number;
    readonly template_id: number;
    readonly groups_met: number;
    readonly groups: number;
    readonly complete: boolean;
    readonly created_at: Date;
    readonly updated_at: Date;
  };
  readonly badge: {
    readonly id: string;
    readonly learner_id: number;
    readonly template_id: number;
    readonly status: 'awarded' | 'revoked';
    readonly state: string;
    readonly earned_at: Date;
    readonly revoked_at: Date | null;
    readonly reason: string;
    readonly external_id: string | null;
    readonly external_url: string | null;
    readonly due: 'issue' | 'revoke' | null;
    readonly due_at: Date | null;
    readonly attempts_started: number;
    readonly attempts_finished: number;
    readonly claimed_until: Date | null;
    readonly last_status: number | null;
    readonly last_body: string | null;
    readonly last_attempt_at: Date | null;
    readonly created_at: Date;
    readonly updated_at: Date;
  };
  readonly history: {
    readonly id: number;
    readonly recorded_at: Date;
    readonly learner_id: number | null;
    readonly template_id: number | null;
    readonly kind: string;
    readonly event_id: string | null;
    readonly event_type: string | null;
    readonly event_source: string | null;
    readonly event_time: Date | null;
    readonly details: unknown;
  };
  readonly audit: {
    readonly id: number;
    readonly recorded_at: Date;
    readonly actor: string;
    readonly actor_name: string;
    readonly action: string;
    readonly target_type: string;
    readonly target: string;
    readonly reason: string;
    readonly before: unknown;
    readonly after: unknown;
    readonly request_id: string | null;
  };
  readonly parked_message: {
    readonly id: number;
    readonly topic: string;
    readonly position: string;
    readonly format: MessageFormat;
    readonly fields: readonly string[];
    readonly body: Buffer | null;
    readonly reason: string;
    readonly detail: string;
    readonly parked_at: Date;
    readonly retried_at: Date | null;
    readonly retries: number;
    readonly writer_schema: string | null;
  };
  readonly sync_job: {
    readonly id: string;
    readonly origin: 'credly' | 'accredible';
    readonly account: string;
    readonly state: 'running' | 'succeeded' | 'failed' | 'interrupted';
    readonly pages: number;
    readonly templates: number;
    readonly report: unknown;
    readonly error: string | null;
    readonly actor: string;
    readonly started_at: Date;
    readonly finished_at: Date | null;
  };
  readonly retry_job: {
    readonly id: string;
    readonly origin: 'credly' | 'accredible' | null;
    readonly account: string | null;
    readonly total: number;
    readonly looked_at: number;
    readonly retried: number;
    readonly actor: string;
    readonly asked_at: Date;
    readonly finished_at: Date | null;
  };
  readonly maintenance_job: {
    readonly id: string;
    readonly kind: JobKind;
    readonly wish: BulkWish | null;
    readonly left_out: readonly LeftOut[];
    readonly state: 'running' | 'done' | 'stopped' | 'failed';
    readonly actor: string;
    readonly replay_from: Date | null;
    readonly replay_until: Date | null;
    readonly figures: Readonly<Record<string, number>>;
    readonly error: string | null;
    readonly stop_asked_at: Date | null;
    readonly asked_at: Date;
    readonly finished_at: Date | null;
  };
  readonly auth_user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: 'viewer' | 'designer' | 'operator' | 'admin' | null;
    readonly role_from: 'admin' | 'lms';
    readonly disabled: boolean;
    readonly lms_user_id: number | null;
    readonly email_verified: boolean;
    readonly last_seen_at: Date | null;
    readonly created_at: Date;
  };
}
