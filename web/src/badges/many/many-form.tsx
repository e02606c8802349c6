import { Group, Radio, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { BulkCheckResult } from '../../../../src/api/schemas/bulk.ts';
import { post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { Section } from '../../shared/section.tsx';
import { TemplateSelect } from '../../shared/template-select.tsx';
import { Checked } from './checked.tsx';
import type { Action } from './checked.tsx';
import { ListFile } from './list-file.tsx';
import { manyText } from './many-text.ts';

interface ManyFormProps {
  /** Learners that were selected before. */
  readonly preset: string;
  readonly onBegun: (job: string) => void;
}

/** Which badge and whom; what would become of each is checked before anything is done. */
export function ManyForm({ preset, onBegun }: ManyFormProps) {
  const say = useText();
  const [action, setAction] = useState<Action>('award');
  const [template, setTemplate] = useState<string | null>(null);
  const [list, setList] = useState(preset);
  const [complains, setComplains] = useState(false);
  const check = useMutation({
    mutationFn: async (wanted: { readonly action: Action; readonly template: string; readonly list: string }) => ({
      wanted,
      result: (await post<BulkCheckResult>('/api/v1/badges/bulk/check', wanted)).data,
    }),
  });
  /** What was checked is not what stands in the form any more. */
  const changed = <Value,>(change: (value: Value) => void) => {
    return (value: Value): void => {
      check.reset();
      change(value);
    };
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setComplains(true);
    if (template !== null && list.trim() !== '') check.mutate({ action, template, list });
  };
  return (
    <Stack gap="lg">
      <Section title={say(manyText.whom)}>
        <form onSubmit={submit} noValidate>
          <Stack gap="md" maw={640}>
            <Radio.Group
              label={say(manyText.action)}
              value={action}
              onChange={changed((value: string) => setAction(value === 'revoke' ? 'revoke' : 'award'))}
            >
              <Group mt="xs">
                <Radio value="award" label={say(manyText.award)} />
                <Radio value="revoke" label={say(manyText.revoke)} />
              </Group>
            </Radio.Group>
            <TemplateSelect
              label={say(manyText.template)}
              activeOnly={action === 'award'}
              required
              value={template}
              onChange={changed(setTemplate)}
              error={complains && template === null ? say(manyText.templateMissing) : null}
            />
            <Textarea
              label={say(manyText.list)}
              description={say(manyText.listHelp)}
              error={complains && list.trim() === '' && say(manyText.listMissing)}
              value={list}
              onChange={({ currentTarget }) => changed(setList)(currentTarget.value)}
              autosize
              minRows={5}
              maxRows={14}
              dir="auto"
              spellCheck={false}
              required
            />
            <ListFile onList={changed(setList)} />
            {check.error && <ProblemAlert error={check.error} headingOrder={3} />}
            <Group>
              <Button type="submit" loading={check.isPending}>
                {say(manyText.check)}
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
      {check.data && (
        <Checked
          wanted={check.data.wanted}
          result={check.data.result}
          onBegun={(job) => {
            check.reset();
            onBegun(job);
          }}
        />
      )}
    </Stack>
  );
}
