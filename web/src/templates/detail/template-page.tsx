import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import type { Tagged } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { BackLink } from '../../shared/back-link.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { isAbsent, NoSuch } from '../../shared/no-such.tsx';
import { Page } from '../../shared/page.tsx';
import { Section } from '../../shared/section.tsx';
import { TemplateImage } from '../../shared/template-image.tsx';
import { documentOf, pictureOf } from '../document-of.ts';
import { eventTypesQuery, liveTemplateQuery } from '../queries.ts';
import { Sentence } from '../sentence/sentence.tsx';
import { TemplateWarnings } from '../template-warnings.tsx';
import { templatesText } from '../templates-text.ts';
import { TryPanel } from '../try/try-panel.tsx';
import { InUse } from './in-use.tsx';
import { PenaltyList } from './penalty-list.tsx';
import { PublicPage } from './public-page.tsx';
import { RequirementGroups } from './requirement-groups.tsx';
import { TemplateActions } from './template-actions.tsx';
import { TemplateFacts } from './template-facts.tsx';
import classes from './template-page.module.css';
import { seenName } from '../../shared/seen-name.ts';

/** One badge template: what it takes, who has it, and a place to try it. */
export function TemplatePage() {
  const say = useText();
  const { template: id } = useParams({ from: '/app/templates/$template' });
  const query = useQuery(liveTemplateQuery(id));
  const template = query.data?.data;
  if (isAbsent(query.error))
    return <NoSuch title={say(templatesText.noSuch)} id={id} to="/templates" place={say(templatesText.title)} />;
  return (
    <Page
      key={id}
      title={template ? seenName(template.name, id) : query.isError ? id : null}
      heading={
        template && (
          <Group component="span" gap="sm" wrap="nowrap">
            <TemplateImage url={pictureOf(template)} size={44} />
            <bdi>{seenName(template.name, id)}</bdi>
          </Group>
        )
      }
      description={say(templatesText.oneLead)}
      doc="requirements"
      back={<BackLink to="/templates" place={say(templatesText.title)} />}
      actions={query.data && <TemplateActions stored={query.data} />}
    >
      <DataState query={query}>{(stored) => <Stored stored={stored} />}</DataState>
    </Page>
  );
}

function Stored({ stored: { data: template } }: { readonly stored: Tagged<TemplateView> }) {
  const say = useText();
  const eventTypes = useQuery(eventTypesQuery);
  const document = useMemo(() => documentOf(template), [template]);
  const { requirements, penalties, description, holder, warnings } = template;
  return (
    <>
      <TemplateFacts template={template} />
      <TemplateWarnings warnings={warnings} origin={holder.origin} />
      {description !== '' && (
        <Text dir="auto" maw={760} style={{ whiteSpace: 'pre-line' }}>
          {description}
        </Text>
      )}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Section title={say(templatesText.whatItTakes)}>
            <Sentence requirements={requirements} penalties={penalties} />
          </Section>
          <Section title={say(templatesText.requirements)}>
            <RequirementGroups requirements={requirements} />
          </Section>
          {holder.origin === 'openedx' && <PublicPage template={template} />}
          <Section title={say(templatesText.penalties)}>
            <PenaltyList penalties={penalties} requirements={requirements} />
          </Section>
        </div>
        <div className={classes.side}>
          <InUse template={template} />
          <DataState query={eventTypes}>{(items) => <TryPanel template={document} eventTypes={items} />}</DataState>
        </div>
      </div>
    </>
  );
}
