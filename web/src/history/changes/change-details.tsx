import { Group } from '@mantine/core';
import type { AuditEntry } from '../../../../src/api/schemas/history.ts';
import { useText } from '../../i18n/use-text.ts';
import { CopyButton } from '../../shared/copy-button.tsx';
import { FactGrid, GridFact } from '../../shared/fact-grid.tsx';
import { TextLink } from '../../shared/links.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { Time } from '../../shared/time.tsx';
import { targetTypes } from '../history-filters.ts';
import { historyPageText } from '../history-page-text.ts';
import { DifferenceList } from './difference-list.tsx';

/** Before and after, the exact time and the ids; and the ways to more changes of the same kind. */
export function ChangeDetails({ entry }: { readonly entry: AuditEntry }) {
  const say = useText();
  const { actor, actorName, target, before, after, recordedAt, requestId } = entry;
  const targetType = targetTypes.find((each) => each === entry.targetType);
  return (
    <>
      <DifferenceList before={before} after={after} />
      <FactGrid>
        <GridFact label={say(historyPageText.exactTime)}>
          <Time at={recordedAt} form="exact" />
        </GridFact>
        {requestId !== null && (
          <GridFact label={say(sharedText.requestId)}>
            <CopyButton text={requestId} what={say(sharedText.requestId)} />
          </GridFact>
        )}
      </FactGrid>
      <Group gap="md">
        {actorName !== null && (
          <TextLink to="/history" search={{ view: 'changes', actor }} size="sm">
            {say(historyPageText.moreOfActor, { name: actorName })}
          </TextLink>
        )}
        <TextLink to="/history" search={{ view: 'changes', targetType, target }} size="sm">
          {say(historyPageText.moreOfTarget)}
        </TextLink>
      </Group>
    </>
  );
}
