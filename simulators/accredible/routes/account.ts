import { json, type Call, type Route } from '../../base/answer.ts';
import { countOf, fieldsOf, isFields, listOf, pageOf, textOf, type Fields, type Page } from '../../base/values.ts';
import { callerOf, sees, type Caller } from '../auth.ts';
import { doesNotExist } from '../errors.ts';
import type { Group } from '../model.ts';
import type { AccredibleState } from '../state.ts';
import { designView, groupView, issuerView } from '../views.ts';

/** The account itself: issuer, groups, designs, attribute keys. */
export function accountRoutes(state: AccredibleState): Route[] {
  return [
    { name: 'issuer.details', method: 'GET', path: '/v1/issuer/details', handle: (call) => details(state, call) },
    {
      name: 'groups.search',
      method: 'POST',
      path: '/v1/issuer/groups/search',
      handle: (call) => listGroups(state, call, fieldsOf(call.body)),
    },
    {
      name: 'groups.all',
      method: 'GET',
      path: '/v1/issuer/all_groups',
      handle: (call) => listGroups(state, call, { ...call.query, course_name: undefined }),
    },
    { name: 'groups.get', method: 'GET', path: '/v1/issuer/groups/:id', handle: (call) => getGroup(state, call) },
    {
      name: 'designs.search',
      method: 'POST',
      path: '/v1/designs/search',
      handle: (call) => searchDesigns(state, call),
    },
    { name: 'designs.get', method: 'GET', path: '/v1/designs/:id', handle: (call) => getDesign(state, call) },
    {
      name: 'designs.raster',
      method: 'GET',
      path: '/v1/sim/designs/:id/raster',
      handle: (call) => raster(state, call),
    },
    {
      name: 'attribute_keys.search',
      method: 'POST',
      path: '/v1/attribute_keys/search',
      handle: (call) => searchAttributeKeys(state, call),
    },
  ];
}

function details(state: AccredibleState, call: Call) {
  return json(200, { issuer: issuerView(callerOf(state, call).account) });
}

/** The `meta` of the numbered lists; the last page has `next_page: null`. */
export function metaOf(page: Page<unknown>): Fields {
  return {
    current_page: page.number,
    next_page: page.number < page.pages ? page.number + 1 : null,
    prev_page: page.number > 1 ? page.number - 1 : null,
    total_pages: page.pages,
    total_count: page.total,
  };
}

export function numberedPage<T>(rows: readonly T[], wanted: Fields, usualSize = 50): Page<T> {
  return pageOf(rows, countOf(wanted['page'], 1), countOf(wanted['page_size'], usualSize));
}

function listGroups(state: AccredibleState, call: Call, wanted: Fields) {
  const caller = callerOf(state, call);
  const rows = state.groups.all().filter((group) => sees(caller, group) && wantsGroup(group, wanted));
  const page = numberedPage(rows, wanted);
  return json(200, { groups: page.items.map(groupView), meta: metaOf(page) });
}

function wantsGroup(group: Group, wanted: Fields): boolean {
  const ids = listOf(wanted['ids']);
  const name = textOf(wanted['name'])?.toLowerCase();
  const courseName = textOf(wanted['course_name'])?.toLowerCase();
  const metaData = isFields(wanted['meta_data']) ? Object.entries(wanted['meta_data']) : [];
  const [from, until] = [textOf(wanted['start_updated_date']), textOf(wanted['end_updated_date'])];
  const updated = group.updatedAt.slice(0, 10);
  return (
    (ids.length === 0 || ids.some((id) => String(id) === group.id)) &&
    (name === undefined || group.name.toLowerCase().includes(name)) &&
    (courseName === undefined || group.courseName.toLowerCase().includes(courseName)) &&
    metaData.every(([key, value]) => group.metaData?.[key] === value) &&
    (from === null || updated >= from) &&
    (until === null || updated <= until)
  );
}

function getGroup(state: AccredibleState, call: Call) {
  const caller = callerOf(state, call);
  const group = state.groups.get(call.params['id'] ?? '');
  if (!group || !sees(caller, group)) throw doesNotExist();
  return json(200, { group: groupView(group) });
}

function searchDesigns(state: AccredibleState, call: Call) {
  const caller = callerOf(state, call);
  const wanted = fieldsOf(call.body);
  // The prose of the documents says "badges", the samples say "badge".
  const kind = textOf(wanted['kind'])?.replace(/s$/, '');
  const department = textOf(wanted['department_id']);
  const rows = state.designs
    .all()
    .filter((design) => sees(caller, design))
    .filter((design) => kind === undefined || design.kind === kind)
    .filter((design) => department === null || String(design.departmentId) === department);
  const page = numberedPage(rows, wanted);
  return json(200, { designs: page.items.map((design) => designView(state, design)), meta: metaOf(page) });
}

function getDesign(state: AccredibleState, call: Call) {
  return json(200, { design: designView(state, designOf(state, callerOf(state, call), call)) });
}

function designOf(state: AccredibleState, caller: Caller, call: Call) {
  const design = state.designs.get(call.params['id'] ?? '');
  if (!design || !sees(caller, design)) throw doesNotExist();
  return design;
}

/** The image of a design: open to everyone, and always somewhere else. */
function raster(state: AccredibleState, call: Call) {
  const design = state.designs.get(call.params['id'] ?? '');
  if (!design) throw doesNotExist();
  return { status: 302, headers: { location: `${state.host.url}/images/${design.id}.svg` } };
}

function searchAttributeKeys(state: AccredibleState, call: Call) {
  const { account } = callerOf(state, call);
  const wanted = fieldsOf(call.body);
  const [kind, name] = [textOf(wanted['kind']), textOf(wanted['name'])];
  const rows = state.attributeKeys
    .all()
    .filter((key) => key.accountId === account.id)
    .filter((key) => kind === null || key.kind === kind)
    .filter((key) => name === null || key.name.includes(name));
  const page = numberedPage(rows, wanted);
  const keys = page.items.map((key) => ({ id: Number(key.id), name: key.name, kind: key.kind }));
  return json(200, { attribute_keys: keys, meta: metaOf(page) });
}
