import type { CredlyOptions } from '../../simulators/credly/options.ts';
import { startCredlySimulator, type CredlySimulator } from '../../simulators/credly/server.ts';
import { basic, sender, type Send } from './client.ts';

export const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
export const template = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10';
export const secondTemplate = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e11';
export const archivedTemplate = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e12';
export const draftTemplate = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e13';
export const duplicableTemplate = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e14';
export const foreignOrganization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a02';

export const issueBody = {
  recipient_email: 'mira@learners.test',
  issued_to_first_name: 'Mira',
  issued_to_last_name: 'Okafor',
  badge_template_id: template,
  issued_at: '2026-03-02 14:05:00 +0000',
  issuer_earner_id: 'user-1042',
  locale: 'en',
  suppress_badge_notification_email: false,
  duplicate_behavior: 'deny',
  evidence: [{ type: 'UrlEvidence', name: 'Grade report', value: 'https://lms.test/r/9', description: '' }],
};

export interface CredlySetting {
  readonly simulator: CredlySimulator;
  /** Below the organization, with its token. */
  readonly org: Send;
  /** Below `/v1/`, with the same token. */
  readonly api: Send;
  /** Below the root, without a token. */
  readonly sim: Send;
}

/** A Credly with one organization of five templates, a second organization, and a clock that stands still. */
export async function credly(options: Partial<CredlyOptions> = {}): Promise<CredlySetting> {
  const simulator = await startCredlySimulator({
    seed: 7,
    clock: { start: '2026-03-02T14:05:03.000Z' },
    organizations: [
      {
        id: organization,
        name: 'Sim Org',
        tokens: [
          'sim-org-token',
          { token: 'read-only', write: false, delete: false },
          { token: 'old', expiresAt: '2026-03-01T00:00:00Z' },
        ],
        oauthClients: [{ id: 'client-1', secret: 'secret-1', scopes: ['issued_badges', 'badge_templates'] }],
        templates: [
          { id: template, name: 'Data Stewardship', skills: ['Data Governance'] },
          { id: secondTemplate, name: 'Data Ethics' },
          { id: archivedTemplate, name: 'Old Track', state: 'archived' },
          { id: draftTemplate, name: 'Coming Soon', state: 'draft' },
          { id: duplicableTemplate, name: 'Attendance', allowDuplicateBadges: true },
        ],
      },
      { id: foreignOrganization, name: 'Other Org', tokens: ['other-token'] },
    ],
    ...options,
  });
  const authorization = basic('sim-org-token');
  return {
    simulator,
    org: sender(`${simulator.apiBaseUrl}organizations/${organization}/`, authorization),
    api: sender(simulator.apiBaseUrl, authorization),
    sim: sender(`${simulator.url}/`),
  };
}
