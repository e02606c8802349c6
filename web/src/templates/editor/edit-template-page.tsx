import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import type { Tagged } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { BackLink } from '../../shared/back-link.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { isAbsent, NoSuch } from '../../shared/no-such.tsx';
import { Page } from '../../shared/page.tsx';
import { useLeave } from '../../shared/way/use-leave.ts';
import { eventTypesQuery, templateKeys, templateQuery } from '../queries.ts';
import { templatesText } from '../templates-text.ts';
import { toDraft } from './draft.ts';
import { editorText } from './editor-text.ts';
import { TemplateEditor } from './template-editor.tsx';

/** The editor with a stored template. */
export function EditTemplatePage() {
  const say = useText();
  const { template: id } = useParams({ from: '/app/templates/$template/edit' });
  const query = useQuery({
    ...templateQuery(id),
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const name = query.data?.data.name ?? (query.isError ? id : null);
  if (isAbsent(query.error))
    return <NoSuch title={say(templatesText.noSuch)} id={id} to="/templates" place={say(templatesText.title)} />;
  return (
    <Page
      title={name === null ? null : say(editorText.editTitle, { name })}
      description={say(editorText.editLead)}
      doc="requirements"
      back={<BackLink to="/templates" place={say(templatesText.title)} />}
    >
      <DataState query={{ ...query, data: query.isFetchedAfterMount ? query.data : undefined }}>
        {(stored) => <StoredTemplate key={id} opened={stored} />}
      </DataState>
    </Page>
  );
}

/** Keeps to what it was opened with: an edit is based on what the person has seen, not on what came in since. */
function StoredTemplate({ opened }: { readonly opened: Tagged<TemplateView> }) {
  const say = useText();
  const client = useQueryClient();
  const leave = useLeave();
  const hash = useLocation({ select: (location) => location.hash });
  const eventTypes = useQuery(eventTypesQuery);
  const [{ base, round }, setBase] = useState({ base: opened, round: 0 });
  const { id } = base.data;
  const toTemplate = () => leave({ to: '/templates/$template', params: { template: id } });
  return (
    <DataState query={eventTypes}>
      {(items) => (
        <TemplateEditor
          key={round}
          form={`template:${id}`}
          initial={() => toDraft(base.data)}
          stored={base}
          eventTypes={items}
          focus={hash === 'requirements' ? hash : undefined}
          onSaved={({ name }) => {
            notifyDone(say, say(templatesText.saved, { name }));
            void toTemplate();
          }}
          onCancel={() => void toTemplate()}
          onTakeTheirs={(theirs) => {
            client.setQueryData(templateKeys.one(id), theirs);
            setBase({ base: theirs, round: round + 1 });
          }}
        />
      )}
    </DataState>
  );
}
