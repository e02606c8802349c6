/** What tabs of this browser tell each other: that somebody has signed in or out. */
const name = 'laurel.session';

/** Tells the other tabs that somebody else is signed in now, or nobody. */
export function tellOtherTabs(): void {
  const channel = new BroadcastChannel(name);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of this origin alone
  channel.postMessage('changed');
  channel.close();
}

/** @returns ends it */
export function onChangeInOtherTabs(look: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', look);
  return () => channel.close();
}
