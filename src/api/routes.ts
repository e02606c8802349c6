import { addPages } from './pages.ts';
import type { ApiServer, RouteParts } from './parts.ts';
import { addActivity } from './routes/activity.ts';
import { addConditions } from './routes/conditions.ts';
import { addConnections } from './routes/connections.ts';
import { addCredlyWebhook } from './routes/credly-webhook.ts';
import { addBadges } from './routes/badges.ts';
import { addEventTypes } from './routes/event-types.ts';
import { addGaps } from './routes/gaps.ts';
import { addHistory } from './routes/history.ts';
import { addLearners } from './routes/learners.ts';
import { addParked } from './routes/parked.ts';
import { addProgress } from './routes/progress.ts';
import { addStatus } from './routes/status.ts';
import { addReference } from './routes/reference.ts';
import { addOwnAccount } from './routes/own-account.ts';
import { addSession } from './routes/session.ts';
import { addSyncJobs } from './routes/sync-jobs.ts';
import { addTemplates } from './routes/templates.ts';
import { addTemplateTrials } from './routes/template-trials.ts';
import { addUsers } from './routes/users.ts';
import { addApiKeys } from './routes/api-keys.ts';
import { addSignIn } from './routes/sign-in.ts';

/** All routes, each resource in a file of its own. */
export function addRoutes(server: ApiServer, parts: RouteParts): void {
  addReference(server);
  addSession(server, parts);
  addSignIn(server, parts);
  addOwnAccount(server, parts);
  addUsers(server, parts);
  addApiKeys(server, parts);
  addEventTypes(server, parts);
  addTemplates(server, parts);
  addTemplateTrials(server, parts);
  addLearners(server, parts);
  addProgress(server, parts);
  addBadges(server, parts);
  addHistory(server, parts);
  addConditions(server, parts);
  addConnections(server, parts);
  addSyncJobs(server, parts);
  addCredlyWebhook(server, parts);
  addParked(server, parts);
  addGaps(server, parts);
  addActivity(server, parts);
  addStatus(server, parts);
  addPages(server, parts);
}
