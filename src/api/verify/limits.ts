/** The largest badge that is fetched or taken, image included. */
export const mostMegabytes = 5;
export const mostBadgeBytes = mostMegabytes * 1024 * 1024;

/** Of one address in a minute: a person verifies a handful, and each may cost a few connections. */
export const fewVerifications = { max: 30, timeWindow: '1 minute' } as const;
