import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import type { TrialResult } from '../../../../src/api/schemas/trials.ts';
import { useText } from '../../i18n/use-text.ts';
import { ExplanationView } from '../../shared/explanation-view.tsx';
import { EventOutcome } from './event-outcome.tsx';
import { tryText } from './try-text.ts';

interface TrialOutcomeProps {
  readonly result: TrialResult;
  readonly template: TemplateDocument;
}

/** What came of a try. */
export function TrialOutcome({ result, template }: TrialOutcomeProps) {
  const say = useText();
  switch (result.kind) {
    case 'event':
      return <EventOutcome result={result} template={template} />;
    case 'learner': {
      const { explanation } = result;
      return (
        <Stack gap="sm">
          <Text fw={600}>
            {explanation.complete
              ? say(tryText.learnerComplete)
              : say(tryText.learnerIncomplete, { met: explanation.groupsMet, groups: explanation.groups.length })}
          </Text>
          <ExplanationView explanation={explanation} />
        </Stack>
      );
    }
    case 'unreadable':
      return (
        <Alert
          color="red"
          variant="outline"
          icon={<IconAlertTriangle aria-hidden />}
          title={say(tryText.unreadable)}
          bg="var(--laurel-surface)"
        >
          <Text size="sm" dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {result.detail}
          </Text>
        </Alert>
      );
  }
}
