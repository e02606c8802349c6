/**
 * The ids of two edited lists in one order: that of whoever has put them into another, and what the other has added after what it
 * comes after there.
 */
export function mergedOrder(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const [lead, other] = keepsOrder(base, theirs) ? [mine, theirs] : [theirs, mine];
  const order = [...lead];
  for (const [index, id] of other.entries()) {
    if (order.includes(id)) continue;
    const before = other.slice(0, index).findLast((each) => order.includes(each));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return order;
}

function keepsOrder(base: readonly string[], edited: readonly string[]): boolean {
  const before = base.filter((id) => edited.includes(id));
  return edited.filter((id) => base.includes(id)).every((id, index) => id === before[index]);
}
