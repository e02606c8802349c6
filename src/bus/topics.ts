/** The topic as the bus knows it: `dev` and `learning-badges-lifecycle` give `dev-learning-badges-lifecycle`. */
export function fullTopic(prefix: string, topic: string): string {
  return prefix === '' ? topic : `${prefix}-${topic}`;
}
