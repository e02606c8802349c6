import { Stack, Text } from '@mantine/core';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { PenaltyDocument, RequirementDocument } from '../../../../src/api/schemas/templates.ts';
import { groupRequirements } from '../../../../src/rules/groups.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Words } from '../../i18n/use-words.ts';
import { conditionPhrase } from '../../shared/condition-phrase.tsx';
import { sentenceText } from './sentence-text.ts';
import classes from './sentence.module.css';

interface SentenceProps {
  readonly requirements: readonly RequirementDocument[];
  readonly penalties: readonly PenaltyDocument[];
}

/** What a badge takes, and what takes it away, in plain words. */
export function Sentence({ requirements, penalties }: SentenceProps) {
  return (
    <Stack gap="sm" className={classes.sentence}>
      <Earned requirements={requirements} />
      {requirements.length > 0 && <Lost requirements={requirements} penalties={penalties} />}
    </Stack>
  );
}

function Earned({ requirements }: Pick<SentenceProps, 'requirements'>) {
  const words = useWords();
  const groups = groupsOf(requirements);
  const [only] = groups;
  if (!only) return <Text c="dimmed">{words.say(sentenceText.nothing)}</Text>;
  if (groups.length === 1) return <Text>{words.rich(sentenceText.by, { ways: waysOf(words, only) })}</Text>;
  return (
    <div>
      <Text>{words.say(sentenceText.all, { count: groups.length })}</Text>
      <ul className={classes.list}>
        {groups.map((group) => (
          <li key={group.map(({ id }) => id).join(' ')}>{waysOf(words, group)}</li>
        ))}
      </ul>
    </div>
  );
}

function Lost({ requirements, penalties }: SentenceProps) {
  const words = useWords();
  if (penalties.length === 0) return <Text>{words.say(sentenceText.stays)}</Text>;
  const choice = groupsOf(requirements).some((group) => group.length > 1);
  return (
    <div>
      <Text>{words.say(sentenceText.lostBy, { count: penalties.length })}</Text>
      <ul className={classes.list}>
        {penalties.map((penalty, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two penalties may have one id while somebody edits
          <li key={`${index} ${penalty.id}`}>{lossOf(words, penalty, requirements)}</li>
        ))}
      </ul>
      <Text mt={4} fw={500}>
        {words.say(sentenceText.forGood)}
      </Text>
      {choice && (
        <Text c="dimmed" size="sm" mt={4}>
          {words.say(sentenceText.alternatives)}
        </Text>
      )}
    </div>
  );
}

function groupsOf(requirements: readonly RequirementDocument[]): RequirementDocument[][] {
  // By place, not by id: while somebody edits, two may have one id.
  const places = requirements.map(({ group }, index) => ({ id: String(index), group }));
  return groupRequirements(places).map((ids) => ids.flatMap((id) => requirements[Number(id)] ?? []));
}

/** The requirements of a group, any of which is enough. */
function waysOf(words: Words, group: readonly RequirementDocument[]): ReactNode {
  return words.list(
    group.map((requirement) => <Fragment key={requirement.id}>{conditionPhrase(words, requirement)}</Fragment>),
    'disjunction',
  );
}

function lossOf(words: Words, penalty: PenaltyDocument, requirements: readonly RequirementDocument[]): ReactNode {
  const way = <Fragment key="way">{conditionPhrase(words, penalty)}</Fragment>;
  const names = requirements
    .filter(({ id }) => penalty.requirements.includes(id))
    .map(({ id, description }) => (
      <bdi key={id}>{words.say(sentenceText.quoted, { text: description === '' ? id : description })}</bdi>
    ));
  return names.length === 0
    ? words.rich(sentenceText.lostNothing, { way })
    : words.rich(sentenceText.lost, { way, requirements: words.list(names, 'conjunction') });
}
