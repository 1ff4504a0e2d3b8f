import { argumentsFor, routeFor } from '../../../../src/models/offline/route.ts';
import type { BoundTool } from '../../../../src/models/offline/route.ts';

const tool = (name: string): BoundTool => ({ name, parameters: {} });
const search = tool('search_knowledge');
const session = [search, tool('refine_summary'), tool('undo_summary'), tool('find_in_transcript')];

describe('in a session thread', () => {
  it.each([
    ['undo', 'undo_summary'],
    ['please undo that', 'undo_summary'],
    ['where did she talk about the refund?', 'find_in_transcript'],
    ['what did Daniel say about Friday?', 'find_in_transcript'],
    ['when did they mention overtime', 'find_in_transcript'],
    ['what is the procedure for a refund without a receipt?', 'search_knowledge'],
    ['How long is store credit valid?', 'search_knowledge'],
    ['shorter', 'refine_summary'],
    ['drop the second win', 'refine_summary'],
    ['add: call the client by Friday', 'refine_summary'],
    ['can you make the challenges warmer?', 'refine_summary'],
    ['Dana owns the first action, not Sam', 'refine_summary'],
  ])('%j goes to %s', (words, expected) => {
    expect(routeFor(words, session)?.tool.name).toBe(expected);
  });
});

describe('in a session thread with all its tools', () => {
  const all = [...session, tool('redo_summary'), tool('summary_versions'), tool('ask_about_summary')];
  it.each([
    ['undo twice', 'undo_summary'],
    ['redo', 'redo_summary'],
    ['back to version 2', 'summary_versions'],
    ['what changed?', 'summary_versions'],
    ['where did she say that?', 'ask_about_summary'],
    ['why is that a win?', 'ask_about_summary'],
    ['did he promise a date?', 'ask_about_summary'],
    ['what is the procedure for a refund without a receipt?', 'search_knowledge'],
    ['How long is store credit valid?', 'search_knowledge'],
    ['make all of them shorter', 'refine_summary'],
    ['can you make the challenges warmer?', 'refine_summary'],
  ])('%j goes to %s', (words, expected) => {
    expect(routeFor(words, all)?.tool.name).toBe(expected);
  });
});

it('searches for anything said elsewhere, and has no tool where none is bound', () => {
  expect(routeFor('shorter', [search])?.tool.name).toBe('search_knowledge');
  expect(routeFor('How long is store credit valid?', [])).toBeUndefined();
});

it('fills the one free-text argument of a tool, whatever its name', () => {
  const parameters = {
    properties: { participant: { type: 'string' }, instruction: { type: 'string' } },
    required: ['instruction'],
  };
  expect(argumentsFor({ name: 'x', parameters }, 'shorter')).toEqual({ instruction: 'shorter' });
  expect(
    argumentsFor({ name: 'x', parameters: { properties: { query: { type: 'string' } } } }, 'hi'),
  ).toEqual({ query: 'hi' });
  expect(argumentsFor(tool('x'), 'hi')).toEqual({});
});
