import type { PenaltyDocument, RequirementDocument, TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import { groupMerged } from './groups.ts';
import { mergedLinks } from './links.ts';
import { mergedOrder } from './order.ts';
import type { Achievement, Difference, Part, Side } from './parts.ts';
import { same } from './same.ts';

type Item = RequirementDocument | PenaltyDocument;
type Sides = Readonly<Record<Side, TemplateDocument>>;

/** Says of a part that is not the same for all whose is taken. */
type Ask = (difference: Difference) => Side;

const emptyAchievement: Achievement = {
  issuer: null,
  type: null,
  criteria: '',
  tags: [],
  alignments: [],
  language: null,
  image: null,
};

/** Puts a template together from two edits of it, part by part. Pure, as far as `ask` is. */
export function combine(base: TemplateDocument, sides: Sides, ask: Ask): TemplateDocument {
  const pick = <Value>(
    part: Pick<Part, 'list' | 'item' | 'field'>,
    before: unknown,
    mine: Value,
    theirs: Value,
  ): Value => {
    if (same(mine, theirs) && same(before, theirs)) return theirs;
    return ask({ part: named(part), base: before, mine, theirs }) === 'mine' ? mine : theirs;
  };
  const { mine, theirs } = sides;
  const ofTemplate = <Field extends 'name' | 'description' | 'imageUrl' | 'holder'>(field: Field) =>
    pick({ list: 'template', item: null, field }, base[field], mine[field], theirs[field]);
  // In the order of the editor, in which they are asked about.
  const [name, description, imageUrl] = [ofTemplate('name'), ofTemplate('description'), ofTemplate('imageUrl')];
  const holder = ofTemplate('holder');
  const achievement = holder.origin === 'openedx' ? combineAchievements() : null;
  const chosen = new Map<string, Side>();
  const listed = items('requirements', (id, my, their) => {
    const { description } = merged('requirements', id, my, their, ['description']);
    return { id, ...condition('requirements', id, my, their), description, group: their.group };
  });
  const grouped = { mine: mine.requirements, theirs: theirs.requirements };
  const requirements = groupMerged(listed, base.requirements, grouped, (before, my, their) =>
    ask({
      part: named({ list: 'requirements', item: null, field: 'groups' }),
      base: before,
      mine: my,
      theirs: their,
    }),
  );
  const known = new Set(requirements.map(({ id }) => id));
  const penalties = items('penalties', (id, my, their) => {
    const { description } = merged('penalties', id, my, their, ['description']);
    const links = linksOf(id, my, their);
    return { id, ...condition('penalties', id, my, their), description, requirements: links };
  }).map((penalty) => ({ ...penalty, requirements: penalty.requirements.filter((id) => known.has(id)) }));
  return {
    id: theirs.id,
    name,
    description,
    imageUrl,
    holder,
    achievement,
    requirements,
    penalties,
  };

  /** Each link goes by itself, so that two changes of them are no conflict. */
  function linksOf(id: string, my: PenaltyDocument, their: PenaltyDocument): string[] {
    const before = base.penalties.find((each) => each.id === id)?.requirements ?? [];
    const part = named({ list: 'penalties', item: id, field: 'resets' });
    if (!same(my.requirements, their.requirements)) {
      const tell = { part, base: before, mine: before, theirs: before };
      if (!same(before, my.requirements)) ask({ ...tell, mine: my.requirements });
      if (!same(before, their.requirements)) ask({ ...tell, theirs: their.requirements });
    }
    return mergedLinks(before, my, their, chosen);
  }

  function combineAchievements(): Achievement | null {
    const before = base.achievement ?? emptyAchievement;
    // A side that issues elsewhere says nothing of it.
    const of = (side: TemplateDocument): Achievement =>
      side.holder.origin === 'openedx' ? (side.achievement ?? emptyAchievement) : before;
    const [my, their] = [of(mine), of(theirs)];
    const fields = Object.keys(emptyAchievement) as (keyof Achievement)[];
    const picked = Object.fromEntries(
      fields.map((field) => [
        field,
        pick({ list: 'achievement', item: null, field }, before[field], my[field], their[field]),
      ]),
    );
    return same(picked, emptyAchievement) ? null : { ...emptyAchievement, ...picked };
  }

  function items<List extends 'requirements' | 'penalties', Entry extends TemplateDocument[List][number]>(
    list: List,
    both: (id: string, my: Entry, their: Entry) => Entry,
  ): Entry[] {
    const find = (document: TemplateDocument, id: string): Entry | undefined =>
      (document[list] as readonly Item[] as readonly Entry[]).find((each) => each.id === id);
    const idsOf = (document: TemplateDocument): string[] => document[list].map(({ id }) => id);
    return mergedOrder(idsOf(base), idsOf(mine), idsOf(theirs)).flatMap((id) => {
      const [before, my, their] = [find(base, id), find(mine, id), find(theirs, id)];
      if (my !== undefined && their !== undefined) return [both(id, my, their)];
      if (my === undefined && their === undefined) return [];
      const [remover, other] = my === undefined ? [mine, theirs] : [theirs, mine];
      const contested = before !== undefined && list === 'requirements' && isCountedOn(id, base, other, remover);
      const part = { ...named({ list, item: id, field: 'whole' }), contested };
      const side = ask({ part, base: before, mine: my, theirs: their });
      chosen.set(id, side);
      const taken = side === 'mine' ? my : their;
      return taken === undefined ? [] : [taken];
    });
  }

  function merged<Entry extends Item, Field extends string & keyof Entry>(
    list: 'requirements' | 'penalties',
    id: string,
    my: Entry,
    their: Entry,
    fields: readonly Field[],
  ): Pick<Entry, Field> {
    const before = (base[list] as readonly Item[]).find((each) => each.id === id) as Entry | undefined;
    return Object.fromEntries(
      fields.map((field) => [field, pick({ list, item: id, field }, before?.[field], my[field], their[field])]),
    ) as Pick<Entry, Field>;
  }

  /** Rules are read by the event: only together do they mean something. */
  function condition(
    list: 'requirements' | 'penalties',
    id: string,
    my: Item,
    their: Item,
  ): Pick<Item, 'event' | 'rules'> {
    const of = (item: Item | undefined) => item && { event: item.event, rules: item.rules };
    const before = (base[list] as readonly Item[]).find((each) => each.id === id);
    const part = { list, item: id, field: 'condition' };
    return pick(part, of(before), { event: my.event, rules: my.rules }, { event: their.event, rules: their.rules });
  }
}

function named({ list, item, field }: Pick<Part, 'list' | 'item' | 'field'>): Part {
  return { key: JSON.stringify([list, item, field]), list, item, field, contested: false };
}

/**
 * Whether an edit goes on with a requirement that another has removed: a penalty resets it that did not before, or one that the
 * other has removed as well and this edit has changed.
 */
function isCountedOn(id: string, base: TemplateDocument, edit: TemplateDocument, remover: TemplateDocument): boolean {
  return edit.penalties
    .filter(({ requirements }) => requirements.includes(id))
    .some((penalty) => {
      const before = base.penalties.find((each) => each.id === penalty.id);
      if (before?.requirements.includes(id) !== true) return true;
      return remover.penalties.every((each) => each.id !== penalty.id) && !same(before, penalty);
    });
}
