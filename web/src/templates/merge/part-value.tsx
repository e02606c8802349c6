import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { HolderDocument, TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { conditionPhrase } from '../../shared/condition-phrase.tsx';
import type { Condition } from '../../shared/condition-phrase.tsx';
import { issuersQuery } from '../../shared/issuers-query.ts';
import { nameOr } from '../../shared/on-the-way.ts';
import { originText } from '../../shared/origin-text.ts';
import { TemplateImage } from '../../shared/template-image.tsx';
import { useAccountNames } from '../../shared/use-account-names.ts';
import { achievementTypeText } from '../achievement-type-text.ts';
import type { Achievement, Part } from './parts.ts';
import type { Grouping } from './groups.ts';
import { mergeText } from './merge-text.ts';
import { itemName } from './part-words.ts';

interface PartValueProps {
  readonly part: Part;
  readonly value: unknown;
  /** Where requirements are found by their ids. */
  readonly documents: readonly TemplateDocument[];
  /** What is said of a requirement or penalty that is not there. */
  readonly absent?: 'removed' | 'absent';
}

/** What a part of a template is in one of its states, in words. */
export function PartValue({ part: { item, field }, value, documents, absent = 'removed' }: PartValueProps) {
  const words = useWords();
  const { say, list } = words;
  const nameOf = (id: string) => <bdi key={id}>{itemName(id, documents)}</bdi>;
  if (value === undefined && item !== null) return say(mergeText[absent]);
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return say(mergeText.nothing);
  switch (field) {
    case 'whole':
    case 'condition':
      return conditionPhrase(words, value as Condition);
    case 'resets':
      return list((value as string[]).map(nameOf), 'conjunction');
    case 'groups':
      return list(
        (value as Grouping).map((ids) => (
          <Fragment key={ids.join(' ')}>{list(ids.map(nameOf), 'disjunction')}</Fragment>
        )),
        'conjunction',
      );
    case 'holder':
      return <HolderWords holder={value as HolderDocument} />;
    case 'issuer':
      return <IssuerName issuer={value as string} />;
    case 'type':
      return say(achievementTypeText[value as NonNullable<Achievement['type']>]);
    case 'tags':
      return (value as string[]).join(', ');
    case 'alignments':
      return (value as Achievement['alignments']).map(({ name, url }) => `${name} (${url})`).join(', ');
    case 'image':
      return <TemplateImage url={`/images/${value as string}`} size={44} />;
    default:
      return <bdi style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{value as string}</bdi>;
  }
}

function HolderWords({ holder }: { readonly holder: HolderDocument }) {
  const { say } = useWords();
  const nameOf = useAccountNames();
  const called = say(originText[holder.origin]);
  if (holder.origin === 'openedx') return called;
  const [account, id] =
    holder.origin === 'credly' ? [holder.organization, holder.template] : [holder.account, String(holder.group)];
  return (
    <bdi>
      {called} · {nameOf(holder.origin, account)} · {id}
    </bdi>
  );
}

function IssuerName({ issuer }: { readonly issuer: string }) {
  const query = useQuery(issuersQuery);
  return <bdi>{nameOr(issuer, query.data?.items.find(({ slug }) => slug === issuer)?.name, query)}</bdi>;
}
