import { Stack, VisuallyHidden } from '@mantine/core';
import { useDeferredValue, useEffect, useState } from 'react';
import type { EventType } from '../../../../src/api/schemas/event-types.ts';
import type { TemplateDocument, TemplateView } from '../../../../src/api/schemas/templates.ts';
import { ruleChange } from '../../../../src/rules/rule-change.ts';
import type { Tagged } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { WithDraft } from '../../shared/drafts/draft-question.tsx';
import { LeaveDialog } from '../../shared/drafts/leave-dialog.tsx';
import { Section } from '../../shared/section.tsx';
import { StateBadge } from '../../shared/state-badge.tsx';
import { ConflictDialog } from '../dialogs/conflict-dialog.tsx';
import { EditWarning } from '../dialogs/edit-warning.tsx';
import { MoveDialog } from '../dialogs/move-dialog.tsx';
import { Sentence } from '../sentence/sentence.tsx';
import { templatesText } from '../templates-text.ts';
import { TryPanel } from '../try/try-panel.tsx';
import { AchievementCard } from './achievement-card.tsx';
import { BasicsCard } from './basics-card.tsx';
import type { TemplateDraft } from './draft.ts';
import { EditorContext } from './editor-context.ts';
import classes from './editor.module.css';
import { editorText } from './editor-text.ts';
import { ErrorSummary } from './error-summary.tsx';
import { fieldMistakes, focusField } from './mistakes.ts';
import { PenaltiesCard } from './penalties-card.tsx';
import { RequirementsCard } from './requirements-card.tsx';
import { SaveBar } from './save-bar.tsx';
import { useDraft } from './use-draft.ts';
import { useEditorParts } from './use-editor-parts.ts';
import { useKeptTemplate } from './use-kept-template.ts';
import { firstOfEach, useMistakes } from './use-mistakes.ts';
import { useSave } from './use-save.ts';

interface TemplateEditorProps {
  /** Names what is edited, for the draft that this device keeps. */
  readonly form: string;
  /** What the editor begins with; called once. */
  readonly initial: () => TemplateDraft;
  /** What is stored, with its tag; null for a new template. */
  readonly stored: Tagged<TemplateView> | null;
  readonly eventTypes: readonly EventType[];
  /** The field that gets the focus at first; left out: none. */
  readonly focus?: string | undefined;
  readonly onSaved: (template: TemplateView) => void;
  readonly onCancel: () => void;
  readonly onTakeTheirs: (theirs: Tagged<TemplateView>) => void;
}

/** The editor of a badge template: its parts, what they come to in plain words, and a place to try it. */
export function TemplateEditor(props: TemplateEditorProps) {
  const { form, initial, stored, eventTypes, focus, onSaved, onCancel, onTakeTheirs } = props;
  const say = useText();
  const isNew = stored === null;
  const draftState = useDraft(initial);
  const { draft, sent, dirty } = draftState;
  const { kept, base, outdated, rebase } = useKeptTemplate(form, stored, initial, draftState);
  const saving = useSave(isNew, (template) => {
    kept.done();
    onSaved(template);
  });
  const [attempts, setAttempts] = useState(0);
  const [warning, setWarning] = useState(false);
  const [announcement, announce] = useState('');

  const { mistakes: live, warnings } = useMistakes(sent, eventTypes);
  const refused = saving.refusal?.json === sent.json ? fieldMistakes(say, draft, saving.refusal.mistakes) : [];
  const mistakes = firstOfEach([...live, ...refused]);
  const editor = useEditorParts({ draftState, mistakes, warnings, showAll: attempts > 0, eventTypes, isNew, announce });
  useEffect(() => {
    if (focus !== undefined) focusField(focus);
  }, [focus]);
  // Drawn after the fields: whoever types does not wait for what is only looked at.
  const shown = useDeferredValue(sent.document);
  const submit = (): void => {
    setAttempts((count) => count + 1);
    if (live.length > 0) return;
    if (asksFirst(base, sent.document)) setWarning(true);
    else saving.save(sent.json, base?.etag ?? null);
  };

  return (
    <EditorContext value={editor}>
      {/* No form: Enter in one of its many fields shall not save the whole. */}
      <WithDraft draft={kept} headingOrder={2} note={outdated ? say(editorText.draftOutdated) : undefined}>
        <div className={classes.columns}>
          <div className={classes.main}>
            {attempts > 0 && mistakes.length > 0 && <ErrorSummary mistakes={mistakes} attempt={attempts} />}
            <BasicsCard
              id={draft.id}
              name={draft.name}
              description={draft.description}
              imageUrl={draft.imageUrl}
              holder={draft.holder}
              achievement={draft.achievement}
              synced={base !== null && base.data.provider.fields.length > 0 ? base.data : null}
            />
            {draft.holder.origin === 'openedx' && <AchievementCard achievement={draft.achievement} />}
            <RequirementsCard requirements={draft.requirements} />
            <PenaltiesCard penalties={draft.penalties} />
          </div>
          <Stack className={classes.side} gap="lg" data-scrolls>
            <Section title={say(templatesText.whatItTakes)}>
              <div aria-live="polite">
                <Sentence requirements={shown.requirements} penalties={shown.penalties} />
              </div>
            </Section>
            <TryPanel template={shown} eventTypes={eventTypes} />
          </Stack>
        </div>
        <SaveBar error={saving.error}>
          <span className={classes.saveState}>
            {(dirty || !isNew) && (
              <StateBadge tone={dirty ? 'warning' : 'good'}>
                {say(dirty ? editorText.unsaved : editorText.allSaved)}
              </StateBadge>
            )}
          </span>
          <Button variant="default" onClick={onCancel}>
            {say(editorText.cancel)}
          </Button>
          <Button loading={saving.busy} disabled={!isNew && !dirty} onClick={submit}>
            {say(isNew ? editorText.create : editorText.save)}
          </Button>
        </SaveBar>
      </WithDraft>
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      {base && (
        <EditWarning
          template={base.data}
          opened={warning}
          onClose={() => setWarning(false)}
          onConfirm={() => {
            setWarning(false);
            saving.save(sent.json, base?.etag ?? null);
          }}
        />
      )}
      {stored && saving.moveQuestion && (
        <MoveDialog
          counts={saving.moveQuestion}
          onClose={saving.dropQuestion}
          onChoose={(issuedBadges) => saving.save(sent.json, base?.etag ?? null, issuedBadges)}
        />
      )}
      {base && saving.conflict && (
        <ConflictDialog
          base={base.data}
          mine={sent.document}
          onClose={saving.dropConflict}
          onTakeTheirs={(theirs) => {
            kept.done();
            onTakeTheirs(theirs);
          }}
          onMerged={(theirs, merged) => {
            saving.dropConflict();
            const json = rebase(theirs, merged);
            if (asksFirst(theirs, merged)) setWarning(true);
            else saving.save(json, theirs.etag);
          }}
        />
      )}
      <LeaveDialog draft={kept} />
    </EditorContext>
  );
}

/** Whether learners are on the way under rules that are to be changed (S19); other words concern nobody's progress. */
function asksFirst(base: Tagged<TemplateView> | null, edited: TemplateDocument): boolean {
  return base !== null && base.data.active && ruleChange(base.data, edited) === 'rules';
}
