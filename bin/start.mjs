import './check-node.mjs';
await import('../dist/app/main.js');
