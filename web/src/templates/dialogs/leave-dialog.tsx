import { useBlocker } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { dialogsText } from './dialogs-text.ts';

/**
 * Asks before the page is left with unsaved changes, whichever way.
 *
 * @param mayLeave asked at each navigation: true when nothing would be lost
 */
export function LeaveDialog({ mayLeave }: { readonly mayLeave: () => boolean }) {
  const say = useText();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && !mayLeave(),
    enableBeforeUnload: () => !mayLeave(),
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={status === 'blocked'}
      title={say(dialogsText.leaveTitle)}
      confirm={say(dialogsText.leave)}
      cancel={say(dialogsText.stay)}
      dangerous
      onConfirm={() => proceed?.()}
      onClose={() => reset?.()}
    >
      {say(dialogsText.leaveHelp)}
    </ConfirmDialog>
  );
}
