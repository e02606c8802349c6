import { useNavigate, useSearch } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { BackLink } from '../../shared/back-link.tsx';
import { BulkProgress } from '../../shared/bulk-progress.tsx';
import { Page } from '../../shared/page.tsx';
import { badgesText } from '../badges-text.ts';
import { ManyForm } from './many-form.tsx';
import { manyText } from './many-text.ts';

const kinds = ['award', 'revoke'] as const;

/** Awards a badge to a list of learners by hand, or takes it from them: a check first, then a job with its report. */
export function ManyPage() {
  const say = useText();
  const navigate = useNavigate();
  const mayOperate = useMay('operate');
  const { learners, job } = useSearch({ from: '/app/badges/many' });
  const showJob = (id: string | undefined): void =>
    void navigate({ to: '/badges/many', search: { learners, job: id }, replace: true });
  return (
    <Page
      title={say(manyText.title)}
      description={say(manyText.lead)}
      doc="manyBadges"
      back={<BackLink to="/badges" place={say(badgesText.title)} />}
    >
      {mayOperate ? (
        <>
          <BulkProgress kinds={kinds} started={job} onClose={() => showJob(undefined)} />
          <ManyForm preset={(learners ?? '').split(',').join('\n')} onBegun={showJob} />
        </>
      ) : (
        say(manyText.notAllowed)
      )}
    </Page>
  );
}
