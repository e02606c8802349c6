import { keyDates } from '../../issuing/accounts/account-keys.ts';
import { loadAccountWork } from '../../store/delivery/account-work.ts';
import { loadConnections, loadConnectionTests } from '../../store/operators/connections.ts';
import { loadProviderAccounts } from '../../store/delivery/provider-accounts.ts';
import { summarizeOpenGaps } from '../../store/lists/gap-list.ts';
import type { Standing } from '../../monitoring/standing.ts';
import { answers } from '../answers.ts';
import { findAttention } from '../site/attention.ts';
import { toProcessStatus } from '../site/process-status.ts';
import { toBusStatus } from '../site/bus-status.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { overview } from '../schemas/status.ts';
import type { Overview } from '../schemas/status.ts';
import type { SiteState } from '../site/site-state.ts';

/** The figures of the first page, and what needs somebody. */
export function addOverview(server: ApiServer, parts: ApiParts, standing: Standing, site: SiteState): void {
  const { database, settings, announces } = parts;

  server.get(
    '/api/v1/overview',
    {
      config: { access: 'read', watched: true },
      schema: {
        operationId: 'getOverview',
        tags: ['Status'],
        summary: 'The state of everything, and what needs attention',
        response: answers(200, overview),
      },
    },
    async (): Promise<Overview> => {
      const accounts = await site.accounts();
      const [
        work,
        bus,
        processes,
        totals,
        templates,
        firstEvent,
        accountWork,
        health,
        connections,
        tests,
        misfits,
        gaps,
      ] = await Promise.all([
        standing.work(),
        standing.bus(),
        standing.processes(),
        site.totals(),
        site.templates(),
        site.firstEventAt(),
        loadAccountWork(database),
        loadProviderAccounts(database),
        loadConnections(database),
        loadConnectionTests(database),
        site.misfits(accounts),
        summarizeOpenGaps(database),
      ]);
      return {
        templates,
        learners: totals.learners,
        badges: { awarded: totals.awarded, revoked: totals.revoked },
        parked: work.parked,
        delivery: {
          due: work.due,
          failed: work.failedForGood,
          retrying: work.retrying,
          oldestDueAt: work.oldestDueAt?.toISOString() ?? null,
        },
        bus: toBusStatus(bus, work, settings, announces),
        processes: processes.map(toProcessStatus),
        attention: findAttention({
          announces,
          now: new Date(),
          embedded: database.kind === 'embedded',
          work,
          bus,
          processes,
          gaps,
          activeTemplates: templates.active,
          misfits,
          accountWork,
          health,
          notWorking: accounts.filter(({ origin, account }) =>
            tests.some((test) => !test.succeeded && test.origin === origin && test.account === account),
          ),
          keyDates: keyDates(settings, connections),
        }),
        firstEventAt: firstEvent?.toISOString() ?? null,
      };
    },
  );
}
