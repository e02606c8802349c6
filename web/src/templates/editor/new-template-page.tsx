import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { BackLink } from '../../shared/back-link.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { Page } from '../../shared/page.tsx';
import { eventTypesQuery, templateQuery } from '../queries.ts';
import { useLeave } from '../../shared/way/use-leave.ts';
import { templatesText } from '../templates-text.ts';
import { toDraft } from './draft.ts';
import type { TemplateDraft } from './draft.ts';
import { editorText } from './editor-text.ts';
import { withIds } from './ids.ts';
import { newTemplate } from './new-parts.ts';
import { TemplateEditor } from './template-editor.tsx';

/** The editor with a new template, or with a copy of one. */
export function NewTemplatePage() {
  const say = useText();
  const { from } = useSearch({ from: '/app/templates/_new' });
  return (
    <Page
      title={say(editorText.newTitle)}
      description={say(editorText.newLead)}
      doc="requirements"
      back={<BackLink to="/templates" place={say(templatesText.title)} />}
    >
      {from === undefined ? <NewTemplate initial={newTemplate} /> : <CopiedTemplate key={from} from={from} />}
    </Page>
  );
}

function CopiedTemplate({ from }: { readonly from: string }) {
  const say = useText();
  const query = useQuery(templateQuery(from));
  return (
    <DataState query={query}>
      {({ data }) => (
        <NewTemplate
          from={from}
          initial={() => ({
            ...withName(toDraft(data), say(editorText.copyOf, { name: data.name })),
            // Two templates of one badge outside would issue it twice.
            holder: newTemplate().holder,
          })}
        />
      )}
    </DataState>
  );
}

function withName(draft: TemplateDraft, name: string): TemplateDraft {
  return withIds({ ...draft, name, idFollows: true });
}

interface NewTemplateProps {
  /** The template that it begins as a copy of. */
  readonly from?: string;
  readonly initial: () => TemplateDraft;
}

function NewTemplate({ from = '', initial }: NewTemplateProps) {
  const say = useText();
  const navigate = useNavigate();
  const leave = useLeave();
  const eventTypes = useQuery(eventTypesQuery);
  return (
    <DataState query={eventTypes}>
      {(items) => (
        <TemplateEditor
          // No id of a template begins so.
          form={`template:_new:${from}`}
          initial={initial}
          stored={null}
          eventTypes={items}
          onSaved={({ id, name }) => {
            notifyDone(say, say(templatesText.created, { name }));
            void navigate({ to: '/templates/$template', params: { template: id }, replace: true });
          }}
          onCancel={() => void leave({ to: '/templates' })}
          onTakeTheirs={() => {}}
        />
      )}
    </DataState>
  );
}
