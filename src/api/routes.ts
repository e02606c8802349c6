import { addPages } from './pages.ts';
import type { ApiParts, ApiServer } from './parts.ts';
import { addEventTypes } from './routes/event-types.ts';
import { addParked } from './routes/parked.ts';
import { addReference } from './routes/reference.ts';

/** All routes, each resource in a file of its own. */
export function addRoutes(server: ApiServer, parts: ApiParts): void {
  addReference(server);
  addEventTypes(server, parts);
  addParked(server, parts);
  addPages(server, parts);
}
