import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';
import { DocumentFaultError } from './document-errors.ts';

/**
 * Parses one XML part of an Office file. Office writes no DOCTYPE; a file that has one wants entities expanded, and is
 * refused.
 *
 * @throws DocumentFaultError `damaged`
 */
export function parseXml(bytes: Uint8Array): Document {
  const text = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text.slice(0, 4_096))) throw new DocumentFaultError('damaged');
  try {
    return new DOMParser({ onError: failOnFault }).parseFromString(text, 'text/xml');
  } catch (error) {
    throw new DocumentFaultError('damaged', error);
  }
}

function failOnFault(level: 'warning' | 'error' | 'fatalError', message: string): void {
  if (level !== 'warning') throw new Error(message);
}

/** Elements inside a node, in document order, by name with its usual prefix, such as `w:p`. */
export const elementsOf = (node: Document | Element, name: string): Element[] => [
  ...node.getElementsByTagName(name),
];

const isElement = (node: Node): node is Element => node.nodeType === 1;

export function childrenOf(node: Element): Element[] {
  const children: Element[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (isElement(child)) children.push(child);
  }
  return children;
}

/** The first child, or child of a child, along these names. */
export function childAt(node: Element, ...names: readonly string[]): Element | undefined {
  let at: Element | undefined = node;
  for (const name of names) at = at && childrenOf(at).find((child) => child.nodeName === name);
  return at;
}

export const attributeOf = (node: Element | undefined, name: string): string | undefined =>
  node?.getAttribute(name) ?? undefined;

/** The targets of a part's relationships by id, as paths from the archive's root. */
export function relationsOf(
  parts: ReadonlyMap<string, Uint8Array>,
  part: string,
): Map<string, { target: string; type: string }> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const rels = parts.get(`${folder}_rels/${part.slice(slash + 1)}.rels`);
  if (rels === undefined) return new Map();
  return new Map(
    elementsOf(parseXml(rels), 'Relationship').map((relation) => [
      attributeOf(relation, 'Id') ?? '',
      {
        target: resolvePath(folder, attributeOf(relation, 'Target') ?? ''),
        type: attributeOf(relation, 'Type')?.split('/').at(-1) ?? '',
      },
    ]),
  );
}

function resolvePath(folder: string, target: string): string {
  const path: string[] = [];
  for (const name of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (name === '..') path.pop();
    else if (name !== '' && name !== '.') path.push(name);
  }
  return path.join('/');
}
