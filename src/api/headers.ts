/** Node's headers as the web's. */
export function headersOf(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const each of Array.isArray(value) ? value : value === undefined ? [] : [value]) result.append(name, each);
  }
  return result;
}
