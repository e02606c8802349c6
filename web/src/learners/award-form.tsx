import { Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Badge } from '../../../src/api/schemas/badges.ts';
import { post } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { WithDraft } from '../shared/drafts/draft-question.tsx';
import { useKeptDraft } from '../shared/drafts/use-kept-draft.ts';
import { notifyDone } from '../shared/notify.ts';
import { ProblemAlert } from '../shared/problem-alert.tsx';
import { ReasonField } from '../shared/reason-field.tsx';
import { sharedText } from '../shared/shared-text.ts';
import { TemplateSelect } from '../shared/template-select.tsx';
import { awardText } from './award-text.ts';

interface AwardFormProps {
  readonly learner: number;
  readonly preset: string | null;
  readonly onClose: () => void;
}

/** Which badge, and why; inside its dialog, so that it begins anew each time. */
export function AwardForm({ learner, preset, onClose }: AwardFormProps) {
  const say = useText();
  const client = useQueryClient();
  const [template, setTemplate] = useState(preset);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const draft = useKeptDraft({
    form: `award:${learner}:${preset ?? ''}`,
    value: { template, reason },
    dirty: reason.trim() !== '' || template !== preset,
    take: (kept) => {
      setTemplate(kept.template);
      setReason(kept.reason);
    },
  });
  const award = useMutation({
    mutationFn: (body: object) => post<Badge>('/api/v1/badges', body),
    onSuccess: async ({ data }) => {
      draft.done();
      onClose();
      notifyDone(say, say(awardText.done, { template: data.templateName }));
      await client.invalidateQueries();
    },
  });
  const given = reason.trim();
  const cancel = (): void => {
    draft.done();
    onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (template !== null && given !== '') award.mutate({ learner, template, reason: given });
  };
  return (
    <WithDraft draft={draft}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text>{say(awardText.help)}</Text>
          <TemplateSelect
            label={say(awardText.template)}
            description={say(awardText.templateHelp)}
            activeOnly
            required
            focusFirst={preset === null}
            value={template}
            onChange={setTemplate}
            error={checked && template === null ? say(awardText.templateMissing) : null}
          />
          <ReasonField value={reason} onChange={setReason} checked={checked} first={preset !== null} />
          {award.error && <ProblemAlert error={award.error} headingOrder={3} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={cancel}>
              {say(sharedText.cancel)}
            </Button>
            <Button type="submit" loading={award.isPending}>
              {say(awardText.confirm)}
            </Button>
          </Group>
        </Stack>
      </form>
    </WithDraft>
  );
}
