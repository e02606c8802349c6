import ipaddr from 'ipaddr.js';

/**
 * What an address counts as wherever requests are counted: an IPv4 address itself, of an IPv6 address its /64, which
 * every home and every server has for itself (RFC 6177, 4291). However it is written: `::ffff:192.0.2.1` is 192.0.2.1.
 *
 * @param address as the server tells it; what is no address counts as it is
 */
export function countedAddress(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${parsed
    .toByteArray()
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}/64`;
}
