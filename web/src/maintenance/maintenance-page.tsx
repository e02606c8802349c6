import { Page } from '../shared/page.tsx';
import { useText } from '../i18n/use-text.ts';
import { JobList } from './job-list.tsx';
import { maintenanceText } from './maintenance-text.ts';
import { PruneSection } from './prune-section.tsx';
import { ReplaySection } from './replay-section.tsx';

/** What somebody does now and then: processing events again, and removing what is old. */
export function MaintenancePage() {
  const say = useText();
  return (
    <Page title={say(maintenanceText.title)} description={say(maintenanceText.lead)} doc="maintenance">
      <ReplaySection />
      <PruneSection />
      <JobList />
    </Page>
  );
}
