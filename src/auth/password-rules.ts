/** How long passwords are; nothing else is asked of them. */
export const shortestPassword = 12;
export const longestPassword = 128;
