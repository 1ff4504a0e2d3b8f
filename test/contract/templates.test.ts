import { openDatabase } from '../../src/data/database.ts';
import { createTemplateRepository } from '../../src/data/templates/template-repository.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { createFakeTemplates } from '../support/fakes/templates.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { templatesContract, type TemplateWorld } from './templates.contract.ts';

async function onPostgres(): Promise<TemplateWorld> {
  const world = await openPostgresWorld();
  const prisma = openDatabase(world.database.urls.app, { max: 4 });
  return {
    world: {
      ...world,
      async close() {
        await prisma.close();
        await world.close();
      },
    },
    templates: createTemplateRepository(prisma),
  };
}

describe('templates in memory', () =>
  templatesContract(() => Promise.resolve({ world: createFakeWorld(), templates: createFakeTemplates() })));
describe('templates on PostgreSQL', () => templatesContract(onPostgres));
