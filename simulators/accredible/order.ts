import { fieldsOf, flagOf, isFields, listOf, textOf, type Fields } from '../base/values.ts';
import { sees, type Caller } from './auth.ts';
import { parseDay, plusYears, today } from './days.ts';
import { invalid, type FieldErrors } from './errors.ts';
import type { Credential, Evidence, Group } from './model.ts';
import type { AccredibleState } from './state.ts';

/** What a request to create or to update a credential asks for, checked. */
export interface Order {
  readonly group: Group;
  readonly credential: Omit<
    Credential,
    'id' | 'uuid' | 'encodedId' | 'approve' | 'publishedOn' | 'createdAt' | 'updatedAt'
  >;
  /** Whether it shall be published; null: not said. */
  readonly approve: boolean | null;
}

const evidenceCategories = new Set(['file', 'url', 'video', 'grade', 'transcript']);

/** Collects what is wrong, so that all of it is told at once. */
class Errors {
  readonly fields: Record<string, string[]> = {};

  add(field: string, text: string): void {
    (this.fields[field] ??= []).push(text);
  }

  get some(): boolean {
    return Object.keys(this.fields).length > 0;
  }
}

/** @throws Refusal with 422 that names every wrong field */
export function readOrder(state: AccredibleState, caller: Caller, wanted: Fields, old?: Credential): Order {
  const order = tryOrder(state, caller, wanted, old);
  if ('errors' in order) throw invalid(state, order.errors);
  return order;
}

/** Reads a request; what an update does not mention stays as it is. */
export function tryOrder(
  state: AccredibleState,
  caller: Caller,
  wanted: Fields,
  old?: Credential,
): Order | { readonly errors: FieldErrors } {
  const errors = new Errors();
  const group = groupOf(state, caller, wanted, old);
  if (!group) errors.add('group_id', 'names no group of yours (simulated)');
  const recipient = recipientOf(fieldsOf(wanted['recipient']), errors, old);
  const customAttributes = attributesOf(state, caller, wanted, errors, old);
  const issuedOn = dayField(state, wanted, 'issued_on', errors, old?.issuedOn ?? today(state)) ?? today(state);
  if (state.switches.futureIssuedOn === 'refuse' && issuedOn > today(state))
    errors.add('issued_on', "can't be in the future (simulated)");
  const autoExpiry = group && !old && group.autoExpiryYears > 0 ? plusYears(issuedOn, group.autoExpiryYears) : null;
  const expiredOn = dayField(state, wanted, 'expired_on', errors, old?.expiredOn ?? autoExpiry);
  const name = textOf(wanted['name']) ?? old?.name ?? group?.courseName ?? '';
  if (group && name === '') errors.add('name', "can't be blank (simulated)");
  const evidence = [...(old?.evidence ?? []), ...evidenceOf(state, listOf(wanted['evidence_items']), errors)];
  if (!group || errors.some) return { errors: errors.fields };
  return {
    group,
    approve: 'approve' in wanted ? flagOf(wanted['approve'], true) : null,
    credential: {
      accountId: caller.account.id,
      groupId: group.id,
      licenseId: textOf(wanted['id']) ?? old?.licenseId ?? null,
      name,
      description: textOf(wanted['description']) ?? old?.description ?? group.courseDescription,
      complete: flagOf(wanted['complete'], old?.complete ?? true),
      private: flagOf(wanted['private'], old?.private ?? group.private),
      issuedOn,
      expiredOn,
      customAttributes,
      metaData: objectField(wanted['meta_data'], old?.metaData ?? null),
      evidence,
      references: old?.references ?? listOf(wanted['references']).map(fieldsOf),
      recipient,
      opened: old?.opened ?? false,
    },
  };
}

function groupOf(state: AccredibleState, caller: Caller, wanted: Fields, old?: Credential): Group | undefined {
  const id = textOf(wanted['group_id']) ?? old?.groupId;
  const name = textOf(wanted['group_name']);
  const group =
    id === undefined && name ? state.groups.all().find((one) => one.name === name) : state.groups.get(id ?? '');
  return group && sees(caller, group) ? group : undefined;
}

function recipientOf(wanted: Fields, errors: Errors, old?: Credential): Credential['recipient'] {
  const name = textOf(wanted['name']) ?? old?.recipient.name ?? '';
  const email = (textOf(wanted['email']) ?? old?.recipient.email ?? '').toLowerCase();
  if (name === '') errors.add('recipient.name', "can't be blank (simulated)");
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) errors.add('recipient.email', 'is no e-mail address (simulated)');
  return {
    name,
    email,
    phone: textOf(wanted['phone_number']) ?? old?.recipient.phone ?? null,
    id: textOf(wanted['id']) ?? old?.recipient.id ?? null,
    metaData: objectField(wanted['meta_data'], old?.recipient.metaData ?? null),
  };
}

function attributesOf(state: AccredibleState, caller: Caller, wanted: Fields, errors: Errors, old?: Credential) {
  const known = new Set(
    state.attributeKeys
      .all()
      .filter(({ accountId }) => accountId === caller.account.id)
      .map(({ name }) => name),
  );
  const given = isFields(wanted['custom_attributes']) ? wanted['custom_attributes'] : null;
  if (given === null) return old?.customAttributes ?? null;
  const unknown = Object.keys(given).filter((key) => !known.has(key));
  if (state.switches.unknownAttributes === 'refuse')
    for (const key of unknown) errors.add('custom_attributes', `has the unknown key ${key} (simulated)`);
  return { ...old?.customAttributes, ...Object.fromEntries(Object.entries(given).filter(([key]) => known.has(key))) };
}

/** A day of the request; null clears it, absent keeps what was. */
function dayField(state: AccredibleState, wanted: Fields, field: string, errors: Errors, old: string | null) {
  if (!(field in wanted)) return old;
  if (wanted[field] === null || wanted[field] === '') return null;
  const day = parseDay(state, wanted[field]);
  if (day === null) errors.add(field, 'is no date of the form YYYY-MM-DD (simulated)');
  return day;
}

function objectField(value: unknown, old: Fields | null): Fields | null {
  return isFields(value) ? value : old;
}

function evidenceOf(state: AccredibleState, items: readonly unknown[], errors: Errors): Evidence[] {
  return items.flatMap(
    (item) => evidenceItem(state, fieldsOf(item)) ?? (errors.add('evidence_items', 'is not valid'), []),
  );
}

/** One piece of evidence, or null when its category is unknown. */
export function evidenceItem(state: AccredibleState, wanted: Fields): Evidence | null {
  const category = textOf(wanted['category']) ?? '';
  if (!evidenceCategories.has(category)) return null;
  return {
    id: state.host.next('ids.evidence'),
    description: textOf(wanted['description']) ?? '',
    category,
    url: textOf(wanted['url']) ?? textOf(wanted['file']),
    stringObject: wanted['string_object'] ?? null,
  };
}
