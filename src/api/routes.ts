import { addPages } from './pages.ts';
import type { ApiParts, ApiServer } from './parts.ts';
import { addEventTypes } from './routes/event-types.ts';
import { addParked } from './routes/parked.ts';
import { addReference } from './routes/reference.ts';

/** All routes, each resource in a file of its own. */
export function addRoutes(server: ApiServer, parts: ApiParts): void {
  addReference(server);
import { addSession } from './routes/session.ts';
import { addUsers } from './routes/users.ts';
import { addApiKeys } from './routes/api-keys.ts';
import { addSignIn } from './routes/sign-in.ts';
  addEventTypes(server, parts);
  addParked(server, parts);
  addPages(server, parts);
}
  addSession(server, parts);
  addSignIn(server, parts);
  addUsers(server, parts);
  addApiKeys(server, parts);
