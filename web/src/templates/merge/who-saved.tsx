import { useQuery } from '@tanstack/react-query';
import type { AuditPage } from '../../../../src/api/schemas/history.ts';
import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import { get } from '../../api/client.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Time } from '../../shared/time.tsx';
import { mergeText } from './merge-text.ts';

interface WhoSavedProps {
  /** What the editor began with. */
  readonly base: TemplateView;
  readonly theirs: TemplateView;
}

/** Who has changed a template since it was opened, and when last. What nobody has changed, a sync has. */
export function WhoSaved({ base, theirs }: WhoSavedProps) {
  const { say, rich, list } = useWords();
  const { data, isPending } = useQuery({
    queryKey: ['templates', 'changed-by', theirs.id, theirs.updatedAt],
    queryFn: ({ signal }) =>
      get<AuditPage>('/api/v1/audit', { query: { targetType: 'template', target: theirs.id, limit: 50 }, signal }),
  });
  if (isPending) return null;
  const since = (data?.items ?? []).filter(({ recordedAt }) => Date.parse(recordedAt) > Date.parse(base.updatedAt));
  const names = new Set(since.map(({ actorName }) => actorName ?? say(mergeText.bySomebody)));
  // A change and its entry are of one transaction, and so of one time.
  if (data !== undefined && since[0]?.recordedAt !== theirs.updatedAt) names.add(say(mergeText.bySync));
  if (names.size === 0) names.add(say(mergeText.bySomebody));
  return rich(mergeText.savedBy, {
    who: list(
      [...names].map((name) => <bdi key={name}>{name}</bdi>),
      'conjunction',
    ),
    when: <Time key="when" at={theirs.updatedAt} />,
  });
}
