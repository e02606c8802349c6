import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { TextLink } from '../../shared/links.tsx';
import { Section } from '../../shared/section.tsx';
import { HolderCount } from '../holder-count.tsx';
import { InProgressCount } from '../in-progress/in-progress-count.tsx';
import { templatesText } from '../templates-text.ts';
import classes from './template-page.module.css';

/** How many learners hold the badge, and how many are on the way. */
export function InUse({ template: { id, use } }: { readonly template: TemplateView }) {
  const say = useText();
  return (
    <Section
      title={say(templatesText.inUse)}
      actions={
        <TextLink to="/badges" search={{ template: id }} size="sm">
          {say(templatesText.whoHolds)}
        </TextLink>
      }
    >
      <div className={classes.figures}>
        <div>
          <div className={classes.figure}>
            <HolderCount template={id} count={use.holders} />
          </div>
          {say(templatesText.holdersCount, { count: use.holders })}
        </div>
        <div>
          <div className={classes.figure}>
            <InProgressCount template={id} count={use.inProgress} />
          </div>
          {say(templatesText.inProgressCount, { count: use.inProgress })}
        </div>
      </div>
    </Section>
  );
}
