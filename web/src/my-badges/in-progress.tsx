import { Anchor, Progress, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useText } from '../i18n/use-text.ts';
import { useWords } from '../i18n/use-words.ts';
import type { MissingStep, MyProgress } from '../../../src/api/schemas/my-badges.ts';
import { DataState } from '../shared/data-state.tsx';
import { eventTypeName } from '../shared/event-type-text.ts';
import { More } from '../shared/more.tsx';
import { Section } from '../shared/section.tsx';
import { TemplateImage } from '../shared/template-image.tsx';
import classes from './my-badges.module.css';
import { myBadgesText } from './my-badges-text.ts';
import { myProgressQuery } from './queries.ts';

/** The badges that one has begun to earn; nothing where there are none. */
export function InProgress() {
  const say = useText();
  const query = useInfiniteQuery(myProgressQuery);
  return (
    <DataState query={query}>
      {(begun) =>
        begun.length > 0 && (
          <Section title={say(myBadgesText.inProgress)}>
            {begun.map((progress) => (
              <Begun key={progress.template} progress={progress} />
            ))}
            {query.hasNextPage && <More list="in-progress" query={query} />}
          </Section>
        )
      }
    </DataState>
  );
}

function Begun({ progress: { name, imageUrl, groupsMet, groups, missing } }: { readonly progress: MyProgress }) {
  const { say, list } = useWords();
  return (
    <article className={classes.badge}>
      <TemplateImage url={imageUrl} size={72} />
      <Stack gap="xs" className={classes.about}>
        <Title order={3} size="h4">
          <bdi>{name}</bdi>
        </Title>
        <Progress.Root>
          <Progress.Section
            value={groups === 0 ? 0 : (groupsMet / groups) * 100}
            aria-label={say(myBadgesText.progressOf, { name, met: groupsMet, all: groups })}
          />
        </Progress.Root>
        <div>
          <Text size="sm" fw={550}>
            {say(myBadgesText.missing)}
          </Text>
          <ul>
            {missing.map((any) => (
              <Text component="li" size="sm" key={JSON.stringify(any)}>
                {list(
                  any.map((step) => <Step key={JSON.stringify(step)} step={step} />),
                  'disjunction',
                )}
              </Text>
            ))}
          </ul>
        </div>
      </Stack>
    </article>
  );
}

/** Something that is to be done, and where. */
function Step({ step: { words, event, course, courseUrl } }: { readonly step: MissingStep }) {
  const say = useText();
  const isPassing = event.endsWith('course.passing.status.updated.v1');
  const plain =
    course === null
      ? eventTypeName(say, event)
      : isPassing
        ? say(myBadgesText.passCourse, { course })
        : say(myBadgesText.inCourse, { event: eventTypeName(say, event), course });
  const label = <bdi dir="auto">{words === '' ? plain : words}</bdi>;
  return courseUrl === null ? (
    label
  ) : (
    <Anchor href={courseUrl} target="_blank" rel="noreferrer" inherit>
      {label}
    </Anchor>
  );
}
