import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Learner } from '../../../../src/api/schemas/learners.ts';
import type { TrialRequest } from '../../../../src/api/schemas/trials.ts';
import { useText } from '../../i18n/use-text.ts';
import type { Say } from '../../i18n/use-text.ts';
import { learnersQuery } from '../queries.ts';
import { tryText } from './try-text.ts';

/** Searches a learner. */
export function LearnerForm({ onTry }: { readonly onTry: (subject: TrialRequest['subject'] | null) => void }) {
  const say = useText();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const [search] = useDebouncedValue(text.trim(), 250);
  const asked = search === chosen?.label ? '' : search;
  const found = useQuery(learnersQuery(asked));
  const choices = (found.data?.items ?? []).map((learner) => ({
    value: String(learner.id),
    label: labelOf(say, learner),
  }));
  const data = chosen && !choices.some(({ value }) => value === chosen.value) ? [chosen, ...choices] : choices;
  return (
    <Select
      label={say(tryText.learner)}
      placeholder={say(tryText.learnerPlaceholder)}
      leftSection={<IconSearch size={17} stroke={1.8} aria-hidden />}
      searchable
      searchValue={text}
      onSearchChange={setText}
      data={data}
      // The API has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={say(asked !== '' && found.isSuccess ? tryText.noLearner : tryText.typeMore)}
      value={chosen?.value ?? null}
      onChange={(value) => {
        const learner = data.find((each) => each.value === value) ?? null;
        setChosen(learner);
        onTry(learner === null ? null : { kind: 'learner', learner: Number(learner.value) });
      }}
      dir="auto"
    />
  );
}

function labelOf(say: Say, learner: Learner): string {
  const name = nameOf(learner);
  return learner.newerHolder === null ? name : say(tryText.formerHolder, { learner: name });
}

function nameOf({ id, username, name }: Learner): string {
  const names = [name, username].filter((each) => each !== '');
  return names.length === 0 ? `#${id}` : `${names.join(' · ')} (#${id})`;
}
