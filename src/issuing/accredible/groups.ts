import { failureOf } from '../http/failure.ts';
import type { HttpClient } from '../http/http.ts';
import type { Share } from '../http/rate-limit.ts';
import type { CheckOutcome, TemplatePageOutcome } from '../provider.ts';
import type { Failure } from '../../store/delivery/external.ts';
import { readableName } from '../ids.ts';
import { designAnswer, designOf, groupListAnswer, issuerAnswer, toExternalTemplate } from './answers.ts';

const pageSize = 50;

/** One page of groups, each with the image of its design; a group may have none. */
export async function listGroups(client: HttpClient, page: number, signal: AbortSignal): Promise<TemplatePageOutcome> {
  const listed = await groupPage(client, page, 'syncs', signal);
  if ('failure' in listed) return { kind: 'failed', failure: listed.failure };

  // Groups share designs: each is read once.
  const images = new Map<string, string | null>();
  for (const design of new Set(listed.groups.map(designOf))) {
    if (design === null) continue;
    const image = await readImage(client, design, signal);
    if ('failure' in image) return { kind: 'failed', failure: image.failure };
    images.set(design, image.url);
  }
  const templates = listed.groups.map((group) => {
    const design = designOf(group);
    return toExternalTemplate(group, design === null ? null : (images.get(design) ?? null));
  });
  return { kind: 'page', templates, nextPage: listed.meta.next_page };
}

/** Asks for the groups without their images, in one call. */
export async function checkGroups(client: HttpClient, signal: AbortSignal): Promise<CheckOutcome> {
  const listed = await groupPage(client, 1, 'tests', signal);
  if ('failure' in listed) return { kind: 'failed', failure: listed.failure };
  return { kind: 'answers', templates: listed.meta.total_count ?? listed.groups.length };
}

/** What the account is called; null when that can't be found out. */
export async function readIssuerName(client: HttpClient, signal: AbortSignal): Promise<string | null> {
  const result = await client.send({ method: 'GET', path: 'v1/issuer/details', share: 'tests' }, signal);
  const parsed = issuerAnswer.safeParse(result.kind === 'answer' && result.status === 200 ? result.json : undefined);
  return parsed.success ? readableName(parsed.data.issuer.name) : null;
}

async function groupPage(client: HttpClient, page: number, share: Share, signal: AbortSignal) {
  const json = { page, page_size: pageSize };
  const request = { method: 'POST', path: 'v1/issuer/groups/search', json, share } as const;
  const result = await client.send(request, signal);
  const parsed = groupListAnswer.safeParse(result.kind === 'answer' && result.status === 200 ? result.json : undefined);
  return parsed.success ? parsed.data : { failure: failureOf(result, 'nothing') };
}

/** The address that shows a design now; it redirects to where the picture lies, and that place may change. */
async function readImage(
  client: HttpClient,
  design: string,
  signal: AbortSignal,
): Promise<{ url: string | null } | { failure: Failure }> {
  const path = `v1/designs/${encodeURIComponent(design)}`;
  const result = await client.send({ method: 'GET', path, share: 'syncs' }, signal);
  const parsed = designAnswer.safeParse(result.kind === 'answer' && result.status === 200 ? result.json : undefined);
  if (parsed.success) return { url: parsed.data.design.rasterized_content_url ?? null };
  const failure = failureOf(result, 'nothing');
  // A design that is gone, or of a department this key can't see, leaves the group without an image.
  return failure.kind === 'permanent' && !failure.account ? { url: null } : { failure };
}
