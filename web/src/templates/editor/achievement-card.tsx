import { Select, SimpleGrid, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { achievementTypes } from '../../../../src/rules/achievement-types.ts';
import { useText } from '../../i18n/use-text.ts';
import { issuersQuery } from '../../shared/issuers-query.ts';
import { Section } from '../../shared/section.tsx';
import type { AchievementDraft } from './achievement-draft.ts';
import { achievementText } from './achievement-text.ts';
import { achievementTypeText } from '../achievement-type-text.ts';
import { AlignmentsField } from './alignments-field.tsx';
import { useEditor, useField } from './editor-context.ts';
import { previewed } from './previewed.ts';
import { PagePreviewButton } from '../page-preview.tsx';

/** What a badge that Laurel issues itself says besides, and where its public page shows it. */
export const AchievementCard = memo(function AchievementCard({
  achievement,
}: {
  readonly achievement: AchievementDraft;
}) {
  const say = useText();
  const { change, store, touch } = useEditor();
  const fields = {
    criteria: useField('achievement.criteria'),
    type: useField('achievement.type'),
    tags: useField('achievement.tags'),
    language: useField('achievement.language'),
  };
  const { issuer, type, criteria, tags, alignments, language } = achievement;
  const set = (changed: Partial<AchievementDraft>): void =>
    change((draft) => ({ ...draft, achievement: { ...draft.achievement, ...changed } }));
  const types = achievementTypes
    .map((value) => ({ value, label: say(achievementTypeText[value]) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <Section
      title={say(achievementText.title)}
      actions={<PagePreviewButton template={() => previewed(store.read().draft)} />}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {say(achievementText.help)}
        </Text>
        <Textarea
          {...fields.criteria}
          label={say(achievementText.criteria)}
          description={say(achievementText.criteriaHelp)}
          value={criteria}
          onChange={({ currentTarget: { value } }) => set({ criteria: value })}
          maxLength={20_000}
          autosize
          minRows={3}
          maxRows={16}
          dir="auto"
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <IssuerSelect value={issuer} onChange={(value) => set({ issuer: value })} />
          <Select
            {...fields.type}
            label={say(achievementText.type)}
            description={say(achievementText.typeHelp)}
            data={types}
            value={type || 'Badge'}
            onChange={(value) => set({ type: achievementTypes.find((each) => each === value) ?? '' })}
            allowDeselect={false}
            searchable
          />
        </SimpleGrid>
        <TagsInput
          {...fields.tags}
          onBlur={() => touch('achievement.tags')}
          label={say(achievementText.tags)}
          description={say(achievementText.tagsHelp)}
          value={[...tags]}
          onChange={(value) => set({ tags: value.map((tag) => tag.trim()).filter((tag) => tag !== '') })}
          maxTags={50}
          splitChars={[',', '،', '\n']}
          acceptValueOnBlur
          dir="auto"
        />
        <AlignmentsField alignments={alignments} />
        <TextInput
          {...fields.language}
          label={say(achievementText.language)}
          description={say(achievementText.languageHelp)}
          value={language}
          onChange={({ currentTarget: { value } }) => set({ language: value })}
          maxLength={35}
          w="16rem"
          maw="100%"
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
        />
      </Stack>
    </Section>
  );
});

function IssuerSelect({ value, onChange }: { readonly value: string; readonly onChange: (issuer: string) => void }) {
  const say = useText();
  const input = useField('achievement.issuer');
  const { data } = useQuery(issuersQuery);
  const issuers = data?.items ?? [];
  const usual = issuers.find(({ isDefault }) => isDefault);
  const choices = [
    {
      value: '',
      label: usual ? say(achievementText.issuerDefault, { name: usual.name }) : say(achievementText.issuerAny),
    },
    ...issuers.map(({ slug, name }) => ({ value: slug, label: name })),
  ];
  // A file may have named one that is not there any more.
  if (value !== '' && issuers.every(({ slug }) => slug !== value)) choices.push({ value, label: value });
  return (
    <Select
      {...input}
      label={say(achievementText.issuer)}
      description={say(data && issuers.length === 0 ? achievementText.noIssuer : achievementText.issuerHelp)}
      data={choices}
      value={value}
      onChange={(chosen) => onChange(chosen ?? '')}
      allowDeselect={false}
    />
  );
}
