import { IconWifiOff } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useText } from '../i18n/use-text.ts';
import classes from './shell.module.css';
import { shellText } from './shell-text.ts';

/** Says on every page that the device has no network; screen readers are told when it begins. */
export function OfflineBanner() {
  const say = useText();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status" className={classes.offline} data-offline={!isOnline || undefined}>
      {!isOnline && (
        <>
          <IconWifiOff size={18} stroke={1.8} aria-hidden />
          <span>{say(shellText.offline)}</span>
        </>
      )}
    </div>
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}
