import { Group, Stack, Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { Explanation } from '../../../src/api/schemas/explanation.ts';
import { useText } from '../i18n/use-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { ConditionName } from './condition-name.tsx';
import { conditionPhrase } from './condition-phrase.tsx';
import { Disclosure } from './disclosure.tsx';
import { eventTypeName } from './event-type-text.ts';
import { EvidenceDetails } from './evidence-details.tsx';
import { explanationText } from './explanation-text.ts';
import classes from './explanation-view.module.css';
import { NearestEventView } from './nearest-event.tsx';
import { StateBadge } from './state-badge.tsx';
import type { Tone } from './state-badge.tsx';
import { TemplateLink } from './template-link.tsx';
import { ValueList } from './value-list.tsx';

type GroupExplanation = Explanation['groups'][number];
type RequirementExplanation = GroupExplanation['requirements'][number];

/** Why a learner has, or has not, completed a template: group by group, each requirement with its evidence (S10). */
export function ExplanationView({ explanation }: { readonly explanation: Explanation }) {
  return (
    <ol className={classes.groups}>
      {explanation.groups.map((group) => (
        <GroupView key={group.requirements.map(({ requirement }) => requirement).join(' ')} group={group} />
      ))}
    </ol>
  );
}

function GroupView({ group: { met, requirements } }: { readonly group: GroupExplanation }) {
  const say = useText();
  return (
    <li className={classes.group} data-met={met || undefined}>
      <Group justify="space-between" gap="xs" mb={8}>
        <StateBadge tone={met ? 'good' : 'waiting'}>
          {say(met ? explanationText.met : explanationText.notMet)}
        </StateBadge>
        {requirements.length > 1 && (
          <Text size="xs" c="dimmed">
            {say(explanationText.any)}
          </Text>
        )}
      </Group>
      <Stack gap="sm">
        {requirements.map((requirement) => (
          <RequirementView key={requirement.requirement} requirement={requirement} />
        ))}
      </Stack>
    </li>
  );
}

const standings: Readonly<Record<RequirementExplanation['standing'], readonly [tone: Tone, text: MessageDescriptor]>> =
  {
    fulfilled: ['good', explanationText.fulfilled],
    reset: ['bad', explanationText.reset],
    open: ['neutral', explanationText.open],
  };

function RequirementView({ requirement: explained }: { readonly requirement: RequirementExplanation }) {
  const say = useText();
  const words = useWords();
  const { description, event, rules, standing, evidence, resetBy, onRecord, nearest, currentRules } = explained;
  const [tone, text] = standings[standing];
  return (
    <div className={classes.requirement}>
      <Group gap="xs" align="baseline">
        <Text fw={550} size="sm" dir="auto">
          <ConditionName condition={{ description, event, rules }} />
        </Text>
        <StateBadge tone={tone}>{say(text)}</StateBadge>
      </Group>
      {standing !== 'fulfilled' && (
        <Text size="sm">
          {words.rich(explanationText.wouldMeet, { what: conditionPhrase(words, { event, rules }) })}
        </Text>
      )}
      {evidence === null ? (
        <Text size="sm" c="dimmed">
          {onRecord === null ? say(explanationText.openHelp) : <OnRecordWords onRecord={onRecord} />}
        </Text>
      ) : (
        <>
          <Text size="sm" c="dimmed" component="div">
            <EvidenceWords standing={standing} evidence={evidence} resetBy={resetBy} />
            {!currentRules && <> {say(explanationText.olderRules, { version: evidence.version })}</>}
          </Text>
          {Object.keys(evidence.values).length > 0 && <ValueList values={evidence.values} />}
          <Disclosure label={say(explanationText.details)}>
            <EvidenceDetails
              evidence={evidence}
              penalty={evidence.penalty === null ? null : <PenaltyName id={evidence.penalty} penalty={resetBy} />}
            />
          </Disclosure>
        </>
      )}
      {standing !== 'fulfilled' &&
        onRecord === null &&
        (nearest === null ? (
          <Text size="sm" c="dimmed">
            {say(explanationText.noneNear)}
          </Text>
        ) : (
          <NearestEventView nearest={nearest} event={event} />
        ))}
    </div>
  );
}

function OnRecordWords({
  onRecord: { time, template, templateName },
}: {
  readonly onRecord: NonNullable<RequirementExplanation['onRecord']>;
}) {
  const { rich } = useWords();
  const intl = useIntl();
  const when = (
    <time key="when" dateTime={time}>
      {intl.formatDate(time, { dateStyle: 'medium', timeStyle: 'short' })}
    </time>
  );
  if (template === null) return rich(explanationText.onRecordUncounted, { when });
  return rich(explanationText.onRecord, {
    when,
    template: <TemplateLink key="template" id={template} name={templateName ?? template} />,
  });
}

interface EvidenceWordsProps {
  readonly standing: RequirementExplanation['standing'];
  readonly evidence: NonNullable<RequirementExplanation['evidence']>;
  readonly resetBy: RequirementExplanation['resetBy'];
}

function EvidenceWords({ standing, evidence, resetBy }: EvidenceWordsProps) {
  const { say, rich } = useWords();
  const intl = useIntl();
  const values = {
    event: eventTypeName(say, evidence.eventType),
    when: (
      <time key="when" dateTime={evidence.time}>
        {intl.formatDate(evidence.time, { dateStyle: 'medium', timeStyle: 'short' })}
      </time>
    ),
  };
  // No penalty took it, and so somebody did.
  if (standing === 'reset' && evidence.penalty === null)
    return rich(explanationText.resetByHand, { when: values.when });
  if (evidence.penalty === null) return rich(explanationText.fulfilledBy, values);
  const penalty = <PenaltyName key="penalty" id={evidence.penalty} penalty={resetBy} />;
  return rich(explanationText.resetBy, { ...values, penalty });
}

/** A penalty by its words; by its id alone where the rules no longer have it. */
function PenaltyName({ id, penalty }: { readonly id: string; readonly penalty: RequirementExplanation['resetBy'] }) {
  return penalty === null ? <bdi className="mono">{id}</bdi> : <ConditionName condition={penalty} />;
}
