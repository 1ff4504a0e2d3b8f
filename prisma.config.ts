import { defineConfig } from 'prisma/config';

/** For Prisma's own tools (`validate`, `generate`, and `migrate deploy` where its engine can be had). */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_MIGRATION_URL'] ?? '' },
});
